"""What the rules of the check say of a piece of a page: how much is accounted for, and what is wrong."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from types import MappingProxyType

from backprop.reading.document import Problem


@dataclass(frozen=True)
class Outcome:
    """How many things are accounted for, by kind, and the problems."""

    counts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    problems: tuple[Problem, ...] = ()

    def __add__(self, other: "Outcome") -> "Outcome":
        return total((self, other))

    def shifted(self, by: int) -> "Outcome":
        """Return the same with every problem moved."""
        moved = (replace(one, start=one.start + by, end=one.end + by) for one in self.problems)
        return Outcome(self.counts, tuple(moved))


CLEAN = Outcome()


def accounted(kind: str, count: int = 1) -> Outcome:
    """Return the outcome that so many things of a kind are right."""
    return Outcome(MappingProxyType({kind: count})) if count else CLEAN


def problem(place: tuple[int, int], rule: str, message: str) -> Outcome:
    """Return the outcome that one thing, between two offsets, breaks a rule."""
    return Outcome(problems=(Problem(*place, rule, message),))


def total(outcomes: Iterable[Outcome]) -> Outcome:
    """Return all outcomes in one: counts added, each problem once, in order."""
    every = [one for one in outcomes if one.counts or one.problems]
    counts: Counter[str] = Counter()
    for outcome in every:
        counts.update(outcome.counts)
    problems = dict.fromkeys(chain.from_iterable(outcome.problems for outcome in every))
    return Outcome(MappingProxyType(dict(counts)), tuple(problems))
