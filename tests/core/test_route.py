"""Arrays of numbers from decimal texts."""

import numpy as np
import pytest
from flint import arb, ctx, fmpq

from backprop.core.route import LONGEST_EXACT, array, ball, rational, shortened


@pytest.mark.parametrize(
    ("texts", "shape"), [(("0.1", "0.2"), (2,)), ((("1", "2"), ("3", "4"), ("5", "6")), (3, 2)), ((), (0,))]
)
def test_nested_decimals_become_an_array(texts: object, shape: tuple[int, ...]) -> None:
    assert array(texts, float).shape == array(texts, arb).shape == shape
    assert array(texts, float).dtype == float


@pytest.mark.parametrize("texts", [("a half",), ("",)])
def test_what_is_no_decimal_is_refused(texts: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="could not convert string to float"):
        array(texts, float)


def test_a_ball_holds_its_decimal_at_the_working_precision() -> None:
    assert rational("0.1") == fmpq(1, 10)
    for precision in (64, 256):
        with ctx.workprec(precision):
            assert ball("0.1").contains(arb(fmpq(1, 10)))
            assert ball("0.1").rel_accuracy_bits() >= precision - 2


@pytest.mark.parametrize(("bits", "is_exact"), [(LONGEST_EXACT - 1, True), (LONGEST_EXACT, False)])
def test_rationals_become_balls_where_they_grow_too_long(bits: int, is_exact: bool) -> None:
    numbers = np.array([fmpq(1), fmpq(2) ** bits], dtype=object)
    assert isinstance(shortened(numbers)[0], fmpq) == is_exact
