"""Surfaces as drawn: ticks along three edges of a box seen from a corner, and the way of descent in it.

The box's corners tell how it is seen; then each tick has its place along an edge, and the ticks of an edge
must lie on one scale. The way's ends must be drawn where these scales have them.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import hypot

import numpy as np

from backprop.check.figures.axes import LINEAR, NEAR, Scale, fitted
from backprop.check.figures.flaw import Flaw
from backprop.check.figures.labels import Label, Picture, Point, Stroke
from backprop.check.figures.names import label
from backprop.check.figures.subject import Subject
from backprop.check.figures.telling import in_order, unknown
from backprop.check.figures.way import inside, way
from backprop.errors import BackpropError

EXACT = 2e-4  # of an edge, that a tick may lie off

Corner = tuple[int, ...]


@dataclass(frozen=True)
class Edge:
    """An edge of the box with the labels along it: ticks with their small lines, then a name or none."""

    line: Stroke
    ticks: tuple[tuple[Label, Stroke], ...]
    names: tuple[Label, ...]


def surface(subject: Subject, picture: Picture) -> Iterator[Flaw]:
    """Yield the flaws of a surface."""
    one, other = subject.names
    headings = [found for found in picture.labels if found.is_bold]
    yield from in_order(headings, [(label(subject.run.quantity),)])
    corners = _corners(picture)
    edges = _edges(picture, corners)
    if len(edges) != 3:
        raise BackpropError(f"found {len(edges)} edges with ticks, expected 3")
    for edge, name in zip(edges, (one, other, ""), strict=True):
        yield from in_order(edge.names, [(label(name),)] if name else [], edge.line.start)
    yield from unknown(_elsewhere(picture, edges))
    seen = _camera(corners)
    scales: dict[int, Scale] = {}
    order = []
    for edge in edges:
        axis, places = _along(seen, corners, edge)
        scale, wrong = fitted(
            [(tick, at) for (tick, _), at in zip(edge.ticks, places, strict=True)], LINEAR, EXACT
        )
        yield from wrong
        order.append(axis)
        if scale:
            scales[axis] = scale
    if sorted(scales) == [0, 1, 2]:
        yield from _descent(subject, picture, seen, [scales[axis] for axis in order], order, edges)


def _corners(picture: Picture) -> dict[Point, Corner]:
    """Return the corners of the three walls in a frame of their own: the one that all share is its origin."""
    plain = [stroke.pieces[0] for stroke in picture.strokes if not stroke.color]
    walls = [points for points in plain if len(points) == len(set(points)) == 4][-3:]
    met = Counter(point for wall in walls for point in wall)
    ends = [point for point in met if met[point] == 2]
    if len(walls) != 3 or len(met) != 7 or len(ends) != 3:
        raise BackpropError(f"found {len(walls)} walls with {len(met)} corners, expected 3 with 7")
    beside: dict[int, Callable[[Point], list[Point]]] = {
        1: lambda point: next(wall for wall in walls if point in wall),
        2: lambda point: [point],
        3: lambda _: [],
    }
    return {point: tuple(int(end in beside[count](point)) for end in ends) for point, count in met.items()}


def _edges(picture: Picture, corners: Mapping[Point, Corner]) -> list[Edge]:
    """Return the edges that bear ticks, in the order of the file."""
    lines = [s for s in picture.strokes if s.color and s.is_straight and {s.first, s.last} <= set(corners)]
    ends = [*(line.start for line in lines[1:]), len(picture.text)]
    return [_edge(picture, line, end) for line, end in zip(lines, ends, strict=True)]


def _edge(picture: Picture, line: Stroke, end: int) -> Edge:
    """Return an edge with the labels between two places of the file: a tick's follows its small line."""
    small = [s for s in picture.strokes if line.start < s.start < end and s.is_straight]
    ticks: dict[int, tuple[Label, Stroke]] = {}
    names = []
    for one in picture.labels:
        if line.start < one.start < end and not one.is_bold:
            before = [stroke for stroke in small if stroke.start < one.start]
            if before and before[-1].start not in ticks:
                ticks[before[-1].start] = one, before[-1]
            else:
                names.append(one)
    return Edge(line, tuple(ticks.values()), tuple(names))


def _elsewhere(picture: Picture, edges: Sequence[Edge]) -> list[Label]:
    known = {one.start for edge in edges for one in (*edge.names, *(tick for tick, _ in edge.ticks))}
    return [one for one in picture.labels if not one.is_bold and one.start not in known]


def _camera(corners: Mapping[Point, Corner]) -> np.ndarray:
    """Return the matrix (3, 4) that takes a point of the box to the picture, up to a factor."""
    rows = []
    for (x, y), corner in corners.items():
        place = (*corner, 1)
        rows.append([*place, 0, 0, 0, 0, *(-x * part for part in place)])
        rows.append([0, 0, 0, 0, *place, *(-y * part for part in place)])
    _, _, solutions = np.linalg.svd(np.array(rows, dtype=float))
    camera: np.ndarray = solutions[-1].reshape(3, 4)
    return camera


def _along(seen: np.ndarray, corners: Mapping[Point, Corner], edge: Edge) -> tuple[int, list[float]]:
    """Return the direction of an edge in the box, and where along it each tick stands."""
    begin, end = (np.array([*corners[point], 1.0]) for point in (edge.line.first, edge.line.last))
    axis = int(np.argmax(np.abs(end - begin)))
    if begin[axis] > end[axis]:
        begin, end = end, begin
    start, way = seen @ begin, seen @ (end - begin)
    places = []
    for _, stroke in edge.ticks:
        point = _meeting((edge.line.first, edge.line.last), (stroke.first, stroke.last))
        off, turn = point * start[2] - start[:2], way[:2] - point * way[2]
        places.append(float(off @ turn / (turn @ turn)))
    return axis, places


def _meeting(one: tuple[Point, Point], other: tuple[Point, Point]) -> np.ndarray:
    """Return the point where two straight lines meet."""
    (a, b), (c, d) = (map(np.array, line) for line in (one, other))
    (share, _), *_ = np.linalg.lstsq(np.stack([b - a, c - d], axis=1), c - a, rcond=None)
    meeting: np.ndarray = a + share * (b - a)
    return meeting


def _descent(
    subject: Subject,
    picture: Picture,
    seen: np.ndarray,
    scales: Sequence[Scale],
    order: Sequence[int],
    edges: Sequence[Edge],
) -> Iterator[Flaw]:
    """Yield a flaw where the way does not begin and end where camera and scales put it."""
    colors = {mark.color for mark in picture.marks}
    strokes = [stroke for stroke in picture.strokes if stroke.color in colors and stroke.clip]
    points = way(subject)[inside(subject)][[0, -1]]
    tick, _ = edges[0].ticks[0]
    if not strokes:
        yield Flaw("svg", tick.start, tick.end, "found no way of descent, expected one")
    for stroke in strokes:
        for drawn, values in zip((stroke.first, stroke.last), points, strict=True):
            place = np.ones(4)
            place[list(order)] = [scale.place(value) for scale, value in zip(scales, values, strict=True)]
            x, y, depth = map(float, seen @ place)
            off = hypot(x - drawn[0] * depth, y - drawn[1] * depth)
            if not off <= NEAR * abs(depth):
                beside = f"{off / (abs(depth) or 1.0):.2g} points beside its place on the scales"
                message = f"found an end of the way {beside}, expected it there"
                yield Flaw("svg", tick.start, tick.end, message)
