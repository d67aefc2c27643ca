r"""Where the summands and factors of a formula stand, found by their brackets alone, without reading them.

It shares nothing with the parser, so that what the parser overlooks is changed all the same.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

Span = tuple[int, int]

_GAP = re.compile(r"(?:\s|\\q?quad\b|\\[,;:! ]|\\(?:left|right)\b|\\\\(?:\[[^\]]*\])?|&)+")
_TIMES = re.compile(r"\\(?:cdot|times|odot)\b")
_STOP = re.compile(r"\\(?:begin|end)\{aligned\}|\\(?:approx|neq?|leq?|geq?|to|in)\b|[=<>,:|]")
_ENVIRONMENT = re.compile(r"\\begin\{(\w+\*?)\}")
_HEAD = re.compile(r"\\[A-Za-z]+|\\.|[0-9.]+(?:\{,\}[0-9]+)*|[A-Za-z]+|.", re.DOTALL)
_SCRIPT = re.compile(r"'+|[_^](?:\\[A-Za-z]+|[^{])")
_PARTNER = {"(": ")", "[": "]", "{": "}"}
_FUNCTIONS = {r"\sigma", r"\max", r"\min", r"\exp", r"\ln", r"\tanh", "J"}
_CLOSED = {r"\text", r"\mathrm", r"\operatorname"}


@dataclass(frozen=True)
class Term:
    """One summand: where it begins, with its sign if it has one, and where each of its factors stands."""

    start: int
    factors: tuple[Span, ...]

    @property
    def end(self) -> int:
        """Where its last factor ends."""
        return self.factors[-1][1]


def sums(tex: str) -> Iterator[tuple[Term, ...]]:
    """Yield the terms of each sum of a formula, also in brackets, fractions and matrices; one term too."""
    todo: list[tuple[Span, bool]] = [((0, len(tex)), False)]
    while todo:
        span, in_matrix = todo.pop(0)
        inner: list[tuple[Span, bool]] = []
        yield from _level(tex, _tokens(tex, span, in_matrix, inner))
        todo.extend(inner)


def closing(tex: str, start: int) -> int:
    """Return the offset after the partner of the bracket at `start`, or the end where it has none."""
    opener, depth = tex[start], 0
    for position in range(start, len(tex)):
        depth += (tex[position] == opener) - (tex[position] == _PARTNER[opener])
        if depth == 0:
            return position + 1
    return len(tex)


def fractions(tex: str) -> Iterator[tuple[Span, Span]]:
    r"""Yield the two groups of each `\frac`, brackets included."""
    for match in re.finditer(r"\\frac(?=\{)", tex):
        middle = closing(tex, match.end())
        if tex.startswith("{", middle):
            yield (match.end(), middle), (middle, closing(tex, middle))


def _level(tex: str, tokens: Iterator[tuple[str, int, int]]) -> Iterator[tuple[Term, ...]]:
    """Put the tokens of one level together; a stop ends a sum."""
    terms: list[Term] = []
    factors: list[Span] = []
    sign: int | None = None
    for kind, start, end in tokens:
        if kind == "atom":
            factors.append((start, end))
        elif kind != "times":
            if factors:
                terms.append(Term(factors[0][0] if sign is None else sign, tuple(factors)))
            factors, sign = [], start if tex[start:end] in {"+", "-"} else None
            if kind == "stop" and terms:
                yield tuple(terms)
                terms = []


def _tokens(
    tex: str, span: Span, in_matrix: bool, inner: list[tuple[Span, bool]]
) -> Iterator[tuple[str, int, int]]:
    """Yield atom, times, sign and stop of one level, and leave the levels below in `inner`.

    A new line ends a sum unless it goes on with an operator; in a matrix it ends an entry anyway.
    """
    position, end = span
    while position < end:
        if gap := _GAP.match(tex, position, end):
            position = gap.end()
            goes_on = tex[position : position + 1] in {"+", "-"} or _TIMES.match(tex, position)
            if ("&" in gap[0] or r"\\" in gap[0]) and (in_matrix or not goes_on):
                yield "stop", gap.start(), position
            continue
        start = position
        if match := _TIMES.match(tex, position, end):
            kind, position = "times", match.end()
        elif tex[position] in "+-":
            kind, position = "sign", position + 1
        elif match := _STOP.match(tex, position, end):
            kind, position = "stop", match.end()
        else:
            kind, position = "atom", min(_atom(tex, position, inner), end)
        yield kind, start, position
    yield "stop", end, end


def _atom(tex: str, start: int, inner: list[tuple[Span, bool]]) -> int:
    """Return where the factor that begins at `start` ends, with its indices, powers and arguments."""
    if environment := _ENVIRONMENT.match(tex, start):
        close = tex.find(f"\\end{{{environment[1]}}}", start)
        close = len(tex) if close < 0 else close
        inner.append(((environment.end(), close), True))
        return _scripts(tex, close + len(f"\\end{{{environment[1]}}}"), inner)
    if tex[start] in _PARTNER:
        return _scripts(tex, _group(tex, start, inner), inner)
    head = _HEAD.match(tex, start)
    assert head is not None
    end = _scripts(tex, head.end(), inner)
    groups = 2 if head[0] == r"\frac" else int(head[0] in _FUNCTIONS | _CLOSED)
    for _ in range(groups):
        if tex[end : end + 1] in {"(", "{"}:
            end = _group(tex, end, [] if head[0] in _CLOSED else inner)
    return _scripts(tex, end, inner)


def _group(tex: str, start: int, inner: list[tuple[Span, bool]]) -> int:
    """Return where the bracket at `start` ends; what it holds, if no derivative, is a level below."""
    end = closing(tex, start)
    if not tex.startswith(r"\partial", start + 1):
        inner.append(((start + 1, end - 1), False))
    return end


def _scripts(tex: str, end: int, inner: list[tuple[Span, bool]]) -> int:
    """Return where the primes, indices and powers after a factor end."""
    while True:
        if script := _SCRIPT.match(tex, end):
            end = script.end()
        elif tex.startswith("^{", end):
            end = _group(tex, end + 1, inner)
        elif tex.startswith("_{", end):
            end = closing(tex, end + 1)
        else:
            return end
