"""Arithmetic with 53 bits by a route of its own: each operation exactly, in fractions, and then rounded.

What is no fraction, such as the value of `exp`, is computed with many decimals first.
"""

import operator
from collections.abc import Callable, Mapping
from decimal import Context, Decimal, DecimalException
from fractions import Fraction
from functools import reduce
from typing import Any

from backprop.core.expression import Apply, Expr, Num, Ref
from backprop.core.graph import Graph
from backprop.errors import BackpropError

_MANY = Context(prec=80)


def _exp(x: float) -> float:
    return float(Fraction(_MANY.exp(Decimal(x))))


def _log(x: float) -> float:
    return float(Fraction(_MANY.ln(Decimal(x))))


def _tanh(x: float) -> float:
    twice = Fraction(_MANY.exp(Decimal(2 * x)))
    return float((twice - 1) / (twice + 1))


def _exactly(function: Callable[..., Any]) -> Callable[..., float]:
    """Return an operation on fractions as one on floats, its result rounded."""
    return lambda *values: float(function(*map(Fraction, values)))


_PLUS, _TIMES, _OVER = map(_exactly, (operator.add, operator.mul, operator.truediv))

_OPERATIONS: Mapping[str, Callable[..., float]] = {
    "add": _PLUS,
    "sub": _exactly(operator.sub),
    "neg": _exactly(operator.neg),
    "mul": _TIMES,
    "div": _OVER,
    "power": lambda x, count: reduce(_TIMES, [x] * int(count), 1.0),
    "exp": _exp,
    "log": _log,
    "sigmoid": lambda x: _OVER(1.0, _PLUS(1.0, _exp(-x))),
    "tanh": _tanh,
    "relu": lambda x: x if x > 0 else 0.0,
    "positive": lambda x: 1.0 if x > 0 else 0.0,
}


def in_floats(graph: Graph, name: str, given: Mapping[str, float]) -> float:
    """Return a quantity of a graph computed with 53 bits, some quantities given."""
    made = dict(given)

    def quantity(name: str) -> float:
        if name not in made:
            made[name] = value(graph[name].expr)
        return made[name]

    def value(expr: Expr) -> float:
        match expr:
            case Num(number):
                return float(number)
            case Ref(other):
                return quantity(other)
            case Apply(op, args):
                return _OPERATIONS[op](*map(value, args))
        raise TypeError(f"not an expression: {expr!r}")

    try:
        return quantity(name)
    except (OverflowError, ZeroDivisionError, DecimalException):
        raise BackpropError(f"found {name} out of range, expected smaller values") from None
