"""Which quantity a number in a formula stands for: put in for a symbol, or the value of what is before it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flint import ctx

from backprop.check.formulas.parser import parse, symbols
from backprop.check.formulas.syntax import Matrix, Node, Statement, TexError, has_names, has_numbers
from backprop.check.proof.assignment import PRECISION, has_key, key_of, may_name
from backprop.check.proof.matching import Pair, pairs, plain
from backprop.check.proof.names import ANY, Scope, quantity, scopes, written_out
from backprop.check.proof.sides import plain_numbers
from backprop.core.keys import Key
from backprop.errors import BackpropError

_RELATIONS = frozenset(["=", "≈", ":="])
_PLAIN = re.compile(r"-?[\d.,]+")


@dataclass(frozen=True)
class KeyedNumber:
    """A printed number between two offsets of a formula, and its quantity."""

    start: int
    end: int
    key: Key


def only_scope(tex: str, scope: Scope) -> Scope | None:
    """Return the scope of a formula on a page of another; None where it speaks of no run or of several."""
    try:
        turns = scopes(scope, symbols(tex))
    except (TexError, BackpropError):
        return None
    return turns[0] if len(turns) == 1 and turns[0].run else None


def keyed_numbers(tex: str, scope: Scope) -> list[KeyedNumber]:
    """Return the numbers of a formula that stand for a quantity; the check says what is wrong with others."""
    try:
        with ctx.workprec(PRECISION):
            keyed = {number for statement in parse(tex) for number in _in_statement(statement, scope)}
    except (TexError, BackpropError):
        return []
    plainly = (number for number in keyed if _PLAIN.fullmatch(tex, number.start, number.end))
    return sorted(plainly, key=lambda number: number.start)


def _in_statement(statement: Statement, scope: Scope) -> Iterator[KeyedNumber]:
    sides = [written_out(side, scope) for side in statement.sides]
    for place in range(1, 0 if statement.leads else len(sides)):
        if statement.relations[place - 1] in _RELATIONS and has_numbers(sides[place]):
            for pair in _pairs(sides[:place], sides[place], scope):
                if key := _key(pair.symbol, scope):
                    yield KeyedNumber(pair.number.start, pair.number.end, key)


def _pairs(before: list[Node], side: Node, scope: Scope) -> list[Pair]:
    """Return what the numbers of a side stand for in the sides before it; nothing if built otherwise."""
    base = next((earlier for earlier in reversed(before) if has_names(earlier)), None)
    if base is None:
        return []
    cells = plain_numbers(side)
    if cells is not None:
        whole = plain(before[0] if has_names(before[0]) else base)
        named = [cell for row in whole.rows for cell in row] if isinstance(whole, Matrix) else [whole]
        return [Pair(*both) for both in zip(named, cells, strict=True)] if len(named) == len(cells) else []
    items = list(pairs(base, side, scope))
    alike = [item for item in items if isinstance(item, Pair)]
    return alike if len(alike) == len(items) else []


def _key(symbol: Node, scope: Scope) -> Key | None:
    name = quantity(symbol, scope) if may_name(symbol) else None
    if name is None or name == ANY or scope.run is None or not has_key(scope.run, name):
        return None
    return key_of(scope.run, name)
