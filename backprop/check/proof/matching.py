"""Numbers put in for symbols: which number of a line stands for which quantity of the line above it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from flint import fmpq

from backprop.check.formulas.syntax import (
    Binary,
    Call,
    Keyed,
    Matrix,
    Negative,
    Node,
    Number,
    Shaped,
    Shorthand,
    Transposed,
    children,
    rebuilt,
)
from backprop.check.printed import exact
from backprop.check.proof.names import Scope, quantity

_BUILT = (Binary, Call, Matrix, Negative, Transposed)
_NOTHING = Number(0, 0, "")


@dataclass(frozen=True)
class Pair:
    """A printed number and the tree that it stands for."""

    symbol: Node
    number: Node


@dataclass(frozen=True)
class Mismatch:
    """A place where the line with numbers is built in another way than the line with symbols."""

    symbol: Node
    number: Node


def printed(node: Node) -> tuple[str, int] | None:
    """Return text and exponent of a plain number, its sign included; None for anything else."""
    match node:
        case Number(_, _, text, exponent):
            return text, exponent
        case Negative(_, _, inner) if (plainly := printed(inner)) and not plainly[0].startswith("-"):
            return f"-{plainly[0]}", plainly[1]
        case Keyed(_, _, _, inner):
            return printed(inner)
    return None


def key_named(node: Node) -> str | None:
    """Return the key that a number of a built page carries."""
    match node:
        case Keyed(_, _, key, _):
            return key
        case Negative(_, _, inner):
            return key_named(inner)
    return None


def pairs(symbol: Node, number: Node, scope: Scope) -> Iterator[Pair | Mismatch]:
    """Walk both trees side by side and yield what stands for what."""
    symbol = plain(symbol)
    if printed(number) is not None and (quantity(symbol, scope) or printed(symbol) is not None):
        yield Pair(symbol, number)
    elif isinstance(number, Keyed | Shaped):
        yield from pairs(symbol, number.inner, scope)
    elif symbol == number:
        return
    else:
        yield from _parts(_spelled(symbol, number), number, scope)


def plain(node: Node) -> Node:
    """Return what a brace, the page's own symbol or a transpose stands for; any other tree as it is."""
    if isinstance(node, Shaped | Shorthand):
        return plain(node.inner)
    if isinstance(node, Transposed) and isinstance(turned := plain(node.inner), Matrix):
        return Matrix(node.start, node.end, tuple(zip(*turned.rows, strict=True)))
    return node


def _parts(symbol: Node, number: Node, scope: Scope) -> Iterator[Pair | Mismatch]:
    if quantity(symbol, scope) or not isinstance(symbol, _BUILT) or _frame(symbol) != _frame(number):
        yield Mismatch(symbol, number)
    else:
        parts = zip(children(symbol), children(number), strict=True)
        yield from chain.from_iterable(pairs(*both, scope) for both in parts)


def _frame(node: Node) -> Node:
    """Return a tree with nothing in it: what two trees must share to be compared part by part."""
    if isinstance(node, Binary) and node.operator == "beside":
        node = replace(node, operator="*")  # a product needs no dot
    return rebuilt(node, lambda _part: _NOTHING)


def _spelled(symbol: Node, number: Node) -> Node:
    """Return the sigmoid of a symbol as it is written out with numbers in it."""
    if not (isinstance(symbol, Call) and symbol.function == "sigma" and isinstance(number, Binary)):
        return symbol
    at = symbol.start, symbol.end
    unity, decay = Number(*at, "1"), Call(*at, "exp", (Negative(*at, symbol.arguments[0]),))
    return Binary(*at, "/", unity, Binary(*at, "+", unity, decay))


def constant(node: Node) -> fmpq | None:
    """Return the exact value of a plain number."""
    number = printed(node)
    return exact(*number) if number else None
