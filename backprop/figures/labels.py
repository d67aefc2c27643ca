"""Where labels stand: on their own lines, clear of each other and, where it can be, of other lines."""

from collections.abc import Sequence

import numpy as np

from backprop.figures.board import Box, Point

Line = tuple[Point, Point]

_PLACES = np.linspace(0, 1, 15)
_SAMPLES = np.linspace(0, 1, 60)[:, None]
_OVERLAP, _CROSSING = 100.0, 10.0
_ROUNDS = 3


def on_lines(lines: Sequence[Line], widths: Sequence[float], height: float, wish: float) -> list[Box]:
    """Return a box for the label of each line, as near as may be to the share `wish` of its way."""
    spans = [_candidates(line, width, height) for line, width in zip(lines, widths, strict=True)]
    points = [np.asarray(a) + _SAMPLES * (np.asarray(b) - np.asarray(a)) for a, b in lines]
    placed: dict[int, Box] = {}
    for _ in range(_ROUNDS):
        for own, candidates in enumerate(spans):
            others = [box for number, box in placed.items() if number != own]
            crossed = np.concatenate([np.empty((0, 2)), *points[:own], *points[own + 1 :]])
            costs = [
                _OVERLAP * sum(_meet(box, other) for other in others)
                + _CROSSING * _passes(box, crossed)
                + abs(place - wish)
                for place, box in zip(_PLACES, candidates, strict=True)
            ]
            placed[own] = candidates[int(np.argmin(costs))]
    return [placed[number] for number in range(len(lines))]


def _candidates(line: Line, width: float, height: float) -> list[Box]:
    """Return boxes along a line that do not reach over its ends, in the direction it mostly runs."""
    (x0, y0), (x1, y1) = line
    flat = abs(x1 - x0) >= abs(y1 - y0)
    length, size = (abs(x1 - x0), width) if flat else (abs(y1 - y0), height)
    free = min(0.5, (size / 2 + 3) / max(length, 1))
    shares = free + (1 - 2 * free) * _PLACES
    return [Box(x0 + share * (x1 - x0), y0 + share * (y1 - y0), width, height) for share in shares]


def _meet(one: Box, other: Box) -> bool:
    return (
        abs(one.x - other.x) < (one.width + other.width) / 2
        and abs(one.y - other.y) < (one.height + other.height) / 2
    )


def _passes(box: Box, points: np.ndarray) -> bool:
    """Tell whether another line runs through the box."""
    inside = np.abs(points - (box.x, box.y)) < (box.width / 2, box.height / 2)
    return bool(inside.all(axis=1).any())
