"""A fully connected network as a frozen literal, and the graph it stands for.

With `batch` below the number of samples, an update sees so many of them: those whose s_k is 1. The next ones
take their turn.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from backprop.core.expression import Expr, Num, Ref, function, total
from backprop.core.graph import Graph
from backprop.core.options import DECIMAL, Options
from backprop.core.quantity import Quantity, derivative_name
from backprop.core.route import Route
from backprop.networks import routes
from backprop.networks.descent import counted, descent_options, given, number, trained
from backprop.networks.layers import Layer, Layers, Row, indexed, subscripted
from backprop.networks.words import BIASES, ERRORS, OF_NETWORK, OF_SAMPLES

ACTIVATIONS: dict[str, Callable[[Expr], Expr]] = {
    "sigmoid": function("sigmoid"),
    "tanh": function("tanh"),
    "relu": function("relu"),
    "linear": lambda net: net,
}


@dataclass(frozen=True)
class Network(Layers):
    """A network with its samples and learning rate."""

    @property
    def options(self) -> Mapping[str, tuple[str, ...]]:
        """The values of each option, the default first; the last one may stand for any decimal."""
        if self.has_samples:
            return MappingProxyType(_options_of_samples(self.rate, len(self.samples)))
        bias = {"bias": tuple(dict.fromkeys((self.bias, "fixed", "each", "shared")))}
        loss = {"loss": ("half", "sum", "mean")}
        return MappingProxyType(
            (bias if any(layer.bias for layer in self.layers) else {})
            | descent_options(self.rate)
            | (loss if self.loss == "half squared" else {})
            | {"weights": ("given", DECIMAL)}
        )

    @property
    def form(self) -> str:
        """What programs are written from."""
        if self.has_samples:
            return "samples" if self.is_line else ""
        return "network"

    @property
    def words(self) -> Mapping[str, str]:
        """What happens in each stage of a pass."""
        if self.is_line:
            return OF_SAMPLES
        has_biases = any(layer.bias for layer in self.layers)
        given = f"{OF_NETWORK['given']} {BIASES[self.bias]}" if has_biases else OF_NETWORK["given"]
        return OF_NETWORK | {"given": given, "error": ERRORS[self.loss]}

    def started(self, options: Options) -> "Network":
        """Return the network with every weight where the option says: as given, or all at one number."""
        start = options.get("weights", "given")
        if start == "given":
            return self
        rows = (tuple((start,) * len(row) for row in layer.weights) for layer in self.layers)
        layers = (replace(layer, weights=weights) for layer, weights in zip(self.layers, rows, strict=True))
        return replace(self, layers=tuple(layers))

    def graph(self, options: Options) -> Graph:
        """Return the graph of forward pass, error and update under `options` (all of them given)."""
        mode = self.bias_mode(options)
        forward = [quantity for sample in self.samples for quantity in _forward(self, mode, sample)]
        errors = _errors(self, options)
        quantities = [*_given(self.started(options), mode), *forward, *errors]
        parameters = [name for layer in self.weights for row in layer for name in row]
        if mode != "fixed":
            parameters += dict.fromkeys(name for layer in self.biases(mode) for name in layer)
        more: dict[str, Any] = {
            "edits": _sequential_edits(self, options),
            "signals": _signals(self),
            "shares": _shares(self),
            "counts": counted(_counts(self, mode, len(parameters))),
        }
        if (size := int(options.get("batch", len(self.samples)))) == len(self.samples):
            return trained(quantities, parameters, "E_total", options, **more)
        quantities += [*_turns(self, size), _batch(self, size, is_mean=options["total"] == "mean")]
        return trained(
            quantities,
            parameters,
            "E_total",
            options,
            objective="E_batch",
            carried=_next_turns(self, size),
            **more,
        )

    def route(self, options: Options, precision: int) -> Route:
        """Return the second way to every quantity: matrices of balls."""
        return routes.route(self, options, precision)


def _options_of_samples(rate: str, count: int) -> dict[str, tuple[str, ...]]:
    sizes = tuple(str(size) for size in range(count, 0, -1) if count % size == 0)
    return {"rate": (rate, DECIMAL), "momentum": ("0", DECIMAL), "total": ("sum", "mean"), "batch": sizes}


def _counts(network: Network, mode: str, parameters: int) -> dict[str, int]:
    inputs, *hidden, outputs = network.units
    return {
        "inputs": len(inputs),
        "hidden_neurons": sum(map(len, hidden)),
        "outputs": len(outputs),
        "layers": len(network.layers),
        "weights": sum(len(row) for layer in network.weights for row in layer),
        "biases": len({name for layer in network.biases(mode) for name in layer}),
        "parameters": parameters,
        "samples": len(network.samples),
    }


def _shares(network: Network) -> Iterator[str]:
    """Yield the targets where they are shares of a whole, as the outputs of a softmax are."""
    is_softmax = network.layers[-1].activation == "softmax"
    for sample, row in zip(network.samples, network.target_rows, strict=True):
        if is_softmax and sum(map(Fraction, row)) == 1:
            yield from (network.label("target", unit, sample).name for unit in network.units[-1])


def _of_unit(
    network: Network,
    role: str,
    layer: int,
    unit: str,
    sample: int,
    expr: Expr,
    slopes: Mapping[str, Expr] = MappingProxyType({}),
) -> Quantity:
    """Return a quantity of one unit in one sample."""
    label = network.label(role, unit, sample)
    number = sample if network.has_samples else None
    return Quantity(
        label.name, label.tex, label.words, role, expr, slopes, unit=unit, layer=layer, sample=number
    )


def _given(network: Network, mode: str) -> list[Quantity]:
    found = _given_numbers(network, "input", 0, network.input_rows)
    for place, layer in enumerate(network.layers, 1):
        found += _given_weights(network, place, layer)
    for place, layer in enumerate(network.layers, 1):
        found += _given_biases(network, place, layer, network.biases(mode)[place - 1])
    return found + _given_numbers(network, "target", len(network.layers), network.target_rows)


def _given_numbers(network: Network, role: str, layer: int, rows: Sequence[Row]) -> list[Quantity]:
    return [
        _of_unit(network, role, layer, unit, sample, number(unit, value))
        for sample, row in zip(network.samples, rows, strict=True)
        for unit, value in zip(network.units[layer], row, strict=True)
    ]


def _given_weights(network: Network, place: int, layer: Layer) -> list[Quantity]:
    """Return the weights into a layer, neuron by neuron."""
    sources, units = network.units[place - 1 : place + 1]
    return [
        given(
            name,
            indexed(name),
            "weight" if network.is_line else f"weight from {source} to {unit}",
            "weight",
            value,
            unit=unit,
            layer=place,
            source=source,
        )
        for unit, names, values in zip(units, network.weights[place - 1], layer.weights, strict=True)
        for source, name, value in zip(sources, names, values, strict=True)
    ]


def _given_biases(network: Network, place: int, layer: Layer, biases: Row) -> list[Quantity]:
    """Return the biases of a layer, each once; one that several neurons share belongs to no unit."""
    units = network.units[place]
    values = layer.bias if isinstance(layer.bias, tuple) else (layer.bias or "0",) * len(biases)
    is_shared = len(biases) > len(set(biases))
    found = {
        name: given(
            name,
            indexed(name),
            "bias" if network.is_line else f"bias of {' and '.join(units) if is_shared else unit}",
            "bias",
            value,
            unit="" if is_shared else unit,
            layer=place,
        )
        for name, unit, value in zip(biases, units, values, strict=False)
    }
    return list(found.values())


def _forward(network: Network, mode: str, sample: int) -> Iterator[Quantity]:
    """Yield net inputs and outputs of one sample, layer by layer; one linear neuron has outputs alone."""
    sources: list[Expr] = [Ref(network.label("input", unit, sample).name) for unit in network.units[0]]
    for place, (layer, units) in enumerate(zip(network.layers, network.units[1:], strict=True), 1):
        sums = _sums(network.weights[place - 1], network.biases(mode)[place - 1], sources)
        nets: list[Expr] = sums
        if not network.is_line:
            nets = [Ref(network.label("net", unit, sample).name) for unit in units]
            for unit, expr in zip(units, sums, strict=True):
                yield _of_unit(network, "net", place, unit, sample, expr)
        outs: list[Expr] = [Ref(network.label("output", unit, sample).name) for unit in units]
        activated = _activated(layer, nets)
        for row, (unit, expr) in enumerate(zip(units, activated, strict=True)):
            slopes = _slopes(nets, outs, row) if layer.activation == "softmax" else {}
            yield _of_unit(network, "output", place, unit, sample, expr, slopes)
        sources = outs


def _sums(weights: Sequence[Row], biases: Row, sources: list[Expr]) -> list[Expr]:
    """Return the weighted sum of each neuron of a layer, its bias last."""
    return [
        total(
            [
                *(Ref(name) * source for name, source in zip(row, sources, strict=True)),
                *map(Ref, biases[place : place + 1]),
            ]
        )
        for place, row in enumerate(weights)
    ]


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


def _errors(network: Network, options: Options) -> Iterator[Quantity]:
    """Yield the error of each output, of each sample where it has several outputs, and the total error."""
    terms: list[Expr] = []
    for sample in network.samples:
        outputs = [_error(network, options, unit, sample) for unit in network.units[-1]]
        yield from outputs
        names: list[Expr] = [Ref(error.name) for error in outputs]
        if network.has_samples and len(names) > 1:
            error = _sample_error(sample, total(names))
            yield error
            names = [Ref(error.name)]
        terms += names
    if options.get("total") == "mean":
        mean = Num(Fraction(1, len(network.samples))) * total(terms)
        yield Quantity("E_total", "E_{total}", "mean error", "error", mean)
    else:
        yield Quantity("E_total", "E_{total}", "total error", "error", total(terms))


def _error(network: Network, options: Options, unit: str, sample: int) -> Quantity:
    target, out = (Ref(network.label(role, unit, sample).name) for role in ("target", "output"))
    if network.loss == "half squared":
        shares = {"half": Fraction(1, 2), "sum": Fraction(1), "mean": Fraction(1, len(network.units[-1]))}
        expr = Num(shares[options.get("loss", "half")]) * (target - out) ** 2
    else:
        expr = -(target * function("log")(out))
    return _of_unit(network, "error", len(network.layers), unit, sample, expr)


def _sample_error(sample: int, expr: Expr) -> Quantity:
    return Quantity(
        f"E_s{sample}", f"E^{{({sample})}}", f"error of sample {sample}", "error", expr, sample=sample
    )


def _signals(network: Network) -> Iterator[Quantity]:
    """Yield the error signal of each neuron: the derivative of the loss with respect to its net input."""
    for sample in network.samples if not network.is_line else ():
        for place, units in enumerate(network.units[1:], 1):
            for unit in units:
                expr = Ref(derivative_name("E_total", network.label("net", unit, sample).name))
                yield _of_unit(network, "gradient", place, unit, sample, expr)


def _sequential_edits(network: Network, options: Options) -> Iterator[Quantity]:
    """Let each layer pass its error back through weights that are already updated, a known slip."""
    if options.get("update") != "sequential":
        return
    for sources, units, names in zip(
        network.units[1:-1], network.units[2:], network.weights[1:], strict=True
    ):
        for unit, row in zip(units, names, strict=True):
            for source, name in zip(sources, row, strict=True):
                net, out = network.label("net", unit, 1), network.label("output", source, 1)
                yield Quantity(
                    derivative_name(net.name, out.name),
                    rf"\frac{{\partial {net.tex}}}{{\partial {out.tex}}}",
                    f"derivative of the {net.words} by the {out.words}, with the updated weight",
                    "gradient",
                    Ref(f"{name}+"),
                    upper=net.name,
                    lower=out.name,
                )


def _turns(network: Network, size: int) -> list[Quantity]:
    """Return for each sample whether it is in the batch; the first batch holds the first samples."""
    words = "1 while sample {} is in the batch, else 0"
    return [
        given(f"s_{k}", subscripted("s", str(k)), words.format(k), "batch", str(int(k <= size)), sample=k)
        for k in network.samples
    ]


def _next_turns(network: Network, size: int) -> dict[str, Expr]:
    """Let each sample do as the one `size` before it did, so that the batches follow each other."""
    count = len(network.samples)
    return {f"s_{k}": Ref(f"s_{(k - size - 1) % count + 1}") for k in network.samples}


def _batch(network: Network, size: int, *, is_mean: bool) -> Quantity:
    """Return the error of the samples whose turn it is."""
    first, *others = network.units[-1]
    errors = [f"E_s{k}" if others else network.label("error", first, k).name for k in network.samples]
    chosen = total([Ref(f"s_{k}") * Ref(error) for k, error in zip(network.samples, errors, strict=True)])
    expr = Num(Fraction(1, size)) * chosen if is_mean else chosen
    return Quantity("E_batch", "E_{batch}", "error of the batch", "error", expr)
