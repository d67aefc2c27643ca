"""Numbers of the second route from decimal texts, and a run of it."""

import pytest
from flint import arb, ctx, fmpq

from backprop.core.route import LONGEST_EXACT, Route, ball, is_long, rational


@pytest.mark.parametrize("text", ["a half", ""])
def test_what_is_no_decimal_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="Invalid literal for Fraction"):
        rational(text)


def test_a_ball_holds_its_decimal_at_the_working_precision() -> None:
    assert rational("0.1") == fmpq(1, 10)
    for precision in (64, 256):
        with ctx.workprec(precision):
            assert ball("0.1").contains(arb(fmpq(1, 10)))
            assert ball("0.1").rel_accuracy_bits() >= precision - 2


@pytest.mark.parametrize("bits", [LONGEST_EXACT - 1, LONGEST_EXACT])
def test_rationals_may_grow_too_long(bits: int) -> None:
    assert is_long(fmpq(2) ** bits) is is_long(1 / fmpq(2) ** bits) is (bits == LONGEST_EXACT)


@pytest.mark.parametrize("number", [3, fmpq(3), arb(3)], ids=str)
def test_a_run_is_read_in_enclosures(number: object) -> None:
    route = Route(
        lambda: {"x": number}, lambda state: {"x": state["x"] * 2}, lambda state: state.__getitem__, 64
    )
    assert [route.value(step, "x") for step in (2, 0)] == [12, 3]
    assert all(isinstance(value, arb) for value in route.values(1, ["x", "x"]))
