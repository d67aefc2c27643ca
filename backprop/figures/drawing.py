"""Diagrams as SVG text, measured from their top left corner: lines of words, boxes, lines and arrows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import hypot
from typing import TypeAlias

from backprop.figures.markup import NOTHING, Attributes, element, style_of, written_number
from backprop.figures.style import PAGE_FACES, SMALL, TEXT, paint
from backprop.figures.words import DROP, Words, spans, width_of

Point: TypeAlias = tuple[float, float]

DASHES = "6 3"
LINE = 16.0  # from one line of a box to the next
_MIDDLE = 0.33  # height of the middle of letters, as a share of their size
_HEAD_LENGTH, _HEAD_GROWTH = 4.0, 1.6  # of an arrow: its head, and how much longer for each unit of its width


@dataclass(frozen=True)
class Box:
    """A rectangle by its middle and size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def left(self) -> Point:
        """The middle of the left side."""
        return self.x - self.width / 2, self.y

    @property
    def right(self) -> Point:
        """The middle of the right side."""
        return self.x + self.width / 2, self.y

    @property
    def top(self) -> Point:
        """The middle of the upper side."""
        return self.x, self.y - self.height / 2

    @property
    def bottom(self) -> Point:
        """The middle of the lower side."""
        return self.x, self.y + self.height / 2

    def meets(self, other: "Box") -> bool:
        """Tell whether both cover some place."""
        across, down = (self.width + other.width) / 2, (self.height + other.height) / 2
        return abs(self.x - other.x) < across and abs(self.y - other.y) < down


def text(
    at: Point,
    words: Words,
    role: str = "ink",
    size: float = TEXT,
    *,
    bold: bool = False,
    halo: bool = False,
    align: str = "middle",
) -> str:
    """Return one line of words, by default around its middle; a halo covers what lies behind it."""
    style: Attributes = {
        "font-size": f"{size}px",
        "font-weight": 700 if bold else None,
        "text-anchor": align,
        "fill": paint(role),
    }
    x, y = at
    place: Attributes = {"x": x, "y": y + _MIDDLE * size, "style": style_of(style)}
    written = element("text", place, "".join(spans(words, size)))
    return (_halo(at, words, size) if halo else "") + written


def _halo(at: Point, words: Words, size: float) -> str:
    """Return the background of a line of words, deep enough for an index."""
    width, height = width_of(words, size) + 2, (1 + 2 * DROP) * size
    box = Box(at[0], at[1] + DROP / 2 * size, width, height)
    return element("rect", {**_sides(box), "style": style_of({"fill": paint("background")})})


def rectangle(box: Box, role: str, *, round_by: float = 5.0, width: float = 1.6) -> str:
    """Return a box with round corners on the background's colour."""
    style: Attributes = {"fill": paint("background"), "stroke": paint(role), "stroke-width": width}
    return element("rect", {**_sides(box), "rx": round_by, "style": style_of(style)})


def quantity_box(
    box: Box, heading: Words, values: Sequence[Words], role: str, *, round_by: float, width: float = 1.6
) -> Iterator[str]:
    """Yield a box with the name of a quantity and, in the colour of its role, its values on lines below."""
    yield rectangle(box, role, round_by=round_by, width=width)
    first = box.y - LINE * len(values) / 2
    yield text((box.x, first), heading)
    for place, value in enumerate(values, 1):
        yield text((box.x, first + LINE * place), value, role, SMALL)


def _sides(box: Box) -> Attributes:
    return {"x": box.left[0], "y": box.top[1], "width": box.width, "height": box.height}


def line(
    start: Point,
    end: Point,
    role: str,
    width: float = 1.2,
    *,
    dashed: bool = False,
    known: Mapping[str, str] = NOTHING,
) -> str:
    """Return a straight line; `known` are attributes that say what it stands for."""
    style: Attributes = {
        "stroke": paint(role),
        "stroke-width": width,
        "stroke-dasharray": DASHES if dashed else None,
    }
    (x1, y1), (x2, y2) = start, end
    return element("line", {**known, "x1": x1, "y1": y1, "x2": x2, "y2": y2, "style": style_of(style)})


def arrow(
    start: Point,
    end: Point,
    role: str,
    width: float = 1.2,
    *,
    dashed: bool = False,
    known: Mapping[str, str] = NOTHING,
) -> str:
    """Return a line with a head at its end, as one element."""
    (x1, y1), (x2, y2) = start, end
    share = (_HEAD_LENGTH + _HEAD_GROWTH * width) / hypot(x1 - x2, y1 - y2)
    across, along = (x1 - x2) * share, (y1 - y2) * share
    neck = x2 + across, y2 + along
    corners = [(neck[0] + side * along / 2, neck[1] - side * across / 2) for side in (1, -1)]
    outline = "L".join(f"{written_number(x)} {written_number(y)}" for x, y in (end, *corners))
    head = element("path", {"d": f"M{outline}Z", "style": style_of({"fill": paint(role)})})
    return element("g", known, line(start, neck, role, width, dashed=dashed) + head)


def group(known: Mapping[str, str], *elements: str) -> str:
    """Return elements that belong together."""
    return element("g", known, "".join(elements))


def drawing(width: float, height: float, elements: Iterable[str]) -> str:
    """Return a whole picture, an element a line."""
    attributes: Attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "width": width,
        "height": height,
        "viewBox": f"0 0 {written_number(width)} {written_number(height)}",
        "style": f"font-family: {PAGE_FACES}",
    }
    return element("svg", attributes, "\n".join(["", *elements, ""]))
