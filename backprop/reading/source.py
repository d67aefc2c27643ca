"""A page of Markdown as its file has it, and where the contents of its blocks are in it.

Every character keeps its place: what the parser is given and what the file holds are equally long.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

_CODE = re.compile(r"(?<![`\\])(?P<ticks>`+)(?!`)[^\n]*?(?<!`)(?P=ticks)(?!`)")
_BAR = "\x01"


@dataclass(frozen=True)
class Page:
    """The text of a page behind its front matter, the lines above it blank."""

    path: str
    text: str

    @cached_property
    def source(self) -> str:
        """What is parsed: a bar in code divides no cells of a table here, as in Python-Markdown."""
        plain = self.text.replace("\r\n", " \n").replace("\r", "\n")
        plain = plain.replace("\ufeff", " ").replace("\0", "\ufffd").replace(_BAR, "\ufffd")
        return _CODE.sub(lambda code: code[0].replace("|", _BAR), plain)

    @cached_property
    def lines(self) -> Sequence[str]:
        """The lines of the source."""
        return self.source.split("\n")

    @cached_property
    def starts(self) -> Sequence[int]:
        """Where each line begins, and where the page ends."""
        return [0, *accumulate(len(line) + 1 for line in self.lines)]

    def slice(self, start: int, end: int) -> str:
        """Return a part of the page with the line ends of the source."""
        return self.unmasked(self.source[start:end])

    def unmasked(self, source: str) -> str:
        """Return a part of the source as it is written."""
        return source.replace(_BAR, "|")


@dataclass(frozen=True)
class Content:
    """Where the characters of a block's content are in a page, run by run."""

    page: Page
    starts: Sequence[int]
    places: Sequence[int]

    def at(self, position: int) -> int:
        """Return the place of a character."""
        run = bisect_right(self.starts, position) - 1
        return self.places[run] + position - self.starts[run]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the places that a part of the content begins and ends at."""
        return self.at(start), self.at(end - 1) + 1 if end > start else self.at(start)

    def text(self, start: int, end: int) -> str:
        """Return a part as the page has it, with blanks for the marks before each line, in equal length."""
        if len(self.starts) == 1:
            return self.page.slice(*self.span(start, end))
        first, last = bisect_right(self.starts, start) - 1, bisect_right(self.starts, max(start, end - 1)) - 1
        parts, place = [], self.at(start)
        for run in range(first + 1, last + 1):
            line_end = self.page.source.find("\n", place, self.places[run]) + 1
            parts.append(self.page.slice(place, line_end or self.places[run]))
            parts.append(" " * (self.places[run] - line_end if line_end else 0))
            place = self.places[run]
        return "".join([*parts, self.page.slice(place, self.span(start, end)[1])])


def lines_of(page: Page, line: int, content: str) -> Content:
    """Return where the content of a block stands whose first line is `line`."""
    texts = content.split("\n")
    starts = [0, *accumulate(len(text) + 1 for text in texts[:-1])]
    return Content(page, starts, [_place(page, number, text) for number, text in enumerate(texts, line)])


def _place(page: Page, line: int, text: str) -> int:
    """Return where a text stands that ends a line; where blanks stand for a tab, it is as near as can be."""
    written = page.lines[line] if line < len(page.lines) else ""
    at = written.rfind(text)
    return page.starts[line] + (at if at >= 0 else max(0, len(written) - len(text)))


def cell_of(page: Page, line: int, content: str, after: int) -> Content:
    """Return where the content of a cell stands, behind an offset; its bars have marks there."""
    written = content.replace("|", r"\|")
    place = max(after, page.source.find(written, after, page.starts[line + 1]))
    bars = [position for position, character in enumerate(content) if character == "|"]
    return Content(page, [0, *bars], [place, *(place + bar + k for k, bar in enumerate(bars, 1))])
