"""What the sources print, from the data beside their pages: numbers with their places, slips in formulas.

Whether a number is right is no part of the data: it is computed from the keys that say what the number is.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from flint import ctx, fmpq

from backprop import files
from backprop.core import registry
from backprop.core.digits import Digits, Rule, decimals, digits, page
from backprop.core.keys import Key, parse
from backprop.errors import BackpropError, UndecidedError

FOLDER = "sources"
RIGHT, CUT, WRONG, OPEN = "right", "truncated", "wrong", "undecidable"
_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_CLAIM = frozenset(["id", "place", "printed", "of", "cause", "why"])
_SLIP = frozenset(["id", "place", "kind", "words", "printed", "right", "wrong"])


Row = Mapping[str, Any]


@dataclass(frozen=True)
class Claim:
    """A printed number: it should be the product of the values `of`, and is that of a slip, the `cause`.

    A product of a cause is one of rounded numbers, rounded again. Where there is no key, `why` says so.
    """

    id: str
    place: str
    printed: str
    of: tuple[Key, ...]
    cause: tuple[Key, ...]
    why: str


@dataclass(frozen=True)
class Slip:
    """Something else that is wrong: what it is in words, how it is printed, and the right formula if any."""

    id: str
    place: str
    words: str
    printed: str
    right: str


@dataclass(frozen=True)
class Source:
    """A text that this site grew from."""

    name: str
    title: str
    claims: tuple[Claim, ...]
    slips: tuple[Slip, ...]


@dataclass(frozen=True)
class Status:
    """What is said of a printed number, and how many of its digits are those of the value."""

    kind: str
    agreeing: int
    exact: bool = False


def names(docs: Path) -> list[str]:
    """Return the names of all sources, in the order of their table."""
    return list(_object(docs / FOLDER / "index.json", {"sources"})["sources"])


@cache
def source(docs: Path, name: str) -> Source:
    """Return the source of that name."""
    file = docs / FOLDER / f"{name}.json"
    if name not in names(docs):
        raise BackpropError(f"found the source {name}, expected one of {', '.join(names(docs))}")
    found = _object(file, {"title", "claims", "slips"})
    claims, slips = _rows(file, found["claims"], _CLAIM), _rows(file, found["slips"], _SLIP)
    return Source(name, found["title"], tuple(map(_claim, claims)), tuple(map(_slip, slips)))


def printed(docs: Path, name: str, anchor: str) -> str:
    """Return what a source prints at one place, as it is printed there."""
    claims = {claim.id: claim.printed for claim in source(docs, name).claims}
    if anchor not in claims:
        near = ", ".join(list(claims)[:4]) or "none"
        raise BackpropError(f"found the place {anchor} of {name}, expected one such as {near}")
    return claims[anchor]


def _object(file: Path, known: set[str]) -> dict[str, Any]:
    try:
        found = json.loads(files.read(file))
    except json.JSONDecodeError as error:
        raise BackpropError(f"{file}:{error.lineno}:{error.colno}: {error.msg}, expected JSON") from error
    if not isinstance(found, dict) or set(found) != known:
        raise BackpropError(f"{file}: expected an object with {', '.join(sorted(known))}")
    return found


def _rows(file: Path, rows: list[Row], known: frozenset[str]) -> list[Row]:
    for row in rows:
        if other := set(row) - known or {"id", "place", "printed"} - set(row):
            raise BackpropError(f"{file}: {row.get('id')}: {', '.join(sorted(other))} unknown or missing")
    ids = Counter(row["id"] for row in rows)
    if twice := [name for name, count in ids.items() if count > 1]:
        raise BackpropError(f"{file}: found {', '.join(twice)} twice, expected each place once")
    return rows


def _claim(row: Row) -> Claim:
    if not _DECIMAL.fullmatch(row["printed"]):
        raise BackpropError(f"{row['id']}: found {row['printed']!r}, expected a decimal number")
    if not row.get("of") and not row.get("why"):
        raise BackpropError(f"{row['id']}: found no key, expected a why")
    of, cause = (tuple(parse(key) for key in row.get(name, ())) for name in ("of", "cause"))
    return Claim(row["id"], row["place"], row["printed"], of, cause, row.get("why", ""))


def _slip(row: Row) -> Slip:
    return Slip(row["id"], row["place"], row["words"], row["printed"], row.get("right", ""))


def status(claim: Claim) -> Status:
    """Return what the value says of the printed number; raise where the cause does not give it."""
    if not claim.of:
        return Status(OPEN, 0)
    places = len(claim.printed.partition(".")[2])
    nearest, cut = (value(claim.of, rule(places)) for rule in (decimals, truncated))
    shown = len(_significant(claim.printed))
    if claim.printed == nearest.text:
        return Status(RIGHT, shown, nearest.exact)
    if claim.printed == cut.text:
        return Status(CUT, shown)
    _explained(claim, places)
    return Status(WRONG, _agreeing(claim.printed, cut.text))


def value(keys: Sequence[Key], rule: Rule = page) -> Digits:
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


def _explained(claim: Claim, places: int) -> None:
    """Raise where the cause of a wrong number does not give just its digits."""
    if not claim.cause:
        return
    if len(claim.cause) == 1:
        fits = claim.printed in {value(claim.cause, rule(places)).text for rule in (decimals, truncated)}
    else:
        made = math.prod(Fraction(registry.digits(key).text) for key in claim.cause)
        fits = abs(made - Fraction(claim.printed)) <= Fraction(1, 2 * 10**places)
    if not fits:
        found = " times ".join(map(str, claim.cause))
        raise BackpropError(f"{claim.id}: found the cause {found}, expected one that gives {claim.printed}")


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
