"""From an enclosure to digits: half to even, exact or not, and nothing that is not certain."""

from fractions import Fraction

import pytest
from flint import arb, ctx, fmpq
from hypothesis import given
from hypothesis import strategies as st

from backprop.core.digits import (
    Digits,
    Rule,
    decimals,
    digits,
    ends,
    page,
    precision_of,
    proved_digits,
    scientific,
    significant,
)
from backprop.core.ops import Proved
from backprop.errors import UndecidedError


def exact(text: str) -> fmpq:
    number = Fraction(text)
    return fmpq(number.numerator, number.denominator)


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        ("0.5", 0, "0"),
        ("1.5", 0, "2"),
        ("2.5", 0, "2"),
        ("-0.5", 0, "0"),
        ("-1.5", 0, "-2"),
        ("-2.5", 0, "-2"),
        ("0.125", 2, "0.12"),
        ("0.375", 2, "0.38"),
        ("-0.125", 2, "-0.12"),
        ("-0.375", 2, "-0.38"),
        ("0.1250000000000000000000000001", 2, "0.13"),
        ("0.1249999999999999999999999999", 2, "0.12"),
        ("0.35", 1, "0.4"),
        ("0.45", 1, "0.4"),
        ("9.9994", 3, "9.999"),
        ("9.9995", 3, "10.000"),
        ("9.9996", 3, "10.000"),
        ("-9.9996", 3, "-10.000"),
        ("0.9996", 3, "1.000"),
        ("999.5", 0, "1000"),
        ("0", 3, "0.000"),
        ("-0.0004", 3, "0.000"),
        ("-0.0006", 3, "-0.001"),
        ("1/3", 5, "0.33333"),
        ("-2/3", 5, "-0.66667"),
        ("1e-30", 9, "0.000000000"),
        ("1e30", 1, "1000000000000000000000000000000.0"),
    ],
)
def test_decimals(value: str, places: int, text: str) -> None:
    assert decimals(places)(Fraction(value)) == text


@pytest.mark.parametrize(
    ("value", "count", "text"),
    [
        ("0.0125", 2, "0.012"),
        ("0.0135", 2, "0.014"),
        ("-0.0125", 2, "-0.012"),
        ("9.9994", 4, "9.999"),
        ("9.9996", 4, "10.00"),
        ("-9.9996", 4, "-10.00"),
        ("0.00099996", 4, "0.001000"),
        ("99996", 4, "100000"),
        ("12345", 2, "12000"),
        ("1/3", 5, "0.33333"),
        ("-2/3", 5, "-0.66667"),
        ("1/3e30", 3, "0.000000000000000000000000000000333"),
        ("0.5", 17, "0.5"),
        ("100", 17, "100"),
        ("0", 17, "0"),
    ],
)
def test_significant(value: str, count: int, text: str) -> None:
    numerator, _, denominator = value.partition("/")
    assert significant(count)(Fraction(numerator) / Fraction(denominator or 1)) == text


@pytest.mark.parametrize(
    ("value", "count", "text"),
    [
        ("0", 17, "0"),
        ("0.5", 17, "0.5"),
        ("-1200", 17, "-1200"),
        ("0.00001", 17, "0.00001"),
        ("0.000001", 17, "0.000001"),
        ("0.0000001", 17, "1E-7"),
        ("0.0000125", 2, "0.000012"),
        ("0.00000125", 2, "0.0000012"),
        ("1e-400", 3, "1E-400"),
        ("12345", 2, "1.2E+4"),
        ("-12355", 4, "-1.236E+4"),
        ("1e30", 3, "1.00E+30"),
    ],
)
def test_scientific(value: str, count: int, text: str) -> None:
    assert scientific(count)(Fraction(value)) == text
    assert Fraction(text) == Fraction(significant(count)(Fraction(value)))


@pytest.mark.parametrize(
    ("value", "text", "relation"),
    [
        ("0", "0", "="),
        ("0.3775", "0.3775", "="),
        ("0.10", "0.1", "="),
        ("-0.175186", "-0.175186", "="),
        ("0.123456789", "0.123456789", "="),
        ("0.0000001", "0.0000001", "="),
        ("12", "12", "="),
        ("0.1234567891", "0.123456789", "≈"),
        ("0.0009765625", "0.000976562", "≈"),
        ("1/3", "0.333333333", "≈"),
        ("-1/3", "-0.333333333", "≈"),
        ("200/3", "66.666666667", "≈"),
        ("0.00010000001", "0.000100000", "≈"),
        ("0.00009999999", "0.000100000", "≈"),
        ("1/30000", "0.0000333333", "≈"),
        ("-1/30000", "-0.0000333333", "≈"),
        ("1/300000000000", "0.00000000000333333", "≈"),
    ],
)
def test_a_page_is_short_where_exact(value: str, text: str, relation: str) -> None:
    found = digits(exact(value), page)
    assert (found.text, found.relation) == (text, relation)


