"""What a number or a point of a figure stands for: a quantity, and what is done to it or to its run.

A fact stands in a drawing as attributes: `data-key="mazur:net_o1" data-where="w5 + 0.01"
data-then="- net_o1"` is the change of `net_o1` when 0.01 is added to `w5`, all else that is given kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from random import Random

from flint import arb, ctx

from backprop.core.claims import parse_claim, value_after
from backprop.core.keys import Key
from backprop.core.ops import Proved, ball
from backprop.core.program import compiled
from backprop.core.registry import at, enclosure, graph_of, run_of

PRECISION, SEARCH_PRECISION = 256, 128
SEED, REACH = 1, 1.0  # of the weights of random search: how they are drawn, and how far they lie from 0


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


@cache
def improvements(loss: Key, tries: int) -> dict[int, arb]:
    """Return each loss that was the least so far, by the number of the try that met it."""
    graph = graph_of(loss)
    weights = [name for name, quantity in graph.forward.items() if quantity.role == "weight"]
    program = compiled(graph, [loss.quantity], "proved")
    draw = Random(SEED)  # noqa: S311 - weights to try, not secrets
    improved: dict[int, arb] = {}
    least = arb("inf")
    with ctx.workprec(SEARCH_PRECISION):
        for count in range(1, tries + 1):
            tried = {name: arb(draw.uniform(-REACH, REACH)) for name in weights}
            reached = ball(program(tried)[loss.quantity])
            if reached < least:
                improved[count] = least = reached
    return improved


def least_loss(loss: Key, tries: int) -> arb:
    """Return the least loss of so many tries."""
    return [*improvements(loss, tries).values()][-1]
