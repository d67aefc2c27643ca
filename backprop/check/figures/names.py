"""How figures spell the names of quantities, and the nouns and lists of their sentences."""

import re
from collections.abc import Sequence
from typing import TypeVar

_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_LETTERS = re.compile(r"^(theta|delta)")
_GREEK = {"theta": "θ", "delta": "δ"}
_WITHIN_INDEX = re.compile(r"(?<=\d)_(?=\d)")
_BEFORE_INDEX = re.compile(r"(?<=[A-Za-z])_(?=\d)")

Piece = TypeVar("Piece")


def label(name: str) -> str:
    """Return a name as pictures and captions write it: `w₅`, `net h₁`, `∂E total/∂w₅`."""
    upper, slash, lower = name.partition("/")
    if slash:
        return f"∂{label(upper[1:])}/∂{label(lower[1:])}"
    spelled = _BEFORE_INDEX.sub("", _LETTERS.sub(lambda found: _GREEK[found[0]], name))
    return _WITHIN_INDEX.sub(",", spelled).replace("_", " ").translate(_SUBSCRIPTS)


def noun(count: int, one: str) -> str:
    """Return the noun for so many things."""
    return one if count == 1 else f"{one}s"


def counted(count: int, one: str) -> str:
    """Return a number and its noun: `10,000 steps`."""
    return f"{count:,} {noun(count, one)}"


def listed(items: Sequence[Piece]) -> tuple[Piece | str, ...]:
    """Return the items with what stands between them in a sentence: `a, b and c`."""
    found: list[Piece | str] = []
    for left, item in enumerate(reversed(items)):
        found[:0] = [item, *[{1: " and "}.get(left, ", ")] * (left > 0)]
    return tuple(found)
