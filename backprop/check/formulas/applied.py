"""What stands behind a factor: its indices and marks, what a name is applied to, its power."""

from collections.abc import Callable

from backprop.check.formulas.commands import CLOSED, CLOSING
from backprop.check.formulas.functions import FUNCTIONS
from backprop.check.formulas.reader import Reader
from backprop.check.formulas.syntax import Binary, Call, Node, Symbol, Transposed
from backprop.check.formulas.tokens import SUFFIXES, Token

# Letters that are functions before parentheses or a matrix, and those that are before parentheses alone.
_FUNCTIONS = frozenset([r"\sigma", "f", "g"])
_LOSSES = frozenset("JCL")
_SPELLINGS = {r"\sigma": "sigma", "sigmoid": "sigma", "ReLU": "relu"}
_BARE = frozenset(["name", "number", "fraction", "matrix", "root", "keyed", "partial", "|"])


def finished(read: Callable[[Reader], Node], reader: Reader) -> Node:
    """Read a factor with what stands behind it: indices, marks, arguments, a power."""
    start = reader.token.start
    node, power = read(reader), None
    if reader.kind in SUFFIXES:
        node, power = _suffixed(reader, node, start)
    if (
        isinstance(node, Symbol)
        and node.start == start
        and (reader.kind in {"(", "matrix"} or node.base in FUNCTIONS)
    ):
        called = _applied(reader, node, raised=power is not None)
        if called is not node and power is None and reader.kind in SUFFIXES:
            called, power = _suffixed(reader, called, start)
        node = called
    if power is None:
        return node
    if isinstance(node, Symbol) and node.base == "e" and not (node.index or node.mark):
        return Call(start, reader.end, "exp", (power,))
    return Binary(start, reader.end, "^", node, power)


def _suffixed(reader: Reader, node: Node, start: int) -> tuple[Node, Node | None]:
    """Return a factor with its indices and marks, and its power."""
    power = None
    while reader.kind in SUFFIXES:
        if reader.kind == "transposed":
            reader.take()
            node = Transposed(start, reader.end, node)
        elif power is not None and reader.kind in {"^", "raised", "!"}:
            reader.refuse("one power")
        elif reader.kind in {"^", "raised"}:
            power = reader.superscript()
        elif reader.kind == "!":
            reader.take()
            node = Call(start, reader.end, "!", (node,))
        elif isinstance(node, Symbol) and _is_bare(reader, node, start):
            node = _with_index_or_mark(reader, node, start)
        else:
            reader.refuse("a name before it")
    return node, power


def _is_bare(reader: Reader, symbol: Symbol, start: int) -> bool:
    """Tell whether a name is in no parentheses."""
    return symbol.start == start or reader.tex[start] == "{"


def _with_index_or_mark(reader: Reader, symbol: Symbol, start: int) -> Symbol:
    """Return `symbol` with the index or the mark that follows."""
    token = reader.token
    index, mark = symbol.index, symbol.mark
    if (index if token.kind == "index" else mark) != "":
        reader.refuse(f"one {token.kind}")
    reader.take()
    if token.kind == "index":
        return Symbol(start, token.end, symbol.base, token.text, mark)
    return Symbol(start, token.end, symbol.base, index, token.text)


def _applied(reader: Reader, symbol: Symbol, *, raised: bool) -> Node:
    """Return `symbol` applied to what follows, or alone; `raised`: it bears a power, as in `f^2(x)`."""
    kind, base = reader.kind, symbol.base
    if base in FUNCTIONS:
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
    name = _SPELLINGS.get(symbol.base) or symbol.base.lstrip("\\")
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
