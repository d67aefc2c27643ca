"""Names of quantities as plain text: for pictures with Unicode subscripts, for sentences as they are."""

import re
from collections.abc import Sequence

_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_LETTERS = {"theta": "θ", "delta": "δ"}


def label(name: str) -> str:
    """Return a name as it stands in a picture: `w₅`, `net h₁`, `E total`, `out₂`, `∂E o₁/∂out o₁`."""
    if "/" in name:
        upper, _, lower = name.partition("/")
        return f"∂{label(upper[1:])}/∂{label(lower[1:])}"
    letters, rest = re.fullmatch(r"([A-Za-z]+)(.*)", name, re.DOTALL).groups()  # type: ignore[union-attr]
    head, index = _LETTERS.get(letters, letters), rest.removeprefix("_")
    return head + _index(index) if index[:1].isdigit() else f"{head} {_unit(index)}".rstrip()


def _unit(unit: str) -> str:
    return re.sub(r"\d+(_\d+)?", lambda digits: _index(digits[0]), unit)


def _index(digits: str) -> str:
    return digits.replace("_", ",").translate(_SUBSCRIPTS)


def listed(items: Sequence[str]) -> str:
    """Return the items as a sentence lists them: `a, b and c`."""
    return " and ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))


def count_of(number: int, thing: str) -> str:
    """Return a number with its noun: `1 step`, `10,000 steps`."""
    return f"{number:,} {noun(range(number), thing)}"


def noun(items: Sequence[object], thing: str) -> str:
    """Return the noun for so many items: `input` or `inputs`."""
    return thing if len(items) == 1 else f"{thing}s"


def with_minus(number: str) -> str:
    """Return a number's digits as a picture shows them, with a true minus sign."""
    return number.replace("-", "−")
