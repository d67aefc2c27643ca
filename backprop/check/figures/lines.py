"""Which line of a diagram a label lies on."""

from collections.abc import Mapping
from math import hypot
from typing import TypeVar

from backprop.check.figures.labels import Label, Point

Name = TypeVar("Name")
Line = tuple[Point, Point]


def distance(point: Point, line: Line) -> float:
    """Return how far a point lies from a straight line between two points."""
    (x, y), ((x0, y0), (x1, y1)) = point, line
    dx, dy = x1 - x0, y1 - y0
    share = ((x - x0) * dx + (y - y0) * dy) / ((dx * dx + dy * dy) or 1.0)
    share = min(max(share, 0.0), 1.0)
    return hypot(x - x0 - share * dx, y - y0 - share * dy)


def nearest(label: Label, lines: Mapping[Name, Line]) -> Name | None:
    """Return the name of the line that runs nearest to the middle of a label."""
    middle = label.x, label.middle
    return min(lines, key=lambda name: distance(middle, lines[name]), default=None)
