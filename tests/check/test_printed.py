"""What a printed decimal says of a value."""

import pytest
from flint import arb, ctx, fmpq
from hypothesis import given
from hypothesis import strategies as st

from backprop.check.printed import apart, exact, fits, interval, is_exact, rounded, telling, unit
from backprop.errors import UndecidedError

THIRD = arb(1) / 3


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("0.25", fmpq(1, 4), True),
        ("0.2", fmpq(1, 4), True),  # a tie goes to the even digit
        ("0.3", fmpq(1, 4), False),
        ("0.4", fmpq(7, 20), True),
        ("0.3", fmpq(7, 20), False),
        ("-0.2", fmpq(-1, 4), True),
        ("-0.3", fmpq(-1, 4), False),
        ("0.333", THIRD, True),
        ("0.334", THIRD, False),
        ("-0.333", THIRD, False),
        ("0", fmpq(0), True),
        ("-0.0", fmpq(0), False),
        ("0.000", fmpq(1, 10000), True),
        ("12", fmpq(12), True),
        ("1641248625.072733812", fmpq(1641248625072733812, 10**9), True),
    ],
)
def test_a_text_fits_the_value_it_is_the_rounding_of(text: str, value: fmpq | arb, expected: bool) -> None:
    assert fits(text, value) is expected, f"{text} for {value}"


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [("882000", fmpq(881999), True), ("881000", fmpq(881999), False), ("882", fmpq(881999, 1000), True)],
)
def test_zeros_behind_the_significant_digits_are_no_places(text: str, value: fmpq, expected: bool) -> None:
    assert fits(text, value, significant=3) is expected


def test_a_wide_ball_decides_nothing() -> None:
    with pytest.raises(UndecidedError, match=r"may round to 0\.33 or not"):
        fits("0.33", arb("0.33", "0.01"))


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("0.5", fmpq(1, 2), True),
        ("0.50", fmpq(1, 2), True),
        ("0.33", fmpq(1, 3), False),
        ("0.5", arb("0.5"), False),
    ],
)
def test_only_a_rational_is_known_to_be_printed_in_full(text: str, value: fmpq | arb, expected: bool) -> None:
    assert is_exact(text, value) is expected


@pytest.mark.parametrize(
    ("text", "exponent", "value", "last"),
    [
        ("0.2911", 0, fmpq(2911, 10000), fmpq(1, 10000)),
        ("3.5", -7, fmpq(35, 10**8), fmpq(1, 10**8)),
        ("50", -2, fmpq(1, 2), fmpq(1, 100)),
        ("12", 3, fmpq(12000), fmpq(1000)),
    ],
)
def test_a_text_has_a_value_and_a_last_place(text: str, exponent: int, value: fmpq, last: fmpq) -> None:
    assert (exact(text, exponent), unit(text, exponent)) == (value, last)


@given(st.decimals(-1000, 1000, places=6))
def test_an_interval_holds_all_that_rounds_to_its_text(number: object) -> None:
    text = format(number, "f")
    with ctx.workprec(128):
        assert interval(text).contains(arb(exact(text) + unit(text) / 2))
        assert not interval(text).contains(arb(exact(text) + unit(text)))


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [(THIRD, 4, "0.3333"), (-THIRD, 2, "-0.33"), (fmpq(5, 2), 0, "2"), (fmpq(1, 400), 2, "0.00")],
)
def test_the_right_digits_are_told(value: fmpq | arb, places: int, text: str) -> None:
    assert rounded(value, places) == text


@pytest.mark.parametrize(
    ("left", "right", "texts"),
    [
        ("0.4", "0.3", ("0.4", "0.3")),
        ("0.30000000000000001", "0.3", ("0.30000000000000001", "0.3")),
        ("10000000000000000000000000000000", "0.5", ("1.00000000e+31", "0.5")),
        ("0.5", "0.5", ("0.5", "0.5")),
    ],
)
def test_two_values_show_that_they_differ(left: str, right: str, texts: tuple[str, str]) -> None:
    assert apart(exact(left), exact(right)) == texts


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        ("0.3775", 2, "0.378"),
        ("0.000438568", 4, "0.000439"),
        ("0.15", 1, "0.15"),
        ("0", 2, "0"),
        ("187.35", 0, "187"),
    ],
)
def test_digits_enough_to_know_a_value(value: str, places: int, expected: str) -> None:
    assert telling(exact(value), places, 3) == expected
