"""The quantities of a figure: their symbols and digits in charts and diagrams, their values in float64."""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import cache

import numpy as np
from flint import ctx

from backprop.core import digits as rounding
from backprop.core.digits import Rule, significant
from backprop.core.graph import Quantity
from backprop.core.keys import Key
from backprop.core.ops import ball
from backprop.core.program import compiled, history
from backprop.core.registry import at, digits, enclosure, graph_of
from backprop.errors import BackpropError
from backprop.figures.fact import PRECISION, Fact, value_of
from backprop.figures.symbols import plain, with_minus
from backprop.figures.words import Number, Symbol, Words

LONGEST = 16  # characters of a number: a longer one is nearer to nothing, or larger, than a figure can show


def _short(value: Fraction) -> str:
    """Round to three significant digits; an exact value of four keeps them all."""
    text = significant(4)(value)
    return text if Fraction(text) == value else significant(3)(value)


def printed(value: Key | Fact, *, places: int | None = None, relation: bool = False) -> str:
    """Return the digits of a quantity as figures print them, with the sign that may stand before them."""
    rule = _short if places is None else _in_places(places)
    written = digits(value, rule) if isinstance(value, Key) else rounding.digits(value_of(value), rule)
    if len(written.text) > LONGEST:
        raise BackpropError(
            f"found the number {written.text}, expected at most {LONGEST} characters in a figure"
        )
    return f"{written.relation} {written.text}" if relation else written.text


def decimals_in(digits: str) -> int:
    """Return how many decimals a written number has."""
    return len(digits.partition(".")[2])


@cache
def _in_places(places: int) -> Rule:
    """Return the rule that rounds to so many places, an exact value without idle zeros."""
    fixed = rounding.decimals(places)

    def rule(value: Fraction) -> str:
        text = fixed(value)
        return text.rstrip("0").rstrip(".") if "." in text and Fraction(text) == value else text

    return rule


def label(key: Key) -> str:
    """Return the symbol of a quantity in plain text."""
    return plain(graph_of(key)[key.quantity].tex)


def labelled(key: Key, show: Callable[..., str] = printed) -> str:
    """Return symbol, sign and digits of a quantity: `w₅ = 0.4`."""
    return f"{label(key)} {with_minus(show(key, relation=True))}"


def symbol(key: Key) -> Symbol:
    """Return the symbol of a quantity."""
    return Symbol(graph_of(key)[key.quantity].tex)


def number(value: Key | Fact, *, places: int | None = None) -> Number:
    """Return digits that know what they are."""
    fact = value if isinstance(value, Fact) else Fact(value)
    return Number(printed(value, places=places), fact.attributes)


def named_number(key: Key) -> Words:
    """Return the symbol and the digits, with nothing between them."""
    return symbol(key), " ", number(key)


def related_number(value: Key | Fact) -> Words:
    """Return the digits after the sign that may stand before them: `≈ 0.0822`."""
    sign, _ = printed(value, relation=True).split(" ")
    return f"{sign} ", number(value)


def equation(key: Key) -> Words:
    """Return symbol, sign and digits."""
    return symbol(key), " ", *related_number(key)


def quantities_of(run: Key, *roles: str) -> dict[Key, Quantity]:
    """Return the quantities of a pass that have these roles, role by role, by their keys."""
    forward = graph_of(run).forward.values()
    return {at(run, each.name): each for role in roles for each in forward if each.role == role}


def first_sample(run: Key, *roles: str) -> dict[Key, Quantity]:
    """Return the quantities of a pass that have these roles, of several samples those of the first."""
    return {key: each for key, each in quantities_of(run, *roles).items() if each.sample in (None, 1)}


def sample_words(run: Key) -> str:
    """Return which sample a picture of one pass shows, where the run has several."""
    several = any(each.sample for each in quantities_of(run, "output").values())
    return ", here of sample 1" if several else ""


def parameters_of(run: Key) -> list[str]:
    """Return the parameters that a run trains."""
    graph = graph_of(run)
    return [name for name in graph.updates if graph[name].role in {"weight", "bias"}]


def trained(run: Key, name: str) -> str:
    """Return `name`, or raise where the run does not train a parameter of that name."""
    parameters = parameters_of(run)
    if name not in parameters:
        expected = f"one of {', '.join(parameters)}" if parameters else "a run that trains parameters"
        raise BackpropError(f"found {name!r}, which {run.run} does not train; expected {expected}")
    return name


def float_of(key: Key) -> float:
    """Return a quantity in float64, whatever the precision in force is."""
    with ctx.workprec(PRECISION):
        return float(ball(enclosure(key)))


def state_of(run: Key) -> dict[str, float]:
    """Return what a run has changed by its step, in float64."""
    values = history(graph_of(run), graph_of(run).updates, run.step)
    return {name: float(rows[-1]) for name, rows in values.items()}


def course_of(run: Key, names: Iterable[str], steps: int) -> dict[str, np.ndarray]:
    """Return quantities of a run in float64, a value for each of so many steps from its own on."""
    columns = history(graph_of(run), names, run.step + steps)
    return {name: column[run.step :] for name, column in columns.items()}


def losses_at(run: Key, values: Mapping[str, np.ndarray]) -> np.ndarray:
    """Return the loss where some parameters have these `values` and all others those of the run."""
    program = compiled(graph_of(run), [run.quantity], "fast")
    losses: np.ndarray = program(state_of(run) | dict(values))[run.quantity]
    return losses
