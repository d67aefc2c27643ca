"""What a side of numbers may mean: one tree, and others where writers differ in what they mean by it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from flint import fmpq

from backprop.check.audit.meanings import as_printed
from backprop.check.formulas.commands import CLOSED, CLOSING
from backprop.check.formulas.parser import parse_side
from backprop.check.formulas.syntax import Binary, Call, Negative, Node, Number, TexError, children, rebuilt
from backprop.check.formulas.tokens import Token
from backprop.check.proof.evaluation import evaluate
from backprop.errors import BackpropError

_TAKES_GROUP = frozenset(["^", "root"])
_HIGHEST = 2
_GIANT = 10**18


def read(text: str, tokens: tuple[Token, ...], *, of_program: bool = False) -> tuple[Node, ...]:
    """Return what a side of numbers may mean, the usual first; raise `TexError` where it means nothing.

    In a program, integers may be divided as programs do.
    """
    node = parse_side(text, list(_braced(tokens)))
    if _height(node) > _HIGHEST:
        raise TexError(node.start, f"found powers of powers of powers, expected at most {_HIGHEST} levels")
    readings = (*_READINGS, _whole_quotient) if of_program else _READINGS
    return tuple(dict.fromkeys([node, *(_everywhere(node, reading) for reading in readings)]))


def _braced(tokens: tuple[Token, ...]) -> Iterator[Token]:
    """Yield the tokens with braces around what a root or a power takes in parentheses."""
    wraps: list[bool] = []
    before = ""
    for token in tokens:
        if token.kind in CLOSING:
            wraps.append(token.kind == "(" and before in _TAKES_GROUP)
            if wraps[-1]:
                yield token._replace(kind="{")
        yield token
        if token.kind in CLOSED and wraps.pop():
            yield token._replace(kind="}")
        before = token.kind


def _height(node: Node) -> int:
    """Return how many powers stand in the base or the exponent of each other."""
    own = isinstance(node, Binary) and node.operator == "^"
    return own + max(map(_height, children(node)), default=0)


def _everywhere(node: Any, reading: Callable[[Node], Node]) -> Any:
    """Return a tree with every node of it read in another way."""
    return reading(rebuilt(node, lambda part: _everywhere(part, reading)))


def _mixed(node: Node) -> Node:
    r"""Read `2\frac{1}{3}` as two and a third."""
    match node:
        case Binary(_, _, "beside", Number(text=whole), Binary(operator="/", left=Number(), right=Number())):
            return replace(node, operator="+") if "." not in whole else node
    return node


def _below(node: Node) -> Node:
    """Read `1/2(3)` with all of it below the line."""
    match node:
        case Binary(_, _, "beside", Binary(_, _, "/", upper, lower) as quotient, right):
            return replace(quotient, left=upper, right=replace(node, left=lower, right=right))
    return node


def _negative_base(node: Node) -> Node:
    """Read `-2^2` as the square of minus two."""
    match node:
        case Negative(_, _, Binary(_, _, "^", base, power) as raised):
            return replace(raised, left=replace(node, inner=base), right=power)
    return node


def _logarithm(base: str) -> Callable[[Node], Node]:
    def reading(node: Node) -> Node:
        if isinstance(node, Call) and node.function == "log":
            return replace(node, function=f"log_{base}")
        return node

    return reading


def _plain_percentage(node: Node) -> Node:
    """Read `25%` as 25, as after a multiplication by 100."""
    return replace(node, exponent=0) if isinstance(node, Number) and node.exponent == -2 else node


def _whole_quotient(node: Node) -> Node:
    """Read `7 / 2` as 3, as programs divide integers."""
    match node:
        case Binary(start, end, "/", left, right):
            upper, lower = (_integer(part) for part in (left, right))
            if upper is not None and lower:
                quotient = Number(start, end, str(abs(upper) // abs(lower)))
                return Negative(start, end, quotient) if upper * lower < 0 else quotient
    return node


def _integer(node: Node) -> int | None:
    """Return the value of a tree of integers, if it is one itself and no giant."""
    try:
        value = evaluate(node, lambda part: as_printed(part) if isinstance(part, Number) else None)
    except (TexError, BackpropError):
        return None
    return int(value) if isinstance(value, fmpq) and value.q == 1 and abs(value) < _GIANT else None


_READINGS = (
    _plain_percentage,
    _mixed,
    _below,
    _negative_base,
    _logarithm("2"),
    _logarithm("10"),
)
