"""The title of a link, read: names of quantities, numbers, signs and brackets become an expression."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from backprop.core import keys, registry
from backprop.core.expression import Apply, Expr, Num, Ref, lift
from backprop.core.keys import Key
from backprop.errors import BackpropError

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
            raise self._fault("the end of the title")

    def _fault(self, expected: str, culprit: str = "") -> BackpropError:
        rest = self.tokens[self.place].written if self.place < len(self.tokens) else "the end"
        return BackpropError(f"found {culprit or rest} in the title {self.title!r}, expected {expected}")


def _has_power(expr: Expr) -> bool:
    return isinstance(expr, Apply) and (expr.op == "power" or any(map(_has_power, expr.args)))
