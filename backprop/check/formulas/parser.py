"""Formulas read from TeX: their statements, in order."""

from functools import cache, lru_cache
from typing import Any

from backprop.check.formulas.factors import FACTORS
from backprop.check.formulas.layout import ROWS, joined, visible
from backprop.check.formulas.reader import Reader
from backprop.check.formulas.syntax import (
    Binary,
    Call,
    Derivative,
    Node,
    Statement,
    Symbol,
    TexError,
    children,
    walk,
)
from backprop.check.formulas.tokens import tokens
from backprop.errors import BackpropError

TALLEST = 100
"""How many levels a tree may have, so that whoever walks it may recurse; a sum of n terms has n."""

_BETWEEN = frozenset(["separator", ",", "words"])


@lru_cache(maxsize=20_000)
def parse(tex: str) -> tuple[Statement, ...]:
    """Return the statements of `tex`, none of words alone, or raise `TexError` at what cannot be read."""
    read = tokens(tex)
    kinds = {kind for kind, *_ in read}
    if "{" in kinds:
        read = visible(read, tex)
    if not kinds.isdisjoint(ROWS):
        read = joined(read, tex)
    reader = Reader(tex, read, FACTORS)
    statements = tuple(_statements(reader))
    if reader.size > TALLEST:
        _refuse_tall(*statements)
    return statements


@cache
def parse_expression(tex: str) -> Node:
    """Return the tree of the one expression that `tex` writes, such as a symbol."""
    statements = parse(tex)
    if len(statements) != 1 or len(statements[0].sides) != 1 or statements[0].relations:
        raise BackpropError(f"found {tex!r} among the symbols, expected one expression such as \\theta_j")
    return statements[0].sides[0]


@cache
def symbols(tex: str) -> frozenset[Node]:
    """Return all trees in a formula that may be a symbol; none where it cannot be read."""
    try:
        nodes = walk(parse(tex))
    except TexError:
        return frozenset()
    return frozenset(node for node in nodes if isinstance(node, Symbol | Call | Binary | Derivative))


def _statements(reader: Reader) -> list[Statement]:
    statements: list[Statement] = []
    while reader.kind:
        if reader.kind in _BETWEEN or (statements and _is_full_stop(reader)):
            reader.take()
            continue
        statements.append(reader.statement())
        if reader.kind and reader.kind not in _BETWEEN and not _is_full_stop(reader):
            reader.refuse("an operator, a relation or the end")
    return statements


def _is_full_stop(reader: Reader) -> bool:
    return reader.kind == "." and reader.tokens[reader.at + 1].kind in {"", "separator", "words"}


def _refuse_tall(*parts: Node | Statement) -> None:
    """Raise where a tree has too many levels."""
    rest: list[tuple[Any, int]] = [(part, -1) for part in parts]
    while rest:
        part, height = rest.pop()
        if height > TALLEST:
            raise TexError(part.start, f"found more than {TALLEST} levels, expected a shorter formula")
        rest.extend((inner, height + 1) for inner in children(part))
