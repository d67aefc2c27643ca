"""The chains of a derivative: their number, their rows, and that they make it."""

from math import prod

import pytest
from flint import arb

from backprop.check.figures import misdrawn
from backprop.core.examples import EXAMPLES
from backprop.core.keys import parse
from backprop.core.ops import ball
from backprop.core.registry import at, enclosure
from backprop.figures import figure, svg
from backprop.figures.chains import ChainsFigure, Link
from backprop.figures.path import PathFigure
from tests.figures.reading import drawn, known
from tests.subject import loan


def chains(text: str) -> PathFigure:
    return PathFigure(parse(text))


@pytest.mark.parametrize(
    ("key", "count"),
    [
        ("mazur:dE_total/dw5", 1),
        ("mazur:dE_total/dw1", 2),
        ("mazur:dE_total/db1", 4),
        ("mazur:dE_total/di1", 4),
        ("relu:dE_total/dw1", 1),
        ("descent:dJ/dtheta1", 1),
        ("deep:dE_total/dw12", 2),
        ("broad:dE_total/dw1", 12),
        ("line:dE_total/dw", 4),
        ("line;batch=2:dE_batch/dout_3", 1),
    ],
)
def test_count(key: str, count: int) -> None:
    assert chains(key).count == count


def test_rows_run_from_the_upper_quantity_down_with_the_weight_beside() -> None:
    assert chains("mazur:dE_total/dw8").rows == [
        ["E_total"],
        ["E_o1", "E_o2"],
        ["out_o1", "out_o2"],
        ["net_o1", "net_o2"],
        ["out_h1", "out_h2", "w8"],
        ["net_h1", "net_h2"],
        ["i1", "i2"],
    ]
    assert chains("mazur:dE_total/dw1").rows[-1] == ["w1", "i1", "i2"]
    assert chains("mazur:dE_total/dt_o2").rows[2] == ["out_o1", "out_o2", "t_o2"]


@pytest.mark.parametrize(
    ("key", "rows"),
    [
        ("mazur:dE_total/dout_o1", [["E_total"], ["E_o1", "E_o2"], ["out_o1", "out_o2"]]),
        ("line:dE_total/dout_2", [["E_total"], ["E_1", "E_2", "E_3", "E_4"]]),
    ],
)
def test_a_quantity_in_the_middle_stands_in_the_row_of_its_like(key: str, rows: list[list[str]]) -> None:
    assert chains(key).rows[: len(rows)] == rows


def test_links_of_one_chain() -> None:
    assert [link.derivative for link in chains("mazur:dE_total/dw5").lit] == [
        "dE_total/dE_o1",
        "dE_o1/dout_o1",
        "dout_o1/dnet_o1",
        "dnet_o1/dw5",
    ]


def ways(chosen: ChainsFigure, lower: str) -> list[list[Link]]:
    if lower == chosen.upper:
        return [[]]
    steps = [link for link in chosen.lit if link.lower == lower]
    return [[link, *rest] for link in steps for rest in ways(chosen, link.upper)]


@pytest.mark.parametrize(
    "text",
    [
        "mazur:dE_total/dw1",
        "mazur@1:dE_total/db1",
        "deep:dE_total/dw12",
        "broad:dE_o1/dw2",
        "chain:dE_total/dw1",
    ],
)
def test_the_products_along_the_chains_add_up_to_the_derivative(text: str) -> None:
    key, chosen = parse(text), chains(text)
    products = [
        prod((ball(enclosure(at(key, link.derivative))) for link in way), start=arb(1))
        for way in ways(chosen, chosen.lower)
    ]
    assert len(products) == chosen.count
    assert sum(products, start=arb(0)).overlaps(ball(enclosure(key)))


def test_stations_and_links_have_an_id_and_numbers_their_key() -> None:
    ids, keys = known(drawn("path mazur@1:dE_total/dw5"))
    parts = {"w5", "net_o1", "dnet_o1/dw5", "dE_total/dE_o1", "i1"}
    assert {f"path-mazur-1-dE_total-dw5-{part}" for part in parts} <= ids
    assert {("mazur@1:dE_total/dw5", "0.0831"), ("mazur:dE_total/dE_o1", "1")} <= keys
    assert not [key for key, _ in keys if key.endswith(":i1")]


@pytest.mark.parametrize("words", ["path loan:dK3/dr", "nudge loan:dK1/dI1 1"])
def test_chains_of_a_subject_that_is_no_network_are_drawn(
    words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(EXAMPLES, "loan", loan.EXAMPLES["loan"])
    case = figure(words.split())
    assert misdrawn(case.name, svg(case)) == ()
