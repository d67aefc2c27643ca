"""From an enclosure to digits that are certain: rounding half to even, exactness, plain notation.

An `fmpq` is a value known exactly; an `arb` is a ball that contains the value. A digit that the ball leaves
open raises `UndecidedError`, and the caller comes again with a smaller ball.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from functools import cache
from typing import TypeVar

from flint import arb, fmpq

from backprop.core.ops import Proved
from backprop.errors import UndecidedError

PAGE_DECIMALS = 9
PAGE_DIGITS = 6
VALUE_DIGITS = 17
# A fraction of more bits than these is no number that anyone would read, and FLINT ends on far longer ones.
LONGEST_EXPONENT = 1 << 20
# In bits, before the point or in zeros behind it: Python reads and writes numbers of up to 4,300 digits.
LARGEST = 14_000


@dataclass(frozen=True)
class Digits:
    """A printed number, and whether it is the value itself or its rounding."""

    text: str
    exact: bool

    @property
    def relation(self) -> str:
        """The sign that may stand before the digits."""
        return "=" if self.exact else "≈"


Rule = Callable[[Fraction], str]
T = TypeVar("T")


@cache
def decimals(places: int) -> Rule:
    """Return the rule that rounds to so many digits after the point."""

    def rule(value: Fraction) -> str:
        scaled = round(value * 10**places)
        integer, rest = divmod(abs(scaled), 10**places)
        text = f"{integer}.{rest:0{places}d}" if places else str(integer)
        return f"-{text}" if scaled < 0 else text

    return rule


@cache
def significant(count: int) -> Rule:
    """Return the rule that rounds to so many significant digits; an exact value is not padded."""
    context = Context(prec=count, rounding=ROUND_HALF_EVEN)

    def rule(value: Fraction) -> str:
        rounded = context.divide(Decimal(value.numerator), Decimal(value.denominator))
        return "0" if rounded == 0 else format(rounded, "f")

    return rule


@cache
def scientific(count: int) -> Rule:
    """Return the same rule for machines: with an exponent where plain notation would be long."""
    context = Context(prec=count, rounding=ROUND_HALF_EVEN)
    return lambda value: str(context.divide(Decimal(value.numerator), Decimal(value.denominator)))


def page(value: Fraction) -> str:
    """Round as pages do: short where exact, else to 9 decimals, or 6 significant digits of a small value."""
    short = significant(VALUE_DIGITS)(value)
    if Fraction(short) == value and len(short.partition(".")[2]) <= PAGE_DECIMALS:
        return short
    small = value != 0 and abs(value) < Fraction(1, 10 ** (PAGE_DECIMALS - PAGE_DIGITS + 1))
    return significant(PAGE_DIGITS)(value) if small else decimals(PAGE_DECIMALS)(value)


def ends(value: Proved) -> tuple[Fraction, Fraction]:
    """Return the least and the greatest value that `value` may have."""
    if isinstance(value, fmpq):
        exact = Fraction(int(value.p), int(value.q))
        return exact, exact
    if not value.is_finite():
        raise UndecidedError(f"{value.str(10)} is no finite number at this precision")
    (middle, scale), (radius, radius_scale) = (_parts(each) for each in (value.mid(), value.rad()))
    least = min(scale, radius_scale)
    middle, radius = middle << scale - least, radius << radius_scale - least
    return _scaled(middle - radius, least), _scaled(middle + radius, least)


def _parts(exact: arb) -> tuple[int, int]:
    """Return the whole numbers m and e of m · 2^e."""
    size, scale = map(int, exact.man_exp())
    if abs(scale) > LONGEST_EXPONENT:
        raise UndecidedError(f"it is of the order of 2^{scale}, too long to be written out")
    return size, scale


def _scaled(number: int, scale: int) -> Fraction:
    """Return number · 2^scale."""
    return Fraction(number << scale) if scale >= 0 else Fraction(number, 1 << -scale)


def digits(value: Proved, rule: Rule) -> Digits:
    """Return the digits of `value` under `rule`; raise `UndecidedError` where they are not certain."""
    low, high = ends(value)
    text = settled(low, high, rule)
    return Digits(text, low == high and Fraction(text) == low)


def settled(low: Fraction, high: Fraction, rule: Callable[[Fraction], T]) -> T:
    """Return what `rule`, which never falls where its number grows, makes of both ends and all between."""
    if max(abs(_bits(low)), abs(_bits(high))) > LARGEST:
        raise UndecidedError("it is too long to be written out")
    result = rule(low)
    if result != rule(high):
        count = proved_digits(low, high)
        raise UndecidedError(
            f"{count} digits of it are proved, and it lies too near to where the answer changes"
        )
    return result


def proved_digits(low: Fraction, high: Fraction) -> int:
    """Return how many significant digits an enclosure that is not exact proves."""
    share = max(abs(low), abs(high)) / (high - low)
    return max(0, Decimal(share.numerator // share.denominator).adjusted())


def _bits(value: Fraction) -> int:
    """Return about how many bits stand before the point; of a small value, minus the zeros behind it."""
    return value.numerator.bit_length() - value.denominator.bit_length()


@cache
def at_least(count: int, rule: Rule) -> Rule:
    """Return a rule that shows `count` significant digits where `rule` shows fewer, and not all there are."""

    def fuller(value: Fraction) -> str:
        text = rule(value)
        shown = text.lstrip("-").replace(".", "").lstrip("0")
        return text if len(shown) >= count or Fraction(text) == value else significant(count)(value)

    return fuller


def precision_of(text: str) -> Rule:
    """Return the rule under which `text` was printed: as many decimals as it shows."""
    _, _, fraction = text.partition(".")
    return decimals(len(fraction))
