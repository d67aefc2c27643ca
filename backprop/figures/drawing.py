"""Diagrams as SVG text, measured from their top left corner: lines of words, boxes, lines and arrows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import hypot
from types import MappingProxyType
from typing import TypeAlias

from backprop.figures.style import READER_FONTS, paint
from backprop.figures.symbols import Run, runs_of, with_minus

Point: TypeAlias = tuple[float, float]
Attributes: TypeAlias = Mapping[str, str | float | None]
NOTHING: Mapping[str, str] = MappingProxyType({})

TEXT, SMALL = 12.5, 11.5  # a figure is 358 CSS pixels wide on a telephone, so that these are 12 and 11 pixels
DASHES = "6 3"
_INDEX, _DROP, _MIDDLE = 0.8, 0.22, 0.36  # size and depth of an index, height of the middle of letters
_HEAD_LENGTH, _HEAD_GROWTH = 4.0, 1.6  # of an arrow: its head, and how much longer for each unit of its width

# How wide letters are in the widest of the usual typefaces, as a share of their size.
_WIDTHS = dict.fromkeys("ijlI.,:'| ", 0.32) | dict.fromkeys("frt/()", 0.42) | dict.fromkeys("mwMW…→≈−+=", 0.9)
_USUAL_WIDTH, _BOLD = 0.64, 1.1


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


@dataclass(frozen=True)
class Number:
    """Digits, and the attributes that say which quantity they are."""

    digits: str
    attributes: Mapping[str, str]


@dataclass(frozen=True)
class Symbol:
    """The name of a quantity in TeX."""

    tex: str


Words: TypeAlias = Sequence[str | Number | Symbol]


def width_of(words: Words, size: float = TEXT, *, bold: bool = False) -> float:
    """Return how wide a line of words is at most."""
    shares = (
        (_INDEX if run.is_index else 1) * _WIDTHS.get(letter, _USUAL_WIDTH)
        for run, _ in _runs(words)
        for letter in run.letters
    )
    return sum(shares) * size * (_BOLD if bold else 1)


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
    place: Attributes = {"x": x, "y": y + _MIDDLE * size, "style": _style(style)}
    written = element("text", place, "".join(_spans(words, size)))
    return (_halo(at, words, size) if halo else "") + written


def _halo(at: Point, words: Words, size: float) -> str:
    """Return the background of a line of words, deep enough for an index."""
    width, height = width_of(words, size) + 2, (1 + 2 * _DROP) * size
    box = Box(at[0], at[1] + _DROP / 2 * size, width, height)
    return element("rect", {**_sides(box), "style": _style({"fill": paint("background")})})


def _runs(words: Words) -> Iterator[tuple[Run, Mapping[str, str]]]:
    for piece in words:
        match piece:
            case Number(digits, attributes):
                yield Run(with_minus(digits)), attributes
            case Symbol(tex):
                yield from ((run, NOTHING) for run in runs_of(tex))
            case str():
                yield Run(piece), NOTHING


def _spans(words: Words, size: float) -> Iterator[str]:
    """Yield the runs as SVG; each that leaves the line is followed by one that comes back."""
    depth = 0.0
    for run, known in _runs(words):
        drop = _DROP * size if run.is_index else 0.0
        style: Attributes = {
            "font-size": f"{_value(_INDEX * size)}px" if run.is_index else None,
            "font-style": "italic" if run.is_italic else None,
        }
        attributes: Attributes = {"dy": drop - depth or None, "style": _style(style) or None, **known}
        letters = escape(run.letters, quote=False)
        yield element("tspan", attributes, letters) if any(attributes.values()) else letters
        depth = drop


def rectangle(box: Box, role: str, *, round_by: float = 5.0, width: float = 1.6) -> str:
    """Return a box with round corners on the background's colour."""
    style: Attributes = {"fill": paint("background"), "stroke": paint(role), "stroke-width": width}
    return element("rect", {**_sides(box), "rx": round_by, "style": _style(style)})


def quantity_box(
    box: Box, heading: Words, value: Words, role: str, *, round_by: float, width: float = 1.6
) -> Iterator[str]:
    """Yield a box with the name of a quantity and, in the colour of its role, its value."""
    yield rectangle(box, role, round_by=round_by, width=width)
    yield text((box.x, box.y - 8), heading, bold=True)
    yield text((box.x, box.y + 8), value, role, SMALL)


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
    return element("line", {**known, "x1": x1, "y1": y1, "x2": x2, "y2": y2, "style": _style(style)})


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
    outline = "L".join(f"{_value(x)} {_value(y)}" for x, y in (end, *corners))
    head = element("path", {"d": f"M{outline}Z", "style": _style({"fill": paint(role)})})
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
        "viewBox": f"0 0 {_value(width)} {_value(height)}",
        "style": f"font-family: {READER_FONTS}",
    }
    return element("svg", attributes, "\n".join(["", *elements, ""]))


def element(name: str, attributes: Attributes, content: str = "") -> str:
    """Return an element with those of its attributes that have a value."""
    written = "".join(
        f' {attribute}="{_quoted(_value(value))}"'
        for attribute, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def _style(properties: Attributes) -> str:
    return "; ".join(f"{name}: {_value(value)}" for name, value in properties.items() if value is not None)


def _value(value: str | float) -> str:
    """Return a number with at most two decimals, as an attribute has it."""
    return value if isinstance(value, str) else f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def _quoted(value: str) -> str:
    return escape(value, quote=False).replace('"', "&quot;")
