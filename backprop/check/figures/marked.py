"""Charts with marked points: the loss along a parameter, outputs beside targets, activation functions."""

from collections.abc import Callable, Generator, Iterator, Sequence
from math import tanh

import numpy as np

from backprop.check.figures.axes import LINEAR, Scale, fitted, untied
from backprop.check.figures.curves import samples
from backprop.check.figures.flaw import Flaw
from backprop.check.figures.labels import Label, Mark, Picture, Stroke
from backprop.check.figures.names import label
from backprop.check.figures.panels import Panel, around, handle, only, panels
from backprop.check.figures.subject import Subject
from backprop.check.figures.telling import in_order, unknown
from backprop.check.figures.way import loss_at
from backprop.check.figures.wording import Value
from backprop.core.graph import derivative_name
from backprop.errors import BackpropError

NUMBERS = 25.0  # points above or below a marker that its number may stand
KINK = 0.01  # beside which a derivative that jumps is not looked at


def _sigmoid(x: float) -> float:
    return (1 + tanh(x / 2)) / 2


# The functions and their derivatives.
FUNCTIONS: dict[str, tuple[Callable[[float], float], Callable[[float], float]]] = {
    "sigmoid": (_sigmoid, lambda x: _sigmoid(x) * _sigmoid(-x)),
    "tanh": (tanh, lambda x: 1 - tanh(x) ** 2),
    "relu": (lambda x: max(x, 0.0), lambda x: float(x > 0)),
    "linear": (lambda x: x, lambda _: 1.0),
}


def scales(panel: Panel) -> Generator[Flaw, None, tuple[Scale, Scale]]:
    """Yield the flaws of both axes of a panel; return their scales."""
    found = []
    for ticks in (panel.level, panel.upright):
        scale, wrong = fitted(ticks, LINEAR)
        yield from wrong
        found.append(scale)
    across, up = found
    if across is None or up is None:
        raise BackpropError("found an axis without a scale, expected at least two numbers on it")
    return across, up


def cut(subject: Subject, picture: Picture) -> Iterator[Flaw]:
    """Yield the flaws of the loss along one parameter."""
    (panel,), legend = panels(picture, 1)
    (name,) = subject.names
    slope = derivative_name(subject.run.quantity, name)
    yield from around(panel, label(subject.run.quantity), label(name))
    yield from only(panel)
    times = [(subject.key(name, 1), " after one step"), (subject.key(name), " now")]
    points = [(f"{label(name)} ", Value(key, related=True), when) for key, when in times]
    wordings = [("tangent, slope ", Value(subject.key(slope), related=True)), *points]
    yield from in_order(legend, wordings)
    across, up = yield from scales(panel)
    if len(legend) != len(wordings):
        return
    tangent, then, now = (handle(picture, one) for one in legend)
    places = np.array([subject.near(name, 1), subject.near(name)])
    for sign, at, height in zip((then, now), places, loss_at(subject, {name: places}), strict=True):
        shape = sign.shape if isinstance(sign, Mark) else ""
        yield from _marked(panel, picture, shape, (across, up), (at, height))
    for stroke in panel.strokes(picture, tangent.color if tangent else ""):
        for x, y in (stroke.first, stroke.last):
            height = subject.near(subject.run.quantity) + subject.near(slope) * (across.value(x) - places[1])
            yield from untied(panel.upright, up, y, height, "the tangent")
    yield from along(subject, name, panel, picture, (across, up))


def _marked(
    panel: Panel, picture: Picture, shape: str, by: tuple[Scale, Scale], at: Sequence[float]
) -> Iterator[Flaw]:
    """Yield a flaw where the markers of a shape are not drawn at a point."""
    marks = [mark for mark in panel.marks(picture) if mark.shape == shape]
    if not marks:
        yield Flaw("svg", 0, 0, f"found no marker at {at[0]:.4g}, expected one")
    for mark in marks:
        yield from untied(panel.level, by[0], mark.x, at[0], "a marker")
        yield from untied(panel.upright, by[1], mark.y, at[1], "a marker")


