"""A nudge along a chain: what it moves is nearly the nudge times the derivatives on its way."""

from fractions import Fraction

import pytest

from backprop.core.keys import parse
from backprop.core.program import compiled
from backprop.core.registry import at, enclosure, graph_of
from backprop.errors import BackpropError
from backprop.figures import figure, printed, svg
from backprop.figures.fact import value_of
from backprop.figures.nudge import Nudge
from tests.figures.reading import SVG, root


def nudge(key: str, by: str) -> Nudge:
    return Nudge.of(parse(key), by)


CHAINS = [
    ("chain:dE_total/dw1", ["w1", "net_h1", "out_h1", "net_o1", "out_o1", "E_o1", "E_total"]),
    ("mazur:dE_total/dw5", ["w5", "net_o1", "out_o1", "E_o1", "E_total"]),
    ("mazur@2:dE_o2/dout_o2", ["out_o2", "E_o2"]),
    ("relu@1:dE_total/dw1", ["w1", "net_h1", "out_h1", "net_o1", "out_o1", "E_o1", "E_total"]),
]


@pytest.mark.parametrize(("key", "stations"), CHAINS)
def test_a_chain_is_followed_from_below(key: str, stations: list[str]) -> None:
    assert nudge(key, "0.01").stations == stations


@pytest.mark.parametrize("key", [key for key, _ in CHAINS])
def test_a_small_nudge_moves_by_the_derivatives(key: str) -> None:
    it = nudge(key, "0.000001")
    for link in it.links:
        moved = [
            float(value_of(it.after(name)) - enclosure(at(it.key, name))) for name in (link.upper, link.lower)
        ]
        slope = float(enclosure(at(it.key, link.derivative)))
        assert moved[0] == pytest.approx(slope * moved[1], rel=1e-4)


def test_all_else_is_kept() -> None:
    it = nudge("mazur:dE_total/dw5", "0.1")
    made = compiled(graph_of(it.key), ["E_total"], "fast")({"w5": 0.5})
    assert float(value_of(it.after("E_total"))) == pytest.approx(float(made["E_total"]))


@pytest.mark.parametrize("key", [key for key, _ in CHAINS])
def test_printed_ends_differ_by_the_printed_change(key: str) -> None:
    it = nudge(key, "0.02")
    for name in it.stations:
        before, after = map(Fraction, it.ends(name))
        change = it.change(name)
        unit = Fraction(1, 10 ** len(change.partition(".")[2]))
        assert abs(after - before - Fraction(change)) <= 3 * unit / 2, name


def test_a_dead_unit_passes_nothing_on() -> None:
    it = nudge("relu;rate=0.6@5:dE_total/dw1", "0.01")
    assert [it.change(name) for name in it.stations[1:]][1:] == ["0"] * 5


def test_words() -> None:
    made = figure(["nudge", "mazur:dE_total/dw5", "0.010"])
    assert made.name == "nudge-mazur-dE_total-dw5-0.01"
    assert made.title == "The two-output network: a nudge of 0.01 at w5"
    assert made.alt(printed) == (
        "Chain from w5 to E_total. A nudge of 0.01 moves w5 from 0.4 to 0.41, net_o1 from 1.10591 to "
        "1.11184, out_o1 from 0.75137 to 0.75247, E_o1 from 0.274811 to 0.275632 and E_total from "
        "0.298371 to 0.299192. With the local derivatives of net_o1 by w5 0.593, of out_o1 by net_o1 "
        "0.187, of E_o1 by out_o1 0.741 and of E_total by E_o1 1, the derivative of E_total by w5 is "
        "0.0822."
    )
    assert made.caption(printed) == (
        "A nudge of 0.01 at w₅ moves E total by 0.000821; the derivative 0.0822 times 0.01 is 0.000822."
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("nudge mazur:dE_total/dw1 0.01", "found 2 chains from w1 to E_total, expected one; the figure path"),
        ("nudge mazur:net_h1 0.01", "found mazur:net_h1, expected a derivative such as mazur:dE_total/dw5"),
        ("nudge mazur:dE_o1/dw7 0.01", "this derivative is 0 and has no key"),
        ("nudge mazur:dE_total/dw5 0", "found '0', expected a decimal number above 0 such as 0.01"),
        ("nudge mazur:dE_total/dw5 -1", "found '-1', expected a decimal number above 0 such as 0.01"),
        ("nudge mazur:dE_total/dw5 1e3", "found '1e3', expected a decimal number above 0"),
        ("nudge mazur@3000:dE_total/dw5 0.000000001", "characters in a figure"),
    ],
)
def test_what_cannot_be_nudged_is_refused(words: str, message: str) -> None:
    with pytest.raises(BackpropError, match=message):
        figure(words.split())


def test_numbers_know_what_they_are() -> None:
    drawn = svg(figure(["nudge", "mazur:dE_total/dw5", "0.01"]))
    facts = {
        (one.text, one.attrib["data-key"], one.get("data-where"), one.get("data-then"))
        for one in root(drawn).iter(f"{SVG}tspan")
        if "data-key" in one.attrib
    }
    assert facts >= {
        ("1.10591", "mazur:net_o1", None, None),
        ("1.11184", "mazur:net_o1", "w5 + 0.01", None),
        ("+0.00593", "mazur:net_o1", "w5 + 0.01", "- net_o1"),
        ("0.0822", "mazur:dE_total/dw5", None, None),
        ("0.000822", "mazur:dE_total/dw5", None, "* 0.01"),
    }
