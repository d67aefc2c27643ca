"""What the built page has more than its Markdown: keys at the numbers of formulas, boxes for live parts.

The page itself holds plain TeX, so that any forge shows it; the built one knows which quantity a number is.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter
from pathlib import Path

from backprop.core.store import kept
from backprop.errors import BackpropError
from backprop.pages.block import Context
from backprop.pages.blocks import render_block
from backprop.pages.errors import PageError
from backprop.pages.live import LIVE, live_box, still_words
from backprop.pages.page_text import PageText
from backprop.pages.patch import Patch, indented, injected
from backprop.reading.document import Directive, Document, Mathematics

MARKED = frozenset(["step", "steps", "matrix"])
_UP = re.compile(r"\(((?:\.\./)*)values/")
# What a marked block has more than a plain one: a key round a number, and the class of a title.
_MARK = re.compile(r"(\\htmlData\{key=[^{}]*\}\{)([^{}]*)(\})|(\{ \.step \})")
_START = attrgetter("start")


def marks_of(page: PageText, document: Document) -> list[Patch]:
    """Return what is to be put into a page, in order; a stale block ends the build at its line."""
    blocks = (block for block in document.blocks if isinstance(block, Directive))
    with kept():
        return [mark for block in blocks for mark in _marks_in(page, block)]


def _marks_in(page: PageText, block: Directive) -> Iterator[Patch]:
    if MARKED.intersection(still_words(block.words)[:1]):
        yield from _keyed(page, block)
    if block.words[:1] == (LIVE,):
        end = block.body[1]
        yield Patch(end, end, indented(f"\n{live_box(block.words)}", block.indent), frozenset())


def _keyed(page: PageText, block: Directive) -> Iterator[Patch]:
    body = page.text[slice(*block.body)]
    up = _UP.search(body)
    try:
        text = render_block(block.words, Context(up[1] if up else "", Path(), marked=True)).text
    except BackpropError as error:
        raise PageError(f"{page.at(block.start)}: {error}") from error
    keyed = indented(text, block.indent)
    if body != _MARK.sub(r"\2", keyed):
        place, words = page.at(block.start), " ".join(block.words)
        raise PageError(f"{place}: this block is not what {words} gives; run backprop inject")
    return _marks(keyed, block.body[0])


def _marks(keyed: str, begin: int) -> Iterator[Patch]:
    """Yield the marks of a text, each where it belongs into the plain text that begins at `begin`."""
    for match in _MARK.finditer(keyed):
        for number in (1, 3, 4):
            if match[number]:
                place = begin + match.start(number)
                yield Patch(place, place, match[number], frozenset())
                begin -= len(match[number])


def moved(formula: Mathematics, marks: Sequence[Patch]) -> Mathematics:
    """Return a formula as its page has it once all marks are put there."""
    first = bisect_left(marks, formula.start, key=_START)
    last = bisect_right(marks, formula.end, key=_START)
    inside = [
        Patch(mark.start - formula.start, mark.end - formula.start, mark.text, mark.keys)
        for mark in marks[first:last]
    ]
    before, behind = (sum(len(mark.text) for mark in marks[:count]) for count in (first, last))
    low, high = formula.outer
    return Mathematics(
        formula.start + before,
        formula.end + behind,
        injected(formula.tex, inside),
        formula.display,
        (low + before, high + behind),
    )
