"""The parts of a page that belong to the generator: number links, quotes, and blocks between directives.

A page is read once, from the left: what stands in a code fence, a code span or another comment is text and
nobody's, and a directive or a link that stands there too.
"""

import re
from dataclasses import dataclass

from backprop.errors import BackpropError

# A code span ends with its block: at a blank line or where a list item, heading, table row or fence begins.
_BREAK = r"\n[ \t>]*(?:\r?\n|\r?\Z|[-*+][ \t]|\d+[.)][ \t]|\#{1,6}[ \t]|\||`{3}|~{3})"
_PART = re.compile(
    rf"""
    \\[^\n]                                                             # an escaped character opens nothing
    | ^\ufeff?(?P<indent>[ \t]*)(?P<open><!--[ \t]*backprop:(?P<words>(?:(?!-->)[^\n])*)-->)[ \t]*
      (?P<newline>\r?\n|\Z)
    | ^\ufeff?[ \t]*(?P<close><!--[ \t]*/backprop[ \t]*-->)[ \t]*\r?$
    | <!--(?P<comment>(?s:.)*?)-->
    | ^\ufeff?(?:[ \t>]|(?:[-*+]|\d+[.)])[ \t])*(?P<marks>`{{3,}}(?=[^`\n]*$)|~{{3,}})
    | <(?P<element>pre|script|style|textarea)\b(?s:.)*?</(?P=element)>
    | (?P<ticks>`++)(?:(?!{_BREAK})(?s:.))+?(?<!`)(?P=ticks)(?!`)
    | `+                                                                # ticks without a partner
    | \[(?P<text>[^\[\]\n`]*)\]
      \([^()\s\#]*\bvalues/(?!index\.md)(?P<example>[\w-]+)\.md\#(?P<fragment>[^()\s]+)
      (?:[ \t\n]+"(?P<title>[^"\n]*)")?\)
    | \[(?P<quoted>\?|-?[0-9][0-9.]*)\]
      \([^()\s\#]*\bsources/(?!index\.md)(?P<source>[\w-]+)\.md\#(?P<anchor>[^()\s]+)\)
    """,
    re.MULTILINE | re.VERBOSE,
)
_CLOSE = re.compile(r"^[ \t]*<!--[ \t]*/backprop[ \t]*-->[ \t]*\r?$", re.MULTILINE)
_OPEN = re.compile(r"^[ \t]*(<!--[ \t]*backprop:.*?-->)[ \t]*\r?$", re.MULTILINE)


@dataclass(frozen=True)
class ValueLink:
    """A number in prose: `start` and `end` enclose its text, between the square brackets."""

    start: int
    end: int
    text: str
    example: str
    fragment: str
    title: str = ""


@dataclass(frozen=True)
class QuoteLink:
    """A number as a source prints it: `start` and `end` enclose its text, `anchor` is its place there."""

    start: int
    end: int
    source: str
    anchor: str


@dataclass(frozen=True)
class Block:
    """A generated block: its body from `start` to `end`, below the directive at `place`.

    `indent` and `newline` are those of the directive's line, for the lines of the body.
    """

    start: int
    end: int
    words: tuple[str, ...]
    indent: str
    newline: str
    place: int


Region = ValueLink | QuoteLink | Block


def regions(text: str) -> list[Region]:
    """Return what the generator owns in `text`, in order."""
    found: list[Region] = []
    position = 0
    while match := _PART.search(text, position):
        position = match.end()
        if match["fragment"]:
            parts = match["text"], match["example"], match["fragment"], match["title"] or ""
            found.append(ValueLink(*match.span("text"), *parts))
        elif match["anchor"]:
            found.append(QuoteLink(*match.span("quoted"), match["source"], match["anchor"]))
        elif match["open"]:
            block, position = _block(text, match)
            found.append(block)
        elif match["marks"]:
            position = _after_fence(text, match)
        else:
            _refuse_stray(text, match)
    return found


def where(text: str, offset: int) -> str:
    """Return `line:column` of an offset, both from 1."""
    line = text.count("\n", 0, offset) + 1
    return f"{line}:{offset - (text.rfind(chr(10), 0, offset) + 1) + 1}"


def _block(text: str, opening: re.Match[str]) -> tuple[Block, int]:
    """Return the block that a directive opens, and where the page goes on."""
    place, body = opening.start("open"), opening.end()
    closing = _CLOSE.search(text, body)
    if closing is None:
        raise _misplaced(text, place, opening["open"], "a line <!-- /backprop --> after it")
    if inner := _OPEN.search(text, body, closing.start()):
        raise _misplaced(text, inner.start(1), inner[1], "<!-- /backprop --> before it")
    words = tuple(opening["words"].split())
    block = Block(body, closing.start(), words, opening["indent"], opening["newline"], place)
    return block, closing.end()


def _after_fence(text: str, opening: re.Match[str]) -> int:
    marks = opening["marks"]
    closing = re.compile(rf"^[ \t>]*{marks}{marks[0]}*[ \t]*\r?$", re.MULTILINE).search(text, opening.end())
    return closing.end() if closing else len(text)


def _refuse_stray(text: str, match: re.Match[str]) -> None:
    """Raise on an end without a beginning, and on a comment that is half a directive."""
    if match["close"]:
        raise _misplaced(text, match.start("close"), match["close"], "<!-- backprop: … --> before it")
    if re.match(r"\s*/?\s*backprop\b", match["comment"] or ""):
        expected = "<!-- backprop: … --> or <!-- /backprop --> alone on its line"
        raise _misplaced(text, match.start(), match[0].splitlines()[0], expected)


def _misplaced(text: str, offset: int, found: str, expected: str) -> BackpropError:
    return BackpropError(f"{where(text, offset)}: found {found}, expected {expected}")
