r"""What the title of a link says of its quantity: a number derived from it, or a relation that has to hold.

A title that begins with an operator goes on from the quantity, which is also called `it`:

- `/ dE_total/dw1` is a number: the quantity divided by another one;
- `< E_o1 / 10` is a claim, and `> E_o2, E_o3` one about both;
- `(it - @1:E_total) / it * 100` and `it / E_total ≈ 1/3` are a number and a claim as well.

Names are quantities of the same run; `@1:E_total`, `;rate=2:E_total` and `relu:E_total` are those of others.
`=` holds for exact values, and for what is the same by the formulas; `≈` where the two differ by less than a
twentieth of the second.
"""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint import arb, ctx, fmpq

from backprop.core import keys, registry
from backprop.core.expression import Apply, Expr, Num, Ref, lift, refs
from backprop.core.identity import are_identical
from backprop.core.keys import Key
from backprop.core.ops import OPS, Proved
from backprop.errors import BackpropError, UndecidedError

# Each relation, and the one that holds where it does not.
COMPARISONS: Mapping[str, tuple[Callable[[Any, Any], bool], Callable[[Any, Any], bool]]] = {
    "<": (operator.lt, operator.ge),
    ">": (operator.gt, operator.le),
    "<=": (operator.le, operator.gt),
    ">=": (operator.ge, operator.lt),
    "=": (operator.eq, operator.ne),
}
NEAR = fmpq(1, 20)
# What is longer than any sentence needs is refused.
LONGEST = 300
IT = "it"
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


@dataclass(frozen=True)
class Token:
    """A piece of a title: its kind, its text, a name as its key in full, and how it is written."""

    kind: str
    text: str
    written: str


def tokens_of(title: str, key: Key) -> list[Token]:
    """Return the pieces of a title at a link to `key`; raise at the first that is none."""
    if comma := re.search(r"\d,\d", title):
        raise BackpropError(f"found {comma[0]} in the title, expected numbers such as 1000 or 0.5")
    tokens: list[Token] = []
    place = 0
    while title[place:].strip():
        match = _TOKEN.match(title, place)
        if match is None or not match.lastgroup:
            signs = "+ - * / ^ ( ) or one of < > <= >= = ≈"
            raise BackpropError(
                f"found {title[place:].strip()!r} in the title, expected a name, a number, {signs}"
            )
        text = match[match.lastgroup]
        if match.lastgroup == "name" and re.match(r"\s+[A-Za-z]", title[match.end() :]):
            raise BackpropError(f"found {title!r} as the title, expected a relation such as < E_o1 or / 2")
        named = str(_key(text, key)) if match.lastgroup == "name" else text
        tokens.append(Token(match.lastgroup, named, text))
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


class Reader:
    """The tokens of a title, read from the left."""

    def __init__(self, title: str, tokens: list[Token]) -> None:
        self.title, self.tokens, self.place = title, tokens, 0

    def take(self, kind: str, *texts: str) -> str:
        """Return the next token and go on, if it is of that kind and one of `texts`; else nothing."""
        if self.place == len(self.tokens):
            return ""
        token = self.tokens[self.place]
        if token.kind != kind or (texts and token.text not in texts):
            return ""
        self.place += 1
        return token.text

    def side(self) -> tuple[Expr, str]:
        """Read one side of a relation, and return its text too."""
        start = self.place
        expr = self.expression()
        taken = self.tokens[start : self.place]
        return expr, " ".join(token.text if token.written == IT else token.written for token in taken)

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
        if not exponent.isdigit() or int(exponent) > LARGEST_POWER:
            raise self._fault(f"a whole number up to {LARGEST_POWER} as the exponent", exponent)
        if _has_power(base):
            raise self._fault("a power of what holds no power", "^")
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
            is_second = self.tokens[self.place].kind == "relation"
            raise self._fault(
                "one relation; a second one takes a second link" if is_second else "the end of the title"
            )

    def _fault(self, expected: str, culprit: str = "") -> BackpropError:
        rest = self.tokens[self.place].written if self.place < len(self.tokens) else "the end"
        return BackpropError(f"found {culprit or rest} in the title {self.title!r}, expected {expected}")


def _has_power(expr: Expr) -> bool:
    return isinstance(expr, Apply) and (expr.op == "power" or any(map(_has_power, expr.args)))


def parse_claim(title: str, key: Key) -> Claim:
    """Return what a title says of the quantity of `key`; raise where it is no number and no relation."""
    if len(title) > LONGEST:
        raise BackpropError(f"found a title of {len(title)} characters, expected at most {LONGEST}")
    tokens = tokens_of(title, key)
    if tokens and (tokens[0].kind == "relation" or tokens[0].text in set("+-*/^")):
        tokens.insert(0, Token("name", str(key), str(key)))
    reader = Reader(title, tokens)
    sides = [reader.side()]
    relation = reader.take("relation")
    while relation and (len(sides) == 1 or reader.take("sign", ",")):
        sides.append(reader.side())
    reader.expect_end()
    (value, *others), texts = zip(*sides, strict=True)
    if str(key) not in refs(value):
        expected = f"the quantity of the link, or {IT}, on its left"
        raise BackpropError(f"found the title {title!r}, expected {expected}")
    if value in others:
        raise BackpropError(
            f"found {key} on both sides of {title!r}, expected another quantity; a name without a step is of "
            "the same step as the link, and @0: leads to the start"
        )
    numbers = frozenset(token.text for token in tokens if token.kind == "number")
    return Claim(value, relation, tuple(others), numbers, texts)


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
    if relation == "=" and are_identical(left, right):
        return True
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
        raise UndecidedError("= can be proved of exact values, or by the formulas; write ≈ for this one")
    holds_surely, fails_surely = COMPARISONS[relation]
    if holds_surely(left, right):
        return True
    if fails_surely(left, right):
        return False
    raise UndecidedError("the two sides are too near to each other to be told apart")
