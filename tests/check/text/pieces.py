"""Small documents by hand: `[0.4|mazur:w5]` is a link, `$w_5$` a formula, `` `x` `` code, `{w5}` a place."""

import re
from itertools import accumulate

from backprop.check.verdict import Verdict
from backprop.reading.document import (
    Anchor,
    Block,
    Code,
    Declared,
    Document,
    Inline,
    Link,
    Mathematics,
    Paragraph,
    Table,
    Text,
)

_PIECE = re.compile(
    r"\[(?P<text>[^|\]]*)\|(?P<key>[^\]]*)\]|\$(?P<tex>[^$]+)\$|`(?P<code>[^`]+)`|\{(?P<anchor>[^}]*)\}"
)


def inlines(source: str, start: int = 0) -> tuple[Inline, ...]:
    """Return the pieces of a line; offsets are those of `source`, moved by `start`."""
    found: list[Inline] = []
    place = 0
    for match in _PIECE.finditer(source):
        if match.start() > place:
            found.append(Text(start + place, start + match.start(), source[place : match.start()]))
        found.append(piece(match, start))
        place = match.end()
    if place < len(source):
        found.append(Text(start + place, start + len(source), source[place:]))
    return tuple(found)


def piece(match: re.Match[str], start: int) -> Inline:
    def at(name: str) -> tuple[int, int]:
        return start + match.start(name), start + match.end(name)

    if match["key"] is not None:
        example, mark, rest = re.split("([:;@])", match["key"], maxsplit=1)
        return Link(*at("text"), match["text"], example, mark.strip(":") + rest, at("key"))
    if match["tex"]:
        return Mathematics(*at("tex"), match["tex"], display=False)
    if match["code"]:
        return Code(*at("code"), match["code"])
    return Anchor(*at("anchor"), match["anchor"])


def paragraph(source: str, kind: str = "paragraph", start: int = 0) -> Paragraph:
    return Paragraph(start, start + len(source), kind, inlines(source, start))


def table(source: str) -> Table:
    """Return a table of lines with cells between bars."""
    lines = [line.strip() for line in source.strip().splitlines()]
    starts = accumulate((len(line) + 1 for line in lines), initial=0)
    rows = tuple(row(line, start) for line, start in zip(lines, starts, strict=False))
    return Table(0, sum(len(line) + 1 for line in lines), rows)


def row(line: str, start: int) -> tuple[tuple[Inline, ...], ...]:
    cells = re.sub(r"\[[^\]]*\]", lambda link: link[0].replace("|", "\0"), line).split("|")
    begins = accumulate((len(cell) + 1 for cell in cells), initial=start)
    return tuple(stripped(cell.replace("\0", "|"), begin) for cell, begin in zip(cells, begins, strict=False))


def stripped(cell: str, start: int) -> tuple[Inline, ...]:
    return inlines(cell.strip(), start + len(cell) - len(cell.lstrip()))


def document(
    *blocks: Block, example: str | None = "mazur", path: str = "page.md", text: str = "", numbers: str = ""
) -> Document:
    declared = {number: "reason" for number in numbers.split(";") if number}
    return Document(path, text, example, Declared(declared, {}, {}), blocks)


def found(verdict: Verdict, source: str = "") -> list[str]:
    """Return what is wrong, each with the text that it points at."""
    return [f"{source[one.start : one.end]}: {one.message}" for one in verdict.problems]
