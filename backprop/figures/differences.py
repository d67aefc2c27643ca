"""A derivative by difference quotients: how their errors depend on the step, down to where rounding rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import count
from math import log10
from typing import Any

import numpy as np
from flint import arb, ctx
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from matplotlib.ticker import FuncFormatter

from backprop.core.keys import Key
from backprop.core.ops import ball
from backprop.core.registry import at, enclosure, graph_of
from backprop.errors import BackpropError
from backprop.figures.charts import LOGARITHMIC, above_zero, legend, log_axis, name_axes, power, sheet
from backprop.figures.marks import mark
from backprop.figures.picture import Figure, figure_of_run
from backprop.figures.rounded import rounded
from backprop.figures.style import DASHED, DASHES, LIGHT, SOLID, spread
from backprop.figures.svg import chart
from backprop.figures.values import derivative_of, label

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


@dataclass(frozen=True)
class Quotients:
    """The difference quotients of `upper` by `lower` beside the derivative itself."""

    key: Key
    upper: str
    lower: str

    @classmethod
    def of(cls, key: Key) -> "Quotients":
        """Return the quotients that stand for a derivative."""
        derivative = derivative_of(key)
        quotients = cls(key, derivative.upper, derivative.lower)
        if not any(error > 0 for errors in quotients.errors.values() for error in errors):
            raise BackpropError(f"found {key}, whose difference quotients have no error; expected one with")
        return quotients

    @cached_property
    def state(self) -> dict[str, float]:
        """What the run has changed, and `lower` as it is, each the nearest float."""
        names = [*graph_of(self.key).updates, self.lower]
        with ctx.workprec(PRECISION):
            return {name: float(ball(enclosure(at(self.key, name)))) for name in names}

    def _upper(self, more: float) -> float:
        values = self.state | {self.lower: self.state[self.lower] + more}
        return rounded(graph_of(self.key), self.upper, values)

    def _quotients(self, h: float) -> tuple[float, float]:
        above, here, below = map(self._upper, (h, 0.0, -h))
        return (above - here) / h, (above - below) / (2 * h)

    @cached_property
    def errors(self) -> dict[str, list[float]]:
        """The distance of each quotient from the derivative, for each step."""
        rows = []
        for exponent in EXPONENTS:
            with ctx.workprec(PRECISION):
                derivative = ball(enclosure(self.key))
                estimates = self._quotients(float(f"1e{exponent}"))
                rows.append([float(abs(arb(quotient) - derivative)) for quotient in estimates])
        return dict(zip(ORDERS, map(list, zip(*rows, strict=True)), strict=True))

    @property
    def straight(self) -> list[str]:
        """The quotients whose errors begin along the slope of their order."""
        return [name for name, order in ORDERS.items() if _is_straight(self.errors[name], order)]

    def draw(self) -> Drawing:
        """Return the drawing."""
        drawing, (axes,) = sheet((220,), below=38)
        steps = [float(f"1e{exponent}") for exponent in EXPONENTS]
        lowest, highest = above_zero(np.array([*self.errors.values()]))
        log_axis(axes, lowest / ROOM, highest * ROOM)
        _in_powers(axes)
        for (name, errors), color, look in zip(
            self.errors.items(), spread(LIGHT.runs, 2), LOOKS, strict=True
        ):
            (line,) = axes.plot(steps, errors, label=f"{name} difference", color=color, markersize=5, **look)
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
        axis.set_major_formatter(FuncFormatter(lambda value, _: power(round(log10(value)))))


def make(key: Key) -> Figure:
    """Return the errors of both difference quotients of a derivative."""
    quotients = Quotients.of(key)
    return figure_of_run(
        key,
        f"differences for the derivative of {quotients.upper} by {quotients.lower}",
        lambda _: _alt(quotients),
        lambda show: (
            f"Errors of the difference quotients for {label(key)} {show(key, relation=True)}, "
            "computed with 53 bits; beyond the lowest point of a curve, smaller steps do not help: rounding "
            "errors grow."
        ),
        [key],
        chart(quotients.draw),
    )


def _alt(quotients: Quotients) -> str:
    forward, central = (
        f"{name} difference is best at h = {_best(errors)}" for name, errors in quotients.errors.items()
    )
    return (
        f"Errors of difference quotients for the derivative of {quotients.upper} by {quotients.lower}, "
        f"against the step h from {power(EXPONENTS[0])} down to {power(EXPONENTS[-1])}. The {forward}; "
        f"the {central}."
    )


def _best(errors: Sequence[float]) -> str:
    """Return the step with the least error, the largest one of several, and what power of ten bounds it."""
    least = min(errors)
    step = power(EXPONENTS[errors.index(least)])
    if least == 0:
        return f"{step}, with no error at all"
    bound = next(exponent for exponent in count(-400) if least < Fraction(10) ** exponent)
    return f"{step}, with an error below {power(bound)}"
