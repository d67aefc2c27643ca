"""The part of a page around one place: enough to judge what stands there, and little enough to be quick."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

_FENCE = re.compile(r"[ \t]*(?P<marks>`{3,}|~{3,})")
_HEADING = re.compile(r"#{1,6}[ \t]")
_ITEM = re.compile(r"(?:[-*+]|\d+\.)[ \t]")
_OPEN = re.compile(r"[ \t]*<!--[ \t]*backprop:.*-->[ \t]*\r?$")
_CLOSE = re.compile(r"[ \t]*<!--[ \t]*/backprop[ \t]*-->[ \t]*\r?$")
# What a block may need to be understood: its program above an output, its heading link, its caption below.
BEFORE, AFTER = 3, 1


@dataclass(frozen=True)
class Chunk:
    """Lines that belong together: where they begin and end, the heading above and the directive around."""

    start: int
    end: int
    heading: str
    directive: str


def excerpt(text: str, start: int, end: int, replacement: str) -> str:
    """Return the surroundings of a place with what stands between `start` and `end` replaced."""
    chunks = chunked(text)
    starts = [chunk.start for chunk in chunks]
    at, last = (max(0, bisect_right(starts, place) - 1) for place in (start, max(start, end - 1)))
    near = chunks[max(0, at - BEFORE) : last + AFTER + 1]
    body = text[near[0].start : start] + replacement + text[end : max(near[-1].end, end)]
    kept = "".join(line for line in body.splitlines(keepends=True) if not _is_directive(line))
    inside = f"{chunks[at].directive}{kept}\n<!-- /backprop -->" if chunks[at].directive else kept
    return f"{near[0].heading}\n{inside}\n"


def _is_directive(line: str) -> bool:
    return bool(_OPEN.match(line) or _CLOSE.match(line))


@lru_cache(maxsize=64)
def chunked(text: str) -> list[Chunk]:
    """Return the chunks of a page: they end at blank lines outside of fences, and before list items."""
    found: list[Chunk] = []
    heading = directive = own = fence = ""
    begin = place = 0
    for line in text.splitlines(keepends=True):
        if not fence and (not line.strip() or _ITEM.match(line)) and text[begin:place].strip():
            found.append(Chunk(begin, place, heading, own))
            begin, own = place, directive
        fence = _fence_after(line, fence)
        if not fence and _HEADING.match(line):
            heading = line
        if not fence and _is_directive(line):
            directive = line if _OPEN.match(line) else ""
            own = own or directive
        place += len(line)
    return [*found, Chunk(begin, len(text), heading, own)]


def _fence_after(line: str, fence: str) -> str:
    """Return the marks of the fence that is open behind a line."""
    if fence:
        return "" if line.strip() == fence else fence
    marks = _FENCE.match(line)
    return marks["marks"] if marks else ""
