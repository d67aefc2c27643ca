"""What a coordinate or a number of a figure is: evaluated anew from what the drawing carries.

A value is a number, or a key and what is done to it, such as `mazur:w5 + 0.1`, written as the title of a link
is; a condition says what is done before: `w5 = 0.4`, `w5 + 0.01`, `100 tries`, `only w5, w7 after 0`,
`forward difference 1e-3`.
"""

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

from flint import arb, ctx, fmpq

from backprop.core.claims import parse_claim, value_after
from backprop.core.graph import Graph
from backprop.core.keys import Key, parse
from backprop.core.program import Program, compiled, history
from backprop.core.registry import at, enclosure, entry, graph_of, run_of
from backprop.figures.differences import DifferencesFigure
from backprop.figures.fact import least_loss

PRECISION = 256
Value = fmpq | arb
_TRIES = re.compile(r"(\d+) tries")
_ALONE = re.compile(r"only (\w+(?:, \w+)*) after (\d+)")
_DIFFERENCE = re.compile(r"(forward|central) difference 1e(-\d+)")


@lru_cache(maxsize=1 << 16)
def evaluated(text: str, where: str = "") -> Value:
    """Return the value of `0.5`, `KEY` or `KEY + name * 0.1`, with the condition met before."""
    head, _, then = text.partition(" ")
    if ":" not in head:
        exact = Fraction(head)
        return fmpq(exact.numerator, exact.denominator)
    key = entry(parse(head)).key
    value = _quantity(key, where)
    return value_after(parse_claim(then, key).value, value, PRECISION) if then else value


def _quantity(key: Key, where: str) -> Value:
    if not where:
        return enclosure(key)
    if match := _TRIES.fullmatch(where):
        return least_loss(key, int(match[1]))
    if match := _ALONE.fullmatch(where):
        return arb(_alone(key.of("", 0), match[1], int(match[2]), key.step)[key.quantity])
    if match := _DIFFERENCE.fullmatch(where):
        return arb(_quotients(key).errors[match[1]][-1 - int(match[2])])
    return _given(key, where)


def _given(key: Key, where: str) -> Value:
    """Return a quantity where others are given or moved, all else that is given kept."""
    moved = [part.split(" ") for part in where.split(", ")]
    program = _program(key.of(key.quantity, 0), tuple(name for name, _, _ in moved))
    values = {
        name: evaluated(f"{at(key, name)} + {word}" if sign == "+" else word) for name, sign, word in moved
    }
    with ctx.workprec(PRECISION):
        state = {**run_of(key, PRECISION).state(key.step), **values}
        result: Value = program(state)[key.quantity]
    return result


@lru_cache(maxsize=256)
def _program(key: Key, free: tuple[str, ...]) -> Program:
    return compiled(graph_of(key), [key.quantity], "proved", free)


@lru_cache(maxsize=4096)
def _alone(run: Key, names: str, start: int, step: int) -> Mapping[str, float]:
    """Return the parameters and the loss where some of them were trained alone from a step of the run on."""
    graph = graph_of(run)
    kept = [name for name in graph.updates if (graph[name].parameter or name) in names.split(", ")]
    less = Graph(graph.forward.values(), graph.loss, {name: graph[f"{name}+"].expr for name in kept})
    state = {name: float(arb(number)) for name, number in run_of(run, PRECISION).state(start).items()}
    columns = history(less, [*state, graph.loss], step - start, state)
    return {name: float(column[-1]) for name, column in columns.items()}


@lru_cache(maxsize=16)
def _quotients(key: Key) -> DifferencesFigure:
    return DifferencesFigure(key)


def near(text: str, where: str = "") -> float:
    """Return a value to the precision of a drawing."""
    return float(arb(evaluated(text, where)))
