"""Fences and formulas of a page that are not whole."""

import re
from collections.abc import Iterable, Iterator, Sequence

from markdown_it.token import Token

from backprop.reading.document import Block, Code, Problem, Text, inlines
from backprop.reading.source import Page

_OPENING = "a formula opens here and does not close in its block; write `$ after it, or \\$ instead"
_CLOSING = "a formula closes here and does not open in its block; write $` before it, or \\$ instead"
_HALF = re.compile(r"(?<!\\)\$(?P<opening>`{1,2})(?!`)|(?<![`\\])`{1,2}\$")
_BEFORE_CODE = re.compile(r"(?<!\\)\$(?<!`)`{1,2} ?\Z")


def unclosed_fences(page: Page, tokens: Sequence[Token]) -> Iterator[Problem]:
    """Yield the fences that no line closes, and what stands behind `math` in the first line of one."""
    for token in tokens:
        if token.type != "fence" or token.map is None:
            continue
        line, end = token.map
        start = page.starts[line] + page.lines[line].index(token.markup)
        last, mark = page.lines[end - 1].strip(" \t>"), token.markup[0]
        if end - 1 == line or not last.startswith(token.markup) or last.strip(mark):
            message = f"found {token.markup}{token.info}, expected a line {token.markup} after it"
            yield Problem(start, page.starts[line + 1] - 1, "fence", message)
        word, _, rest = token.info.strip().partition(" ")
        if word == "math" and rest:
            begin = page.source.index(rest, start)
            message = f"found {rest!r} after math, expected nothing; options are not taken here"
            yield Problem(begin, begin + len(rest), "formula", message)


def half_formulas(page: Page, blocks: Iterable[Block]) -> Iterator[Problem]:
    """Yield the marks of formulas in running text that have no partners."""
    for block in blocks:
        for piece in inlines(block):
            match piece:
                case Text(start=start, end=end):
                    for mark in _HALF.finditer(page.source, start, end):
                        yield Problem(*mark.span(), "formula", _OPENING if mark["opening"] else _CLOSING)
                case Code(start=start):
                    if half := _BEFORE_CODE.search(page.source, max(0, start - 4), start):
                        yield Problem(half.start(), start, "formula", _OPENING)
