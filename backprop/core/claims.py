r"""What the title of a link says of its quantity: a number derived from it, or a relation that has to hold.

A title that begins with an operator goes on from the quantity, which is also called `it`:

- `/ dE_total/dw1` is a number: the quantity divided by another one;
- `< E_o1 / 10` is a claim, and `> E_o2, E_o3` one about both;
- `(it - @1:E_total) / it * 100` and `it / E_total ≈ 1/3` are a number and a claim as well.

Names are quantities of the same run; `@1:E_total`, `;rate=2:E_total` and `relu:E_total` are those of others.
`=` holds for exact values alone; `≈` where the two differ by less than a twentieth of the second.
"""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeVar

from flint import ctx, fmpq

from backprop.core import keys, registry
from backprop.core.expression import Apply, Expr, Num, Ref, lift, refs
from backprop.core.keys import Key
from backprop.core.ops import OPS, Proved
from backprop.errors import BackpropError, UndecidedError

IT = "it"
COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
    "=": operator.eq,
}
OPPOSITES = {"<": operator.ge, ">": operator.le, "<=": operator.gt, ">=": operator.lt, "=": operator.ne}
T = TypeVar("T")
NEAR = fmpq(1, 20)
# What is longer, or raised higher, than any sentence needs is refused.
LONGEST = 300
LARGEST_POWER = 20
_NAME = r"(?:d[A-Za-z]\w*/d[A-Za-z]\w*|[A-Za-z]\w*)"
_TOKEN = re.compile(
    rf"""\s*(?:
      (?P<number>\d+(?:\.\d+)?)
    | (?P<name>(?:[a-z][a-z0-9-]*(?=[;@:]))?(?:;[a-z]+=[^;@:\s]+)*(?:@\d+)?:{_NAME}|{_NAME})
    | (?P<relation><=|>=|[<>=≈])
    | (?P<sign>[-+*/^(),])
    )""",
    re.VERBOSE,
)
_LEVELS: tuple[Mapping[str, str], ...] = ({"+": "add", "-": "sub"}, {"*": "mul", "/": "div"})


@dataclass(frozen=True)
class Claim:
    """An expression over keys; with a relation, the expressions that it is compared with.

    `numbers` are the decimals that the title writes.
    """

    value: Expr
    relation: str
    others: tuple[Expr, ...]
    numbers: frozenset[str]


def parse_claim(title: str, key: Key) -> Claim:
    """Return what a title says of the quantity of `key`; raise where it is no number and no relation."""
    if len(title) > LONGEST:
        raise BackpropError(f"found a title of {len(title)} characters, expected at most {LONGEST}")
    tokens = _tokens(title, key)
    if tokens and (tokens[0][0] == "relation" or tokens[0][1] in set("+-*/^")):
        tokens.insert(0, ("name", str(key)))
    reader = _Reader(title, tokens)
    value = reader.expression()
    relation = reader.take("relation")
    others = [reader.expression()] if relation else []
    while others and reader.take("sign", ","):
        others.append(reader.expression())
    reader.expect_end()
    if str(key) not in refs(value):
        raise BackpropError(f"found the title {title!r}, expected one that begins with its quantity, {IT}")
    return Claim(value, relation, tuple(others), frozenset(text for kind, text in tokens if kind == "number"))


def _tokens(title: str, key: Key) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    place = 0
    while title[place:].strip():
        match = _TOKEN.match(title, place)
        if match is None or not match.lastgroup:
            raise BackpropError(
                f"found {title[place:].strip()!r} in the title, expected a name, number or sign"
            )
        text = match[match.lastgroup]
        tokens.append((match.lastgroup, str(_key(text, key)) if match.lastgroup == "name" else text))
        place = match.end()
    return tokens


def _key(name: str, key: Key) -> Key:
    """Return the key of a name in a title at a link to `key`."""
    if name == IT:
        return key
    run, colon, quantity = name.rpartition(":")
    if not colon:
        return registry.at(key, quantity)
    options = key.run.removeprefix(key.example).partition("@")[0]
    prefix = {"@": key.example + options, ";": key.example, "": key.example + options}.get(run[:1], "")
    return registry.entry(keys.parse(f"{prefix}{run}:{quantity}")).key


class _Reader:
    """The tokens of a title, read from the left."""

    def __init__(self, title: str, tokens: list[tuple[str, str]]) -> None:
        self.title, self.tokens, self.place, self.raised = title, tokens, 0, False

    def take(self, kind: str, *texts: str) -> str:
        """Return the next token and go on, if it is of that kind and one of `texts`; else nothing."""
        if self.place == len(self.tokens):
            return ""
        found, text = self.tokens[self.place]
        if found != kind or (texts and text not in texts):
            return ""
        self.place += 1
        return text

    def expression(self, level: int = 0) -> Expr:
        """Read a sum, or what binds tighter."""
        if level == len(_LEVELS):
            return self._signed()
        left = self.expression(level + 1)
        while sign := self.take("sign", *_LEVELS[level]):
            left = Apply(_LEVELS[level][sign], (left, self.expression(level + 1)))
        return left

    def _signed(self) -> Expr:
        if self.take("sign", "-"):
            return Apply("neg", (self._signed(),))
        base = self._atom()
        if not self.take("sign", "^"):
            return base
        exponent = self.take("number")
        if not exponent.isdigit() or int(exponent) > LARGEST_POWER or self.raised:
            raise self._fault(f"one exponent in a title, a whole number up to {LARGEST_POWER}")
        self.raised = True
        return Apply("power", (base, lift(int(exponent))))

    def _atom(self) -> Expr:
        if text := self.take("number"):
            return Num(Fraction(text))
        if text := self.take("name"):
            return Ref(text)
        if not self.take("sign", "("):
            raise self._fault("a name or a number")
        inner = self.expression()
        if not self.take("sign", ")"):
            raise self._fault("a closing bracket")
        return inner

    def expect_end(self) -> None:
        """Raise where something follows."""
        if self.place < len(self.tokens):
            raise self._fault("the end of the title")

    def _fault(self, expected: str) -> BackpropError:
        rest = self.tokens[self.place][1] if self.place < len(self.tokens) else "its end"
        return BackpropError(f"found {rest} in the title {self.title!r}, expected {expected}")


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
    raise UndecidedError(f"{left} and {right} are too near to each other")
