"""Blocks of Markdown that hold no other blocks: paragraphs, headings, fences, tables, directives.

Each function reads a block from where it begins and returns the line to go on with.
"""

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from backprop.errors import BackpropError
from backprop.reading.document import Directive, Listing, Mathematics
from backprop.reading.fault import fault
from backprop.reading.inline import TITLES, label
from backprop.reading.marks import (
    DIRECTIVE,
    FENCE_TITLE,
    HEADING,
    LANGUAGE,
    RULER,
    START,
    UNDERLINE,
    UNSEEN,
    Found,
)
from backprop.reading.sheet import Sheet, Span
from backprop.reading.tags import TAG

_TAG = re.compile(TAG)
OPENING, CLOSING = "<!-- backprop: … -->", "<!-- /backprop -->"
ANYWHERE = frozenset(["fence", "open", "close"])  # however far they stand in


@dataclass(frozen=True)
class Prose:
    """Running text, still to be read."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Grid:
    """The cells of a table, still to be read."""

    start: int
    end: int
    rows: tuple[tuple[Span, ...], ...]


Part: TypeAlias = Prose | Grid | Mathematics | Listing | Directive


@dataclass(frozen=True)
class Box:
    """What lines stand in: lines up to `high`, their column, the kind of their text, how deep it is."""

    high: int
    column: int = 0
    kind: str = "paragraph"
    depth: int = 0


class Scan:
    """A page while it is read: what has been found, what it defines, and the directive that is open."""

    def __init__(self, path: str, text: str) -> None:
        self.path, self.text = path, text
        self.page = text.replace("\r\n", " \n").replace("\r", "\n").replace("\ufeff", " ")
        self.sheet = Sheet(self.page)
        self.parts: list[Part] = []
        self.defined: dict[str, Span] = {}
        self.directive: Directive | None = None

    def fault(self, start: int, end: int, expected: str) -> BackpropError:
        """Return the error for what stands between two offsets."""
        return fault(self.path, self.page, start, self.page[start:end], expected)


def interrupts(scan: Scan, line: int, box: Box) -> bool:
    """Tell whether a line ends the paragraph above it."""
    match = START.match(scan.sheet[line])
    if match is None:
        return _is_table(scan, line, box)
    if match.lastgroup in ANYWHERE:
        return True
    indent = scan.sheet.indent(line)
    if match["item"] and indent >= box.column:  # before that column, it is the next item of the list
        begins = match["item"][:-1] in {"", "1"} and scan.sheet[line][match.end() :].strip()
        return bool(begins) and indent < box.column + 4
    return indent < box.column + 4


def running(scan: Scan, line: int, box: Box) -> int:
    """Read what begins with no mark: a table or a paragraph."""
    return _table(scan, line, box) if _is_table(scan, line, box) else _paragraph(scan, line, box)


def _paragraph(scan: Scan, line: int, box: Box) -> int:
    end = line + 1
    while end < box.high and not scan.sheet.blank(end):
        if UNDERLINE.fullmatch(scan.sheet[end]):
            prose(scan, scan.sheet.starts[line], scan.sheet.end(end - 1), "heading")
            return end + 1
        if interrupts(scan, end, box):
            break
        end += 1
    prose(scan, scan.sheet.starts[line], scan.sheet.end(end - 1), box.kind)
    return end


def _table(scan: Scan, line: int, box: Box) -> int:
    end = line + 2
    while end < box.high and not scan.sheet.blank(end) and not interrupts(scan, end, box):
        end += 1
    rows = tuple(scan.sheet.cells(row) for row in (line, *range(line + 2, end)))
    scan.parts.append(Grid(scan.sheet.begin(line), scan.sheet.end(end - 1), rows))
    return end


def _is_table(scan: Scan, line: int, box: Box) -> bool:
    """Tell whether a line is the head of a table, with a ruler as wide below it."""
    below = line + 1
    if "|" not in scan.sheet[line] or below >= box.high or not RULER.fullmatch(scan.sheet[below]):
        return False
    return len(scan.sheet.cells(line)) == len(scan.sheet.cells(below))


def prose(scan: Scan, start: int, end: int, kind: str) -> None:
    """Keep the words between two offsets."""
    start, end = scan.sheet.stripped(start, end)
    if start < end:
        scan.parts.append(Prose(start, end, kind))


def _heading(scan: Scan, found: Found, _box: Box) -> int:
    if words := HEADING.fullmatch(scan.sheet[found.line], found.match.end()):
        prose(scan, *found.span("words", words), "heading")
    return found.line + 1


def _rule(_scan: Scan, found: Found, _box: Box) -> int:
    return found.line + 1


def _fence(scan: Scan, found: Found, box: Box) -> int:
    marks = found.match["fence"]
    for end in range(found.line + 1, box.high):
        text = scan.sheet[end].strip()
        if text.startswith(marks) and not text.strip(marks[0]):
            _fenced(scan, found, end)
            return end + 1
    raise scan.fault(found.place, scan.sheet.end(found.line), f"a line {marks} after it")


def _fenced(scan: Scan, found: Found, end: int) -> None:
    """Keep what stands between the lines of a fence, and the title that its first line may give it."""
    head, first = scan.sheet[found.line], found.line + 1
    if title := FENCE_TITLE.search(head, found.match.end()):
        prose(scan, *found.span("title", title), "paragraph")
    language = LANGUAGE.match(head, found.match.end())
    if language and language["language"] == "math":
        scan.parts.append(Mathematics(*scan.sheet.dedented(first, end, 0), display=True))
    else:
        _listing(scan, language["language"] if language else "", first, end, scan.sheet.indent(found.line))


def _listing(scan: Scan, language: str, line: int, end: int, column: int) -> None:
    start, stop, code = scan.sheet.dedented(line, end, column)
    scan.parts.append(Listing(start, stop, language, code))


def code(scan: Scan, line: int, box: Box) -> int:
    """Read lines that are code because they stand far in."""
    end = line + 1
    for below in range(line + 1, box.high):
        if not scan.sheet.blank(below):
            if scan.sheet.indent(below) < box.column + 4:
                break
            end = below + 1
    _listing(scan, "", line, end, box.column + 4)
    return end


def _open(scan: Scan, found: Found, _box: Box) -> int:
    start, end = found.span("open")
    if scan.directive:
        raise scan.fault(start, end, f"{CLOSING} before it")
    indent, below = scan.text[found.start : start].lstrip("\ufeff"), scan.sheet.starts[found.line + 1]
    if indent.strip():
        raise scan.fault(start, end, f"{OPENING} alone on its line")
    newline = "\r\n" if scan.text.endswith("\r\n", 0, below) else "\n"
    words = tuple(found.match["words"].split())
    scan.directive = Directive(start, end, words, (below, below), indent, newline)
    scan.parts.append(scan.directive)
    return found.line + 1


def _close(scan: Scan, found: Found, _box: Box) -> int:
    start, end = found.span("close")
    if scan.directive is None:
        raise scan.fault(start, end, f"{OPENING} before it")
    body = scan.directive.body[0], found.start
    scan.parts[scan.parts.index(scan.directive)] = replace(scan.directive, end=end, body=body)
    scan.directive = None
    return found.line + 1


def _hidden(scan: Scan, found: Found, box: Box) -> int:
    """Blank what a browser does not show; what it shows letter by letter is a listing."""
    line, start = found.line, found.place
    if DIRECTIVE.match(scan.page, start):
        raise scan.fault(start, scan.sheet.end(line), f"{OPENING} or {CLOSING} alone on its line")
    hidden = UNSEEN.match(scan.page, start)
    if hidden is None or hidden.end() >= scan.sheet.starts[box.high]:
        return _paragraph(scan, line, box)
    if hidden["pre"]:
        text = html.unescape(_TAG.sub("", hidden["pre"]))
        scan.parts.append(Listing(*hidden.span("pre"), "", text))
    scan.sheet.erase(start, hidden.end())
    line = scan.sheet.at(hidden.end())
    return line + 1 if scan.sheet.blank(line) else _paragraph(scan, line, box)


def _definition(scan: Scan, found: Found, _box: Box) -> int:
    """Keep an address that links name elsewhere; its title is shown there."""
    address = found.span("plain" if found.match["angled"] is None else "angled")
    scan.defined.setdefault(label(found.match["label"]), address)
    for name in TITLES:
        if found.match[name]:
            prose(scan, *found.span(name), "paragraph")
    return found.line + 1


LEAVES: Mapping[str, Callable[[Scan, Found, Box], int]] = {
    "fence": _fence,
    "open": _open,
    "close": _close,
    "hidden": _hidden,
    "heading": _heading,
    "rule": _rule,
    "definition": _definition,
}
