"""Symbols that a page lets stand for a formula, such as one letter for a matrix, written out."""

from dataclasses import replace
from functools import cache
from typing import Any

from backprop.check.formulas.parser import parse
from backprop.check.formulas.syntax import Node, Shorthand, TexError, rebuilt
from backprop.check.proof.chains import Chain
from backprop.check.proof.names import Scope, is_formula, parse_symbol
from backprop.errors import BackpropError


def written_out(chain: Chain, scope: Scope) -> Chain:
    """Return a chain with the page's formulas in the place of their symbols."""
    meanings = _meanings(scope)
    if not meanings:
        return chain
    sides = tuple(replace(side, node=_put(side.node, meanings)) for side in chain.sides)
    return replace(chain, sides=sides)


@cache
def _meanings(scope: Scope) -> dict[Node, Node]:
    return {parse_symbol(tex): _tree(tex, meaning) for tex, meaning in scope.symbols if is_formula(meaning)}


def _tree(tex: str, meaning: str) -> Node:
    try:
        statements = parse(meaning).statements
    except TexError as error:
        raise BackpropError(f"the meaning of {tex}: {error}") from error
    if len(statements) != 1 or len(statements[0].sides) != 1 or statements[0].relations:
        raise BackpropError(f"found {meaning!r} as the meaning of {tex}, expected one expression")
    return statements[0].sides[0]


def _put(node: Any, meanings: dict[Node, Node]) -> Any:
    """Return a tree with meanings put in, each at the place of its symbol."""
    if (meaning := meanings.get(node)) is not None:
        return Shorthand(node.start, node.end, node, _placed(meaning, node))
    return rebuilt(node, lambda part: _put(part, meanings))


def _placed(node: Any, place: Node) -> Any:
    """Return a tree whose parts all stand where `place` does."""
    inner = rebuilt(node, lambda part: _placed(part, place))
    return replace(inner, start=place.start, end=place.end)
