"""Formats: Python's own for floats, but of any rational, and rounded once, half to even."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop.core.formats import MOST_DIGITS, format_rule, rounded

THIRD = Fraction(1, 3)


@pytest.mark.parametrize(
    ("value", "spec", "text"),
    [
        ("0.5", ".0f", "0"),
        ("1.5", ".0f", "2"),
        ("-2.5", ".0f", "-2"),
        ("0.125", ".2f", "0.12"),
        ("0.1250000000000000000000000001", ".2f", "0.13"),
        ("1/3", "f", "0.333333"),
        ("2/3", ".25f", "0.6666666666666666666666667"),
        ("-0.0004", ".2f", "0.00"),
        ("-0.0004", "+.2f", "+0.00"),
        ("0", "e", "0.000000e+00"),
        ("1/3", "e", "3.333333e-01"),
        ("-99.96", ".2e", "-1.00e+02"),
        ("1e-400", ".1e", "1.0e-400"),
        ("1e400", ".0E", "1E+400"),
        ("1/3", "g", "0.333333"),
        ("0.00012", "g", "0.00012"),
        ("0.000012", "g", "1.2e-05"),
        ("1234567", "g", "1.23457e+06"),
        ("1234567", ".3G", "1.23E+06"),
        ("9.9996", ".4g", "10"),
        ("9.9996", "#.4g", "10.00"),
        ("1/8", "%", "12.500000%"),
        ("1/3", ".1%", "33.3%"),
        ("1/8", ".0%", "12%"),
        ("0.135", ".0%", "14%"),
        ("12", "#.0f", "12."),
        ("1234567.891", ",.2f", "1,234,567.89"),
        ("1234567.891", "_.0f", "1_234_568"),
        ("-1234.5", "+14,.2f", "     -1,234.50"),
        ("1234.5", "+014,.2f", "+00,001,234.50"),
        ("-1234.5", "*<12.1f", "-1234.5*****"),
        ("-1234.5", "*=12.1f", "-*****1234.5"),
        ("-1234.5", "^12.1f", "  -1234.5   "),
        ("1/3", " .2f", " 0.33"),
        ("1/3", "z.2f", "0.33"),
        ("12", "", "12"),
        ("1/3", "", "0.33333333333333333"),
        ("1/3", ">22", "   0.33333333333333333"),
        ("12345", "+,", "+12,345"),
        ("1/3", ".3", "0.333"),
        ("12", ".3", "12"),
        ("1234567", ".3", "1.23e+06"),
    ],
)
def test_a_number_is_laid_out(value: str, spec: str, text: str) -> None:
    assert format_rule(spec)(Fraction(value) if "/" in value else Fraction(Decimal(value))) == text


FILLED = st.sampled_from(["", "<", ">", "^", "=", "*<", "0=", "0>", "x^", "0<"])
SIGNS = st.sampled_from(["", "+", "-", " "])
WIDTHS = st.sampled_from(["", "0", "1", "8", "08", "15", "015", "22", "022"])
PRECISIONS = st.sampled_from(["", ".0", ".1", ".2", ".5", ".17", ".30"])
BEFORE = st.tuples(FILLED, SIGNS).map("".join)
AFTER = st.tuples(
    st.sampled_from(["", "#"]), WIDTHS, st.sampled_from(["", ",", "_"]), PRECISIONS, st.sampled_from("efgEFG")
).map("".join)


@given(st.floats(allow_nan=False, allow_infinity=False), BEFORE, AFTER)
def test_a_float_is_laid_out_as_by_python(number: float, before: str, after: str) -> None:
    assert format_rule(f"{before}{after}")(Fraction(number)) == format(number, f"{before}z{after}")


# Fractions, and those half way between two decimals or next to it.
NUMBERS = st.fractions() | st.builds(
    lambda n, k, near: Fraction(2 * n + 1, 2 * 10**k) + near,
    st.integers(-(10**9), 10**9),
    st.integers(0, 12),
    st.sampled_from([Fraction(0), Fraction(1, 10**40), Fraction(-1, 10**40)]),
)


def is_nearest(text: str, value: Fraction, unit: Fraction) -> bool:
    """Tell whether `text` is the multiple of `unit` nearest to `value`, the even one of two."""
    count = Fraction(text) / unit
    return count.denominator == 1 and count == round(value / unit)


@given(NUMBERS, st.integers(0, 20))
def test_each_format_gives_the_nearest_number_and_of_two_the_even_one(value: Fraction, places: int) -> None:
    fixed, percent, science, general = (format_rule(f".{places}{kind}")(value) for kind in "f%eg")
    assert is_nearest(fixed, value, Fraction(1, 10**places))
    assert is_nearest(percent.removesuffix("%"), value * 100, Fraction(1, 10**places))
    last = int(science.partition("e")[2]) - places
    assert is_nearest(science, value, Fraction(10) ** last)
    shorter = format_rule(f".{max(places, 1) - 1}e")(value)
    assert Fraction(general) == Fraction(shorter)
    assert is_nearest(str(rounded(value, places)), value, Fraction(1, 10**places))


def test_a_number_rounded_away_from_the_even_one_would_be_noticed() -> None:
    assert not is_nearest("0.13", Fraction(1, 8), Fraction(1, 100))
    assert not is_nearest("0.33", THIRD, Fraction(1, 1000))


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        ("1/3", 4, "0.3333"),
        ("2", 3, "2.000"),
        ("0.125", 2, "0.12"),
        ("-0.0001", 2, "0.00"),
        ("1250", -2, "1.2E+3"),
        ("1/3", 30, "0." + 30 * "3"),
    ],
)
def test_a_number_is_rounded_to_so_many_places(value: str, places: int, text: str) -> None:
    assert str(rounded(Fraction(value), places)) == text


REFUSED = [
    "d",
    ".4d",
    "s",
    "x",
    "c",
    "q",
    ".",
    ".f",
    "1.",
    ".-1f",
    ".4 f",
    "..2f",
    "10,,f",
    ",_f",
    "+-f",
    "++",
    "ff",
]


@pytest.mark.parametrize("spec", REFUSED)
def test_what_is_no_format_of_a_float_is_none_here(spec: str) -> None:
    with pytest.raises(ValueError, match=r"format|[Ff]ormat|precision|Cannot"):
        format(0.5, spec)
    with pytest.raises(ValueError, match=r"^found format .* expected one such as \.4f, \.3e, \.6g, \.1%"):
        format_rule(spec)


def test_a_format_of_the_place_where_a_program_runs_is_refused() -> None:
    with pytest.raises(ValueError, match="found format 'n', expected"):
        format_rule("n")


@pytest.mark.parametrize("spec", [f".{MOST_DIGITS + 1}f", f".{10**12}g"])
def test_more_digits_than_are_ever_proved_are_refused(spec: str) -> None:
    with pytest.raises(ValueError, match=f"^found {spec[1:-1]} digits, expected at most {MOST_DIGITS}$"):
        format_rule(spec)
    assert format_rule(f".{MOST_DIGITS}f")(THIRD) == "0." + MOST_DIGITS * "3"
    with pytest.raises(ValueError, match="digits, expected at most"):
        rounded(THIRD, -MOST_DIGITS - 1)
