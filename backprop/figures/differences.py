"""Difference quotients for a derivative: how their errors depend on the step, down to where rounding rules.

The quotients are those of arithmetic with 53 bits, each operation rounded to the nearest number: that of
float64 on any machine. Sums, products and quotients of floats are so everywhere. What libraries compute each
in their own way, such as `exp`, is rounded from an enclosure.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import count
from math import isfinite, log10, prod
from typing import Any

import numpy as np
from flint import arb, ctx
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from matplotlib.ticker import FuncFormatter

from backprop.core.expression import Apply, Expr, Num, Ref
from backprop.core.graph import Graph
from backprop.core.ops import OPS, ball
from backprop.core.registry import at, enclosure, graph_of
from backprop.errors import BackpropError, UndecidedError
from backprop.figures.charts import (
    LOGARITHMIC,
    above_zero,
    legend,
    log_axis,
    name_axes,
    power,
    power_tick,
    sheet,
)
from backprop.figures.marks import mark
from backprop.figures.picture import DerivativeFigure, Description, Show
from backprop.figures.style import DASHED, DASHES, LIGHT, SOLID, spread
from backprop.figures.values import float_of, labelled

EXPONENTS = range(-1, -14, -1)
TICKS = range(-13, 0, 2)
PRECISION = 256
# The quotients with the power of the step that their errors fall with, and what tells their curves.
ORDERS = {"forward": 1, "central": 2}
LOOKS: tuple[dict[str, Any], ...] = (
    {"marker": "o", "linestyle": SOLID},
    {"marker": "D", "linestyle": DASHED},
)
ROOM = 3.0  # above the greatest and below the least error
STRAIGHT = 0.3  # how far, in powers of ten, the first two errors may lie off their slope
PRECISIONS = (128, 256, 512, 1024)


@dataclass(frozen=True)
class DifferencesFigure(DerivativeFigure):
    """The difference quotients of a derivative beside the derivative itself."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if not any(error > 0 for errors in self.errors.values() for error in errors):
            raise BackpropError(
                f"found {self.key}, whose difference quotients have no error; expected one with"
            )

    @cached_property
    def errors(self) -> Mapping[str, Sequence[float]]:
        """The distance of each quotient from the derivative, for each step."""
        rows = []
        for exponent in EXPONENTS:
            with ctx.workprec(PRECISION):
                derivative = ball(enclosure(self.key))
                estimates = self._quotients(float(f"1e{exponent}"))
                rows.append([float(abs(arb(quotient) - derivative)) for quotient in estimates])
        return dict(zip(ORDERS, zip(*rows, strict=True), strict=True))

    def _quotients(self, h: float) -> tuple[float, float]:
        above, here, below = map(self._upper, (h, 0.0, -h))
        return (above - here) / h, (above - below) / (2 * h)

    def _upper(self, more: float) -> float:
        """Return the upper quantity, so much more added to the lower one."""
        values = self._state | {self.lower: self._state[self.lower] + more}
        return rounded(graph_of(self.key), self.upper, values)

    @cached_property
    def _state(self) -> dict[str, float]:
        """What the run has changed, and the lower quantity as it is, each the nearest float."""
        names = [*graph_of(self.key).updates, self.lower]
        return {name: float_of(at(self.key, name)) for name in names}

    @property
    def straight(self) -> list[str]:
        """The quotients whose errors begin along the slope of their order."""
        return [name for name, order in ORDERS.items() if _is_straight(self.errors[name], order)]

    def describe(self, show: Show) -> Description:
        """Return title, text alternative and caption."""
        name = f"the derivative of {self.upper} with respect to {self.lower}"
        best = (f"{name} difference is best at h = {_best(errors)}" for name, errors in self.errors.items())
        return Description(
            self.titled(f"differences for {name}", show),
            f"Errors of difference quotients for {name}, against the step h from {power(EXPONENTS[0])} "
            f"down to {power(EXPONENTS[-1])}. The {'; the '.join(best)}.",
            f"Each curve is the error of a difference quotient for {labelled(self.key, show)}, computed with "
            "53 bits. Beyond its lowest point a smaller step does not help: rounding errors grow.",
        )

    def draw(self) -> Drawing:
        """Return the chart."""
        drawing, (axes,) = sheet((220,), lines=2)
        steps = [float(f"1e{exponent}") for exponent in EXPONENTS]
        lowest, highest = above_zero(np.array([*self.errors.values()]))
        log_axis(axes, lowest / ROOM, highest * ROOM)
        _in_powers(axes)
        curves = zip(self.errors.items(), spread(LIGHT.runs, 2), LOOKS, strict=True)
        for (name, errors), color, look in curves:
            line = axes.plot(steps, errors, label=f"{name} difference", color=color, markersize=5, **look)
            mark(line, EXPONENTS, f"{name} difference 1e{{0}}", x="1e{0}", y=str(self.key))
        for name in self.straight:
            first, order = self.errors[name][0], ORDERS[name]
            ends = [first * (h / steps[0]) ** order for h in steps]
            dots: dict[str, Any] = {"color": LIGHT.ink, "linewidth": 1, "linestyle": DASHES[1 + order]}
            axes.plot(steps, ends, label=f"slope {order}", zorder=1, **dots)
        name_axes(axes, "step h", f"error{LOGARITHMIC}")
        legend(drawing, axes, ncols=2)
        return drawing


def _is_straight(errors: Sequence[float], order: int) -> bool:
    first, second = errors[:2]
    return first > 0 and second > 0 and abs(log10(first / second) - order) < STRAIGHT


def _in_powers(axes: Axes) -> None:
    """Let both axes count in powers of ten."""
    axes.set_xscale("log")
    axes.set_xticks([float(f"1e{exponent}") for exponent in TICKS])
    axes.minorticks_off()
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(FuncFormatter(lambda value, _: power_tick(value)))


def _best(errors: Sequence[float]) -> str:
    """Return the step with the least error, the largest one of several, and what power of ten bounds it."""
    least = min(errors)
    step = power(EXPONENTS[errors.index(least)])
    if least == 0:
        return f"{step}, with no error at all"
    bound = next(exponent for exponent in count(-400) if least < Fraction(10) ** exponent)
    return f"{step}, with an error below {power(bound)}"


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
# What libraries compute each in their own way; all else is as in the table of operations.
_ROUNDED: Mapping[str, Callable[..., float]] = {
    "power": lambda x, exponent: prod([x] * int(exponent), start=1.0),
    "exp": _exp,
    "log": nearest(arb.log),
    "sigmoid": lambda x: 1 / (1 + _exp(-x)),
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
