"""Printed numbers: what a decimal text says of the value it stands for.

A text such as `0.2911` stands for all values within half a unit of its last place.
"""

from fractions import Fraction
from functools import lru_cache
from typing import Any

from flint import arb, ctx, fmpq, fmpz

from backprop.errors import UndecidedError

# More than any value is proved with when its digits are first looked at.
PRECISION = 256
# Decimals of a value in a message.
PLACES = 9
# What is larger is told in a few digits and an exponent.
LARGE = fmpq(10**30)


@lru_cache(maxsize=1 << 16)
def exact(text: str, exponent: int = 0) -> fmpq:
    """Return the number that `text` writes, times ten to the `exponent`."""
    value = Fraction(text) * Fraction(10) ** exponent
    return fmpq(value.numerator, value.denominator)


@lru_cache(maxsize=1 << 16)
def unit(text: str, exponent: int = 0, significant: int | None = None) -> fmpq:
    """Return one unit of the last place; zeros behind `significant` digits of an integer are no places."""
    integer, _, fraction = text.lstrip("-").partition(".")
    idle = max(0, len(integer) - significant) if significant and not fraction else 0
    power = exponent - len(fraction) + idle
    return fmpq(10**power) if power >= 0 else fmpq(1, 10**-power)


@lru_cache(maxsize=1 << 16)
def interval(text: str, exponent: int = 0) -> arb:
    """Return the ball of all values that `text` stands for."""
    return arb(exact(text, exponent), arb(unit(text, exponent) / 2))


def places(text: str) -> int:
    """Return how many decimals `text` shows."""
    return len(text.partition(".")[2])


def fits(text: str, value: fmpq | arb, significant: int | None = None) -> bool:
    """Tell whether `text` is the rounding of `value`, half to even, at the digits it shows.

    An enclosure too wide to tell raises `UndecidedError`.
    """
    if text.startswith("-") and not exact(text):
        return False
    half = unit(text, 0, significant) / 2
    with ctx.workprec(PRECISION):
        off: Any = abs(value - exact(text))
    if off < half:
        return True
    if off > half:
        return False
    if isinstance(off, fmpq):
        return _is_even(text, significant)
    raise UndecidedError(f"{value.str(20)} may round to {text} or not")


def is_exact(text: str, value: fmpq | arb) -> bool:
    """Tell whether `text` writes `value` in full."""
    return isinstance(value, fmpq) and value == exact(text)


def rounded(value: fmpq | arb, places: int) -> str:
    """Return the digits of `value` with so many decimals, for messages; those of its middle if a ball."""
    size: Any = abs(value)
    if size > LARGE:
        return str(arb(value).str(places or 1, radius=False))
    scaled = _nearest(value, places)
    integer, rest = divmod(abs(scaled), 10**places)
    digits = f"{integer}.{rest:0{places}d}" if places else str(integer)
    return f"-{digits}" if scaled < 0 else digits


def telling(value: fmpq | arb, places: int, least: int) -> str:
    """Return the digits of `value` with so many decimals, or more where these show few digits."""
    text = rounded(value, places)
    while significant(text) < least and not is_exact(text, value) and places < PRECISION:
        places += 1
        text = rounded(value, places)
    return _shortest(text, value)


def short(value: fmpq | arb, places: int = PLACES) -> str:
    """Return the digits of `value` with so many decimals, without idle zeros where they write it in full."""
    return _shortest(rounded(value, places), value)


def _shortest(text: str, value: fmpq | arb) -> str:
    is_idle = "." in text and "e" not in text and is_exact(text, value)
    return text.rstrip("0").rstrip(".") if is_idle else text


def apart(left: fmpq | arb, right: fmpq | arb) -> tuple[str, str]:
    """Return two values with as many decimals as show that they differ, up to five times the usual."""
    most = range(PLACES, 5 * PLACES)
    places = next((count for count in most if rounded(left, count) != rounded(right, count)), PLACES)
    return short(left, places), short(right, places)


def significant(text: str) -> int:
    """Return how many significant digits a decimal text shows."""
    return len(text.lstrip("-").replace(".", "").lstrip("0"))


def too_few(text: str, value: fmpq | arb, least: int) -> str:
    """Return what is wrong with a rounding that shows fewer significant digits than tell a value."""
    count = significant(text)
    digits = f"{count} significant digit{'' if count == 1 else 's'}"
    return f"found {text} with {digits}, expected at least {least}: {telling(value, places(text), least)}"


def _nearest(value: fmpq | arb, places: int) -> int:
    """Return the whole number nearest to `value` times ten to the `places`; a ball may be very small."""
    if isinstance(value, fmpq):
        exactly: int = round(Fraction(int(value.p), int(value.q)) * 10**places)
        return exactly
    with ctx.workprec(PRECISION):
        moved: Any = (value.mid() * fmpz(10) ** places + fmpq(1, 2)).mid().floor()
        return int(moved.unique_fmpz())


def _is_even(text: str, significant: int | None) -> bool:
    """Tell whether the last digit that counts is even."""
    last = exact(text) / unit(text, 0, significant)
    return int(last.p) % 2 == 0
