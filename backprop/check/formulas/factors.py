"""What a factor can be: a number, a name, a group in brackets, what a command makes; with its power."""

from collections.abc import Callable
from functools import partial

from backprop.check.formulas.applied import applied
from backprop.check.formulas.arrays import matrix
from backprop.check.formulas.derivatives import derivative, is_derivative, quotient
from backprop.check.formulas.functions import row_of
from backprop.check.formulas.reader import Factors, Reader
from backprop.check.formulas.repeated import repeated
from backprop.check.formulas.syntax import (
    Binary,
    Call,
    Keyed,
    Negative,
    Node,
    Number,
    Shaped,
    Symbol,
    TexError,
    Transposed,
)
from backprop.check.formulas.tokens import SUFFIXES

# Kinds of tokens that end a factor.
_ENDS = SUFFIXES | {"name", "number", ")", "]", "}", "|", r"\}", "end"}


def _number(reader: Reader) -> Node:
    token = reader.take()
    text, _, exponent = token.text.partition("e")
    return Number(token.start, token.end, text, int(exponent or 0))


def _name(reader: Reader) -> Node:
    r"""Read a name with its index; `\Delta w` is one name, the change of `w`."""
    token = reader.take()
    start, base = token.start, token.text
    if base == r"\Delta" and reader.kind == "name":
        token = reader.take()
        base = f"{base} {token.text}"
    if reader.kind != "index":
        return Symbol(start, token.end, base)
    index = reader.take()
    return Symbol(start, index.end, base, index.text)


def _marked_before(reader: Reader) -> Node:
    r"""Read `{}^{*}W_6`, a mark before its name."""
    mark = reader.take()
    name = reader.expect("name", "a name behind the mark")
    return Symbol(mark.start, name.end, name.text, "", mark.text)


def _parenthesis(closing: str, reader: Reader) -> Node:
    reader.take()
    inner = reader.expression()
    reader.expect(closing)
    return inner


def _bracket(reader: Reader) -> Node:
    """Read a group, or the bracket that is 1 where its inside holds: `[x > 0]`."""
    start = reader.take().start
    inner = reader.expression()
    holds = reader.kind == "relation"
    if holds:
        if reader.token.text != ">":
            reader.refuse("> 0 or ]")
        reader.take()
        if reader.kind != "number" or reader.token.text != "0":
            reader.refuse("0")
        reader.take()
    reader.expect("]")
    return Call(start, reader.end, "step", (inner,)) if holds else inner


def _absolute(reader: Reader) -> Node:
    start = reader.take().start
    reader.bars += 1
    inner = reader.expression()
    reader.bars -= 1
    reader.expect("|")
    return Call(start, reader.end, "abs", (inner,))


def _group(reader: Reader) -> Node:
    """Read braces that bear an index or a superscript, which is displayed at the last thing in them."""
    reader.take()
    inner = reader.factor()
    reader.expect("}", "} behind one factor, or parentheses")
    if isinstance(inner, Negative):
        raise _unprotected(inner)
    return inner


def _unprotected(inner: Negative) -> TexError:
    return TexError(inner.start, "found - next to a factor or below a power, expected it in parentheses")


def _keyed(reader: Reader) -> Node:
    touches = reader.tokens[reader.at - 1].kind in _ENDS
    key = reader.take()
    reader.expect("{")
    inner = reader.factor()
    reader.expect("}", "} behind one factor, or parentheses")
    if isinstance(inner, Negative) and (touches or reader.kind in SUFFIXES):
        raise _unprotected(inner)
    return Keyed(key.start, reader.end, key.text, inner)


def _shaped(reader: Reader) -> Node:
    """Read what a brace holds, whose label tells rows and columns."""
    token = reader.take()
    rows, columns = map(int, token.text.split())
    inner = reader.argument()
    return Shaped(token.start, reader.end, inner, rows, columns)


def _fraction(reader: Reader) -> Node:
    start = reader.take().start
    if is_derivative(reader):
        return derivative(reader, start)
    upper = reader.argument()
    lower = reader.argument()
    return Binary(start, reader.end, "/", upper, lower)


def _root(reader: Reader) -> Node:
    start = reader.take().start
    inner = reader.argument()
    return Call(start, reader.end, "sqrt", (inner,))


def _finished(read: Callable[[Reader], Node], reader: Reader) -> Node:
    """Read a factor with what stands behind it: indices, marks, arguments, a power."""
    start = reader.token.start
    node, power = read(reader), None
    if reader.kind in SUFFIXES:
        node, power = _suffixed(reader, node, start)
    if (
        isinstance(node, Symbol)
        and node.start == start
        and (reader.kind in {"(", "matrix"} or row_of(node.base))
    ):
        called = applied(reader, node, raised=power is not None)
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
            power = _power(reader)
        elif reader.kind == "!":
            reader.take()
            node = Call(start, reader.end, "!", (node,))
        elif isinstance(node, Symbol) and _is_bare(reader, node, start):
            node = _named(reader, node, start)
        else:
            reader.refuse("a name before it")
    return node, power


def _is_bare(reader: Reader, symbol: Symbol, start: int) -> bool:
    """Tell whether a name stands in no parentheses."""
    return symbol.start == start or reader.tex[start] == "{"


def _power(reader: Reader) -> Node:
    token = reader.take()
    if token.kind == "raised":
        return Number(token.end - 1, token.end, token.text)
    if reader.kind == "number":
        reader.refuse("{ or a single digit")
    return reader.argument()


def _named(reader: Reader, symbol: Symbol, start: int) -> Symbol:
    """Return `symbol` with the index or the mark that follows."""
    token = reader.token
    index, mark = symbol.index, symbol.mark
    if (index if token.kind == "index" else mark) != "":
        reader.refuse(f"one {token.kind}")
    reader.take()
    if token.kind == "index":
        return Symbol(start, token.end, symbol.base, token.text, mark)
    return Symbol(start, token.end, symbol.base, index, token.text)


_PRIMARIES: Factors = {
    "name": _name,
    "number": _number,
    "before": _marked_before,
    "(": partial(_parenthesis, ")"),
    r"\{": partial(_parenthesis, r"\}"),
    "[": _bracket,
    "{": _group,
    "|": _absolute,
    "keyed": _keyed,
    "shaped": _shaped,
    "fraction": _fraction,
    "root": _root,
    "partial": quotient,
    "repeated": repeated,
    "matrix": matrix,
}
FACTORS: Factors = {kind: partial(_finished, read) for kind, read in _PRIMARIES.items()}
