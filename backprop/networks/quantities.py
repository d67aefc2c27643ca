"""The quantities of the examples: what is given, the updates down the gradient, the passes of a network."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from backprop.core.example import DECIMAL, Options
from backprop.core.expression import Expr, Num, Ref, function, total
from backprop.core.graph import Graph, Quantity, derivative_name
from backprop.errors import BackpropError
from backprop.networks.layers import Layer, Layers, Row, indexed

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

ACTIVATIONS: dict[str, Callable[[Expr], Expr]] = {
    "sigmoid": function("sigmoid"),
    "tanh": function("tanh"),
    "relu": function("relu"),
    "linear": lambda net: net,
}


def descent_options(rate: str) -> dict[str, tuple[str, ...]]:
    """Return the options that every descent has."""
    return {"rate": (rate, DECIMAL), "update": ("together", "sequential"), "momentum": ("0", DECIMAL)}


def given(name: str, tex: str, words: str, role: str, decimal: str, **place: Any) -> Quantity:
    """Return a quantity that is a plain number, from its decimal text; `place` says what it belongs to."""
    return Quantity(name, tex, words, role, number(name, decimal), **place)


def number(name: str, decimal: str) -> Num:
    """Return the number that a decimal text writes; `name` is in the message where it is none."""
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


def given_quantities(network: Layers, mode: str) -> Iterator[Quantity]:
    """Yield inputs, weights, biases and targets."""
    yield from _given_numbers(network, "input", 0, network.input_rows)
    for place in range(1, 1 + len(network.layers)):
        yield from _given_weights(network, place)
    for place in range(1, 1 + len(network.layers)):
        yield from _given_biases(network, place, network.biases(mode)[place - 1])
    yield from _given_numbers(network, "target", len(network.layers), network.target_rows)


def _given_numbers(network: Layers, role: str, layer: int, rows: Sequence[Row]) -> Iterator[Quantity]:
    for sample, row in zip(network.samples, rows, strict=True):
        for unit, value in zip(network.units[layer], row, strict=True):
            yield of_unit(network, role, layer, unit, sample, number(unit, value))


def _given_weights(network: Layers, place: int) -> Iterator[Quantity]:
    """Yield the weights into a layer, neuron by neuron."""
    names, values = network.weights[place - 1], network.layers[place - 1].weights
    for unit, row, numbers in zip(network.units[place], names, values, strict=True):
        for source, name, value in zip(network.units[place - 1], row, numbers, strict=True):
            words = "weight" if network.is_line else f"weight from {source} to {unit}"
            yield given(name, indexed(name), words, "weight", value, unit=unit, layer=place, source=source)


def _given_biases(network: Layers, place: int, names: Row) -> Iterator[Quantity]:
    """Yield the biases of a layer; one that its neurons share stands once and belongs to no unit."""
    units, values = network.units[place], network.layers[place - 1].biases
    if len(set(names)) < len(names):
        words = f"bias of {' and '.join(units)}"
        yield given(names[0], indexed(names[0]), words, "bias", values[0], layer=place)
        return
    for name, unit, value in zip(names, units, values, strict=False):
        words = "bias" if network.is_line else f"bias of {unit}"
        yield given(name, indexed(name), words, "bias", value, unit=unit, layer=place)


def of_unit(
    network: Layers, role: str, layer: int, unit: str, sample: int, expr: Expr, **more: Any
) -> Quantity:
    """Return a quantity of one unit in one sample."""
    label = network.label(role, unit, sample)
    place: dict[str, Any] = {"unit": unit, "layer": layer, "sample": sample if network.has_samples else None}
    return Quantity(label.name, label.tex, label.words, role, expr, **place, **more)


def forward_quantities(network: Layers, mode: str, sample: int) -> Iterator[Quantity]:
    """Yield net inputs and outputs of one sample, layer by layer; one linear neuron has outputs alone."""
    sources: list[Expr] = [Ref(network.label("input", unit, sample).name) for unit in network.units[0]]
    for place, (layer, units) in enumerate(zip(network.layers, network.units[1:], strict=True), 1):
        sums = _sums(network.weights[place - 1], network.biases(mode)[place - 1], sources)
        nets: list[Expr] = sums
        if not network.is_line:
            nets = [Ref(network.label("net", unit, sample).name) for unit in units]
            for unit, expr in zip(units, sums, strict=True):
                yield of_unit(network, "net", place, unit, sample, expr)
        outs: list[Expr] = [Ref(network.label("output", unit, sample).name) for unit in units]
        activated = _activated(layer, nets)
        for row, (unit, expr) in enumerate(zip(units, activated, strict=True)):
            more = {"slopes": _slopes(nets, outs, row)} if layer.activation == "softmax" else {}
            yield of_unit(network, "output", place, unit, sample, expr, **more)
        sources = outs


def _sums(weights: Sequence[Row], biases: Row, sources: list[Expr]) -> list[Expr]:
    """Return the weighted sum of each neuron of a layer, its bias last."""
    sums = []
    for place, row in enumerate(weights):
        products: list[Expr] = [Ref(name) * source for name, source in zip(row, sources, strict=True)]
        sums.append(total([*products, *map(Ref, biases[place : place + 1])]))
    return sums


def _activated(layer: Layer, nets: list[Expr]) -> list[Expr]:
    if layer.activation == "softmax":
        exp = function("exp")
        return [exp(net) / total([exp(other) for other in nets]) for net in nets]
    return [ACTIVATIONS[layer.activation](net) for net in nets]


def _slopes(nets: list[Expr], outs: list[Expr], row: int) -> dict[str, Expr]:
    """Return the slopes of one output of a softmax as one writes them, by outputs and not by exponentials."""
    out = outs[row]
    across = (-(out * other) for other in outs)
    slopes = {net.name: slope for net, slope in zip(nets, across, strict=True) if isinstance(net, Ref)}
    net = list(slopes)[row]
    return slopes | {net: out * (1 - out)}


def error_quantities(network: Layers, options: Options) -> Iterator[Quantity]:
    """Yield the loss at each output, of each sample where it has several outputs, and the total loss."""
    terms: list[Expr] = []
    for sample in network.samples:
        outputs = [_error(network, options, unit, sample) for unit in network.units[-1]]
        yield from outputs
        names: list[Expr] = [Ref(error.name) for error in outputs]
        if network.has_samples and len(names) > 1:
            tex, words = f"E^{{({sample})}}", f"loss of sample {sample}"
            yield Quantity(f"E_s{sample}", tex, words, "error", total(names), sample=sample)
            names = [Ref(f"E_s{sample}")]
        terms += names
    is_mean = options.get("total") == "mean"
    expr = Num(Fraction(1, len(network.samples))) * total(terms) if is_mean else total(terms)
    yield Quantity("E_total", "E_{total}", "mean loss" if is_mean else "total loss", "error", expr)


def _error(network: Layers, options: Options, unit: str, sample: int) -> Quantity:
    target, out = (Ref(network.label(role, unit, sample).name) for role in ("target", "output"))
    if network.loss == "half squared":
        shares = {"half": Fraction(1, 2), "sum": Fraction(1), "mean": Fraction(1, len(network.units[-1]))}
        expr = Num(shares[options.get("loss", "half")]) * (target - out) ** 2
    else:
        expr = -(target * function("log")(out))
    return of_unit(network, "error", len(network.layers), unit, sample, expr)


def signals(network: Layers) -> Iterator[Quantity]:
    """Yield the error signal of each neuron: the derivative of the loss with respect to its net input."""
    for sample in network.samples if not network.is_line else ():
        for place, units in enumerate(network.units[1:], 1):
            for unit in units:
                expr = Ref(derivative_name("E_total", network.label("net", unit, sample).name))
                yield of_unit(network, "gradient", place, unit, sample, expr)
