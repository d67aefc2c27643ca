r"""What the title of a link says of its quantity: a number derived from it, or a relation that has to hold.

A title that begins with an operator goes on from the quantity, which is also called `it`:

- `/ dE_total/dw1` is a number: the quantity divided by another one;
- `< E_o1 / 10` is a claim, and `> E_o2, E_o3` one about both;
- `(it - @1:E_total) / it * 100` and `it / E_total ≈ 1/3` are a number and a claim as well.

Names are quantities of the same run; `@1:E_total`, `;rate=2:E_total` and `relu:E_total` are those of others.
`=` holds for exact values alone; `≈` where the two differ by less than a twentieth of the second.
"""

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flint import arb, ctx, fmpq

from backprop.core import keys, registry
from backprop.core.expression import Apply, Expr, Num, Ref, refs
from backprop.core.keys import Key
from backprop.core.ops import OPS, Proved
from backprop.core.title import IT, Reader, Token, tokens_of
from backprop.errors import BackpropError, UndecidedError

COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
    "=": operator.eq,
}
OPPOSITES = {"<": operator.ge, ">": operator.le, "<=": operator.gt, ">=": operator.lt, "=": operator.ne}
NEAR = fmpq(1, 20)
# What is longer than any sentence needs is refused.
LONGEST = 300


@dataclass(frozen=True)
class Claim:
    """An expression over keys; with a relation, the expressions that it is compared with.

    `numbers` are the decimals that the title writes, `texts` the two sides as it writes them.
    """

    value: Expr
    relation: str
    others: tuple[Expr, ...]
    numbers: frozenset[str]
    texts: tuple[str, ...]

    @property
    def keys(self) -> frozenset[Key]:
        """The quantities that the title speaks of."""
        names = frozenset().union(*(refs(expr) for expr in (self.value, *self.others)))
        return frozenset(map(keys.parse, names))


def parse_claim(title: str, key: Key) -> Claim:
    """Return what a title says of the quantity of `key`; raise where it is no number and no relation."""
    if len(title) > LONGEST:
        raise BackpropError(f"found a title of {len(title)} characters, expected at most {LONGEST}")
    tokens = tokens_of(title, key)
    if tokens and (tokens[0].kind == "relation" or tokens[0].text in set("+-*/^")):
        tokens.insert(0, Token("name", str(key), str(key)))
    reader = Reader(title, tokens)
    value = reader.expression()
    left = " ".join(token.written for token in tokens[: reader.place])
    relation = reader.take("relation")
    others = list(_others(reader)) if relation else []
    reader.expect_end()
    if str(key) not in refs(value):
        expected = f"the quantity of the link, or {IT}, on its left"
        raise BackpropError(f"found the title {title!r}, expected {expected}")
    if value in [other for other, _ in others]:
        raise BackpropError(
            f"found {key} on both sides of {title!r}, expected another quantity; a name without a step is of "
            "the same step as the link, and @0: leads to the start"
        )
    numbers = frozenset(token.text for token in tokens if token.kind == "number")
    texts = (left, *(text for _, text in others))
    return Claim(value, relation, tuple(each for each, _ in others), numbers, texts)


def _others(reader: Reader) -> Iterator[tuple[Expr, str]]:
    """Yield what a relation compares with, each with its text."""
    while True:
        start = reader.place
        expr = reader.expression()
        yield expr, " ".join(token.written for token in reader.tokens[start : reader.place])
        if not reader.take("sign", ","):
            return


def value_of(expr: Expr, precision: int) -> Proved:
    """Return an enclosure of an expression over keys, a rational where it is exact."""
    match expr:
        case Num(value):
            return fmpq(value.numerator, value.denominator)
        case Ref(name):
            return registry.proved(keys.parse(name), precision)
        case Apply(operation, arguments):
            values = [value_of(argument, precision) for argument in arguments]
            with ctx.workprec(precision):
                return _applied(operation, values)
    raise TypeError(f"not an expression: {expr!r}")


def value_after(expr: Expr, start: Proved, precision: int) -> Proved:
    """Return the same where the quantity that a title begins with has another value, `start`."""
    match expr:
        case Apply(operation, (first, *others)):
            values = [value_after(first, start, precision), *(value_of(each, precision) for each in others)]
            with ctx.workprec(precision):
                return _applied(operation, values)
    return start


def _applied(operation: str, values: list[Proved]) -> Proved:
    if operation == "div" and values[1] == 0:
        raise BackpropError("found a division by 0 in the title, expected a number")
    result: Proved = OPS[operation].proved(*values)
    if isinstance(result, arb) and not result.is_finite():
        raise UndecidedError("the divisor in the title is 0, or cannot be told from 0")
    return result


def enclosure_of(expr: Expr) -> Proved:
    """Return the value of an expression at the lowest precision that gives one."""
    return registry.decided(lambda precision: value_of(expr, precision))


def is_proved(left: Expr, relation: str, right: Expr) -> bool:
    """Tell whether a relation between two expressions holds, at whatever precision decides it."""
    return registry.decided(
        lambda precision: holds(relation, value_of(left, precision), value_of(right, precision))
    )


def holds(relation: str, left: Proved, right: Proved) -> bool:
    """Tell whether a relation is proved; enclosures that leave it open raise `UndecidedError`."""
    if relation == "≈":
        if right == 0:
            raise UndecidedError("≈ says nothing beside 0; write = for what is exactly 0")
        apart: Any = abs(left - right)
        size: Any = abs(right)
        return holds("<", apart, size * NEAR)
    if relation == "=" and not (isinstance(left, fmpq) and isinstance(right, fmpq)):
        if left != right:
            return False
        raise UndecidedError("= can be proved of exact values alone; write ≈ for this one")
    compare = COMPARISONS[relation]
    if compare(left, right):
        return True
    if OPPOSITES[relation](left, right):
        return False
    raise UndecidedError("the two sides are too near to each other to be told apart")
