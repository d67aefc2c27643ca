"""An activation function, alone or with its derivative, both from the table of operations."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, TypeAlias

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from backprop.core.expression import Num, Ref
from backprop.core.graph import Graph, Quantity
from backprop.core.program import compiled
from backprop.errors import BackpropError
from backprop.figures.charts import legend, name_axes, sheet
from backprop.figures.marks import along, mark
from backprop.figures.picture import Description, Figure, Show
from backprop.figures.style import DASHED, LIGHT, SOLID
from backprop.figures.words import Symbol
from backprop.networks.quantities import ACTIVATIONS

REACH = 5.0  # of the horizontal axis on either side of 0
JUMP = 0.5  # neighbouring samples that lie further apart are not joined

# What the eye sees: the function, and its derivative; and what the function does.
_SHAPES = {
    "sigmoid": (
        "an S-shaped curve that rises from near zero to near one",
        "a low bell with its peak at zero",
        "squeezes every net input between zero and one; at zero it is one half",
    ),
    "tanh": (
        "an S-shaped curve that rises from near minus one to near one",
        "a bell with its peak at zero",
        "squeezes every net input between minus one and one; at zero it is zero",
    ),
    "relu": (
        "zero on the left and a rising straight line on the right",
        "a step from zero to one",
        "keeps a positive net input and turns a negative one into zero",
    ),
    "linear": ("a rising straight line", "one everywhere", "gives out the net input as it is"),
}
_NAMES = {"relu": "ReLU"}
FUNCTIONS = tuple(_SHAPES)
Looks: TypeAlias = tuple[tuple[str, Mapping[str, Any]], ...]


@dataclass(frozen=True)
class ActivationFigure(Figure):
    """The curve of one function of the table."""

    looks: ClassVar[Looks] = (("{}", {"color": LIGHT.output, "linestyle": SOLID}),)

    function: str

    def __post_init__(self) -> None:
        if self.function not in FUNCTIONS:
            raise BackpropError(f"found {self.function!r}, expected one of {', '.join(FUNCTIONS)}")

    def describe(self, show: Show) -> Description:  # noqa: ARG002 - it has no numbers
        """Return title, text alternative and caption."""
        (shape, _, action), name = _SHAPES[self.function], name_of(self.function)
        return Description(
            f"The {name} function",
            f"Curve of the {name} function against the net input: {shape}.",
            f"The {name} function {action}.",
        )

    def draw(self) -> Drawing:
        """Return the chart."""
        drawing, (axes,) = sheet((210,), lines=1)
        xs = np.linspace(-REACH, REACH, 401)
        values = curves(self.function, xs)
        axes.axvline(0, color=LIGHT.muted, linewidth=0.8)
        axes.axhline(0, color=LIGHT.muted, linewidth=0.8)
        for (function, ys), (words, look) in zip(values.items(), self.looks, strict=False):
            _draw_curve(axes, xs, ys, function, words.format(name_of(self.function)), **look)
        axes.set_xlim(-REACH, REACH)
        name_axes(axes, [Symbol("net")], [Symbol("out")])
        legend(drawing, axes, ncols=len(self.looks))
        return drawing


@dataclass(frozen=True)
class SlopeFigure(ActivationFigure):
    """The function with its derivative."""

    looks = (*ActivationFigure.looks, ("its derivative", {"color": LIGHT.gradient, "linestyle": DASHED}))

    def describe(self, show: Show) -> Description:  # noqa: ARG002 - it has no numbers
        """Return title, text alternative and caption."""
        (shape, slope, _), name = _SHAPES[self.function], name_of(self.function)
        return Description(
            f"The {name} function and its derivative",
            f"Two curves against the net input: the {name} function is {shape}, "
            f"and its derivative, dashed, is {slope}.",
            f"The solid curve is the {name} function, the dashed one its derivative.",
        )


def name_of(function: str) -> str:
    """Return what a function is called in a sentence."""
    return _NAMES.get(function, function)


def curves(function: str, xs: np.ndarray) -> dict[str, np.ndarray]:
    """Return the function and its derivative, each with its name, in float64."""
    net = Quantity("net", "net", "net input", "net", Num(Fraction(0)))
    out = Quantity("out", "out", "output", "output", ACTIVATIONS[function](Ref("net")))
    names = {function: "out", f"derivative of {function}": "dout/dnet"}
    values = compiled(Graph([net, out], "out", {}), names.values(), "fast")({"net": xs})
    return {words: np.broadcast_to(values[name], xs.shape) for words, name in names.items()}


def value_at(curve: str, x: float) -> float:
    """Return the value of a curve, known by its name, at one place."""
    *_, function = curve.split(" ")
    return float(curves(function, np.array([x]))[curve][0])


def _draw_curve(axes: Axes, xs: np.ndarray, ys: np.ndarray, function: str, words: str, **look: Any) -> None:
    """Draw a curve, broken where it jumps."""
    breaks = np.flatnonzero(np.abs(np.diff(ys)) > JUMP) + 1
    for part in np.split(np.arange(len(xs)), breaks):
        line = axes.plot(xs[part], ys[part], label=words, linewidth=2.2, **look)
        mark(line, along(xs[part][0], xs[part][-1]), x="{0}", y="{0}", function=function)
        words = "_"  # a curve in pieces is named once
