"""A nudge along a chain: what it moves is nearly the nudge times the derivatives on its way."""

from fractions import Fraction

import pytest

from backprop.core.keys import parse
from backprop.core.registry import at, enclosure
from backprop.figures import figure, svg
from backprop.figures.fact import value_of
from backprop.figures.nudge import NudgeFigure
from tests.figures.reading import keyed


def nudge(key: str, by: str) -> NudgeFigure:
    return NudgeFigure(parse(key), by)


CHAINS = [
    ("chain:dE_total/dw1", ["w1", "net_h1", "out_h1", "net_o1", "out_o1", "E_o1", "E_total"]),
    ("mazur:dE_total/dw5", ["w5", "net_o1", "out_o1", "E_o1", "E_total"]),
    ("mazur@2:dE_o2/dout_o2", ["out_o2", "E_o2"]),
    ("relu@1:dE_total/dw1", ["w1", "net_h1", "out_h1", "net_o1", "out_o1", "E_o1", "E_total"]),
]


@pytest.mark.parametrize(("key", "stations"), CHAINS)
def test_a_chain_is_followed_from_below(key: str, stations: list[str]) -> None:
    assert nudge(key, "0.01").names == stations


@pytest.mark.parametrize("key", [key for key, _ in CHAINS])
def test_a_small_nudge_moves_by_the_derivatives(key: str) -> None:
    case = nudge(key, "0.000001")
    for link in case.chain:
        moved = [
            float(value_of(case.after(name)) - enclosure(at(case.key, name)))
            for name in (link.upper, link.lower)
        ]
        slope = float(enclosure(at(case.key, link.derivative)))
        assert moved[0] == pytest.approx(slope * moved[1], rel=1e-4)


@pytest.mark.parametrize("key", [key for key, _ in CHAINS])
def test_printed_ends_differ_by_the_printed_change(key: str) -> None:
    case = nudge(key, "0.02")
    for name in case.names:
        before, after = map(Fraction, case.ends(name))
        change = case.change(name)
        unit = Fraction(1, 10 ** len(change.partition(".")[2]))
        assert abs(after - before - Fraction(change)) <= 3 * unit / 2, name


def test_a_dead_unit_passes_nothing_on() -> None:
    case = nudge("relu;rate=0.6@5:dE_total/dw1", "0.01")
    assert [case.change(name) for name in case.names[1:]][1:] == ["0"] * 5


def test_numbers_know_what_they_are() -> None:
    drawn = svg(figure(["nudge", "mazur:dE_total/dw5", "0.01"]))
    names = ("data-key", "data-where", "data-then")
    facts = {(part.text, *map(part.get, names)) for part in keyed(drawn)}
    assert facts >= {
        ("1.10591", "mazur:net_o1", None, None),
        ("1.11184", "mazur:net_o1", "w5 + 0.01", None),
        ("+0.00593", "mazur:net_o1", "w5 + 0.01", "- net_o1"),
        ("0.0822", "mazur:dE_total/dw5", None, None),
        ("0.000822", "mazur:dE_total/dw5", None, "* 0.01"),
    }
