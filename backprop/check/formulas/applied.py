"""Names that are applied: functions of the table, letters that stand for one, and what stands behind them."""

from backprop.check.formulas.commands import CLOSED, CLOSING
from backprop.check.formulas.functions import row_of
from backprop.check.formulas.reader import Reader
from backprop.check.formulas.syntax import Call, Node, Symbol
from backprop.check.formulas.tokens import Token

# Letters that are functions before parentheses or a matrix, and those that are before parentheses alone.
_FUNCTIONS = {r"\sigma": "sigma", "f": "f", "g": "g"}
_LOSSES = {"J": "J", "C": "C", "L": "L"}
_LETTERS = _LOSSES | _FUNCTIONS


_BARE = frozenset(["name", "number", "fraction", "matrix", "root", "keyed", "partial", "|"])


def applied(reader: Reader, symbol: Symbol, *, raised: bool) -> Node:
    """Return `symbol` applied to what follows, or alone; `raised`: it bears a power, as in `f^2(x)`."""
    kind, base = reader.kind, symbol.base
    if row_of(base):
        return _operated(reader, symbol)
    if kind == "matrix" and base in _FUNCTIONS:
        return _called(reader, symbol, (reader.factor(),))
    if kind == "(" and (base in _FUNCTIONS or (base in _LOSSES and not raised) or _lists(reader)):
        return _called(reader, symbol, _arguments(reader))
    return symbol


def _operated(reader: Reader, symbol: Symbol) -> Node:
    if reader.kind == "{":
        reader.take()
        argument = reader.product()
        reader.expect("}")
        return _called(reader, symbol, (argument,))
    if reader.kind in CLOSING:
        return _called(reader, symbol, _arguments(reader))
    if reader.kind in _BARE and reader.begins_factor():
        return _called(reader, symbol, (reader.factor(),))
    return symbol


def _called(reader: Reader, symbol: Symbol, arguments: tuple[Node, ...]) -> Call:
    name = _LETTERS.get(symbol.base) or row_of(symbol.base) or symbol.base.lstrip("\\")
    name += f"_{symbol.index}" if symbol.index else ""
    name += symbol.mark if symbol.mark.strip("'") == "" else f"^{symbol.mark}"
    return Call(symbol.start, reader.end, name, arguments)


def _arguments(reader: Reader) -> tuple[Node, ...]:
    """Read a list in brackets."""
    closing = CLOSING[reader.take().kind]
    arguments = [reader.expression()]
    while reader.kind == ",":
        reader.take()
        arguments.append(reader.expression())
    reader.expect(closing)
    return tuple(arguments)


def _lists(reader: Reader) -> bool:
    """Tell whether the parentheses that open here hold a comma of their own."""
    return any(token.kind == "," for token in _inside(reader.tokens, reader.at))


def _inside(tokens: list[Token], place: int) -> list[Token]:
    """Return what the bracket at `place` holds, deeper brackets left out."""
    depth, inside = 0, []
    for token in tokens[place:]:
        depth += (token.kind in CLOSING) - (token.kind in CLOSED)
        if depth == 0:
            break
        if depth == 1:
            inside.append(token)
    return inside
