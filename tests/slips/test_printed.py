"""Numbers as they are printed: read, refused, and compared with a value."""

import pytest
from flint import arb, ctx, fmpq

from backprop.core.ops import Proved
from backprop.errors import BackpropError, UndecidedError
from backprop.slips.printed import read

SEVENTH = arb(fmpq(1, 7))  # 0.142857142857…


@pytest.mark.parametrize(
    ("text", "value", "agreement"),
    [
        ("0.3775", fmpq(3775, 10000), "exact"),
        ("0.37750", fmpq(3775, 10000), "exact"),
        ("3.775e-1", fmpq(3775, 10000), "exact"),
        ("0.378", fmpq(3775, 10000), "rounded"),
        ("0.377", fmpq(3775, 10000), "rounded"),  # a tie may go either way
        ("0.376", fmpq(3775, 10000), None),
        ("0.143", SEVENTH, "rounded"),
        ("0.142", SEVENTH, "truncated"),
        ("0.144", SEVENTH, None),
        ("-0.143", -SEVENTH, "rounded"),
        ("−0.142", -SEVENTH, "truncated"),
        ("0.142", -SEVENTH, None),
        (".14", SEVENTH, "rounded"),
        ("+1e-1", SEVENTH, "rounded"),
        ("0", SEVENTH, "rounded"),
        ("0.00", fmpq(0), "exact"),
        ("3e2", fmpq(312), "rounded"),
        ("4e2", fmpq(312), None),
    ],
)
def test_a_number_comes_of_a_value_or_does_not(text: str, value: Proved, agreement: str | None) -> None:
    assert read(text).agreement(value) == agreement


def test_a_wide_ball_leaves_it_open() -> None:
    with pytest.raises(UndecidedError):
        read("0.143").agreement(arb(0.1425, 0.001))


@pytest.mark.parametrize(
    "text", ["", "abc", "0,5", "1/2", "nan", "inf", "1e9999", "0x1", "1 2", "--1", "1_0", "٣"]
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(BackpropError, match="expected a decimal number such as"):
        read(text)


@pytest.mark.parametrize(
    ("text", "value", "count"),
    [
        ("0.291027924", fmpq(291027774, 10**9), 6),
        ("0.291027774", fmpq(291027774, 10**9), 9),
        ("0.0000351085", fmpq(351019, 10**10), 4),
        ("0.5", fmpq(3775, 10000), 0),
        ("-0.3775", fmpq(3775, 10000), 0),
        ("377.5", fmpq(3775, 10000), 0),
        ("0", fmpq(3775, 10000), 0),
        ("0.2", fmpq(0), 0),
    ],
)
def test_leading_digits_in_common(text: str, value: fmpq, count: int) -> None:
    assert read(text).common(value) == count


@pytest.mark.parametrize(
    ("text", "units"),
    [("0.143", 0), ("0.142", 1), ("0.144", 1), ("0.15", 1), ("-0.143", 286), ("1", 1), ("0", 0)],
)
def test_units_of_the_last_digit(text: str, units: int) -> None:
    assert read(text).units(SEVENTH) == units


@pytest.mark.parametrize(
    ("value", "fits", "distance"),
    [(0.25, True, 0), (0.2549, True, 1), (0.2599, True, 2), (0.2601, False, 2), (float("nan"), False, 2)],
)
def test_a_value_in_float64_is_screened(value: float, fits: bool, distance: int) -> None:
    assert (read("0.25").may_be(value), read("0.25").distance(value)) == (fits, distance)


def test_the_comparison_needs_no_more_than_its_ball() -> None:
    with ctx.workprec(256):
        assert read("0.14285714285714285714").agreement(arb(fmpq(1, 7))) == "rounded"
