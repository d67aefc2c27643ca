"""Where formulas and lines stand that may hold arithmetic, by the marks of Markdown and LaTeX alone.

A text needs to be neither: what is no formula is a line of words.
"""

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from backprop.check.formulas.commands import ENVIRONMENTS

_ALIGNED = [re.escape(name) for name, kind in ENVIRONMENTS.items() if kind == "aligned"]
_ENVIRONMENT = "|".join(["displaymath", "math", "flalign", "multlined", *_ALIGNED])
# Up to a blank line, where prose begins again, or to another mark that opens a formula.
_TEX = r"(?:[^\n\\]|\\[^\[(]|\n(?![ \t]*\n)){1,4000}?"
_PIECE = re.compile(
    rf"""
      (?P<skipped><!--(?:(?!<!--).)*?-->|(?m:^)[ \t]*%[^\n]*
        |\\begin\s*\{{comment\}}(?:(?!\\begin).)*?\\end\s*\{{comment\}})
    | (?m:^)[ \t>]*(?P<fence>`{{3,}}+|~{{3,}}+)[ \t]*\{{?\.?(?P<language>[\w+-]*)[^\n]*\n
        (?P<code>.*?)(?:(?m:^)[ \t>]*(?P=fence)|\Z)
    | \\begin\s*\{{(?P<verbatim>verbatim\*?|lstlisting|minted)\}}
        (?P<listed>(?:(?!\\begin\s*\{{(?P=verbatim)\}}).)*?)
        \\end\s*\{{(?P=verbatim)\}}
    | \$`(?P<ticked>[^`\n]+)`\$
    | (?<!`)(?P<ticks>`++)(?P<literal>[^`\n]+)(?P=ticks)
    | \\begin\s*\{{(?P<environment>(?:{_ENVIRONMENT})\*?)\}}
        (?P<body>(?:(?!\\begin\s*\{{(?P=environment)\}}).)*?)
        \\end\s*\{{(?P=environment)\}}
    | (?<!\\)(?:\$\$(?P<double>{_TEX})\$\$|\\\[(?P<display>{_TEX})\\\]|\\\((?P<inline>{_TEX})\\\))
    | (?<![\\$])\$(?![$\s])(?P<tight>(?:[^$\\\n]|\\.|\n(?!\s*\n))*?[^\s\\$])\$(?![\d$])
    | (?<![\\$])\$(?P<loose>[ \t\n]*\\(?:[^$\n]|\n(?!\s*\n))+?)\$(?![\d$])
    """,
    re.VERBOSE | re.DOTALL,
)
_FORMULAS = frozenset(["ticked", "double", "display", "inline", "body", "tight", "loose", "mathematics"])
_MATHEMATICS = frozenset(["math", "latex", "tex", "katex"])
_RELATION = re.compile(r"[=≈≃]")
_LEADING = re.compile(r"[ \t]*[=≈≃](?![=>])[^=]")
_OPEN_END = re.compile(r"(?:[-+/×·−(^=≈]|[\s\d)]\*)$")
_BULLET = re.compile(r"[\s>]*(?:[*•◦–→]\s+|\(?\d{1,3}[.)]\s+|\#+\s+|(?P<sign>[-+])\s+)")
# What would change the number before it.
_SCALED = re.compile(r"\s*(?:\\?%|[!°])")
PLACEHOLDER = "\ufffc"


class Snippet(NamedTuple):
    """A formula or a line from `start` to `end` of the text, and whether it begins and ends there.

    A line may begin with a sign that is taken for a bullet: it stands at `signed`.
    """

    is_formula: bool
    start: int
    end: int
    begins: bool
    ends: bool
    signed: int


def snippets(text: str) -> tuple[str, list[Snippet]]:
    """Return the text with formulas blotted out, and what may hold arithmetic, in order; offsets stay."""
    formulas, blots = [], []
    for kind, marked, (start, end) in _pieces(text):
        if kind in _FORMULAS:
            formulas.append(Snippet(True, start, end, True, not _SCALED.match(text, marked[1]), start))
        if kind in _FORMULAS or kind == "skipped":
            blots.append(marked)
    words = _blotted(text, blots)
    return words, sorted([*formulas, *_lines(words)], key=lambda piece: piece.start)


def _pieces(text: str) -> Iterator[tuple[str, tuple[int, int], tuple[int, int]]]:
    """Yield what each piece is, where it stands with its marks, and where without them."""
    for match in _PIECE.finditer(text):
        kind = match.lastgroup or ""
        if kind == "code" and match["language"].lower() in _MATHEMATICS:
            yield "mathematics", match.span(), match.span("code")
        else:
            yield kind, match.span(), match.span(kind)


def _blotted(text: str, blots: list[tuple[int, int]]) -> str:
    """Return the text with each range overwritten, its line ends kept."""
    parts, at = [], 0
    for start, end in blots:
        parts += [text[at:start], re.sub(r"[^\n]", PLACEHOLDER, text[start:end])]
        at = end
    return "".join([*parts, text[at:]])


def _lines(words: str) -> Iterator[Snippet]:
    """Yield the lines with a relation, without bullets; one that begins with it goes with the line above."""
    lines = words.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    at = 0
    while at < len(lines):
        first, at = at, at + 1
        if not _RELATION.search(lines[first]) and not _leads(lines, at):
            continue
        while _leads(lines, at):
            at += 1
        bullet = _BULLET.match(lines[first])
        start = starts[first] + (bullet.end() if bullet else 0)
        signed = starts[first] + bullet.start("sign") if bullet and bullet["sign"] else start
        begins = first == 0 or not _goes_on(lines[first - 1], lines[first])
        ends = at == len(lines) or not _goes_on(lines[at - 1], lines[at])
        yield Snippet(False, start, starts[at] - 1, begins, ends, signed)


def _leads(lines: list[str], at: int) -> bool:
    """Tell whether a line goes on with a relation; one of nothing else underlines a heading."""
    return at < len(lines) and _LEADING.match(lines[at]) is not None


def _goes_on(upper: str, lower: str) -> bool:
    """Tell whether a line may go on with the arithmetic of the line above it."""
    upper, lower = upper.strip(), lower.strip()
    if not upper or not lower or len(set(upper)) == 1:
        return False
    if _OPEN_END.search(upper):
        return True
    return lower[0] in "+-*/×·−" and upper[0] != lower[0] and (upper[-1].isdigit() or upper[-1] == ")")
