"""Where the blocks of a page of Markdown stand, read once from above.

The marks of lists and quotations, and what a browser does not show, are blanked on the way.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from backprop.reading import leaves
from backprop.reading.leaves import ANYWHERE, CLOSING, Box, Part, Scan
from backprop.reading.marks import NOTE, START, Found
from backprop.reading.sheet import Span, width

_DEEPEST = 20


@dataclass(frozen=True)
class Layout:
    """The copy of a page, its parts in order, and the addresses that it defines."""

    page: str
    parts: tuple[Part, ...]
    defined: Mapping[str, Span]


def layout(path: str, text: str, start: int) -> Layout:
    """Return the layout of a page from an offset on; raise where a fence or a directive is not closed."""
    scan = Scan(path, text)
    _blocks(scan, scan.page.count("\n", 0, start), Box(len(scan.sheet.lines)))
    if scan.directive:
        raise scan.fault(scan.directive.start, scan.directive.end, f"a line {CLOSING} after it")
    return Layout("\n".join(scan.sheet.lines), tuple(scan.parts), scan.defined)


def _blocks(scan: Scan, line: int, box: Box) -> None:
    while line < box.high:
        line = line + 1 if scan.sheet.blank(line) else _block(scan, line, box)


def _block(scan: Scan, line: int, box: Box) -> int:
    """Read what begins at a line, and return the line to go on with."""
    match = START.match(scan.sheet[line])
    name = str(match.lastgroup) if match else ""
    if name not in ANYWHERE and scan.sheet.indent(line) >= box.column + 4:
        return leaves.code(scan, line, box)
    handler = _BOXES.get(name) if box.depth < _DEEPEST else None
    handler = handler or leaves.LEAVES.get(name)
    if match is None or handler is None:
        return leaves.running(scan, line, box)
    start = scan.sheet.starts[line]
    return handler(scan, Found(line, start, match, start + match.start(name)), box)


def _item(scan: Scan, found: Found, box: Box) -> int:
    """Read the item of a list; what belongs to it stands below its first word."""
    text, end = scan.sheet[found.line], found.match.end()
    gap = len(text) - end - len(text[end:].lstrip())
    column = width(text[:end]) + (gap if gap <= 4 and text[end:].strip() else 1)
    return _boxed(scan, found, replace(box, column=column, kind="item"))


def _footnote(scan: Scan, found: Found, box: Box) -> int:
    return _boxed(scan, found, replace(box, column=scan.sheet.indent(found.line) + 4, kind="item"))


def _note(scan: Scan, found: Found, box: Box) -> int:
    """Read an admonition or a tab: its title, or the words that stand for it, and what it holds."""
    title = NOTE.fullmatch(scan.sheet[found.line], found.match.end())
    if title:
        leaves.prose(scan, *found.span("words" if title["title"] is None else "title", title), "heading")
    inner = replace(box, column=scan.sheet.indent(found.line) + 4, depth=box.depth + 1)
    end = _inside(scan, found.line, inner)
    _blocks(scan, found.line + 1, replace(inner, high=end))
    return end


def _quote(scan: Scan, found: Found, box: Box) -> int:
    """Read a quotation; its last paragraph may go on without the mark."""
    end = found.line
    while end < box.high and not scan.sheet.blank(end):
        start = scan.sheet.begin(end)
        if scan.page[start] == ">":
            scan.sheet.erase(start, start + 1)
        elif leaves.interrupts(scan, end, box):
            break
        end += 1
    column = found.match.end() + 1
    _blocks(scan, found.line, replace(box, high=end, column=column, kind="quote", depth=box.depth + 1))
    return end


def _boxed(scan: Scan, found: Found, box: Box) -> int:
    """Read lines that stand in as far as a box asks, behind its blanked mark."""
    scan.sheet.erase(found.place, found.start + found.match.end())
    end = _inside(scan, found.line, box)
    _blocks(scan, found.line, replace(box, high=end, depth=box.depth + 1))
    return end


def _inside(scan: Scan, line: int, box: Box) -> int:
    """Return the line behind those that stand in as far as a box asks, or go on with its paragraph."""
    end = line + 1
    for below in range(line + 1, box.high):
        if scan.sheet.blank(below):
            continue
        if scan.sheet.indent(below) < box.column and (end < below or leaves.interrupts(scan, below, box)):
            break
        end = below + 1
    return end


_BOXES: Mapping[str, Callable[[Scan, Found, Box], int]] = {
    "item": _item,
    "quote": _quote,
    "note": _note,
    "footnote": _footnote,
}
