"""A number as someone printed it, and how it agrees with a proved value."""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import floor, log10
from typing import Literal

from backprop.core.digits import ends
from backprop.core.ops import Proved
from backprop.errors import BackpropError, UndecidedError

Agreement = Literal["exact", "rounded", "truncated"]

_NUMBER = re.compile(r"[+-]?([0-9]{1,60}\.?[0-9]{0,60}|\.[0-9]{1,60})([eE][+-]?[0-9]{1,3})?")


@dataclass(frozen=True)
class Printed:
    """A decimal number, which stands for all that are rounded or truncated to it."""

    text: str

    @cached_property
    def value(self) -> Fraction:
        """The number itself."""
        return Fraction(self._decimal)

    @cached_property
    def unit(self) -> Fraction:
        """One in the last place that is printed."""
        return Fraction(10) ** int(self._decimal.as_tuple().exponent)

    @cached_property
    def significant(self) -> int:
        """How many digits are printed from the first that is not 0."""
        return len(self._decimal.as_tuple().digits) if self.value else 0

    @cached_property
    def _decimal(self) -> Decimal:
        return Decimal(self.text)

    def may_be(self, value: float) -> bool:
        """Tell whether a value in float64 comes near enough for a proof to be worth while."""
        return self._is_within(value, 1.0)

    def distance(self, value: float) -> int:
        """Return 0 where a value in float64 seems to be this number, 1 where rounded to it, else 2."""
        return sum(not self._is_within(value, units) for units in (0.0, 0.5))

    def _is_within(self, value: float, units: float) -> bool:
        return abs(value - float(self.value)) <= units * float(self.unit) + 1e-10 * abs(value)

    def agreement(self, value: Proved) -> Agreement | None:
        """Return how the number comes of a value, if it does; raise where that is not certain."""
        low, high = ends(value)
        if self._agreement(low) != self._agreement(high):
            raise UndecidedError(f"an enclosure around {float(low)} does not settle how it is printed")
        return self._agreement(low)

    def _agreement(self, value: Fraction) -> Agreement | None:
        if value == self.value:
            return "exact"
        if abs(value - self.value) <= self.unit / 2:
            return "rounded"
        return "truncated" if _truncated(value, self.unit) * self.unit == self.value else None

    def units(self, value: Proved) -> int:
        """Return by how many units of its last digit the number differs from the nearest that is right."""
        low, high = (_nearest(end, self.unit) for end in ends(value))
        if low != high:
            raise UndecidedError("an enclosure does not settle how far the number is off")
        return int(abs(low - self.value / self.unit))

    def common(self, value: Proved) -> int:
        """Return in how many leading digits number and value agree, truncated or rounded."""
        middle = sum(ends(value), Fraction(0)) / 2
        if not middle or not self.value:
            return 0
        first = floor(log10(max(abs(middle), abs(self.value)))) + 1
        count = 0
        while count < self.significant and self._is_rounding_of(middle, Fraction(10) ** (first - count - 1)):
            count += 1
        return count

    def _is_rounding_of(self, value: Fraction, unit: Fraction) -> bool:
        return any(rounding(value, unit) == rounding(self.value, unit) for rounding in (_truncated, _nearest))


def _truncated(value: Fraction, unit: Fraction) -> int:
    return int(value / unit)


def _nearest(value: Fraction, unit: Fraction) -> int:
    return round(value / unit)


def read(text: str) -> Printed:
    """Return the number that `text` prints, with a point or an exponent; raise on anything else."""
    plain = text.strip().replace("−", "-")
    if not _NUMBER.fullmatch(plain):
        raise BackpropError(f"found {text!r}, expected a decimal number such as 0.291027924")
    return Printed(plain)
