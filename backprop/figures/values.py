"""The numbers of a figure: printed ones from the registry, curves in float64."""

from collections.abc import Iterable
from fractions import Fraction
from functools import cache

import numpy as np

from backprop.core import digits as rounding
from backprop.core.digits import Rule, significant
from backprop.core.example import Example
from backprop.core.examples import EXAMPLES
from backprop.core.graph import Quantity
from backprop.core.keys import Key
from backprop.core.program import history
from backprop.core.registry import at, digits, entry, graph_of
from backprop.errors import BackpropError
from backprop.figures.fact import Fact, value_of
from backprop.figures.symbols import plain
from backprop.networks import examples
from backprop.networks.network import Network

RULE = significant(3)
LONGEST = 16  # characters of a number: a longer one is nearer to nothing, or larger, than a figure can show


def example_of(run: Key) -> Example:
    """Return the example that a run trains."""
    return EXAMPLES[run.example]


def network_of(run: Key) -> Network:
    """Return the network that a run trains; a run of something else raises."""
    return examples.network_of(run.example)


def samples_of(run: Key) -> Network:
    """Return the neuron that a run fits to samples, which draws a line; a run of something else raises."""
    return examples.samples_of(run.example)


def pass_of(run: Key) -> dict[str, Key]:
    """Return the key of each quantity of the forward pass that `run` names."""
    return {name: at(run, name) for name in graph_of(run).forward}


def printed(value: Key | Fact, *, places: int | None = None, relation: bool = False) -> str:
    """Return the digits of a quantity as figures print them, with the sign that may stand before them."""
    rule = RULE if places is None else _in_places(places)
    written = digits(value, rule) if isinstance(value, Key) else rounding.digits(value_of(value), rule)
    if len(written.text) > LONGEST:
        raise BackpropError(
            f"found the number {written.text}, expected at most {LONGEST} characters in a figure"
        )
    return f"{written.relation} {written.text}" if relation else written.text


@cache
def _in_places(places: int) -> Rule:
    """Return the rule that rounds to so many places, an exact value without idle zeros."""
    fixed = rounding.decimals(places)

    def rule(value: Fraction) -> str:
        text = fixed(value)
        return text.rstrip("0").rstrip(".") if "." in text and Fraction(text) == value else text

    return rule


def state_of(run: Key) -> dict[str, float]:
    """Return what a run has changed by its step, in float64."""
    values = history(graph_of(run), graph_of(run).updates, run.step)
    return {name: float(rows[-1]) for name, rows in values.items()}


def derivative_of(key: Key) -> Quantity:
    """Return the derivative that a key names; a key of anything else raises."""
    derivative = entry(key).quantity
    if not derivative.is_derivative:
        raise BackpropError(f"found {key}, expected a derivative such as mazur:dE_total/dw5")
    return derivative


def label(key: Key) -> str:
    """Return the symbol of a quantity in plain text."""
    return plain(graph_of(key)[key.quantity].tex)


def course_of(run: Key, names: Iterable[str], steps: int) -> dict[str, np.ndarray]:
    """Return quantities of a run in float64, a value for each of so many steps from its own on."""
    columns = history(graph_of(run), names, run.step + steps)
    return {name: column[run.step :] for name, column in columns.items()}


def trained(run: Key, name: str) -> str:
    """Return `name`, or raise where the run does not train a parameter of that name."""
    parameters = parameters_of(run)
    if name not in parameters:
        raise BackpropError(
            f"found {name!r}, which {run.run} does not train; expected one of {', '.join(parameters)}"
        )
    return name


def parameters_of(run: Key) -> list[str]:
    """Return the parameters that a run trains."""
    graph = graph_of(run)
    return [name for name in graph.updates if graph[name].role in {"weight", "bias"}]


# Options that are numbers, each with a quantity that has it at the start.
OPTIONS = {"rate": "eta", "momentum": "alpha", "weights": "w1", "start": "theta0"}


def settings_of(run: Key) -> tuple[str, tuple[Key, ...]]:
    """Return what sets a run apart, as it ends a title, and the keys of the numbers in it."""
    keys = {name: run.of(OPTIONS[name], 0) for name, _ in run.options if name in OPTIONS}
    parts = [f"{name} {digits(keys[name]).text if name in keys else value}" for name, value in run.options]
    parts += [f"step {run.step:,}"] if run.step else []
    return "".join(f", {part}" for part in parts), tuple(keys.values())
