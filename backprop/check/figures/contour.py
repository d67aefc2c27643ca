"""Contours as drawn: each line has its level of the loss, and each label tells the level it lies at."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import cos, radians, sin

import numpy as np

from backprop.check.figures.axes import Scale, number, untied
from backprop.check.figures.flaw import Flaw
from backprop.check.figures.labels import BASELINE, Label, Picture, Stroke
from backprop.check.figures.marked import scales
from backprop.check.figures.names import label
from backprop.check.figures.panels import Panel, around, only, panels
from backprop.check.figures.subject import Subject
from backprop.check.figures.telling import unknown
from backprop.check.figures.way import loss_at, way, window

THIN = 0.8  # the width of a level's line
DIGIT, POINT = 6.4, 3.2  # how wide letters are
EXACT, ALIKE = 0.006, 0.001  # of a level, and of the least distance between two, that a line may lie off


def contour(subject: Subject, picture: Picture) -> Iterator[Flaw]:
    """Yield the flaws of contours."""
    (panel,), legend = panels(picture, 1)
    one, other = subject.names
    yield from around(panel, label(other), label(one))
    yield from only(panel, "turned")
    yield from unknown(legend)
    by = yield from scales(panel)
    yield from _descent(subject, picture, panel, by)
    levels = _levels(subject, picture, panel, by)
    labels = panel.of("turned")
    if not labels or not levels:
        yield Flaw("svg", 0, 0, f"found {len(labels)} labels of {len(levels)} levels, expected some")
        return
    yield from _labelled(subject, by, levels, labels)


def _descent(subject: Subject, picture: Picture, panel: Panel, by: tuple[Scale, Scale]) -> Iterator[Flaw]:
    """Yield a flaw where the way of descent does not begin and end where the scales have it."""
    colors = {mark.color for mark in panel.marks(picture)}
    strokes = [stroke for color in colors for stroke in panel.strokes(picture, color)]
    points = way(subject)[[0, -1], :2]
    (x, y), half = window(subject)
    yield from untied(panel.level, by[0], panel.frame.left, x - half, "the left edge")
    yield from untied(panel.upright, by[1], panel.frame.top, y + half, "the upper edge")
    for stroke in strokes:
        for (x, y), (first, second) in zip((stroke.first, stroke.last), points, strict=True):
            if panel.frame.holds((by[0].place(first), by[1].place(second))):
                yield from untied(panel.level, by[0], x, first, "an end of the way")
                yield from untied(panel.upright, by[1], y, second, "an end of the way")
    if not strokes:
        yield Flaw("svg", 0, 0, "found no way of descent, expected one")


def _levels(subject: Subject, picture: Picture, panel: Panel, by: tuple[Scale, Scale]) -> list[float]:
    """Return the loss along each line of a level."""
    colors = {mark.color for mark in panel.marks(picture)}
    lines = [
        stroke
        for stroke in picture.strokes
        if (stroke.clip, stroke.width) == (panel.frame.name, THIN) and stroke.color not in colors
    ]
    return [float(np.median(_losses(subject, by, _points(stroke)))) for stroke in lines]


def _points(stroke: Stroke) -> np.ndarray:
    return np.array([point for piece in stroke.pieces for point in piece])


def _losses(subject: Subject, by: tuple[Scale, Scale], points: np.ndarray) -> np.ndarray:
    """Return the loss at points of a picture."""
    values = [(points[:, axis] - scale.origin) / scale.slope for axis, scale in enumerate(by)]
    return loss_at(subject, dict(zip(subject.names, values, strict=True)))


def _labelled(
    subject: Subject, by: tuple[Scale, Scale], levels: list[float], labels: Sequence[Label]
) -> Iterator[Flaw]:
    """Yield labels that tell another level than the one they lie at, or one that is told already."""
    losses = _losses(subject, by, np.array([_middle(one) for one in labels]))
    gap = min(abs(a - b) for a, b in pairwise(levels)) if len(levels) > 1 else abs(levels[0])
    left = list(levels)
    for one, loss in zip(labels, losses, strict=True):
        level = min(levels, key=lambda level: abs(level - loss))
        told = number(one.words)
        if told is None or abs(told - level) > EXACT * abs(level) + ALIKE * gap or f"{told:g}" != _plain(one):
            message = f"found the level {one.words}, expected {level:.3g}, the loss along its line"
            yield Flaw("svg", one.start, one.end, message)
        elif level not in left:
            yield Flaw("svg", one.start, one.end, f"found the level {one.words} again, expected it once")
        left = [other for other in left if other != level]


def _plain(one: Label) -> str:
    return one.words.replace("−", "-")


def _middle(one: Label) -> tuple[float, float]:
    """Return about where the middle of a turned label lies."""
    turn = radians(one.angle or 0)
    along = sum(POINT if letter == "." else DIGIT for letter in one.words) / 2
    return one.x + along * cos(turn) + BASELINE * sin(turn), one.y + along * sin(turn) - BASELINE * cos(turn)
