"""What is wrong with a figure, and how many of its numbers were looked at."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Flaw:
    """What is wrong between two offsets of a part: the text alternative, the caption, or the SVG file."""

    part: str
    start: int
    end: int
    message: str


@dataclass(frozen=True)
class Outcome:
    """How many numbers were looked at, and what is wrong."""

    numbers: int
    flaws: tuple[Flaw, ...]
