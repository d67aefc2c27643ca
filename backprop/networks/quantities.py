"""The quantities of a network, part by part: what is given, the passes of its samples, errors, batches."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from backprop.core.example import Options
from backprop.core.expression import Expr, Num, Ref, function, total
from backprop.core.graph import Quantity, derivative_name
from backprop.networks.descent import given, number
from backprop.networks.layers import Layer, Layers, Row, indexed, subscripted

ACTIVATIONS: dict[str, Callable[[Expr], Expr]] = {
    "sigmoid": function("sigmoid"),
    "tanh": function("tanh"),
    "relu": function("relu"),
    "linear": lambda net: net,
}


def _of_unit(
    network: Layers,
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


def given_quantities(network: Layers, mode: str) -> list[Quantity]:
    """Return inputs, weights, biases and targets."""
    quantities = _given_numbers(network, "input", 0, network.input_rows)
    for place, layer in enumerate(network.layers, 1):
        quantities += _given_weights(network, place, layer)
    for place, layer in enumerate(network.layers, 1):
        quantities += _given_biases(network, place, layer, network.biases(mode)[place - 1])
    return quantities + _given_numbers(network, "target", len(network.layers), network.target_rows)


def _given_numbers(network: Layers, role: str, layer: int, rows: Sequence[Row]) -> list[Quantity]:
    return [
        _of_unit(network, role, layer, unit, sample, number(unit, value))
        for sample, row in zip(network.samples, rows, strict=True)
        for unit, value in zip(network.units[layer], row, strict=True)
    ]


def _given_weights(network: Layers, place: int, layer: Layer) -> list[Quantity]:
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


def _given_biases(network: Layers, place: int, layer: Layer, biases: Row) -> list[Quantity]:
    """Return the biases of a layer, each once; one that several neurons share belongs to no unit."""
    units = network.units[place]
    values = layer.bias if isinstance(layer.bias, tuple) else (layer.bias or "0",) * len(biases)
    is_shared = len(biases) > len(set(biases))
    quantities = {
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
    return list(quantities.values())


def forward_quantities(network: Layers, mode: str, sample: int) -> Iterator[Quantity]:
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


def error_quantities(network: Layers, options: Options) -> Iterator[Quantity]:
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


def _error(network: Layers, options: Options, unit: str, sample: int) -> Quantity:
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


def signals(network: Layers) -> Iterator[Quantity]:
    """Yield the error signal of each neuron: the derivative of the loss with respect to its net input."""
    for sample in network.samples if not network.is_line else ():
        for place, units in enumerate(network.units[1:], 1):
            for unit in units:
                expr = Ref(derivative_name("E_total", network.label("net", unit, sample).name))
                yield _of_unit(network, "gradient", place, unit, sample, expr)


def sequential_edits(network: Layers, options: Options) -> Iterator[Quantity]:
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


def turns(network: Layers, size: int) -> list[Quantity]:
    """Return for each sample whether it is in the batch; the first batch holds the first samples."""
    words = "1 while sample {} is in the batch, else 0"
    return [
        given(f"s_{k}", subscripted("s", str(k)), words.format(k), "batch", str(int(k <= size)), sample=k)
        for k in network.samples
    ]


def next_turns(network: Layers, size: int) -> dict[str, Expr]:
    """Let each sample do as the one `size` before it did, so that the batches follow each other."""
    count = len(network.samples)
    return {f"s_{k}": Ref(f"s_{(k - size - 1) % count + 1}") for k in network.samples}


def batch_error(network: Layers, size: int, *, is_mean: bool) -> Quantity:
    """Return the error of the samples whose turn it is."""
    first, *others = network.units[-1]
    errors = [f"E_s{k}" if others else network.label("error", first, k).name for k in network.samples]
    chosen = total([Ref(f"s_{k}") * Ref(error) for k, error in zip(network.samples, errors, strict=True)])
    expr = Num(Fraction(1, size)) * chosen if is_mean else chosen
    return Quantity("E_batch", "E_{batch}", "error of the batch", "error", expr)
