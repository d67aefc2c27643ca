"""Curves as drawn, held against the values they stand for."""

from collections.abc import Callable, Iterator, Sequence
from math import inf

from backprop.check.figures.axes import Scale, untied
from backprop.check.figures.flaw import Flaw
from backprop.check.figures.labels import Frame, Point, Stroke
from backprop.check.figures.panels import Panel

FEW = 100  # steps that an even scale shows well
WIDE = 10.0  # times the least value that an even scale shows well
WHOLE = 0.01  # of a step, that a point may lie beside a whole one
FIRST = 4  # points at the beginning, where curves differ most, besides one in the middle and the last


def is_wide(values: Sequence[float]) -> bool:
    """Tell whether the greatest value is far above the least one that is not 0, so that a scale bends."""
    above = [value for value in values if value > 0]
    return bool(above) and max(above) >= WIDE * min(above)


def samples(stroke: Stroke, frame: Frame) -> list[Point]:
    """Return a few points of a curve, from its beginning to its end, that lie in the panel."""
    points = [point for piece in stroke.pieces for point in piece if frame.holds(point)]
    return [*points[:FIRST], *points[len(points) // 2 : len(points) // 2 + 1], *points[-1:]]


def at_steps(stroke: Stroke, frame: Frame, across: Scale, steps: int) -> list[tuple[int, float]]:
    """Return the step and the height of such points; a smoothed curve has some between two steps too."""
    found = [(across.value(x), y) for x, y in samples(stroke, frame)]
    whole = [(round(step), y) for step, y in found if abs(step - round(step)) < WHOLE]
    return [(step, y) for step, y in whole if 0 <= step <= steps]


def misfit(points: Sequence[tuple[int, float]], up: Scale, value: Callable[[int], float]) -> float:
    """Return how far points lie from where a quantity has them, at the most; infinity for fewer than two."""
    if len(points) < 2:
        return inf
    return max(abs(up.place(value(step)) - y) for step, y in points)


def long(panel: Panel, strokes: list[Stroke], across: Scale, steps: int) -> Iterator[Flaw]:
    """Yield a flaw where the longest curve does not end at the last step."""
    end = max((stroke.last[0] for stroke in strokes), default=panel.frame.left)
    yield from untied(panel.level, across, end, steps, "the end of the curves")
