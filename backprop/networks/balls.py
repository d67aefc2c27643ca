"""Arrays of numbers from decimal texts: float64, rationals, or balls at the working precision."""

from collections.abc import Callable
from fractions import Fraction
from functools import cache
from typing import Any, TypeAlias

import numpy as np
from flint import arb, ctx, fmpq

# An ndarray of float64 or of balls, which NumPy's types cannot tell apart.
Array: TypeAlias = Any
Number = Callable[[str], Any]
LONGEST_EXACT = 4096


def array(texts: Any, number: Number) -> Array:
    """Return nested decimal texts as an array of numbers."""
    cells = np.array(texts, dtype=object)
    numbers = [number(cell) for cell in cells.flat]
    return np.array(numbers, dtype=float if number is float else object).reshape(cells.shape)


def ball(decimal: str) -> arb:
    """Return an enclosure of a decimal text at the working precision."""
    return _ball(decimal, ctx.prec)


@cache
def _ball(decimal: str, _precision: int) -> arb:
    return arb(rational(decimal))


@cache
def rational(decimal: str) -> fmpq:
    """Return the number that a decimal text writes."""
    exact = Fraction(decimal)
    return fmpq(exact.numerator, exact.denominator)


def shortened(numbers: Array) -> Array:
    """Return an array whose rationals have become balls if they grew too long to carry."""
    return np.vectorize(arb, otypes=[object])(numbers) if any(map(_is_long, numbers.flat)) else numbers


def _is_long(number: Any) -> bool:
    return isinstance(number, fmpq) and max(number.p.bit_length(), number.q.bit_length()) > LONGEST_EXACT
