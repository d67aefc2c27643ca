r"""What a factor can be: a number, a name, a group in brackets, a matrix, a sum, what a command makes."""

import re
from functools import partial

from backprop.check.formulas.applied import finished
from backprop.check.formulas.derivatives import derivative, is_derivative, quotient
from backprop.check.formulas.reader import Factors, Reader
from backprop.check.formulas.syntax import (
    Binary,
    Call,
    Keyed,
    Matrix,
    Negative,
    Node,
    Number,
    Repeated,
    Shaped,
    Symbol,
    TexError,
)
from backprop.check.formulas.tokens import SUFFIXES, Token, plain, tokens

# Kinds of tokens that end a factor.
_ENDS = SUFFIXES | {"name", "number", ")", "]", "}", "|", r"\}", "end"}
# The index of a sum with its first value, or with the names that it stands for.
_FROM = re.compile(r"_\s*\{\s*(\\?[A-Za-z]+)\s*=")
_AMONG = re.compile(r"_\s*\{(.*?)\s*(?:\\in(?![A-Za-z])|∈)\s*(?:\\left)?\\\{(.*)\\\}\s*\}\Z", re.DOTALL)
_ANY = re.compile(r"[=<>∈]|\\(?:in|ne|neq|le|leq|ge|geq|lt|gt)(?![A-Za-z])")


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


def _matrix(reader: Reader) -> Node:
    """Read rows of entries, as many in each."""
    start = reader.take().start
    rows: list[tuple[Node, ...]] = []
    places: list[int] = []
    while reader.kind != "end":
        places.append(reader.token.start)
        rows.append(_row(reader))
        if reader.kind != "end":
            reader.expect("row", r"an operator, & or \\")
    reader.take()
    width = max(map(len, rows), default=0)
    if width == 0:
        raise TexError(start, "found a matrix without entries, expected rows of them")
    for row, place in zip(rows, places, strict=True):
        if len(row) < width:
            raise TexError(place, f"found a row of {len(row)}, expected {width} entries as in another row")
    return Matrix(start, reader.end, tuple(rows))


def _row(reader: Reader) -> tuple[Node, ...]:
    entries = [reader.expression()]
    while reader.kind == "&":
        reader.take()
        entries.append(reader.expression())
    return tuple(entries)


def _repeated(reader: Reader) -> Node:
    """Read a sum or product; its body is all that is multiplied behind it."""
    kind = reader.take()
    under: Token | None = None
    upper: Node | None = None
    while reader.kind in {"index", "^", "raised"}:
        if (under if reader.kind == "index" else upper) is not None:
            reader.refuse("one lower and one upper bound")
        if reader.kind == "index":
            under = reader.take()
        else:
            upper = reader.superscript()
    index, lower, members = _under(reader, under) if under else ("", None, ())
    body = reader.product()
    return Repeated(kind.start, body.end, kind.text, index, lower, upper, members, body)


def _under(reader: Reader, token: Token) -> tuple[str, Node | None, tuple[str, ...]]:
    """Return the index, its first value, and the names that it stands for."""
    written = reader.spelled(token)
    if among := _AMONG.fullmatch(written):
        return plain(among[1]), None, tuple(map(plain, among[2].split(",")))
    if first := _FROM.match(written):
        return plain(first[1]), _lower(reader, token.start + first.end(), token.end - 1), ()
    if _ANY.search(written):
        reader.refuse(r"an index, i=1 or o \in \{o1, o2\}", token)
    return token.text, None, ()


def _lower(reader: Reader, start: int, end: int) -> Node:
    inner = Reader(reader.tex, tokens(reader.tex, start, end), reader.factors, reader.depth)
    reader.size += inner.size
    node = inner.expression()
    inner.expect("", "} behind the first value")
    return node


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
    "repeated": _repeated,
    "matrix": _matrix,
}
FACTORS: Factors = {kind: partial(finished, read) for kind, read in _PRIMARIES.items()}