def along(
    subject: Subject, name: str, panel: Panel, picture: Picture, by: tuple[Scale, Scale]
) -> Iterator[Flaw]:
    """Yield a flaw where the curve of the loss along a parameter lies elsewhere than the scales say."""
    across, up = by
    lines = [one for one in picture.strokes if one.clip == panel.frame.name]
    widest = max(lines, key=lambda one: one.width, default=None)
    points = samples(widest, panel.frame) if widest else []
    if not points:
        yield Flaw("svg", 0, 0, "found no curve, expected one")
    losses = loss_at(subject, {name: np.array([across.value(x) for x, _ in points])})
    for (_, y), height in zip(points, losses, strict=True):
        yield from untied(panel.upright, up, y, float(height), "the curve")


def error(subject: Subject, picture: Picture) -> Iterator[Flaw]:
    """Yield the flaws of outputs beside their targets."""
    (panel,), legend = panels(picture, 1)
    units = subject.network.units[-1]
    yield from around(panel, "", "output")
    yield from only(panel, "ends", "inside")
    rows = sorted(panel.of("rows"), key=lambda one: one.y)
    yield from in_order(rows, [(label(unit),) for unit in units])
    errors = [(f"{label(f'E_{unit}')} ", Value(subject.key(f"E_{unit}"))) for unit in units]
    yield from in_order(sorted(panel.of("ends"), key=lambda one: one.y), errors)
    words = sorted(legend, key=lambda one: one.x)
    yield from in_order(words, [("difference",), ("output",), ("target",)])
    across, wrong = fitted(panel.level, LINEAR)
    yield from wrong
    if len(words) != 3 or len(rows) != len(units):
        return
    left = list(panel.of("inside"))
    for row, unit in zip(rows, units, strict=True):
        for word, quantity in zip(words[1:], (f"out_{unit}", f"t_{unit}"), strict=True):
            sign = handle(picture, word)
            marks = [m for m in panel.marks(picture) if sign and m.color == sign.color]
            mark = min(marks, key=lambda mark: abs(mark.y - row.middle), default=None)
            yield from _numbered(subject, panel, across, mark, quantity, left)
    yield from unknown(left)


def _numbered(
    subject: Subject,
    panel: Panel,
    across: Scale | None,
    mark: Mark | None,
    quantity: str,
    left: list[Label],
) -> Iterator[Flaw]:
    """Yield the flaws of a marker and of the number in its colour above or below; take that from `left`."""
    if mark is None:
        yield Flaw("svg", 0, 0, f"found no marker, expected one for {quantity}")
        return
    yield from untied(panel.level, across, mark.x, subject.near(quantity), f"the marker of {quantity}")
    near = [
        one
        for one in left
        if one.color == mark.color and abs(one.x - mark.x) < 1 and abs(one.y - mark.y) < NUMBERS
    ]
    yield from in_order(
        near, [(Value(subject.key(quantity)),)], panel.upright[0][0].start if panel.upright else 0
    )
    for one in near:
        left.remove(one)


def activation(subject: Subject, picture: Picture) -> Iterator[Flaw]:
    """Yield the flaws of an activation function and its derivative."""
    (panel,), legend = panels(picture, 1)
    (name,) = subject.names
    yield from around(panel, "", "net")
    yield from only(panel)
    yield from in_order(legend, [(name,), ("its derivative",)])
    across, up = yield from scales(panel)
    for one, function, is_dashed in zip(legend, FUNCTIONS[name], (False, True), strict=False):
        sign = handle(picture, one)
        if not isinstance(sign, Stroke) or sign.is_dashed != is_dashed:
            yield Flaw("svg", one.start, one.end, f"found another line before {one.words!r}")
            continue
        for stroke in panel.strokes(picture, sign.color):
            for x, y in samples(stroke, panel.frame):
                at = across.value(x)
                if abs(at) > KINK:
                    yield from untied(panel.upright, up, y, function(at), f"the curve of {one.words}")
