"""The entries of a values page: anchor, digits and enclosure are those of the key that the entry names."""

import re
from collections.abc import Iterator
from typing import Any

from flint import ctx, fmpq

from backprop.check.outcome import Accounted, Outcome
from backprop.check.printed import PRECISION, exact, is_exact, rounded
from backprop.check.value import decided, fitting, key_of, plain_number
from backprop.core.keys import Key
from backprop.reading.document import Anchor, Code, Document, Mathematics, Paragraph, Problem, Text

DIGITS = 17
_DECIMAL = r"-?\d+(?:\.\d+)?"
_STATED = re.compile(r"(?P<relation>[=≈])\s*(?P<digits>[-−]?\d[\d,]*(?:\.\d+)?)")
_BALL = re.compile(
    rf"\[(?P<middle>{_DECIMAL})(?:e(?P<power>-?\d+))? \+/- (?P<radius>{_DECIMAL})(?:e(?P<small>-?\d+))?\]"
)
# How far an enclosure may reach from its middle, as a part of the value.
NARROW = fmpq(1, 10**18)


def entry_key(item: Paragraph) -> Key | None:
    """Return the key that a list item is the entry of; None for any other item."""
    kinds = {type(part) for part in item.parts}
    if item.kind != "item" or not {Anchor, Mathematics, Code} <= kinds:
        return None
    return next((key_of(part.text) for part in item.parts if isinstance(part, Code)), None)


def check_entries(document: Document) -> Iterator[Outcome]:
    """Check each entry of a values page, and the facts below it that hold digits."""
    key: Key | None = None
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.kind == "item":
            own = entry_key(block)
            key = own or key
            if own:
                yield from _anchored(block, own)
            if key:
                yield from _stated(block, key, DIGITS if own else None)


def _anchored(item: Paragraph, key: Key) -> Iterator[Outcome]:
    anchor = next(part for part in item.parts if isinstance(part, Anchor))
    if anchor.name != key.fragment:
        message = f"found the anchor {anchor.name}, expected {key.fragment}"
        yield Problem(anchor.start, anchor.end, "entry", message)


def _stated(item: Paragraph, key: Key, count: int | None) -> Iterator[Outcome]:
    """Yield an outcome for the digits behind = or ≈, and for an enclosure in code."""
    words = "".join(part.text if isinstance(part, Text) else "\n" for part in item.parts)
    for match in _STATED.finditer(words):
        yield _digits((item.start, item.end), match["relation"], match["digits"], key, count)
    for part in item.parts:
        if isinstance(part, Code) and (ball := _BALL.fullmatch(part.text)):
            yield _enclosed((part.start, part.end), ball, key)


def _digits(place: tuple[int, int], relation: str, digits: str, key: Key, count: int | None) -> Outcome:
    text = plain_number(digits)
    if not fitting(text, key, count):
        expected = decided(key, lambda value: rounded(value, len(text.partition(".")[2])))
        return Problem(*place, "value", f"found {digits}, expected {expected} for {key}")
    expected = "=" if decided(key, lambda value: is_exact(text, value)) else "≈"
    if relation != expected:
        return Problem(*place, "sign", f"found {relation} before {digits}, expected {expected} for {key}")
    return Accounted("listed")


def _is_within(off: Any, radius: fmpq) -> bool:
    return bool(abs(off) <= radius)


def _enclosed(place: tuple[int, int], ball: re.Match[str], key: Key) -> Outcome:
    if _holds(ball, key):
        return Accounted("listed")
    return Problem(*place, "entry", f"found {ball[0]}, which is no narrow enclosure of {key}")


def _holds(match: re.Match[str], key: Key) -> bool:
    """Tell whether an enclosure holds the value of a key, and little else."""
    middle = exact(match["middle"], int(match["power"] or 0))
    radius = exact(match["radius"], int(match["small"] or 0))
    with ctx.workprec(PRECISION):
        inside = decided(key, lambda value: _is_within(value - middle, radius))
    size: Any = abs(middle)
    return inside and bool(size * NARROW >= radius)
