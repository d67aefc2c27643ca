"""Expected words with places for values: where a text deviates from them.

A value is never compared as text: a printed number is right where it is the rounding of the proved value to
three significant digits, or the value in full where it is shorter.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from flint import arb, fmpq

from backprop.check.figures.subject import nearly
from backprop.check.printed import fits, is_exact, rounded
from backprop.core.keys import Key
from backprop.core.registry import enclosure

SIGNIFICANT = 3
NUMBER = re.compile(r"(?<![\w.])[-−]?\d[\d,]*(?:\.\d+)?")
_VALUE = re.compile(r"(?:(?P<relation>[=≈]) )?(?P<number>[-−]?\d+(?:\.\d+)?)")
_PLAIN = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")


@dataclass(frozen=True)
class Value:
    """The printed digits of a quantity, with `=` or `≈` before them where `related`."""

    key: Key
    related: bool = False

    @property
    def name(self) -> str:
        """What the value is called."""
        return str(self.key)

    @property
    def proved(self) -> fmpq | arb:
        """The value itself."""
        return enclosure(self.key)


@dataclass(frozen=True)
class Made:
    """The printed digits of a number without a key; its name tells it from every other.

    Where `places` are given, it is printed with so many decimals, or in full with fewer.
    """

    name: str
    proved: fmpq | arb = field(compare=False)
    related: bool = False
    places: int | None = None


Wording: TypeAlias = tuple[str | Value | Made, ...]
Deviation: TypeAlias = tuple[int, int, str]
# What fills a place of a sentence: words and values, and more such within each other.
Slot: TypeAlias = "str | Value | Made | tuple[Slot, ...]"
Facts: TypeAlias = Mapping[str, Slot]


def deviations(text: str, wording: Wording, minus: str) -> Iterator[Deviation]:
    """Yield where numbers of `text` are wrong, and where its words first are others than expected."""
    at = 0
    for piece in wording:
        if isinstance(piece, str):
            if not text.startswith(piece, at):
                yield _otherwise(text, at, piece)
                return
            at += len(piece)
            continue
        match = _VALUE.match(text, at)
        if match is None:
            yield _otherwise(text, at, _digits(piece))
            return
        if not _holds(match, piece, minus):
            expected = f"{_relation(match['number'], piece)}{_digits(piece).replace('-', minus)}"
            yield at, match.end(), f"found {match[0]}, expected {expected} ({_told(piece)})"
        at = match.end()
    if at < len(text):
        yield at, len(text), f"found {text[at:]!r} after the end, expected nothing"


def _holds(match: re.Match[str], value: Value | Made, minus: str) -> bool:
    number = match["number"]
    relation = f"{match['relation']} " if match["relation"] else ""
    signed = number.startswith(("-", "−")) == number.startswith(minus)
    plain = number.replace("−", "-")
    return signed and is_printed(plain, value) and relation == _relation(plain, value)


def _relation(number: str, value: Value | Made) -> str:
    if not value.related:
        return ""
    return "= " if is_exact(number.replace("−", "-"), value.proved) else "≈ "


@lru_cache(maxsize=1 << 16)
def is_printed(number: str, of: Value | Made) -> bool:
    """Tell whether `number` is what a figure prints for a value."""
    if not _PLAIN.fullmatch(number):
        return False
    value = of.proved
    if value == 0:
        return number == "0"
    if isinstance(of, Made) and of.places is not None:
        return _fills(number, value, of.places)
    whole, point, fraction = number.lstrip("-").partition(".")
    digits = (whole + fraction).lstrip("0")
    if is_exact(number, value):
        return not fraction.endswith("0") and len(digits.rstrip("0")) <= SIGNIFICANT
    enough = len(digits) == SIGNIFICANT if point else len(digits) >= SIGNIFICANT
    if not enough or digits[SIGNIFICANT:].strip("0"):
        return False
    if digits.rstrip("0") == "1" and abs(nearly(value)) < abs(float(number)):
        # Below a power of ten the places are a tenth as large.
        finer = f"{number}0" if point else f"{number}.0" if len(digits) == SIGNIFICANT else number
        return fits(finer, value, SIGNIFICANT + 1)
    return fits(number, value, SIGNIFICANT)


def _fills(number: str, value: fmpq | arb, places: int) -> bool:
    """Tell whether `number` is a value to so many decimals, or all of it."""
    fraction = number.partition(".")[2]
    if is_exact(number, value):
        return len(fraction) <= places and not fraction.endswith("0")
    return len(fraction) == places and fits(number, value)


def usual(value: fmpq | arb) -> int:
    """Return how many decimals a value has where it is printed to three significant digits."""
    return len(_shown(value).partition(".")[2])


def _digits(of: Value | Made) -> str:
    """Return the expected digits, for messages."""
    if isinstance(of, Value) or of.places is None:
        return _shown(of.proved)
    text = rounded(of.proved, of.places)
    return text.rstrip("0").rstrip(".") if "." in text and is_exact(text, of.proved) else text


def _shown(value: fmpq | arb) -> str:
    short = f"{nearly(value):.{SIGNIFICANT}g}"
    if not (isinstance(value, fmpq) and is_exact(format(Decimal(short), "f"), value)):
        short = f"{nearly(value):.{SIGNIFICANT - 1}e}"
    return format(Decimal(short), "f")


def _told(value: Value | Made) -> str:
    return f"{value.name} is {nearly(value.proved):.9g}"


def _otherwise(text: str, at: int, expected: str) -> Deviation:
    """Return the first word of `text` that is another than expected, and the one that should stand there."""
    pairs = enumerate(zip(text[at:], expected, strict=False))
    same = next((place for place, (found, wanted) in pairs if found != wanted), len(text) - at)
    begin = max(text.rfind(" ", 0, at + same) + 1, at)
    found, wanted = ((words.split() or [""])[0] for words in (text[begin:], expected[begin - at :]))
    return begin, begin + len(found), f"found {found!r}, expected {wanted!r}"
