"""Whether the numbers that sources print are right: computed from the keys that say what each number is."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

from flint import ctx, fmpq

from backprop import files
from backprop.core import registry
from backprop.core.digits import Digits, Rule, decimals, digits, page
from backprop.core.keys import Key, parse
from backprop.errors import BackpropError, UndecidedError
from backprop.reading.sources import INDEX, PrintedNumber, Source, parse_names, parse_source, source_file

RIGHT, CUT, WRONG, OPEN = "right", "truncated", "wrong", "undecidable"


@dataclass(frozen=True)
class Status:
    """What a printed number is, and how many of its digits are those of the value."""

    kind: str
    agreeing: int
    exact: bool = False


def source_names(docs: Path) -> list[str]:
    """Return the names of all sources below `docs`, in the order of their table."""
    file = docs / INDEX
    return parse_names(str(file), files.read(file))


def read_source(docs: Path, name: str) -> Source:
    """Return the source of that name."""
    if name not in (names := source_names(docs)):
        raise BackpropError(f"found the source {name}, expected one of {', '.join(names)}")
    file = docs / source_file(name)
    return parse_source(str(file), files.read(file))


def printed_number(docs: Path, name: str, anchor: str) -> str:
    """Return what a source prints at one place, as it is printed there."""
    numbers = read_source(docs, name).numbers
    if anchor not in numbers:
        near = ", ".join(list(numbers)[:4]) or "none"
        raise BackpropError(f"found the place {anchor} of {name}, expected one such as {near}")
    return numbers[anchor].printed


def keys_of(names: Iterable[str]) -> tuple[Key, ...]:
    """Return the keys that the data of a source name."""
    return tuple(map(parse, names))


def status_of(number: PrintedNumber) -> Status:
    """Return what the value says of a printed number; raise where the cause does not give it."""
    if not number.of:
        return Status(OPEN, 0)
    places = len(number.printed.partition(".")[2])
    nearest, cut = (product_of(keys_of(number.of), rule(places)) for rule in (decimals, truncated))
    shown = len(_significant(number.printed))
    if number.printed == nearest.text:
        return Status(RIGHT, shown, nearest.exact)
    if number.printed == cut.text:
        return Status(CUT, shown)
    _hold_cause(number, places)
    return Status(WRONG, _agreeing(number.printed, cut.text))


def product_of(keys: Sequence[Key], rule: Rule = page) -> Digits:
    """Return the digits of a product of values, at whatever precision makes them certain."""
    for precision in registry.PRECISIONS:
        try:
            with ctx.workprec(precision):
                proved = (registry.proved(key, precision) for key in keys)
                return digits(math.prod(proved, start=fmpq(1)), rule)
        except UndecidedError:
            continue
    raise BackpropError(f"{' '.join(map(str, keys))}: it cannot be decided with {precision} bits")


@cache
def truncated(places: int) -> Rule:
    """Return the rule that cuts off all but so many digits after the point."""
    return lambda value: decimals(places)(Fraction(int(value * 10**places), 10**places))


def _hold_cause(number: PrintedNumber, places: int) -> None:
    """Raise where the cause of a wrong number does not give just its digits."""
    cause = keys_of(number.cause)
    if cause and not _gives(cause, number.printed, places):
        product = " times ".join(number.cause)
        raise BackpropError(
            f"{number.id}: found the cause {product}, expected one that gives {number.printed}"
        )


def _gives(cause: Sequence[Key], printed: str, places: int) -> bool:
    """Tell whether a value, or a product of rounded values, has the printed digits."""
    if len(cause) == 1:
        return printed in {product_of(cause, rule(places)).text for rule in (decimals, truncated)}
    product = math.prod(Fraction(registry.digits(key).text) for key in cause)
    return abs(product - Fraction(printed)) <= Fraction(1, 2 * 10**places)


def _significant(text: str) -> str:
    return text.lstrip("-").replace(".", "").lstrip("0")


def _agreeing(text: str, other: str) -> int:
    """Return how many digits two texts with as many decimals have in common before they part."""
    if text.startswith("-") != other.startswith("-"):
        return 0
    one, two = (part.lstrip("-").replace(".", "") for part in (text, other))
    width = max(len(one), len(two))
    pairs = list(zip(one.zfill(width), two.zfill(width), strict=True))
    parting = next(at for at, (a, b) in enumerate(pairs) if a != b)
    return len(one.zfill(width)[:parting].lstrip("0"))
