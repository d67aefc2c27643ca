"""What examples of gradient descent share: given numbers, counts, the rate, and each parameter's update."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from backprop.core.example import DECIMAL, Options
from backprop.core.expression import Expr, Num, Ref
from backprop.core.graph import Graph, Quantity, derivative_name
from backprop.errors import BackpropError

COUNTS = {
    "inputs": "inputs",
    "hidden_neurons": "neurons in hidden layers",
    "outputs": "outputs",
    "layers": "layers of neurons, the inputs not counted",
    "weights": "weights",
    "biases": "biases",
    "parameters": "parameters that are trained",
    "samples": "samples",
}


def descent_options(rate: str) -> dict[str, tuple[str, ...]]:
    """Return the options that every descent has."""
    return {"rate": (rate, DECIMAL), "update": ("together", "sequential"), "momentum": ("0", DECIMAL)}


def given(name: str, tex: str, words: str, role: str, decimal: str, **place: Any) -> Quantity:
    """Return a quantity that is a plain number, from its decimal text; `place` says what it belongs to."""
    return Quantity(name, tex, words, role, number(name, decimal), **place)


def number(name: str, decimal: str) -> Num:
    """Return the number that a decimal text writes; `name` stands in the message where it is none."""
    try:
        return Num(Fraction(decimal))
    except ValueError:
        raise BackpropError(f"{name}: found {decimal!r}, expected a decimal number such as 0.15") from None


def count_quantities(numbers: Mapping[str, int]) -> list[Quantity]:
    """Return numbers of things as quantities."""
    return [
        given(name, rf"n_{{{name.partition('_')[0]}}}", f"number of {COUNTS[name]}", "count", str(number))
        for name, number in numbers.items()
    ]


def trained(
    quantities: list[Quantity],
    parameters: list[str],
    loss: str,
    options: Options,
    *,
    objective: str = "",
    carried: Mapping[str, Expr] = MappingProxyType({}),
    **more: Any,
) -> Graph:
    """Return the graph with learning rate and the update of each parameter down the slope of `objective`.

    The objective is the loss where it is not given; `carried` are updates of what is no parameter.
    """
    known = {quantity.name: quantity for quantity in quantities}
    rate = [given("eta", r"\eta", "learning rate", "rate", options["rate"])]
    downhill: dict[str, Expr] = {
        p: Ref("eta") * Ref(derivative_name(objective or loss, p)) for p in parameters
    }
    updates: dict[str, Expr] = {p: Ref(p) - step for p, step in downhill.items()}
    if options["momentum"] != "0":
        rate.append(given("alpha", r"\alpha", "momentum", "rate", options["momentum"]))
        changes = {p: f"change_{p}" for p in parameters}
        rate += [_change(known[p], change) for p, change in changes.items()]
        updates = {changes[p]: Ref("alpha") * Ref(changes[p]) - downhill[p] for p in parameters}
        updates |= {p: Ref(p) + Ref(f"{change}+") for p, change in changes.items()}
    return Graph([*quantities, *rate], loss, {**updates, **carried}, objective=objective, **more)


def _change(parameter: Quantity, name: str) -> Quantity:
    """Return the last change of a parameter, which momentum keeps."""
    return replace(
        parameter,
        name=name,
        tex=rf"\Delta {parameter.tex}",
        words=f"last change of the {parameter.words}",
        role="change",
        expr=Num(Fraction(0)),
        parameter=parameter.name,
    )
