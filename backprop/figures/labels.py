"""Where labels stand: on their own lines, clear of each other and, where it can be, of other lines."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from backprop.figures.drawing import Box, Point, text
from backprop.figures.style import SMALL
from backprop.figures.words import Words, width_of

Line = tuple[Point, Point]

_PLACES = np.linspace(0, 1, 15)
_SAMPLES = np.linspace(0, 1, 60)[:, None]
_OVERLAP, _CROSSING = 100.0, 10.0
_ROUNDS = 3
STEEP, BESIDE = 4.0, 0.34  # sizes of a label that a steep line runs aside; where its labels may begin
CLEARANCE = 3.0  # points between a label and the node its line ends at


def labels_on(
    lines: Mapping[Line, Words], role: str, room: tuple[float, float], *, axis: int, wish: float, width: float
) -> list[str]:
    """Return the label of each line as it is drawn; `room` is the space beside its words and its height."""
    margin, height = room
    sizes = [(width_of(words, SMALL) + margin, height) for words in lines.values()]
    boxes = on_lines([*lines], sizes, axis, wish, width)
    return [
        text((box.x, box.y), words, role, SMALL, halo=True)
        for words, box in zip(lines.values(), boxes, strict=True)
    ]


def on_lines(
    lines: Sequence[Line], sizes: Sequence[tuple[float, float]], axis: int, wish: float, width: float
) -> list[Box]:
    """Return a box for the label of each line, as near as may be to the share `wish` of its free way.

    `axis` is the direction in which the diagram runs, 0 sideways and 1 upwards; `width` is that of the sheet.
    """
    boxes = [
        [_inside(box, width) for box in _candidates(line, size, axis)]
        for line, size in zip(lines, sizes, strict=True)
    ]
    points = [np.asarray(a) + _SAMPLES * (np.asarray(b) - np.asarray(a)) for a, b in lines]
    placed: dict[int, Box] = {}
    for number in [*range(len(lines))] * _ROUNDS:
        others = [box for other, box in placed.items() if other != number]
        crossing = np.concatenate([np.empty((0, 2)), *points[:number], *points[number + 1 :]])
        costs = [_cost(box, others, crossing) for box in boxes[number]] + abs(_PLACES - wish)
        placed[number] = boxes[number][int(np.argmin(costs))]
    return [placed[number] for number in range(len(lines))]


def _cost(box: Box, others: Sequence[Box], crossing: np.ndarray) -> float:
    return _OVERLAP * sum(box.meets(other) for other in others) + _CROSSING * _passes(box, crossing)


def _candidates(line: Line, size: tuple[float, float], axis: int) -> list[Box]:
    """Return boxes along a line; only on a steep one they may reach over its ends, where nothing stands."""
    start, end = line
    free = min(0.5, (size[axis] / 2 + CLEARANCE) / max(abs(end[axis] - start[axis]), 1))
    if abs(end[1 - axis] - start[1 - axis]) > STEEP * size[1 - axis]:
        free = min(free, BESIDE)
    shares = free + (1 - 2 * free) * _PLACES
    (x0, y0), (x1, y1) = line
    return [Box(x0 + share * (x1 - x0), y0 + share * (y1 - y0), *size) for share in shares]


def _inside(box: Box, width: float) -> Box:
    half = box.width / 2 + CLEARANCE
    return replace(box, x=min(max(box.x, half), width - half))


def _passes(box: Box, points: np.ndarray) -> bool:
    """Tell whether another line runs through the box."""
    inside = np.abs(points - (box.x, box.y)) < (box.width / 2, box.height / 2)
    return bool(inside.all(axis=1).any())
