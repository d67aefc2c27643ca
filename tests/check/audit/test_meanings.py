"""What printed numbers stand for."""

import pytest
from flint import arb, ctx

from backprop.check.audit.meanings import is_bare, is_integral, is_short, meanings
from backprop.check.formulas.parser import parse_expression
from backprop.check.formulas.syntax import Number
from backprop.check.printed import exact


@pytest.mark.parametrize(
    ("tex", "bare"),
    [
        ("0.5", True),
        ("-3", True),
        (r"\begin{bmatrix} 1 & -2 \end{bmatrix}", True),
        ("1 + 1", False),
        ("2^2", False),
    ],
)
def test_a_bare_side_works_nothing_out(tex: str, bare: bool) -> None:
    assert is_bare(parse_expression(tex)) is bare


@pytest.mark.parametrize(("tex", "integral"), [("1 + 2", True), ("1 + 2.0", False), (r"50\%", False)])
def test_an_integral_side_has_integers_alone(tex: str, integral: bool) -> None:
    assert is_integral(parse_expression(tex)) is integral


@pytest.mark.parametrize(
    ("text", "short"), [("0.05", True), ("-0.12", True), ("1.0", True), ("0.123", False), ("12.5", False)]
)
def test_people_choose_short_numbers(text: str, short: bool) -> None:
    assert is_short(text) is short


def spans(left: str, relation: str, right: str, text: str) -> list[tuple[float, float]]:
    """Return how far below and above its digits a number may be, on the left and on the right."""
    reaches = []
    number = Number(0, 0, text)
    for pair in meanings(parse_expression(left), relation, parse_expression(right)):
        for meaning in pair:
            with ctx.workprec(128):
                ball = arb(meaning(number)) - exact(text)
                reaches.append((round(float(ball.lower()), 6), round(float(ball.upper()), 6)))
    return reaches


EXACT, HALF, CUT = (0.0, 0.0), (-0.005, 0.005), (-0.005, 0.01)


@pytest.mark.parametrize(
    ("left", "relation", "right", "text", "expected"),
    [
        ("0.5 * 0.12", "=", "0.06", "0.12", [EXACT, HALF, EXACT, CUT, HALF, HALF]),
        ("0.06", "=", "0.5 * 0.12", "0.12", [HALF, EXACT, CUT, EXACT, HALF, HALF]),
        ("0.5 * 0.12", "=", "0.12 * 0.5", "0.12", [EXACT] * 6),  # the same number on both sides
        ("0.5 * 0.12", "≈", "0.06", "0.12", [HALF, HALF]),
        ("0.56 + 0.56", "=", "1.11", "0.56", [HALF, HALF]),  # added and no more
        ("0.56 + 0.56", "=", "1.112", "0.56", [EXACT, HALF]),
        ("2 * 3", "=", "6", "3", [EXACT] * 6),
    ],
)
def test_meanings_on_both_sides(
    left: str, relation: str, right: str, text: str, expected: list[tuple[float, float]]
) -> None:
    assert spans(left, relation, right, text) == expected
