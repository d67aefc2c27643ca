"""What a number or a point of a figure stands for: a quantity, and what is done to it or to its run.

A drawing has a fact as attributes: `data-key="mazur:net_o1" data-where="w5 + 0.01"
data-then="- net_o1"` is the change of `net_o1` when 0.01 is added to `w5`, all else that is given kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from random import Random

from flint import arb, ctx, fmpq

from backprop.core.claims import parse_claim, value_after
from backprop.core.keys import Key, parse
from backprop.core.ops import Proved, ball
from backprop.core.program import Program, compiled
from backprop.core.registry import at, decided, enclosure, graph_of
from backprop.errors import UndecidedError

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


@lru_cache(maxsize=1 << 16)
def value_of(fact: Fact) -> Proved:
    """Return the enclosure of a fact."""
    value = _value_where(fact.key, fact.where) if fact.where else enclosure(fact.key)
    return _value_then(fact, value) if fact.then else value


def _value_then(fact: Fact, value: Proved) -> Proved:
    """Return what comes of a value, with more bits where a long run needs them."""
    claim = parse_claim(fact.then, fact.key).value
    try:
        return value_after(claim, value, PRECISION)
    except UndecidedError:
        return decided(lambda precision: value_after(claim, value, precision))


def _value_where(key: Key, where: str) -> Proved:
    """Return the least value of `100 tries`, or that where `w5 + 0.01` or `w5 = 0.4, w6 = 0.5` is so."""
    if where.endswith(" tries"):
        return least_loss(key, int(where.removesuffix(" tries")))
    changes = [part.split(" ") for part in where.split(", ")]
    values = {name: _changed(at(key, name), sign, text) for name, sign, text in changes}
    program = _program(key.of(key.quantity, 0), tuple(values))
    with ctx.workprec(PRECISION):
        value: Proved = program({**_state(key.of("", key.step)), **values})[key.quantity]
    return value


@lru_cache(maxsize=256)
def _state(run: Key) -> Mapping[str, Proved]:
    """Return what a run has changed by its step."""
    return {name: enclosure(at(run, name)) for name in graph_of(run).updates}


def _changed(key: Key, sign: str, text: str) -> Proved:
    """Return a number or the quantity of a key, or how much more a quantity comes to be."""
    if sign == "+":
        return value_of(Fact(key, f"+ {text}"))
    return enclosure(parse(text)) if ":" in text else exact(text)


def exact(text: str) -> fmpq:
    """Return the number that a decimal text writes."""
    number = Fraction(text)
    return fmpq(number.numerator, number.denominator)


@lru_cache(maxsize=256)
def _program(key: Key, free: tuple[str, ...]) -> Program:
    return compiled(graph_of(key), [key.quantity], "proved", free)


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
