"""The entries of a values page: anchor, digits and enclosure are those of the key that the entry names."""

import re
from collections.abc import Iterator
from typing import Any

from flint import arb, ctx, fmpq

from backprop.check.outcome import Accounted, Outcome
from backprop.check.printed import PRECISION, exact
from backprop.check.value import MOST_DIGITS, decided, key_of, misstated
from backprop.core.keys import Key
from backprop.reading.document import Anchor, Code, Document, Mathematics, Paragraph, Problem, Text

DIGITS = 17
_DECIMAL = r"-?\d{1,99}(?:\.\d{1,99})?"
_STATED = re.compile(r"(?P<relation>[=≈])\s*(?P<digits>[-−]?\d[\d,]*(?:\.\d+)?)")
_BALL = re.compile(
    rf"\[(?P<middle>{_DECIMAL})(?:e(?P<power>-?\d{{1,4}}))? \+/- "
    rf"(?P<radius>{_DECIMAL})(?:e(?P<small>-?\d{{1,4}}))?\]"
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
        wrong = misstated(match["relation"], match["digits"], key, count)
        yield Problem(item.start, item.end, *wrong) if wrong else Accounted("listed")
    for part in item.parts:
        if isinstance(part, Code) and " +/- " in part.text:
            ball = _BALL.fullmatch(part.text)
            message = f"found {part.text[:MOST_DIGITS]}, which is no narrow enclosure of {key}"
            is_right = ball and _holds(ball, key)
            yield Accounted("listed") if is_right else Problem(part.start, part.end, "entry", message)


def _holds(match: re.Match[str], key: Key) -> bool:
    """Tell whether an enclosure holds the value of a key, and little else."""
    middle = exact(match["middle"], int(match["power"] or 0))
    radius = exact(match["radius"], int(match["small"] or 0))
    with ctx.workprec(PRECISION):
        inside = decided(key, lambda value: bool(_size(value - middle) <= radius))
    return inside and bool(_size(middle) * NARROW >= radius)


def _size(number: fmpq | arb) -> Any:
    return abs(number)
