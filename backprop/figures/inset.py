"""A small chart within a diagram: an activation function in a box, and the point where a neuron is."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from backprop.core.keys import Key
from backprop.figures.activation import curves
from backprop.figures.drawing import Box, Point, group, rectangle
from backprop.figures.marks import along
from backprop.figures.markup import Attributes, element, style_of, written_number
from backprop.figures.style import paint
from backprop.figures.values import float_of

MARGIN, DOT = 7.0, 4.0  # around the curve, and the radius of the point
REACH, SAMPLES = 5.0, 81  # how far net inputs are shown at the least, and at how many points


@dataclass(frozen=True)
class Axis:
    """An even scale: the values at its ends, and where these lie."""

    low: float
    high: float
    start: float
    end: float

    def place(self, value: float) -> float:
        """Return where a value lies."""
        return self.start + (self.end - self.start) * (value - self.low) / (self.high - self.low)

    def __str__(self) -> str:
        """Return the scale as charts carry it."""
        return f"linear {self.low:.10g} {self.high:.10g} {self.start:g} {self.end:g}"


def draw_inset(box: Box, function: str, net: Key, out: Key) -> Iterator[str]:
    """Yield a box with a function in it, and the point of a neuron with these net input and output."""
    reach = max(REACH, abs(float_of(net)))
    xs = np.linspace(-reach, reach, SAMPLES)
    ys = curves(function, xs)[function]
    across = Axis(-reach, reach, box.left[0] + MARGIN, box.right[0] - MARGIN)
    up = Axis(float(ys.min()), float(ys.max()), box.bottom[1] - MARGIN, box.top[1] + MARGIN)
    places = [(across.place(float(x)), up.place(float(y))) for x, y in zip(xs, ys, strict=True)]
    at = {"data-at": " ".join(along(-reach, reach)), "data-x": "{0}", "data-y": "{0}"}
    curve = group({**at, "data-function": function}, _line(places))
    known = {"data-at": f"{net},{out}", "data-x": "{0}", "data-y": "{1}"}
    dot = group(known, _dot((across.place(float_of(net)), up.place(float_of(out)))))
    yield rectangle(box, "faint", width=1.0)
    yield group({"data-axes": f"x {across} y {up}"}, curve, dot)


def _line(places: list[Point]) -> str:
    way = "L ".join(f"{written_number(x)} {written_number(y)} " for x, y in places)
    look: Attributes = {"fill": "none", "stroke": paint("output"), "stroke-width": 2}
    return element("path", {"d": f"M {way.rstrip()}", "style": style_of(look)})


def _dot(at: Point) -> str:
    """Return a point as a shape and where it is used, as charts have their markers."""
    circle = element("circle", {"r": DOT, "style": style_of({"fill": paint("ink")})})
    shape = element("defs", {}, element("g", {"id": "dot"}, circle))
    return shape + element("use", {"href": "#dot", "x": at[0], "y": at[1]})
