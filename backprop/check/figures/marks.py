"""Where a chart draws its curves, points, contours and ticks, against the values that they stand for."""

import math
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from backprop.check.figures.drawing import Element
from backprop.check.figures.scales import Place, Plane, Scale, Scales, scales_of
from backprop.check.figures.values import near
from backprop.figures.activation import value_at

NEAR = 0.5  # points that a thing may lie off its place
ASIDE = 6.0  # points from a tick to where its letters stand
FEW = 5  # places of a contour that are looked at
_STEP = re.compile(r"([ML]) (-?[\d.e-]+) (-?[\d.e-]+)")
_TICK = re.compile(r"(?P<base>-?\d{1,15}(?:\.\d{1,15})?)(?:\^(?P<power>-?\d{1,2}))?")
_PLAIN = str.maketrans("−", "-", ",")
_AXES = ("data-x", "data-y", "data-z")


def misplaced(elements: Sequence[Element]) -> Iterator[tuple[Element, str]]:
    """Yield what of the drawing lies beside its place."""
    for element in elements:
        axes = element.carried.get("data-axes")
        if axes and "data-at" in element.attributes:
            yield from ((element, message) for message in _points(element, scales_of(axes)))
        if axes and "data-levels" in element.attributes:
            yield from ((element, message) for message in _contours(element, scales_of(axes)))
        if "data-axes" in element.attributes:
            yield from _ticks(element, scales_of(element.attributes["data-axes"]))


def _points(mark: Element, scales: Scales) -> Iterator[str]:
    """Yield the points of a curve, or of markers, that are not where their values are."""
    places = [(at, scales.place(_coordinates(mark, at))) for at in mark.attributes["data-at"].split()]
    wanted = [(at, place) for at, place in places if scales.holds(place)]
    lines, dots = _drawn(mark)
    for at, place in wanted:
        if lines and min(_distance(place, line) for line in lines) > NEAR:
            yield f"found no line at {at}, expected one at {place[0]:.1f} {place[1]:.1f}"
        if dots and not any(math.dist(place, dot) <= NEAR for dot in dots):
            yield f"found no marker at {at}, expected one at {place[0]:.1f} {place[1]:.1f}"
    if not lines and not dots and wanted:
        yield "found nothing drawn, expected a line or markers"
    for dot in filter(scales.holds, dots):
        if not any(math.dist(place, dot) <= NEAR for _, place in places):
            yield f"found a marker at {dot[0]:.1f} {dot[1]:.1f}, expected none there"


def _coordinates(mark: Element, at: str) -> list[float]:
    """Return the coordinates of a point, its numbers put in their places."""
    if function := mark.attributes.get("data-function"):
        return [float(at), value_at(function, float(at))]
    where = _filled(mark.attributes.get("data-where", ""), at)
    return [near(_filled(mark.attributes[axis], at), where) for axis in _AXES if axis in mark.attributes]


def _filled(text: str, at: str) -> str:
    for place, word in enumerate(at.split(",")):
        text = text.replace(f"{{{place}}}", word)
    return text


def _drawn(mark: Element) -> tuple[list[list[Place]], list[Place]]:
    """Return the lines of a mark, and the places of its markers, whose shapes are defined aside."""
    shapes = [inner for each in mark.all() if each.tag == "defs" for inner in each.all()]
    lines = [
        line for each in mark.all() if each.tag == "path" and each not in shapes for line in _lines(each)
    ]
    uses = [each.attributes for each in mark.all() if each.tag == "use"]
    return lines, [(float(use["x"]), float(use["y"])) for use in uses]


def _lines(path: Element) -> list[list[Place]]:
    lines: list[list[Place]] = []
    for command, x, y in _STEP.findall(path.attributes.get("d", "")):
        if command == "M" or not lines:
            lines.append([])
        lines[-1].append((float(x), float(y)))
    return lines


def _distance(place: Place, line: Sequence[Place]) -> float:
    """Return how far a place lies off a line."""
    return min((_to_segment(place, *ends) for ends in pairwise(line)), default=math.dist(place, line[0]))


def _to_segment(place: Place, start: Place, end: Place) -> float:
    (x, y), (x0, y0), (x1, y1) = place, start, end
    length = math.dist(start, end) ** 2
    share = ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length if length else 0.0
    share = min(max(share, 0.0), 1.0)
    return math.dist(place, (x0 + share * (x1 - x0), y0 + share * (y1 - y0)))


def _contours(mark: Element, scales: Scales) -> Iterator[str]:
    """Yield the contours along which the value is not their level."""
    assert isinstance(scales, Plane)
    paths = [each for each in mark.all() if each.tag == "path"]
    levels = mark.attributes["data-levels"].split()
    if len(paths) != len(levels):
        yield f"found {len(paths)} contours, expected {len(levels)}"
    for level, path in zip(levels, paths, strict=False):
        places = [place for line in _lines(path) for place in line if scales.holds(place)]
        for place in places[:: len(places) // FEW + 1]:
            heights = [_height(mark, scales, place, *by) for by in ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1))]
            if not min(heights) <= float(level) <= max(heights):
                yield f"found the level {level} at {place[0]:.1f} {place[1]:.1f}, with {heights[0]:.4g} there"


def _height(mark: Element, scales: Plane, place: Place, right: float, down: float) -> float:
    """Return the value near a place: so many times half a point to the right and down."""
    at = (scales.x.number(place[0] + right * NEAR), scales.y.number(place[1] + down * NEAR))
    where = _filled(mark.attributes["data-where"], ",".join(f"{number:.12f}" for number in at))
    return near(mark.attributes["data-z"], where)


def _ticks(axes: Element, scales: Scales) -> Iterator[tuple[Element, str]]:
    """Yield the ticks whose numbers do not stand where the axis puts them."""
    if not isinstance(scales, Plane):
        return
    for name, scale in (("x", scales.x), ("y", scales.y)):
        ticks = [each for each in axes.all() if each.tag == "text" and each.carried.get("data-tick") == name]
        offsets = [_offset(tick, name, scale) for tick in ticks]
        usual = sorted(offsets)[len(offsets) // 2] if offsets else 0.0
        for tick, offset in zip(ticks, offsets, strict=True):
            if not (abs(offset - usual) <= NEAR and abs(offset) <= ASIDE):
                place = float(tick.attributes[name]) - usual
                yield tick, f"found {_tick_words(tick)}, expected another number {place:.1f} along its axis"


def _offset(tick: Element, name: str, scale: Scale) -> float:
    """Return how far the letters of a tick stand from where its number lies."""
    number = _tick(_tick_words(tick))
    return math.inf if number is None else float(tick.attributes[name]) - scale.place(number)


def _tick_words(tick: Element) -> str:
    """Return the number of a tick, a power behind its sign."""
    return "^".join(part.words.strip() for part in (tick, *tick.inner) if part.words.strip())


def _tick(words: str) -> float | None:
    """Return the number of a tick: `−0.50`, `10,000` or `10^−5`; None for anything else."""
    match = _TICK.fullmatch(words.translate(_PLAIN))
    if match is None:
        return None
    return float(match["base"]) ** int(match["power"] or 1)
