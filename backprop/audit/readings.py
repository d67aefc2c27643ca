"""What a side of numbers may mean: one tree, and others where writers differ in what they mean by it."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

from flint import fmpq

from backprop.audit.meanings import as_printed
from backprop.audit.tokens import Token
from backprop.check.formulas.parser import parse
from backprop.check.formulas.syntax import Binary, Call, Negative, Node, Number, TexError, children, rebuilt
from backprop.check.proof.evaluation import evaluate
from backprop.errors import BackpropError

_TAKES_GROUP = frozenset(["^", r"\sqrt"])
_HIGHEST = 2
_GIANT = 10**18


@dataclass(frozen=True)
class Reading:
    """The trees of a side, the usual one first, and where in their TeX each of the side's tokens begins."""

    trees: tuple[Node, ...]
    starts: tuple[int, ...]
    tokens: tuple[Token, ...]

    def place(self, node: Node) -> tuple[int, int]:
        """Return where a part of the first tree stands in the text."""
        first = max(0, bisect_right(self.starts, node.start) - 1)
        last = max(first, bisect_left(self.starts, node.end) - 1)
        return self.tokens[first].start, self.tokens[last].end


def read(tokens: tuple[Token, ...], *, of_program: bool = False) -> Reading:
    """Return what a side of numbers may mean, also in a program; raise `TexError` where it means nothing."""
    parts = list(_spelled(tokens))
    starts = accumulate((len(part) + 1 for part in parts[:-1]), initial=0)
    statements = parse(" ".join(parts)).statements
    if len(statements) != 1 or len(statements[0].sides) != 1:
        raise TexError(0, "found several expressions, expected one")
    node = statements[0].sides[0]
    if _height(node) > _HIGHEST:
        raise TexError(node.start, f"found powers of powers of powers, expected at most {_HIGHEST} levels")
    readings = (*_READINGS, _whole_quotient) if of_program else _READINGS
    others = dict.fromkeys(_everywhere(node, reading) for reading in readings)
    return Reading((node, *(other for other in others if other != node)), tuple(starts), tokens)


def _spelled(tokens: tuple[Token, ...]) -> Iterator[str]:
    """Yield each token as TeX: what a root or a power takes stands in braces."""
    wraps: list[bool] = []
    before = ""
    for token in tokens:
        text = token.text
        if token.kind == "open":
            wraps.append(before in _TAKES_GROUP and text == "(")
            text = "{(" if wraps[-1] else text
        elif token.kind == "close":
            text = ")}" if wraps.pop() else text
        yield text
        before = token.text


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


def _logarithm(base: str, names: frozenset[str]) -> Callable[[Node], Node]:
    def reading(node: Node) -> Node:
        if not (isinstance(node, Call) and node.function in names):
            return node
        natural = replace(node, function="ln")
        return Binary(node.start, node.end, "/", natural, replace(natural, arguments=(Number(0, 0, base),)))

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
    _logarithm("2", frozenset(["log", "log_2"])),
    _logarithm("10", frozenset(["log", "log_10"])),
)
