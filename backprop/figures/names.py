"""Words of sentences: lists, counts with their nouns, numbers with a true minus sign."""

from collections.abc import Sequence


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
