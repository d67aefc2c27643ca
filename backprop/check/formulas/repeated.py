r"""Sums and products over an index: `\sum_{i=1}^{n}`, `\sum_i`, `\sum_{o \in \{o1, o2\}}`."""

import re

from backprop.check.formulas.reader import Reader
from backprop.check.formulas.syntax import Node, Number, Repeated
from backprop.check.formulas.tokens import Token, plain, tokens

_FROM = re.compile(r"_\s*\{\s*(\\?[A-Za-z]+)\s*=")
_AMONG = re.compile(r"_\s*\{(.*?)\s*(?:\\in(?![A-Za-z])|∈)\s*(?:\\left)?\\\{(.*)\\\}\s*\}\Z", re.DOTALL)
_ANY = re.compile(r"[=<>∈]|\\(?:in|ne|neq|le|leq|ge|geq|lt|gt)(?![A-Za-z])")


def repeated(reader: Reader) -> Node:
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
            upper = _upper(reader)
    index, lower, members = _under(reader, under) if under else ("", None, ())
    body = reader.product()
    return Repeated(kind.start, body.end, kind.text, index, lower, upper, members, body)


def _upper(reader: Reader) -> Node:
    token = reader.take()
    if token.kind == "raised":
        return Number(token.end - 1, token.end, token.text)
    return reader.argument()


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
