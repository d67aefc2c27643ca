"""The parts of a page that belong to the generator: number links, and blocks between directives.

What stands in a code fence, in code spans or in other comments is text and nobody's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from backprop.errors import BackpropError

_OPEN = re.compile(
    r"^(?P<indent>[ \t]*)<!--[ \t]*backprop:[ \t]*(?P<words>.*?)[ \t]*-->[ \t]*$", re.MULTILINE
)
_CLOSE = re.compile(r"^[ \t]*(?P<close><!-- */backprop *-->)[ \t]*$", re.MULTILINE)
_FENCE = re.compile(r"^[ \t]*(?P<marks>`{3,}(?=[^`]*$)|~{3,})", re.MULTILINE)
_OPENING = re.compile("|".join(rule.pattern for rule in (_OPEN, _CLOSE, _FENCE)), re.MULTILINE)
_SPAN = re.compile(r"(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)|<!--.*?-->", re.DOTALL)
_LINK = re.compile(
    r"\[(?P<text>[^\[\]\n]*)\]\((?P<path>[^()\s#]*\bvalues/(?P<example>[\w-]+)\.md)#(?P<fragment>[^()\s]+)\)"
)


@dataclass(frozen=True)
class ValueLink:
    """A number in prose: `start` and `end` enclose its text, between the square brackets."""

    start: int
    end: int
    text: str
    example: str
    fragment: str


@dataclass(frozen=True)
class Block:
    """A generated block: its body from `start` to `end`, between directives at `place` and before `after`."""

    start: int
    end: int
    after: int
    words: tuple[str, ...]
    indent: str
    place: int


@dataclass(frozen=True)
class Fence:
    """A code fence, not touched."""

    start: int
    end: int
    after: int


Region = ValueLink | Block


def regions(text: str) -> list[Region]:
    """Return what the generator owns in `text`, in order."""
    blocks = list(_blocks(text))
    found: list[Region] = [block for block in blocks if isinstance(block, Block)]
    position = 0
    for block in [*blocks, Fence(len(text), len(text), len(text))]:
        found += _links(text, position, block.start)
        position = block.after
    return sorted(found, key=lambda region: region.start)


def where(text: str, offset: int) -> str:
    """Return `line:column` of an offset, both from 1."""
    line = text.count("\n", 0, offset) + 1
    return f"{line}:{offset - (text.rfind(chr(10), 0, offset) + 1) + 1}"


def _blocks(text: str) -> Iterator[Block | Fence]:
    """Yield directives and code fences; a directive inside a fence is text, and the reverse."""
    position = 0
    while match := _OPENING.search(text, position):
        if match["close"]:
            raise _misplaced(text, match.start(), match["close"], "<!-- backprop: … --> before it")
        block = _fence(text, match) if match["marks"] else _block(text, match)
        yield block
        position = block.after


def _block(text: str, opening: re.Match[str]) -> Block:
    body = min(opening.end() + 1, len(text))
    closing = _CLOSE.search(text, body)
    if closing is None:
        raise _misplaced(text, opening.start(), opening[0].strip(), "a line <!-- /backprop --> after it")
    if inner := _OPEN.search(text, body, closing.start()):
        raise _misplaced(text, inner.start(), inner[0].strip(), "<!-- /backprop --> before it")
    words = tuple(opening["words"].split())
    return Block(body, closing.start(), closing.end(), words, opening["indent"], opening.start())


def _fence(text: str, opening: re.Match[str]) -> Fence:
    marks = opening["marks"]
    closing = re.compile(rf"^[ \t]*{marks}{marks[0]}*[ \t]*$", re.MULTILINE).search(text, opening.end())
    end = closing.end() if closing else len(text)
    return Fence(opening.start(), end, end)


def _misplaced(text: str, offset: int, found: str, expected: str) -> BackpropError:
    return BackpropError(f"{where(text, offset)}: found {found}, expected {expected}")


def _links(text: str, start: int, end: int) -> Iterator[ValueLink]:
    """Yield the number links between two offsets that stand outside code spans and comments."""
    spans = [match.span() for match in _SPAN.finditer(text, start, end)]
    for match in _LINK.finditer(text, start, end):
        inside = any(low <= match.start() < high for low, high in spans)
        if not inside and "`" not in match["text"]:
            yield ValueLink(*match.span("text"), match["text"], match["example"], match["fragment"])
