"""An activation function and its derivative, both from the table of operations."""

from dataclasses import dataclass
from fractions import Fraction
from functools import partial

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from matplotlib.typing import LineStyleType

from backprop.core.expression import Num, Ref
from backprop.core.graph import Graph, Quantity
from backprop.core.program import compiled
from backprop.errors import BackpropError
from backprop.figures.charts import legend, name_axes, sheet
from backprop.figures.marks import along, mark
from backprop.figures.picture import Figure
from backprop.figures.style import DASHED, LIGHT, SOLID
from backprop.figures.svg import chart
from backprop.networks.quantities import ACTIVATIONS

REACH = 5.0  # of the horizontal axis on either side of 0
JUMP = 0.5  # neighbouring samples that lie further apart are not joined

# What the eye sees: the function, and its derivative.
_SHAPES = {
    "sigmoid": (
        "an S-shaped curve that rises from near zero to near one",
        "a low bell with its peak at zero",
    ),
    "tanh": ("an S-shaped curve that rises from near minus one to near one", "a bell with its peak at zero"),
    "relu": ("zero on the left and a rising straight line on the right", "a step from zero to one"),
    "linear": ("a rising straight line", "one everywhere"),
}


@dataclass(frozen=True)
class Activation:
    """One function of the table."""

    name: str

    def values(self) -> dict[str, np.ndarray]:
        """Return abscissae, function and derivative."""
        net = Quantity("net", "net", "net input", "net", Num(Fraction(0)))
        out = Quantity("out", "out", "output", "output", ACTIVATIONS[self.name](Ref("net")))
        names = ["net", "out", "dout/dnet"]
        xs = np.linspace(-REACH, REACH, 401)
        curves = compiled(Graph([net, out], "out", {}), names, "fast")({"net": xs})
        return {name: np.broadcast_to(curves[name], xs.shape) for name in names}

    def draw(self) -> Drawing:
        """Return the drawing."""
        drawing, (axes,) = sheet((210,), below=24)
        values = self.values()
        axes.axvline(0, color=LIGHT.muted, linewidth=0.8)
        axes.axhline(0, color=LIGHT.muted, linewidth=0.8)
        curve = partial(_curve, axes, values["net"])
        curve(values["out"], self.name, LIGHT.output, SOLID, self.name)
        curve(values["dout/dnet"], "its derivative", LIGHT.gradient, DASHED, f"derivative of {self.name}")
        axes.set_xlim(-REACH, REACH)
        name_axes(axes, "net")
        legend(drawing, axes, ncols=2)
        return drawing


def _curve(
    axes: Axes, xs: np.ndarray, ys: np.ndarray, words: str, color: str, style: LineStyleType, function: str
) -> None:
    """Draw a curve, broken where it jumps."""
    breaks = np.flatnonzero(np.abs(np.diff(ys)) > JUMP) + 1
    for part in np.split(np.arange(len(xs)), breaks):
        (line,) = axes.plot(xs[part], ys[part], color=color, linewidth=2.2, linestyle=style, label=words)
        mark(line, along(xs[part][0], xs[part][-1]), x="{0}", y="{0}", function=function)
        words = "_"  # a curve in pieces is named once


def make(function: str) -> Figure:
    """Return the curves of one activation function."""
    if function not in _SHAPES:
        raise BackpropError(f"found {function!r}, expected one of {', '.join(_SHAPES)}")
    shape, slope = _SHAPES[function]
    return Figure(
        f"The {function} function and its derivative",
        lambda _: (
            f"Two curves against the net input: the {function} function is {shape}, "
            f"and its derivative, dashed, is {slope}."
        ),
        lambda _: f"The {function} function, solid, and its derivative, dashed.",
        (),
        chart(Activation(function).draw),
    )
