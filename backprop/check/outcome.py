"""What a rule of the check gives for a piece of a page: things that are right, or a problem."""

from dataclasses import dataclass
from typing import TypeAlias

from backprop.reading.document import Problem


@dataclass(frozen=True)
class Accounted:
    """How many things of a kind are right."""

    kind: str
    count: int = 1


Outcome: TypeAlias = Accounted | Problem
