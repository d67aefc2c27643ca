"""Arithmetic with 53 bits, each operation rounded to the nearest number: that of float64 on any machine.

Sums, products and quotients of floats are so everywhere. What libraries compute each in their own way, such
as `exp`, is rounded from an enclosure.
"""

from collections.abc import Callable, Mapping
from math import isfinite, prod
from typing import Any

from flint import arb, ctx

from backprop.core.expression import Apply, Expr, Num, Ref
from backprop.core.graph import Graph
from backprop.core.ops import OPS
from backprop.errors import BackpropError, UndecidedError

PRECISIONS = (128, 256, 512, 1024)


def nearest(function: Callable[[arb], arb]) -> Callable[[float], float]:
    """Return a function of balls as one of floats: the float that is nearest to its value."""

    def rounded(x: float) -> float:
        for precision in PRECISIONS:
            with ctx.workprec(precision):
                result = function(arb(x))
                low, high = float(result.lower()), float(result.upper())
            if low == high:
                return low
        raise UndecidedError(f"found {result.str(20)}, which may be rounded either way")

    return rounded


_exp = nearest(arb.exp)


def _sigmoid(x: float) -> float:
    return 1 / (1 + _exp(-x))


def _power(x: float, exponent: float) -> float:
    return prod([x] * int(exponent), start=1.0)


# What libraries compute each in their own way; all else is as in the table of operations.
_ROUNDED: Mapping[str, Callable[..., float]] = {
    "power": _power,
    "exp": _exp,
    "log": nearest(arb.log),
    "sigmoid": _sigmoid,
    "tanh": nearest(arb.tanh),
}


def rounded(graph: Graph, name: str, values: Mapping[str, float]) -> float:
    """Return quantity `name` of a graph, where the quantities of `values` have these values."""
    known = dict(values)
    for other in graph.ordered([name], frozenset(values)):
        if other not in known:
            known[other] = _value(graph[other].expr, known)
        if not isfinite(known[other]):
            raise BackpropError(f"found {name}, which leads out of float64; expected smaller values")
    return known[name]


def _value(expr: Expr, known: Mapping[str, float]) -> float:
    match expr:
        case Num(value):
            return float(value)
        case Ref(name):
            return known[name]
        case Apply(op, args):
            function: Callable[..., Any] = _ROUNDED.get(op, OPS[op].fast)
            return float(function(*(_value(arg, known) for arg in args)))
    raise TypeError(f"not an expression: {expr!r}")
