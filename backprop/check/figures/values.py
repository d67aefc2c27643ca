"""What a coordinate or a number of a figure is: evaluated anew from what the drawing carries.

A value is a number, or a key and what is done to it, such as `mazur:w5 + 0.1`, written as the title of a link
is; a condition says what is done before: `w5 = 0.4`, `w5 + 0.01`, `100 tries`, `only w5, w7 after 0`,
`forward difference 1e-3`.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from flint import arb, fmpq

from backprop.core.keys import Key, parse
from backprop.core.program import history
from backprop.core.registry import entry, graph_of, run_of
from backprop.figures.differences import DifferencesFigure
from backprop.figures.fact import PRECISION, Fact, exact, value_of
from backprop.figures.landscape import trained_alone

Value = fmpq | arb
_ALONE = re.compile(r"only (\w+(?:, \w+)*) after (\d+)")
_DIFFERENCE = re.compile(r"(forward|central) difference 1e(-\d+)")


def evaluated(text: str, where: str = "") -> Value:
    """Return the value of `0.5`, `KEY` or `KEY + name * 0.1`, with the condition met before."""
    head, _, then = text.partition(" ")
    if ":" not in head:
        return exact(head)
    key = entry(parse(head)).key
    if match := _ALONE.fullmatch(where):
        return arb(_alone(key.of("", 0), match[1], int(match[2]), key.step)[key.quantity])
    if match := _DIFFERENCE.fullmatch(where):
        return arb(_differences(key).errors[match[1]][-1 - int(match[2])])
    return value_of(Fact(key, then, where))


@lru_cache(maxsize=4096)
def _alone(run: Key, names: str, start: int, step: int) -> Mapping[str, float]:
    """Return the parameters and the loss where some of them were trained alone from a step of the run on."""
    alone = trained_alone(graph_of(run), names.split(", "))
    state = {name: float(arb(number)) for name, number in run_of(run, PRECISION).state(start).items()}
    columns = history(alone, [*state, alone.loss], step - start, state)
    return {name: float(column[-1]) for name, column in columns.items()}


@lru_cache(maxsize=16)
def _differences(key: Key) -> DifferencesFigure:
    return DifferencesFigure(key)


def near(text: str, where: str = "") -> float:
    """Return a value to the precision of a drawing."""
    return float(arb(evaluated(text, where)))
