"""A fully connected network as a frozen literal, and the graph it stands for.

A literal gives the decimals as text, so that `0.1` means one tenth. Inputs are i1, i2, …; the neurons of the
hidden layer h1, h2, … (of several hidden layers h1_1, h1_2, h2_1, …); the outputs o1, o2, …; weights are
numbered through, neuron by neuron: w1, w2, … enter the first neuron of the first hidden layer.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

from backprop.core.expression import Expr, Num, Ref, function, total
from backprop.core.graph import Graph
from backprop.core.options import DECIMAL, Options
from backprop.core.quantity import Quantity, derivative_name
from backprop.errors import BackpropError
from backprop.networks.descent import counted, descent_options, given, trained
from backprop.networks.words import BIASES, ERRORS, OF_NETWORK

ACTIVATIONS: dict[str, Callable[[Expr], Expr]] = {
    "sigmoid": function("sigmoid"),
    "tanh": function("tanh"),
    "relu": function("relu"),
    "linear": lambda net: net,
}


@dataclass(frozen=True)
class Layer:
    """One row of weights per neuron; a bias for the whole layer, one per neuron, or none."""

    weights: tuple[tuple[str, ...], ...]
    activation: Literal["sigmoid", "tanh", "relu", "linear", "softmax"] = "sigmoid"
    bias: str | tuple[str, ...] | None = None


@dataclass(frozen=True)
class Network:
    """A network with one sample, its targets and learning rate.

    `rates` are those its pages compare; `bias` says how biases are trained unless a key says otherwise.
    """

    name: str
    title: str
    inputs: tuple[str, ...]
    targets: tuple[str, ...]
    layers: tuple[Layer, ...]
    rate: str
    rates: tuple[str, ...] = ()
    loss: Literal["half squared", "cross-entropy"] = "half squared"
    bias: Literal["fixed", "each", "shared"] = "fixed"

    def __post_init__(self) -> None:
        """Refuse a literal whose shapes do not fit."""
        width = len(self.inputs)
        for number, layer in enumerate(self.layers, 1):
            for row in layer.weights:
                if len(row) != width:
                    raise self._misfit(number, f"a neuron has {len(row)} weights", f"{width}, one per input")
            width = len(layer.weights)
            if isinstance(layer.bias, tuple) and len(layer.bias) != width:
                raise self._misfit(number, f"{len(layer.bias)} biases", f"{width}, one per neuron")
        if len(self.targets) != width:
            raise self._misfit(len(self.layers), f"{len(self.targets)} targets", f"{width}, one per output")
        if any(layer.activation == "softmax" for layer in self.layers[:-1]):
            raise BackpropError(
                f"network {self.name}: softmax stands in a hidden layer; it fits only the last"
            )

    def _misfit(self, layer: int, found: str, expected: str) -> BackpropError:
        return BackpropError(f"network {self.name}, layer {layer}: found {found}, expected {expected}")

    @property
    def options(self) -> Mapping[str, tuple[str, ...]]:
        """The values of each option, the default first; the last one may stand for any decimal."""
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
        return "network"

    @property
    def titles(self) -> Mapping[str, str]:
        """The titles of stages that differ from the usual ones: none."""
        return {}

    @property
    def words(self) -> Mapping[str, str]:
        """What happens in each stage of a pass."""
        has_biases = any(layer.bias for layer in self.layers)
        given = f"{OF_NETWORK['given']} {BIASES[self.bias]}" if has_biases else OF_NETWORK["given"]
        return OF_NETWORK | {"given": given, "error": ERRORS[self.loss]}

    @property
    def units(self) -> tuple[tuple[str, ...], ...]:
        """The names of inputs and neurons, layer by layer."""
        hidden = len(self.layers) - 1
        prefixes = ["h" if hidden == 1 else f"h{number}_" for number in range(1, hidden + 1)] + ["o"]
        widths = [len(layer.weights) for layer in self.layers]
        named = [tuple(f"{p}{n}" for n in range(1, w + 1)) for p, w in zip(prefixes, widths, strict=True)]
        return (tuple(f"i{n}" for n in range(1, len(self.inputs) + 1)), *named)

    @property
    def weights(self) -> tuple[tuple[tuple[str, ...], ...], ...]:
        """The names of the weights in the shape of the layers' rows."""
        number = iter(range(1, 1 + sum(len(row) for layer in self.layers for row in layer.weights)))
        return tuple(
            tuple(tuple(f"w{next(number)}" for _ in row) for row in layer.weights) for layer in self.layers
        )

    def biases(self, mode: str) -> tuple[tuple[str, ...], ...]:
        """Return the name of each neuron's bias, layer by layer; none for a layer without."""
        return tuple(
            _bias_names(number, layer, units, mode)
            for number, (layer, units) in enumerate(zip(self.layers, self.units[1:], strict=True), 1)
        )

    def started(self, options: Options) -> "Network":
        """Return the network with every weight where the option says: as given, or all at one number."""
        start = options["weights"]
        if start == "given":
            return self
        rows = (tuple((start,) * len(row) for row in layer.weights) for layer in self.layers)
        layers = (replace(layer, weights=weights) for layer, weights in zip(self.layers, rows, strict=True))
        return replace(self, layers=tuple(layers))

    def graph(self, options: Options) -> Graph:
        """Return the graph of forward pass, error and update under `options` (all of them given)."""
        quantities = [
            *_given(self.started(options), options),
            *_forward(self, bias_mode(options)),
            *_errors(self, options),
        ]
        parameters = [name for layer in self.weights for row in layer for name in row]
        if bias_mode(options) != "fixed":
            parameters += dict.fromkeys(name for layer in self.biases(options["bias"]) for name in layer)
        return trained(
            quantities,
            parameters,
            "E_total",
            options,
            edits=_sequential_edits(self, options),
            signals=_signals(self),
            shares=self._shares(),
            counts=counted(self._counts(options, len(parameters))),
        )

    def _counts(self, options: Options, parameters: int) -> dict[str, int]:
        inputs, *hidden, outputs = self.units
        biases = {name for layer in self.biases(bias_mode(options)) for name in layer}
        return {
            "inputs": len(inputs),
            "hidden_neurons": sum(map(len, hidden)),
            "outputs": len(outputs),
            "layers": len(self.layers),
            "weights": sum(len(row) for layer in self.weights for row in layer),
            "biases": len(biases),
            "parameters": parameters,
            "samples": 1,
        }

    def _shares(self) -> tuple[str, ...]:
        """Return the targets where they are shares of a whole, as the outputs of a softmax are."""
        if self.layers[-1].activation != "softmax" or sum(map(Fraction, self.targets)) != 1:
            return ()
        return tuple(f"t_{unit}" for unit in self.units[-1])


