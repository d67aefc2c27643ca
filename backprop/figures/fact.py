"""What a number or a point of a figure stands for: a quantity, and what is done to it or to its run.

A fact stands in a drawing as attributes: `data-key="mazur:net_o1" data-where="w5 + 0.01"
data-then="- net_o1"` is the change of `net_o1` when 0.01 is added to `w5`, all else that is given kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from flint import ctx

from backprop.core.claims import parse_claim, value_after
from backprop.core.keys import Key
from backprop.core.ops import Proved
from backprop.core.program import compiled
from backprop.core.registry import at, enclosure, graph_of, run_of
from backprop.figures.trials import least_loss

PRECISION = 256


@dataclass(frozen=True)
class Fact:
    """A quantity; `then` goes on from its value as the title of a link does, and `where` is done first."""

    key: Key
    then: str = ""
    where: str = ""

    @property
    def attributes(self) -> Mapping[str, str]:
        """The fact as a drawing carries it."""
        parts = {"data-key": str(self.key), "data-where": self.where, "data-then": self.then}
        return {name: text for name, text in parts.items() if text}


@cache
def value_of(fact: Fact) -> Proved:
    """Return the enclosure of a fact."""
    value = _moved(fact.key, fact.where) if fact.where else enclosure(fact.key)
    return value_after(parse_claim(fact.then, fact.key).value, value, PRECISION) if fact.then else value


def _moved(key: Key, where: str) -> Proved:
    """Return the value where `w5 + 0.01` was done first, or the least one of `100 tries`."""
    first, _, then = where.partition(" ")
    if then == "tries":
        return least_loss(key, int(first))
    program = compiled(graph_of(key), [key.quantity], "proved", [first])
    moved = value_of(Fact(at(key, first), then))
    with ctx.workprec(PRECISION):
        value: Proved = program({**run_of(key, PRECISION).state(key.step), first: moved})[key.quantity]
    return value
