"""What stands in an SVG file: its words with their places, its markers and lines.

The files are those of one program, so that a few patterns read them; points count from the upper left corner.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from html import unescape

Point = tuple[float, float]

_NUMBER = r"-?\d+(?:\.\d+)?"
_TITLE = re.compile(r"<(?P<tag>title|desc)\b[^>]*>(?P<words>[^<]*)</")
_TEXT = re.compile(r"<text\b(?P<head>[^>]*)>(?P<words>(?s:.*?))</text>")
_TAG = re.compile(r"<[^>]*>")
_PLACE = re.compile(rf'\bx="(?P<x>{_NUMBER})" y="(?P<y>{_NUMBER})"')
_TURNED = re.compile(
    rf'transform="translate\((?P<x>{_NUMBER}) (?P<y>{_NUMBER})\) rotate\((?P<angle>{_NUMBER})\)'
)
_ANCHOR = re.compile(r"text-anchor: (\w+)")
_FILL = re.compile(r"(?<![\w-])fill: (#\w+|none)")
_STROKE = re.compile(r"stroke: (#\w+)")
_WIDTH = re.compile(r"stroke-width: ([\d.]+)")
_MARK = re.compile(rf'<use xlink:href="#(?P<shape>\w+)" {_PLACE.pattern} style="(?P<style>[^"]*)"')
_PATH = re.compile(
    rf'<path d="(?P<way>M {_NUMBER} {_NUMBER}[^"]*)"'
    r'(?: clip-path="url\(#(?P<clip>\w+)\)")? style="(?P<style>[^"]*)"'
)
_CLIP = re.compile(
    rf'<clipPath id="(?P<name>\w+)">\s*<rect x="(?P<left>{_NUMBER})" y="(?P<top>{_NUMBER})" '
    rf'width="(?P<width>{_NUMBER})" height="(?P<height>{_NUMBER})"'
)
_PIECE = re.compile(r"[^M]+")
_FLOAT = re.compile(_NUMBER)
_LETTERS = re.compile(r">\s*([^<>\s][^<>]*)")
BASELINE = 3.8  # points from the middle of a small digit down to the line it stands on


@dataclass(frozen=True)
class Label:
    """Words at a point of their baseline: `start` and `end` are offsets into the file."""

    words: str
    x: float
    y: float
    angle: float | None
    anchor: str
    is_bold: bool
    color: str
    start: int
    end: int

    @property
    def middle(self) -> float:
        """The height of the middle of the letters."""
        return self.y - BASELINE


@dataclass(frozen=True)
class Mark:
    """A marker of data or of a tick: its shape by name, its colour and its place."""

    shape: str
    color: str
    x: float
    y: float
    is_tick: bool


@dataclass(frozen=True)
class Stroke:
    """A line without filling: `pieces` are its points, piece by piece, controls of curves among them."""

    way: str
    color: str
    width: float
    is_dashed: bool
    clip: str
    start: int

    @cached_property
    def pieces(self) -> list[list[Point]]:
        """The points of each piece."""
        found = []
        for piece in _PIECE.findall(self.way):
            numbers = [float(number) for number in _FLOAT.findall(piece)]
            found.append(list(zip(numbers[::2], numbers[1::2], strict=False)))
        return [points for points in found if points]

    @property
    def first(self) -> Point:
        """Where the line begins."""
        return self.pieces[0][0]

    @property
    def last(self) -> Point:
        """Where the line ends."""
        return self.pieces[-1][-1]

    @property
    def is_straight(self) -> bool:
        """Whether the line joins two points and no more."""
        return len(self.pieces) == 1 and len(self.pieces[0]) == 2


@dataclass(frozen=True)
class Frame:
    """The rectangle to which drawings are clipped."""

    name: str
    left: float
    top: float
    right: float
    bottom: float

    def holds(self, point: Point) -> bool:
        """Tell whether a point lies in the rectangle or on its edge."""
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom


@dataclass(frozen=True)
class Picture:
    """The text of an SVG file and what is found in it."""

    text: str

    @cached_property
    def titles(self) -> dict[str, tuple[str, int]]:
        """Title and description, each with its offset."""
        return {m["tag"]: (unescape(m["words"]), m.start("words")) for m in _TITLE.finditer(self.text)}

    @cached_property
    def labels(self) -> list[Label]:
        """All texts."""
        return [_label(match) for match in _TEXT.finditer(self.text)]

    @cached_property
    def marks(self) -> list[Mark]:
        """All markers, those of ticks too."""
        return [
            Mark(m["shape"], _first(_FILL, m["style"]), float(m["x"]), float(m["y"]), "width" in m["style"])
            for m in _MARK.finditer(self.text)
        ]

    @cached_property
    def strokes(self) -> list[Stroke]:
        """All lines that are not filled."""
        return [
            _stroke(match) for match in _PATH.finditer(self.text) if match["style"].startswith("fill: none")
        ]

    @cached_property
    def frames(self) -> list[Frame]:
        """The panels, from above."""
        found = []
        for match in _CLIP.finditer(self.text):
            left, top, width, height = map(float, match.group("left", "top", "width", "height"))
            found.append(Frame(match["name"], left, top, left + width, top + height))
        return sorted(found, key=lambda frame: frame.top)

    def stray(self) -> list[tuple[int, int]]:
        """Return where words stand that are neither title, description, style nor text."""
        known = {start for _, start in self.titles.values()} | {label.start for label in self.labels}
        spans = [match.span(1) for match in _LETTERS.finditer(self.text)]
        return [(i, j) for i, j in spans if i not in known and not self.text.startswith("</style>", j)]


def _label(match: re.Match[str]) -> Label:
    head = match["head"]
    turned = _TURNED.search(head)
    place = _PLACE.search(head) or turned
    x, y = (float(place["x"]), float(place["y"])) if place else (0.0, 0.0)
    return Label(
        unescape(_TAG.sub("", match["words"])),
        x,
        y,
        float(turned["angle"]) if turned else None,
        _first(_ANCHOR, head) or "start",
        "font-weight: 700" in head,
        _first(_FILL, head),
        match.start("words"),
        match.end("words"),
    )


def _stroke(match: re.Match[str]) -> Stroke:
    style = match["style"]
    return Stroke(
        match["way"],
        _first(_STROKE, style),
        float(_first(_WIDTH, style) or 1),
        "dasharray" in style,
        match["clip"] or "",
        match.start(),
    )


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else ""


def in_rows(labels: Sequence[Label]) -> list[list[Label]]:
    """Return the labels by height from above, and those of one height from the left."""
    rows: list[list[Label]] = []
    for label in sorted(labels, key=lambda label: label.y):
        if rows and label.y - rows[-1][-1].y < 2:
            rows[-1].append(label)
        else:
            rows.append([label])
    return [sorted(row, key=lambda label: label.x) for row in rows]
