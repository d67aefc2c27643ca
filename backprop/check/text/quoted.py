"""What the sources print, as the data beside their pages say, and what the proved values say of it."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from flint import arb, ctx, fmpq

from backprop.check.printed import PRECISION, exact, fits, unit
from backprop.check.text.links import significant
from backprop.check.verdict import Verdict, accounted, wrong
from backprop.core import keys, registry
from backprop.errors import BackpropError
from backprop.reading.document import Quote

Read = Callable[[str], str | None]
Number = fmpq | arb

_NEEDED = frozenset(["id", "place", "printed"])
RIGHT, CUT, WRONG, OPEN = "right", "truncated", "wrong", "undecidable"


@dataclass(frozen=True)
class Source:
    """The data of a source: its title, and the rows of its numbers and of its slips by their anchors."""

    title: str
    claims: Mapping[str, Mapping[str, Any]]
    slips: Mapping[str, Mapping[str, Any]]


def source(name: str, read: Read) -> Source | None:
    """Return a source by the name of its page, None where there are no such data."""
    file = f"sources/{name}.json"
    text = read(file)
    return None if text is None else _source(file, text)


def names(read: Read) -> list[str]:
    """Return the names of all sources, in the order of their table."""
    file = "sources/index.json"
    text = read(file)
    return [] if text is None else list(_object(file, text)["sources"])


@cache
def _source(file: str, text: str) -> Source:
    found = _object(file, text)
    rows = [found.get(part, []) for part in ("claims", "slips")]
    if "title" not in found or any(not row.keys() >= _NEEDED for part in rows for row in part):
        raise BackpropError(f"{file}: expected a title, and rows with {', '.join(sorted(_NEEDED))}")
    return Source(found["title"], *({row["id"]: row for row in part} for part in rows))


def _object(file: str, text: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(text)
    except json.JSONDecodeError as error:
        raise BackpropError(f"{file}: {error}, expected JSON") from error
    return found


def verdict(quote: Quote, read: Read) -> Verdict:
    """Judge a quote: it is what the source prints there."""
    found = source(quote.source, read)
    row = found.claims.get(quote.anchor) if found else None
    if row is None:
        message = f"found a quote of {quote.source}#{quote.anchor}, where no number is printed"
        return wrong((quote.start, quote.end), "quote", message)
    shown = quote.text.strip().replace("−", "-")
    if shown != row["printed"]:
        message = f"found {shown}, expected {row['printed']} as {quote.source} prints it"
        return wrong((quote.start, quote.end), "quote", message)
    return accounted("quoted")


@cache
def value(of: tuple[str, ...]) -> Number:
    """Return the product of the values of some keys."""
    with ctx.workprec(PRECISION):
        made: Number = fmpq(1)
        for key in of:
            made = _times(made, registry.enclosure(registry.entry(keys.parse(key)).key))
    return made


def _times(one: Number, other: Number) -> Number:
    product: Number = other * one if isinstance(other, arb) else one * other
    return product


def kind(text: str, of: Sequence[str]) -> str:
    """Return what the value says of a printed number."""
    if not of:
        return OPEN
    found = value(tuple(of))
    if fits(text, found):
        return RIGHT
    return CUT if _cut(text, found) else WRONG


def is_exact(text: str, of: Sequence[str]) -> bool:
    """Tell whether a printed number is the value in full."""
    found = value(tuple(of))
    return isinstance(found, fmpq) and found == exact(text)


def agreeing(text: str, of: Sequence[str]) -> int:
    """Return how many significant digits a printed number has in common with the value before they part."""
    found, places = value(tuple(of)), len(text.partition(".")[2])
    shown = significant(text)
    if kind(text, of) != WRONG:
        return shown
    begun = (_shorter(text, places, shown - count) for count in range(1, shown))
    return next((significant(one) for one in begun if _cut(one, found)), 0)


def explains(text: str, of: Sequence[str], shown: Sequence[str]) -> bool:
    """Tell whether a cause gives a printed number.

    One key gives its value, rounded or cut; several the product of their `shown` digits, rounded up or down.
    """
    if len(of) == 1:
        return kind(text, of) != WRONG
    made = fmpq(1)
    for digits in shown:
        made *= exact(digits)
    return bool(abs(made - exact(text)) <= unit(text) / 2)


def _cut(text: str, found: Number) -> bool:
    """Tell whether a printed number is the value without its further digits."""
    sign = -1 if text.startswith("-") else 1
    with ctx.workprec(PRECISION):
        rest: Any = found * sign - exact(text) * sign
    return bool(rest >= 0 and rest < unit(text))


def _shorter(text: str, places: int, count: int) -> str:
    """Return the first `count` significant digits of a decimal text that shows more."""
    left = significant(text) - count
    return text[:-left].removesuffix(".") if left <= places else text
