"""Where the formulas of a page stand: text in, places out.

The syntax is that of markdown-katex, which says what code span or fence is a formula; what is code, and where
a span ends, is as CommonMark has it. It knows neither KaTeX nor HTML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markdown_katex.extension import BLOCK_START_RE, iter_inline_katex

from backprop.pages.katex import Formula

if TYPE_CHECKING:
    from collections.abc import Iterator

# A code span ends with its block: at a blank line or where a list item, heading, table row or fence begins.
BREAK = r"\n[ \t>]*(?:\n|\Z|[-*+][ \t]|\d+[.)][ \t]|\#{1,6}[ \t]|\||`{3}|~{3})"
REGION = re.compile(
    rf"""
    \\.                                                                 # an escaped character opens nothing
    | <!--.*?-->
    | <(?P<element>pre|script|style|textarea)\b.*?</(?P=element)>
    | ^(?P<indent>[ \t>]*)(?P<fence>(?P<mark>[`~])(?P=mark){{2,}})(?P<info>[^`\n]*)\n
      (?P<block>(?:[^\n]*\n)*?)[ \t>]*(?P=fence)(?P=mark)*[ \t]*$
    | ^[ \t>]*(?:`{{3,}}|~{{3,}})math\b(?P<unclosed>)
    | (?P<dollar>\$)?(?P<ticks>`++)(?P<tex>(?:(?!{BREAK}).)+?)(?<!`)(?P=ticks)(?!`)(?(dollar)(?P<close>\$)?)
    | \$`{{1,2}}(?!`)(?P<opening>)
    | `{{1,2}}\$(?P<closing>)
    | `+
    """,
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)

STRAY = {
    "unclosed": "a ```math block opens here and has no closing fence; write the fence on a line of its own",
    "opening": "a formula opens here and does not close in its block; write `$ after it, or \\$ instead",
    "closing": "a formula closes here and does not open in its block; write $` before it, or \\$ instead",
}


@dataclass(frozen=True)
class Place:
    """A stretch of a page that is a formula, or is wrong where one should be."""

    start: int
    end: int
    at: int  # where the TeX begins; its characters stand one to one in the page
    formula: Formula
    indent: str = ""
    fault: str = ""


def find(text: str) -> Iterator[Place]:
    """Find the formulas of a page, in their order."""
    for match in REGION.finditer(text):
        place = _block(match) if match["fence"] else _span(match) if match["ticks"] else _stray(match)
        if place:
            yield place


def _block(match: re.Match[str]) -> Place | None:
    word, _, rest = match["info"].strip().partition(" ")
    if word != "math" or not BLOCK_START_RE.match(match["fence"] + word):
        return None
    fault = f"{rest!r} stands after math, expected nothing; options are not taken here" if rest else ""
    tex = _unquote(f"\n{match['block']}", match["indent"])[1:].rstrip()
    return Place(*match.span(), match.start("block"), Formula(tex, display=True), match["indent"], fault)


def _span(match: re.Match[str]) -> Place | None:
    start, tex = match.start(), match.start("tex")
    if match["dollar"] and not match["close"] and len(match["ticks"]) < 3:
        return Place(start, tex, start, Formula(""), fault=STRAY["opening"])
    if not any(iter_inline_katex(f"{match[0]} ")):  # it looks one character past the end
        return None
    line = match.string[match.string.rfind("\n", 0, start) + 1 : start]
    return Place(*match.span(), tex, Formula(_unquote(match["tex"], line)))


def _stray(match: re.Match[str]) -> Place | None:
    kind = next((kind for kind in STRAY if match[kind] is not None), None)
    return Place(*match.span(), match.start(), Formula(""), fault=STRAY[kind]) if kind else None


def _unquote(tex: str, line: str) -> str:
    """Blank the marks of the quotation that `line` begins with; every character keeps its place."""
    depth = line[: len(line) - len(line.lstrip(" \t>"))].count(">")
    marks = rf"\n(?:[ \t]*>){{0,{depth}}}"
    return re.sub(marks, lambda prefix: prefix[0].replace(">", " "), tex)
