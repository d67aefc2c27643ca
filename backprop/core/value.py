"""A proved value as a number: formatted, rounded, converted and compared by its proof, not by its digits.

What the enclosure in the record leaves open is decided by a narrower one, proved when it is needed; what
stays open raises `BackpropError`.
"""

import math
import operator
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from html import escape
from numbers import Rational
from typing import Any, NoReturn, TypeVar, overload

from flint import arb, ctx, fmpq

from backprop.core import registry
from backprop.core.digits import Digits, ends, settled
from backprop.core.formats import format_rule, rounded
from backprop.core.keys import Key, parse
from backprop.core.ops import Proved
from backprop.core.order import order, proved_order
from backprop.errors import BackpropError, UndecidedError

T = TypeVar("T")


class WithoutArithmetic:
    """What takes no part in arithmetic: a sum of it would have neither a key nor a proof."""

    key: str

    def _refuse(self, *_others: object) -> NoReturn:
        raise TypeError(
            f"{self.key}: found arithmetic with a proved value, whose result would have no proof; take "
            "float(value), value.decimal, value.fraction, or round(value, 50) for 50 proved decimals"
        )


for _operation in (
    "add", "sub", "mul", "truediv", "floordiv", "mod", "divmod", "pow",
    "radd", "rsub", "rmul", "rtruediv", "rfloordiv", "rmod", "rdivmod", "rpow", "neg", "pos", "abs",
):  # fmt: skip
    # Set here, so that a type checker takes such arithmetic for the mistake that it is.
    setattr(WithoutArithmetic, f"__{_operation}__", WithoutArithmetic._refuse)


