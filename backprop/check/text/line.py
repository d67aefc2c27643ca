"""Inline pieces as one running text, so that words can be found across links, formulas and emphasis."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from backprop.reading.document import (
    Anchor,
    Code,
    Inline,
    Link,
    Mathematics,
    Paragraph,
    Quote,
    Table,
    Text,
    Way,
)

# What stands in the text for a piece that is no words: a formula, a link, code or a quote.
FORMULA, LINK, CODE = "\ufff0", "\ufff1", "\ufff2"
_END = re.compile(rf"(?<=[.!?])[\"”)]*\s+(?=[A-Z(\"“{FORMULA}{LINK}])")


@dataclass(frozen=True)
class Line:
    """The running text, the pieces, and where in the text each begins."""

    text: str
    parts: tuple[Inline, ...]
    starts: tuple[int, ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where characters `start` to `end` of the text stand in the file."""
        first, last = self._part(start), self._part(max(start, end - 1))
        return self._offset(first, start, begins=True), self._offset(last, end, begins=False)

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, Inline]]:
        """Yield the pieces that begin between two characters of the text, each with where it begins."""
        for begin, part in zip(self.starts, self.parts, strict=True):
            if start <= begin < end:
                yield begin, part

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """The sentences of the text."""
        cuts = [match.end() for match in _END.finditer(self.text)]
        return tuple(zip([0, *cuts], [*cuts, len(self.text)], strict=True))

    def _part(self, place: int) -> int:
        return max(0, bisect_right(self.starts, place) - 1)

    def _offset(self, number: int, place: int, *, begins: bool) -> int:
        """Return the offset in the file; a piece that is written in another way is only known as a whole."""
        part = self.parts[number]
        if isinstance(part, Text) and len(part.text) == part.end - part.start:
            return part.start + place - self.starts[number]
        return part.start if begins else part.end


def line_of(parts: Sequence[Inline]) -> Line:
    """Return the running text of `parts`."""
    kept = tuple(part for part in parts if not isinstance(part, Anchor | Way))
    starts, length = [], 0
    texts = [_shown(part) for part in kept]
    for text in texts:
        starts.append(length)
        length += len(text)
    return Line("".join(texts), kept, tuple(starts))


def _shown(part: Inline) -> str:
    match part:
        case Text():
            return part.text
        case Mathematics():
            return FORMULA
        case Link():
            return LINK
    return CODE


def shown(parts: Sequence[Inline]) -> str:
    """Return what a reader sees of `parts`, for messages: digits of links, formulas and code as written."""
    return " ".join("".join(map(_read, parts)).split())


def _read(part: Inline) -> str:
    match part:
        case Mathematics(tex=tex):
            return f"${tex}$"
        case Anchor() | Way():
            return ""
    return part.text


def relative(parts: Sequence[Inline], origin: int) -> tuple[Inline, ...]:
    """Return `parts` as if the file began at `origin`, so that equal pieces are equal wherever they stand."""
    return tuple([_moved(part, -origin) for part in parts])


def _moved(part: Inline, by: int) -> Inline:
    start, end = part.start + by, part.end + by
    match part:
        case Text():
            return Text(start, end, part.text)
        case Link():
            low, high = part.address
            return replace(part, start=start, end=end, address=(low + by, high + by))
        case Mathematics():
            return Mathematics(start, end, part.tex, part.display)
        case Code():
            return Code(start, end, part.text)
        case Quote():
            return Quote(start, end, part.text, part.source, part.anchor)
        case Way():
            return Way(start, end, part.page)
    return Anchor(start, end, part.name)


def relative_paragraph(paragraph: Paragraph) -> Paragraph:
    """Return a paragraph as if it began its file."""
    origin = paragraph.start
    return Paragraph(0, paragraph.end - origin, paragraph.kind, relative(paragraph.parts, origin))


def relative_table(table: Table) -> Table:
    """Return a table as if it began its file."""
    rows = tuple(tuple(relative(cell, table.start) for cell in row) for row in table.rows)
    return Table(0, table.end - table.start, rows)
