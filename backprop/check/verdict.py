"""What the check says of a piece of a page: how much it has accounted for, and what is wrong."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from types import MappingProxyType

from backprop.reading.document import Problem


@dataclass(frozen=True)
class Verdict:
    """How many things are accounted for, by kind, and the problems."""

    counts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    problems: tuple[Problem, ...] = ()

    def __add__(self, other: "Verdict") -> "Verdict":
        return total((self, other))

    def shifted(self, by: int) -> "Verdict":
        """Return the same with every problem moved."""
        if not self.problems or not by:
            return self
        moved = (replace(one, start=one.start + by, end=one.end + by) for one in self.problems)
        return Verdict(self.counts, tuple(moved))


CLEAN = Verdict()


def accounted(kind: str, count: int = 1) -> Verdict:
    """Return the verdict that something is right."""
    return Verdict(MappingProxyType({kind: count}))


def wrong(place: tuple[int, int], rule: str, message: str) -> Verdict:
    """Return the verdict that one thing is wrong."""
    return Verdict(problems=(Problem(*place, rule, message),))


def total(verdicts: Iterable[Verdict]) -> Verdict:
    """Return all verdicts in one: counts added, each problem once, in order."""
    found = [one for one in verdicts if one.counts or one.problems]
    if len(found) < 2:
        return found[0] if found else CLEAN
    counts: Counter[str] = Counter()
    for one in found:
        for kind, count in one.counts.items():
            counts[kind] += count
    problems = dict.fromkeys(chain.from_iterable(one.problems for one in found))
    return Verdict(MappingProxyType(dict(counts)), tuple(problems))