@dataclass(frozen=True, eq=False, repr=False)
class Value(WithoutArithmetic):
    """A proved value: a record of what is known of a quantity, and a number.

    `key` is its address, `symbol`, `formula` and `substitution` are TeX, `words` say what it is. `digits` are
    exact where `exact` says so, else rounded half to even; `enclosure` is a fraction where the value is
    rational, else a ball `[middle +/- radius]`. `operands` are the keys that the formula uses, in its order;
    what is given has neither formula nor operands. `routes` are the computations that agree on the value.

    `str` gives its 17 digits; whatever else a number can do is decided by the proof, and by a narrower
    enclosure where the one of the record leaves it open:

    >>> from backprop import value
    >>> slope = value("mazur:dE_total/dw5")
    >>> print(slope, float(slope), f"{slope:.4f}", f"{slope:+.1%}", f"{slope:.2e}")
    0.082167040564230779 0.08216704056423078 0.0822 +8.2% 8.22e-02
    >>> round(slope, 30)
    Decimal('0.082167040564230778846419033554')
    >>> 0.08 < slope < 0.09, slope == slope.decimal
    (True, False)
    >>> net = value("mazur:net_h1")
    >>> net.fraction, net == net.decimal, net > slope
    (Fraction(151, 400), True, True)
    >>> net + slope
    Traceback (most recent call last):
    TypeError: mazur:net_h1: found arithmetic with a proved value, whose result would have no proof; take ...
    """

    key: str
    symbol: str
    words: str
    digits: str
    exact: bool
    enclosure: str
    formula: str
    substitution: str
    operands: tuple[str, ...]
    routes: tuple[str, ...]

    @property
    def decimal(self) -> Decimal:
        """The digits as a `Decimal`, none lost."""
        return Decimal(self.digits)

    @property
    def fraction(self) -> Fraction:
        """The value itself; raises `BackpropError` where it is not known as a fraction."""
        return Fraction(*self.as_integer_ratio())

    def as_integer_ratio(self) -> tuple[int, int]:
        """Return numerator and denominator; raise `BackpropError` where it is not known as a fraction."""
        enclosed = self._enclosed
        if isinstance(enclosed, arb):
            cure = "take float(value), value.decimal, or round(value, 50) for 50 proved decimals"
            raise BackpropError(f"{self.key}: it is not known as a fraction; {cure}")
        return int(enclosed.p), int(enclosed.q)

    def __str__(self) -> str:
        """Return the 17 significant digits."""
        return self.digits

    def __repr__(self) -> str:
        return f"<Value {self.key} {Digits(self.digits, self.exact).relation} {self.digits}>"

    def _repr_latex_(self) -> str:
        """Return the symbol with its digits, for notebooks."""
        relation = "=" if self.exact else r"\approx"
        return f"${self.symbol} {relation} {self.digits}$"

    def _repr_html_(self) -> str:
        """Return what it is, with its digits and its key, for notebooks."""
        relation = Digits(self.digits, self.exact).relation
        return (
            f"{escape(self.words)} {relation} <strong>{self.digits}</strong> <code>{escape(self.key)}</code>"
        )

    def __format__(self, spec: str) -> str:
        """Return the value under a format specification of floats, rounded once, half to even."""
        return self._settled(format_rule(spec)) if spec else self.digits

    def __float__(self) -> float:
        """Return the nearest float."""
        return self._settled(float)

    @overload
    def __round__(self, places: None = None) -> int: ...

    @overload
    def __round__(self, places: int) -> Decimal: ...

    def __round__(self, places: int | None = None) -> int | Decimal:
        """Return the nearest `int`, or the nearest `Decimal` with so many places, half to even."""
        if places is None:
            return self._settled(round)
        count = operator.index(places)
        return self._settled(lambda value: rounded(value, count))

    def __trunc__(self) -> int:
        return self._settled(math.trunc)

    def __floor__(self) -> int:
        return self._settled(math.floor)

    def __ceil__(self) -> int:
        return self._settled(math.ceil)

    __int__ = __trunc__

    def __bool__(self) -> bool:
        return self != 0

    def __eq__(self, other: object) -> bool:
        return self._compared(other, operator.eq)

    def __lt__(self, other: "Number") -> bool:
        return self._compared(other, operator.lt)

    def __le__(self, other: "Number") -> bool:
        return self._compared(other, operator.le)

    def __gt__(self, other: "Number") -> bool:
        return self._compared(other, operator.gt)

    def __ge__(self, other: "Number") -> bool:
        return self._compared(other, operator.ge)

    def __hash__(self) -> int:
        """Return what equal numbers share: no ball equals a fraction, and equal balls have equal digits."""
        return hash(self.digits if isinstance(self._enclosed, arb) else self.fraction)

    @property
    def _enclosed(self) -> Proved:
        """The enclosure of the record, as it was before it was written."""
        with ctx.workprec(registry.PRECISIONS[0]):
            return arb(self.enclosure) if self.enclosure.startswith("[") else fmpq(self.enclosure)

    @property
    def _address(self) -> Key:
        """The key; raises where this project has no such quantity, so that nothing more can be proved."""
        try:
            return registry.entry(parse(self.key)).key
        except BackpropError as error:
            raise BackpropError(
                f"{self.key}: {self.enclosure} leaves it open, and nothing narrower is proved here: {error}"
            ) from error

    def _settled(self, rule: Callable[[Fraction], T]) -> T:
        """Return what `rule`, which never falls as its number grows, makes of the value."""
        try:
            return settled(*ends(self._enclosed), rule)
        except UndecidedError:
            return registry.settled(self._address, rule)

    def _compared(self, other: object, relation: Callable[[Any, Any], bool]) -> bool:
        """Return whether a relation holds between the value and another number."""
        if isinstance(other, Value):
            return relation(self._order(other), 0)
        if not isinstance(other, Rational) and not hasattr(other, "as_integer_ratio"):
            return NotImplemented  # type: ignore[no-any-return]
        try:
            bound = _fraction(other)
        except (OverflowError, ValueError):  # it is infinite, or no number
            return relation(0, other)
        return relation(self._settled(lambda number: (number > bound) - (number < bound)), 0)

    def _order(self, other: "Value") -> int:
        """Return -1, 0 or 1 where the value is less than another one, equal to it, or greater."""
        if self.key == other.key:
            return 0
        try:
            return order(self._enclosed, other._enclosed)
        except UndecidedError:
            return proved_order(self._address, other._address)


Number = Value | int | float | Fraction | Decimal


def _fraction(number: Any) -> Fraction:
    ratio = (
        (number.numerator, number.denominator) if isinstance(number, Rational) else number.as_integer_ratio()
    )
    return Fraction(*map(int, ratio))
