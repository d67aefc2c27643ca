r"""The table of functions: those that formulas may apply, each with its value.

A row is all that a function needs to be read and proved: with `"sinh": Function(sinh)` go `\sinh x` and
`\sinh(x)`. A value is taken of rationals, of balls, and of power series of balls, whose second coefficient is
the derivative; what is rational at a rational stays so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from math import factorial
from operator import mul
from typing import Any

import numpy as np
from flint import arb, arb_series, ctx, fmpq

from backprop.errors import UndecidedError

LARGEST_POWER, LARGEST_FACTORIAL, LONGEST_RATIONAL = 64, 200, 4096
Number = Any  # fmpq, arb or arb_series: their arithmetic mixes


@dataclass(frozen=True)
class Function:
    """A function by its `value` of `arity` arguments, 0 for any number.

    Of a matrix it is taken entry by entry, unless it is `of_column`: then it takes a column and gives one.
    """

    value: Callable[..., Any]
    arity: int = 1
    of_column: bool = False


def first(x: Number) -> Number:
    """Return the value of a series at its middle, and any other number as it is."""
    return x[0] if isinstance(x, arb_series) else x


def is_above(x: Number) -> bool:
    """Tell whether `x` is above 0; a ball around 0 raises `UndecidedError`."""
    middle = first(x)
    if middle > 0:
        return True
    if middle <= 0:
        return False
    raise UndecidedError(f"the sign of {middle.str(10)} is not certain")


def _enclosed(x: Number) -> Number:
    return arb(x) if isinstance(x, fmpq | int) else x


def exp(x: Number) -> Number:
    """Return e to the power of `x`."""
    return _enclosed(x).exp()


def log(x: Number) -> Number:
    """Return the natural logarithm of `x`."""
    return _enclosed(x).log()


def sigmoid(x: Number) -> Number:
    """Return one over one plus the exponential of minus `x`; exactly ½ at 0."""
    return fmpq(1, 2) if isinstance(x, fmpq) and x == 0 else 1 / (1 + exp(-x))


def tanh(x: Number) -> Number:
    """Return the hyperbolic tangent from exponentials, since a series has no other."""
    twice = exp(2 * x)
    return (twice - 1) / (twice + 1)


def relu(x: Number) -> Number:
    """Return `x` where it is above 0, else 0."""
    return x if is_above(x) else 0 * x


def step(x: Number) -> fmpq:
    """Return 1 where `x` is above 0, else 0."""
    return fmpq(int(is_above(x)))


def power(x: Number, n: Number) -> Number:
    """Return `x` multiplied by itself; any other exponent goes through the logarithm."""
    if isinstance(n, fmpq) and n.q == 1 and abs(n) <= LARGEST_POWER:
        product = reduce(mul, [_bounded(x)] * abs(int(n.p)), fmpq(1))
        return product if n >= 0 else 1 / product
    return exp(n * log(x))


def _bounded(x: Number) -> Number:
    """Return a rational as a ball where it is too long to be multiplied by itself again and again."""
    is_long = isinstance(x, fmpq) and max(x.p.bit_length(), x.q.bit_length()) > LONGEST_RATIONAL
    return arb(x) if is_long else x


def square_root(x: Number) -> Number:
    """Return the root of `x`, a rational one of a rational square."""
    if isinstance(x, fmpq) and x >= 0 and x.p.is_square() and x.q.is_square():
        return fmpq(x.p.isqrt(), x.q.isqrt())
    return _enclosed(x).sqrt()


def _factorial(x: Number) -> Number:
    if isinstance(x, fmpq) and x.q == 1 and 0 <= x <= LARGEST_FACTORIAL:
        return fmpq(factorial(int(x.p)))
    return _enclosed(x + 1).gamma()


def _absolute(x: Number) -> Number:
    if isinstance(x, arb_series):
        return x if is_above(x) else -x
    return abs(x)


def _largest(*numbers: Number) -> Number:
    return reduce(lambda left, right: right if is_above(right - left) else left, numbers)


def _smallest(*numbers: Number) -> Number:
    return reduce(lambda left, right: left if is_above(right - left) else right, numbers)


def _slope(value: Callable[[Number], Number]) -> Callable[[Number], Number]:
    """Return the derivative of a function from its power series."""

    def slope(x: Number) -> Number:
        ctx.cap = 2
        return value(arb_series([_enclosed(x), 1]))[1]

    return slope


def _softmax(column: Any) -> Any:
    """Return the exponentials of a column as shares of their sum."""
    powers = np.vectorize(exp, otypes=[object])(column)
    return powers / powers.sum()


FUNCTIONS = {
    "exp": Function(exp),
    "ln": Function(log),
    "log": Function(log),
    "log_2": Function(lambda x: log(x) / log(2)),
    "log_10": Function(lambda x: log(x) / log(10)),
    "sin": Function(lambda x: _enclosed(x).sin()),
    "cos": Function(lambda x: _enclosed(x).cos()),
    "tan": Function(lambda x: _enclosed(x).tan()),
    "tanh": Function(tanh),
    "tanh'": Function(_slope(tanh)),
    "sigma": Function(sigmoid),
    "sigmoid": Function(sigmoid),
    "sigma'": Function(_slope(sigmoid)),
    "relu": Function(relu),
    "ReLU": Function(relu),
    "step": Function(step),
    "max": Function(_largest, arity=0),
    "min": Function(_smallest, arity=0),
    "abs": Function(_absolute),
    "sqrt": Function(square_root),
    "!": Function(_factorial),
    "softmax": Function(_softmax, of_column=True),
}
