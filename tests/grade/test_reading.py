"""Any network is found from its table: its shape, its activations, its error, its biases, its rate."""

from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest

from backprop.grade.grade import grade
from backprop.grade.report import SheetReport
from backprop.networks.examples import network_of
from backprop.networks.layers import Layer
from backprop.networks.network import Network
from tests.grade.planted import Sheet, sheet, table

THREE = Network(
    "three", "3-2-1", ("0.3", "-0.2", "0.5"), ("0.4",),
    (Layer((("0.1", "0.2", "0.3"), ("-0.4", "0.5", "0.6"))), Layer((("0.7", "-0.8"),))), "0.25",
)  # fmt: skip
DEEP = Network(
    "deep", "2-2-3-1", ("0.3", "-0.2"), ("0.4",),
    (Layer((("0.1", "0.2"), ("-0.4", "0.5"))), Layer((("0.7", "-0.8"), ("0.3", "0.9"), ("0.2", "0.6"))),
     Layer((("0.15", "0.25", "-0.35"),))), "0.25",
)  # fmt: skip
MAZUR, CHAIN, SOFTMAX = map(network_of, ("mazur", "chain", "softmax"))


Kind = Literal["sigmoid", "tanh", "relu", "linear"]


def activated(network: Network, *kinds: Kind) -> Network:
    layers = (replace(layer, activation=kind) for layer, kind in zip(network.layers, kinds, strict=True))
    return replace(network, layers=tuple(layers))


def report_on(path: Path) -> SheetReport:
    return grade(path).sheets[0]


@pytest.mark.parametrize(
    ("network", "options", "about"),
    [
        (THREE, {}, "3-2-1 network, sigmoid, without biases, learning rate 0.25"),
        (DEEP, {}, "2-2-3-1 network, sigmoid, without biases, learning rate 0.25"),
        (activated(THREE, "tanh", "linear"), {}, "3-2-1 network, tanh then linear"),
        (activated(THREE, "tanh", "tanh"), {}, "3-2-1 network, tanh"),
        (activated(THREE, "relu", "sigmoid"), {}, "3-2-1 network, relu then sigmoid"),
        (THREE, {"loss": "sum"}, "3-2-1 network, sigmoid"),
        (MAZUR, {"bias": "each"}, "2-2-2 network, sigmoid, with trained biases"),
        (MAZUR, {"bias": "shared"}, "2-2-2 network, sigmoid, with trained biases"),
        (MAZUR, {"rate": "2"}, "learning rate 2, the example mazur"),
        (CHAIN, {}, "1-1-1 network, sigmoid, with biases, learning rate 1, the example chain"),
        (SOFTMAX, {}, "2-3 network, softmax, with trained biases, learning rate 0.1, the example softmax"),
    ],
)
def test_any_network_is_read_from_its_numbers(
    network: Network, options: dict[str, str], about: str, tmp_path: Path
) -> None:
    report = report_on(table(network, tmp_path / "table.csv", options))
    assert (report.error, report.wrong, report.unread) == ("", [], ())
    assert about in report.about


def called(planted: Sheet, **styles: str) -> Sheet:
    """Name columns in another style: `out_h="a_h{}"` for out_h1 and out_h2."""
    for name in planted.heads:
        style = styles.get(name.rstrip("0123456789").replace("/", "_"))
        if style is not None:
            planted.heads[name] = style.format(name.lstrip("abcdefghijklmnopqrstuvwxyzE_/"))
    return planted