def bias_mode(options: Options) -> str:
    """Return how biases are trained; a network without any has no such option."""
    return options.get("bias", "fixed")


def _bias_names(number: int, layer: Layer, units: tuple[str, ...], mode: str) -> tuple[str, ...]:
    if layer.bias is None:
        return ()
    if isinstance(layer.bias, tuple) or mode == "each":
        return tuple(f"b_{unit}" for unit in units)
    return tuple(f"b{number}" for _ in units)


def subscript(unit: str) -> str:
    """Return a unit's name as it stands in a TeX subscript: `h1`, and `h1,2` for layer 1, neuron 2."""
    return unit.replace("_", ",")


def _given(network: Network, options: Options) -> list[Quantity]:
    mode = bias_mode(options)
    units = network.units
    found = [
        given(name, indexed(name), f"input {name}", "input", value, unit=name, layer=0)
        for name, value in zip(units[0], network.inputs, strict=True)
    ]
    for number, layer in enumerate(network.layers, 1):
        for row, values, unit in zip(network.weights[number - 1], layer.weights, units[number], strict=True):
            found += [
                given(
                    name,
                    indexed(name),
                    f"weight from {source} to {unit}",
                    "weight",
                    value,
                    unit=unit,
                    layer=number,
                    source=source,
                )
                for name, source, value in zip(row, units[number - 1], values, strict=True)
            ]
    for number, layer in enumerate(network.layers, 1):
        found += _given_biases(number, layer, network.biases(mode)[number - 1], units[number])
    return found + [
        given(
            f"t_{unit}",
            f"t_{{{subscript(unit)}}}",
            f"target of {unit}",
            "target",
            value,
            unit=unit,
            layer=len(network.layers),
        )
        for unit, value in zip(units[-1], network.targets, strict=True)
    ]


def _given_biases(
    number: int, layer: Layer, biases: tuple[str, ...], units: tuple[str, ...]
) -> list[Quantity]:
    """Return the biases of a layer, each once; one that several neurons share belongs to no unit."""
    values = layer.bias if isinstance(layer.bias, tuple) else (layer.bias or "0",) * len(biases)
    is_shared = len(biases) > len(set(biases))
    found = {
        name: given(
            name,
            indexed(name),
            f"bias of {' and '.join(units) if is_shared else unit}",
            "bias",
            value,
            unit="" if is_shared else unit,
            layer=number,
        )
        for name, unit, value in zip(biases, units, values, strict=False)
    }
    return list(found.values())


