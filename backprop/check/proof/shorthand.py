"""Symbols that a page lets stand for a formula, such as one letter for a matrix, written out."""

from dataclasses import replace
from functools import cache
from typing import Any

from backprop.check.formulas.parser import parse
from backprop.check.formulas.syntax import Node, Shorthand, TexError
from backprop.check.proof.chains import Chain
from backprop.check.proof.names import Form, Scope, form, is_formula, symbol_form
from backprop.errors import BackpropError


def written_out(chain: Chain, scope: Scope) -> Chain:
    """Return a chain with the page's formulas in the place of their symbols."""
    meanings = _meanings(scope)
    if not meanings:
        return chain
    sides = tuple(replace(side, node=_put(side.node, meanings)) for side in chain.sides)
    return replace(chain, sides=sides)


@cache
def _meanings(scope: Scope) -> dict[Form, Node]:
    return {symbol_form(tex): _tree(tex, meaning) for tex, meaning in scope.symbols if is_formula(meaning)}


def _tree(tex: str, meaning: str) -> Node:
    try:
        statements = parse(meaning).statements
    except TexError as error:
        raise BackpropError(f"the meaning of {tex}: {error}") from error
    if len(statements) != 1 or len(statements[0].sides) != 1 or statements[0].relations:
        raise BackpropError(f"found {meaning!r} as the meaning of {tex}, expected one expression")
    return statements[0].sides[0]


def _put(part: Any, meanings: dict[Form, Node]) -> Any:
    """Return a tree with meanings put in, each at the place of its symbol."""
    if isinstance(part, tuple):
        return tuple(_put(inner, meanings) for inner in part)
    if not hasattr(part, "start"):
        return part
    if (meaning := meanings.get(form(part))) is not None:
        return Shorthand(part.start, part.end, form(part), _placed(meaning, part))
    return replace(part, **{name: _put(inner, meanings) for name, inner in vars(part).items()})


def _placed(part: Any, place: Node) -> Any:
    """Return a tree whose parts all stand where `place` does."""
    if isinstance(part, tuple):
        return tuple(_placed(inner, place) for inner in part)
    if not hasattr(part, "start"):
        return part
    inner = {name: _placed(one, place) for name, one in vars(part).items()}
    return replace(part, **(inner | {"start": place.start, "end": place.end}))