@pytest.mark.parametrize(
    "styles",
    [
        {"t": "Target {}", "i": "x{}", "h": "z_h{}", "out_h": "a_h{}", "o": "z_o{}", "out_o": "a_o{}"},
        {"t": "y{}", "out_h": "σ(h{})", "out_o": "σ(o{})", "dE_dw": "ƏE/Əw{}", "E": "Error {}"},
        {"dE_dw": "∂E_t/∂w{}", "w": "W{}", "h": "net h{}", "out_h": "OUT h{}"},
        {"h": "sum{}", "out_h": "h{}", "o": "total{}", "out_o": "o{}", "dE_dw": "ӘE/Әw{}"},
        {"h": "", "dE_dw": "slope no. {}", "E": "half the square {}"},
    ],
)
@pytest.mark.parametrize("name", ["mazur", "signed"])
def test_columns_are_known_by_head_or_by_number(name: str, styles: dict[str, str], tmp_path: Path) -> None:
    report = report_on(called(sheet(name), **styles).save(tmp_path / "table.xlsx"))
    assert (report.error, report.wrong, report.unread) == ("", [], ())
    quantities = [column.quantity for column in report.columns]
    assert quantities[-1] == "dE_total/dw8"
    assert {"net_h1", "out_h2", "net_o1", "out_o2", "E_o1", "E_total", "t_o1"} <= set(quantities)


def test_a_wrong_column_without_a_known_head_is_not_graded(tmp_path: Path) -> None:
    planted = called(sheet("mazur"), dE_dw="slope no. {}")
    planted.first["dE/dw6"] = planted.first["dE/dw6"].replace("{out_h2}", "{h2}")
    report = report_on(planted.save(tmp_path / "table.xlsx"))
    assert report.unread == ("slope no. 6 (AF)",)


def test_weights_may_be_numbered_along_the_inputs(tmp_path: Path) -> None:
    planted, exchanged = sheet("mazur"), {"w2": "w3", "w3": "w2", "w6": "w7", "w7": "w6"}
    for name in planted.heads:
        weight = name[-2:]
        planted.heads[name] = name.replace(weight, exchanged.get(weight, weight))
    planted.first["dE/dw4"] += "*{out_h2}"
    report = report_on(planted.save(tmp_path / "table.xlsx"))
    assert [column.head for column in report.wrong] == ["dE/dw4"]


def test_biases_may_stand_in_formulas_alone(tmp_path: Path) -> None:
    planted = sheet("mazur")
    for name, number in (("b1", "0.35"), ("b2", "0.6")):
        del planted.first[name], planted.heads[name]
        planted.first = {
            head: formula.replace(f"{{{name}}}", number) for head, formula in planted.first.items()
        }
    report = report_on(planted.save(tmp_path / "table.xlsx"))
    assert report.wrong == []
    assert "with biases, learning rate 0.5, the example mazur" in report.about


def test_a_rate_that_is_not_the_stated_one_is_noticed(tmp_path: Path) -> None:
    planted = sheet("mazur")
    for name in planted.later:
        planted.later[name] = planted.later[name].replace("{eta!}", "0.1")
    report = report_on(planted.save(tmp_path / "table.xlsx"))
    assert report.wrong == []
    assert report.notes == ("the weights move with a learning rate of 0.1, though C1 says 0.5",)


def test_a_table_may_lie_on_its_side(tmp_path: Path) -> None:
    path = sheet("mazur").text(tmp_path / "right.csv")
    rows = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()]
    path.write_text("\n".join(",".join(cells) for cells in zip(*rows, strict=True)), encoding="utf-8")
    assert report_on(path).wrong == []


@pytest.mark.parametrize(("mark", "point"), [(",", "."), (";", ","), (";", "."), ("\t", ",")])
def test_cells_and_decimals_may_be_marked_in_any_way(mark: str, point: str, tmp_path: Path) -> None:
    planted = sheet("mazur", 3).text(tmp_path / "right.tsv", mark=mark, point=point)
    assert report_on(planted).wrong == []


@pytest.mark.parametrize(("frozen", "use"), [(False, "the other cells follow it"), (True, "no harm is done")])
def test_a_given_that_was_dragged_down_is_tolerated_and_noted(frozen: bool, use: str, tmp_path: Path) -> None:
    planted = sheet("mazur")
    planted.typed |= {(row, "i1"): round(0.05 + 0.01 * row, 2) for row in range(1, 12)}
    if frozen:
        planted.first = {head: formula.replace("{i1}", "{i1$}") for head, formula in planted.first.items()}
    report = report_on(planted.save(tmp_path / "table.xlsx"))
    assert report.wrong == []
    assert len(report.notes) == 1
    assert "0.06 in D5" in report.notes[0]
    assert use in report.notes[0]
