"""What is wrong with a figure, and how many of its numbers were looked at."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from backprop.errors import BackpropError


@dataclass(frozen=True)
class Flaw:
    """What is wrong between two offsets of a part: the text alternative, the caption, or the SVG file."""

    part: str
    start: int
    end: int
    message: str


@dataclass(frozen=True)
class Verdict:
    """How many numbers were looked at, and what is wrong."""

    numbers: int
    flaws: tuple[Flaw, ...]


def caught(part: str, end: int, read: Callable[[], Iterator[Flaw]]) -> Iterator[Flaw]:
    """Yield the flaws that `read` finds; what cannot be computed is a flaw of the whole part."""
    try:
        yield from read()
    except BackpropError as error:
        yield Flaw(part, 0, end, str(error))