@pytest.mark.parametrize(
    ("value", "rule", "expected"),
    [
        (fmpq(1, 8), decimals(3), Digits("0.125", exact=True)),
        (fmpq(1, 8), decimals(4), Digits("0.1250", exact=True)),
        (fmpq(1, 8), decimals(2), Digits("0.12", exact=False)),
        (fmpq(1, 3), decimals(2), Digits("0.33", exact=False)),
        (arb(0.125), decimals(3), Digits("0.125", exact=True)),
        (arb(0.125, 1e-9), decimals(4), Digits("0.1250", exact=False)),
        (arb(0.125, 1e-9), significant(4), Digits("0.1250", exact=False)),
        (arb(-3, 1e-12), page, Digits("-3.000000000", exact=False)),
        (arb(0, 1e-12), decimals(9), Digits("0.000000000", exact=False)),
    ],
)
def test_only_what_is_known_exactly_may_be_equal(value: Proved, rule: Rule, expected: Digits) -> None:
    assert digits(value, rule) == expected


def too_near(count: int) -> str:
    return f"{count} digits of it are proved, and it lies too near to where the answer changes"


@pytest.mark.parametrize(
    ("value", "rule", "message"),
    [
        (arb(0.125, 1e-9), decimals(2), too_near(7)),
        (arb(2.5, 0.25), decimals(0), too_near(0)),
        (arb(10, 0.01), significant(4), too_near(2)),
        (arb(0, 1e-3), page, too_near(0)),
        (arb(0, 1e-3), significant(3), too_near(0)),
        (arb("nan"), decimals(2), "nan is no finite number at this precision"),
        (arb("inf"), decimals(2), "[+/- inf] is no finite number at this precision"),
        (arb(0, "inf"), decimals(2), "[+/- inf] is no finite number at this precision"),
        (arb(2) ** 20_000, decimals(2), "it is too long to be written out"),
        (arb(2) ** -20_000, significant(3), "it is too long to be written out"),
        (
            arb((1, 1 << 80)),
            page,
            "it is of the order of 2^1208925819614629174706176, too long to be written out",
        ),
    ],
)
def test_what_is_not_certain_is_not_printed(value: arb, rule: Rule, message: str) -> None:
    with pytest.raises(UndecidedError) as caught:
        digits(value, rule)
    assert str(caught.value) == message


RULES = st.one_of(st.integers(0, 12).map(decimals), st.integers(1, 17).map(significant), st.just(page))
DYADICS = st.builds(lambda n, k: Fraction(n, 2**k), st.integers(-(2**60), 2**60), st.integers(0, 70))
RADII = st.builds(lambda n, k: Fraction(n, 2**k), st.integers(0, 2**20), st.integers(20, 80))
SHARES = st.fractions(-1, 1)


@given(DYADICS, RADII, SHARES, RULES)
def test_the_digits_of_a_ball_are_those_of_every_value_in_it(
    middle: Fraction, radius: Fraction, share: Fraction, rule: Rule
) -> None:
    with ctx.workprec(128):
        wide = arb(exact(str(middle)), exact(str(radius)))
    inside = middle + share * radius
    low, high = ends(wide)
    assert low <= inside <= high
    try:
        found = digits(wide, rule)
    except UndecidedError:
        assert rule(low) != rule(high)
        return
    # A value that is short by chance is not padded; the number is the same.
    assert Fraction(found.text) == Fraction(rule(inside))
    assert not found.exact or Fraction(found.text) == inside


@pytest.mark.parametrize(
    ("low", "high", "count"),
    [("1", "1.001", 3), ("0.1", "0.1000001", 6), ("-3", "-2", 0), ("-1", "1", 0), ("99.999", "100.001", 4)],
)
def test_an_enclosure_proves_so_many_digits(low: str, high: str, count: int) -> None:
    assert proved_digits(Fraction(low), Fraction(high)) == count


@given(st.fractions(), st.integers(0, 20))
def test_decimals_are_the_nearest_there_are(value: Fraction, places: int) -> None:
    text = decimals(places)(value)
    assert abs(Fraction(text) - value) * 10**places <= Fraction(1, 2)
    assert len(text.partition(".")[2]) == places
    assert precision_of(text)(value) == text


@given(st.fractions(), st.integers(1, 20))
def test_significant_digits_are_as_many_as_asked_for(value: Fraction, count: int) -> None:
    text = significant(count)(value)
    shown = text.lstrip("-0.").replace(".", "") if "." in text else text.lstrip("-").rstrip("0")
    assert len(shown) <= count
    assert "e" not in text.lower()
    assert abs(Fraction(text) - value) <= abs(value) / 10 ** (count - 1) / 2


@pytest.mark.parametrize(
    ("text", "shown"), [("0.51", "0.12"), ("12", "0"), ("-0.5000", "0.1235"), ("3.", "0")]
)
def test_the_digits_shown_set_the_precision(text: str, shown: str) -> None:
    assert precision_of(text)(Fraction("0.123456")) == shown
