"""Scales: numbers along an axis lie where one scale puts them."""

import pytest

from backprop.check.figures.axes import LINEAR, LOGARITHMIC, STEPS, Kind, fitted, number, untied
from backprop.check.figures.labels import Label


def ticks(*pairs: tuple[str, float]) -> list[tuple[Label, float]]:
    return [
        (Label(words, 0, 0, None, "end", False, "", start, start + len(words)), place)
        for start, (words, place) in enumerate(pairs)
    ]


EVEN = (("−0.5", 0), ("0.0", 10), ("0.5", 20), ("1.0", 30))
POWERS = (("10⁻⁵", 0), ("0.0001", 20), ("0.01", 60), ("1", 100))
COUNTS = (("0", 50), ("1", 73.8), ("10", 127.35), ("100", 180.9), ("1,000", 234.45))


@pytest.mark.parametrize(("pairs", "kind"), [(EVEN, LINEAR), (POWERS, LOGARITHMIC), (COUNTS, STEPS)])
def test_right_numbers_make_a_scale(pairs: tuple[tuple[str, float], ...], kind: Kind) -> None:
    scale, flaws = fitted(ticks(*pairs), kind)
    assert flaws == []
    assert scale is not None
    for words, place in pairs:
        value = number(words)
        assert value is not None
        assert scale.place(value) == pytest.approx(place)
        assert scale.value(place) == pytest.approx(value)


@pytest.mark.parametrize(
    ("pairs", "kind", "place", "words", "message"),
    [
        (EVEN, LINEAR, 2, "0.6", "found 0.6, expected 0.5 where it stands on its axis"),
        (EVEN, LINEAR, 0, "0.5", "found 0.5, expected -0.5 where it stands on its axis"),
        (EVEN, LINEAR, 1, "−0.0", "found '−0.0', expected a number on an axis"),
        (EVEN, LINEAR, 3, "1", "found 1, expected as many places as beside it"),
        (EVEN, LINEAR, 3, "one", "found 'one', expected a number on an axis"),
        (POWERS, LOGARITHMIC, 0, "10⁻⁶", "found 10⁻⁶, expected 1e-05 where it stands on its axis"),
        (POWERS, LOGARITHMIC, 2, "0.02", "found 0.02, expected 0.01 where it stands on its axis"),
        (POWERS, LOGARITHMIC, 2, "0.010", "found 0.010, expected no idle zero"),
        (POWERS, LOGARITHMIC, 3, "0", "found '0', expected a number on an axis"),
        (COUNTS, STEPS, 4, "1,001", "found 1,001, expected 1000 where it stands on its axis"),
        (COUNTS, STEPS, 0, "1", "found 1, expected 0 where it stands on its axis"),
    ],
)
def test_a_wrong_number_is_found(
    pairs: tuple[tuple[str, float], ...], kind: Kind, place: int, words: str, message: str
) -> None:
    changed = [(words if at == place else old, where) for at, (old, where) in enumerate(pairs)]
    _, flaws = fitted(ticks(*changed), kind)
    assert message in [flaw.message for flaw in flaws]


@pytest.mark.parametrize("pairs", [(), (("1", 0),), (("1", 0), ("1", 10)), (("x", 0), ("y", 1))])
def test_too_few_numbers_make_no_scale(pairs: tuple[tuple[str, float], ...]) -> None:
    scale, flaws = fitted(ticks(*pairs), LINEAR)
    assert scale is None
    assert "expected two that differ" in flaws[-1].message


def test_what_is_drawn_ties_a_scale() -> None:
    found = ticks(*EVEN)
    scale, _ = fitted(found, LINEAR)
    assert list(untied(found, scale, 20.4, 0.5, "the start")) == []
    (flaw,) = untied(found, scale, 22, 0.5, "the start")
    assert flaw.message == "found the start at 0.6 of the axis, expected it at 0.5"