def indexed(name: str) -> str:
    """Return the TeX of a letter with its index: `w_5`, `w_{12}`, `b_{h1}`."""
    index = subscript(name[1:].lstrip("_"))
    return f"{name[0]}_{index}" if len(index) == 1 else f"{name[0]}_{{{index}}}"


def _forward(network: Network, mode: str) -> list[Quantity]:
    sources: list[Expr] = [Ref(name) for name in network.units[0]]
    found: list[Quantity] = []
    for number, (layer, units) in enumerate(zip(network.layers, network.units[1:], strict=True), 1):
        biases = network.biases(mode)[number - 1] or (None,) * len(units)
        for unit, row, bias in zip(units, network.weights[number - 1], biases, strict=True):
            terms: list[Expr] = [Ref(name) * source for name, source in zip(row, sources, strict=True)]
            terms += [Ref(bias)] if bias else []
            tex, words = f"net_{{{subscript(unit)}}}", f"net input of {unit}"
            found.append(Quantity(f"net_{unit}", tex, words, "net", total(terms), unit=unit, layer=number))
        for unit, expr in zip(units, _activated(layer, units), strict=True):
            tex, words = f"out_{{{subscript(unit)}}}", f"output of {unit}"
            slopes = _slopes(layer, unit, units)
            found.append(Quantity(f"out_{unit}", tex, words, "output", expr, slopes, unit=unit, layer=number))
        sources = [Ref(f"out_{unit}") for unit in units]
    return found


def _activated(layer: Layer, units: tuple[str, ...]) -> list[Expr]:
    nets = [Ref(f"net_{unit}") for unit in units]
    if layer.activation == "softmax":
        exp = function("exp")
        return [exp(net) / total([exp(other) for other in nets]) for net in nets]
    return [ACTIVATIONS[layer.activation](net) for net in nets]


def _slopes(layer: Layer, unit: str, units: tuple[str, ...]) -> dict[str, Expr]:
    """Return the slopes of a softmax as one writes them, by outputs and not by exponentials."""
    if layer.activation != "softmax":
        return {}
    out = Ref(f"out_{unit}")
    across = {f"net_{other}": -(out * Ref(f"out_{other}")) for other in units}
    return across | {f"net_{unit}": out * (1 - out)}


def _errors(network: Network, options: Options) -> list[Quantity]:
    found = []
    for unit in network.units[-1]:
        target, out = Ref(f"t_{unit}"), Ref(f"out_{unit}")
        if network.loss == "half squared":
            shares = {"half": Fraction(1, 2), "sum": Fraction(1), "mean": Fraction(1, len(network.targets))}
            expr = Num(shares[options["loss"]]) * (target - out) ** 2
        else:
            expr = -(target * function("log")(out))
        tex, words = f"E_{{{subscript(unit)}}}", f"error of {unit}"
        found.append(Quantity(f"E_{unit}", tex, words, "error", expr, unit=unit, layer=len(network.layers)))
    return [
        *found,
        Quantity("E_total", "E_{total}", "total error", "error", total([Ref(q.name) for q in found])),
    ]


def _signals(network: Network) -> Iterator[Quantity]:
    """Yield the error signal of each neuron: the derivative of the loss with respect to its net input."""
    for number, units in enumerate(network.units[1:], 1):
        for unit in units:
            tex, words = rf"\delta_{{{subscript(unit)}}}", f"error signal of {unit}"
            expr = Ref(derivative_name("E_total", f"net_{unit}"))
            yield Quantity(f"delta_{unit}", tex, words, "gradient", expr, unit=unit, layer=number)


def _sequential_edits(network: Network, options: Options) -> tuple[Quantity, ...]:
    """Let each layer pass its error back through weights that are already updated, a known slip."""
    if options["update"] == "together":
        return ()
    return tuple(
        Quantity(
            f"dnet_{unit}/dout_{source}",
            rf"\frac{{\partial net_{{{subscript(unit)}}}}}{{\partial out_{{{subscript(source)}}}}}",
            f"derivative of the net input of {unit} by the output of {source}, with the updated weight",
            "gradient",
            Ref(f"{name}+"),
            upper=f"net_{unit}",
            lower=f"out_{source}",
        )
        for sources, units, names in zip(
            network.units[1:-1], network.units[2:], network.weights[1:], strict=True
        )
        for unit, row in zip(units, names, strict=True)
        for source, name in zip(sources, row, strict=True)
    )
