"""The stages of a network: a layer is `W @ x + b`, an error signal goes back through `W.T`."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from backprop.exports.stages.dialect import NUMPY, Dialect, constant, descent, parameter
from backprop.exports.stages.literal import Nested
from backprop.exports.stages.part import Part, autograd, printed, show
from backprop.networks.network import Layer, Network

# The slope of an activation, by its net input and its output; of ReLU it is 0 at 0.
SLOPES = {
    "sigmoid": " * {out} * (1 - {out})",
    "tanh": " * (1 - {out}**2)",
    "relu": " * ({net} > 0)",
    "linear": "",
}


@dataclass(frozen=True)
class Parameter:
    """A trained array: its variable, its gradient by hand, and its keys: `w5`, `w6`, … count from `first`."""

    variable: str
    gradient: str
    key: str
    first: int


def given(network: Network, dialect: Dialect) -> list[str]:
    """Return inputs, targets, weights, biases and rate."""
    lines = [*constant(dialect, "x", network.inputs), *constant(dialect, "t", network.targets)]
    for number, layer in enumerate(network.layers, 1):
        lines += parameter(dialect, f"W{number}", layer.weights)
        if layer.bias is not None:
            make = constant if network.bias == "fixed" else parameter
            lines += make(dialect, f"b{number}", _bias(network, layer))
    return [*lines, descent(dialect, network.rate, [each.variable for each in parameters(network)])]


def parts(network: Network, dialect: Dialect) -> dict[str, Part]:
    """Return the parts of a pass by the name of their stage."""
    return {
        "forward": _forward(network, dialect),
        "error": _error(network, dialect),
        "backward": _by_hand(network) if dialect is NUMPY else _by_autograd(network),
        "update": _update(network, dialect),
    }


def activations(network: Network) -> list[str]:
    """Return the names of the activation functions in use."""
    return [layer.activation for layer in network.layers]


def parameters(network: Network) -> list[Parameter]:
    """Return the trained arrays, layer by layer."""
    return [each for number in range(1, len(network.layers) + 1) for each in _of_layer(network, number)]


def _of_layer(network: Network, number: int) -> Iterator[Parameter]:
    name, layer, names = _layers(network)[number], network.layers[number - 1], network.weights[number - 1]
    before = _layers(network)[number - 1]
    inputs = f"out_{before}" if number > 1 else "x"
    outer = f"np.outer(delta_{name}, {inputs})"
    yield Parameter(f"W{number}", outer, "w", int(names[0][0].removeprefix("w")))
    if layer.bias is None or network.bias == "fixed":
        return
    if isinstance(_bias(network, layer), str):
        yield Parameter(f"b{number}", f"delta_{name}.sum()", "b", number)
    else:
        yield Parameter(f"b{number}", f"delta_{name}", f"b_{_prefix(network, number)}", 1)


def _bias(network: Network, layer: Layer) -> Nested:
    """Return the bias of a layer, a number where its neurons share it, else one per neuron."""
    is_shared = isinstance(layer.bias, str) and network.bias != "each"
    if layer.bias is None or is_shared or isinstance(layer.bias, tuple):
        return layer.bias or "0"
    return (layer.bias,) * len(layer.weights)


def _layers(network: Network) -> list[str]:
    """Return what the variables of each layer are called after: i, h, o, or with more layers i, h1, h2, o."""
    return [_prefix(network, number).rstrip("_") for number in range(len(network.units))]


def _prefix(network: Network, number: int) -> str:
    """Return the name of a layer's units without their count: `h` of `h2`, `h1_` of `h1_2`."""
    return network.units[number][0].removesuffix("1")


def _forward(network: Network, dialect: Dialect) -> Part:
    part, before = Part(), "x"
    for number, (name, layer) in enumerate(zip(_layers(network)[1:], network.layers, strict=True), 1):
        bias = "" if layer.bias is None else f" + b{number}"
        part.computed.append(f"net_{name} = W{number} @ {before}{bias}")
        out = dialect.functions[layer.activation].format(f"net_{name}")
        before = f"out_{name}"
        part.computed.append(f"{before} = {out}")
        for kind in ("net", "out"):
            key = f"{network.name}:{kind}_{_prefix(network, number)}"
            part.shown.append(show(key, f"{kind}_{name}"))
    return part


def _error(network: Network, dialect: Dialect) -> Part:
    # Of -t ln out this form has no -0 where t is 0.
    entropy = f"E = t * -{dialect.log}(out_o)"
    error = entropy if network.loss == "cross-entropy" else "E = (t - out_o) ** 2 / 2"
    shown = [show(f"{network.name}:E_o", "E"), printed(f"{network.name}:E_total", "E_total")]
    return Part([error, "E_total = E.sum()"], shown)


def _by_hand(network: Network) -> Part:
    names, lines = _layers(network), _output_signal(network)
    for number in range(len(network.layers) - 1, 0, -1):
        back = f"W{number + 1}.T @ delta_{names[number + 1]}"
        slope = _slope(network.layers[number - 1].activation, names[number])
        lines.append(f"delta_{names[number]} = " + (f"({back}){slope}" if slope else back))
    lines += [f"d{each.variable} = {each.gradient}" for each in parameters(network)]
    signals = [
        show(f"{network.name}:delta_{_prefix(network, number)}", f"delta_{names[number]}")
        for number in range(len(network.layers), 0, -1)
    ]
    return Part(lines, signals + _gradients(network, "d{}"))


def _by_autograd(network: Network) -> Part:
    return Part(autograd("E_total"), _gradients(network, "{}.grad"))


def _gradients(network: Network, variable: str) -> list[str]:
    return [
        show(f"{network.name}:dE_total/d{each.key}", variable.format(each.variable), each.first)
        for each in parameters(network)
    ]


def _output_signal(network: Network) -> list[str]:
    """Return the lines of the outputs' error signals."""
    activation = network.layers[-1].activation
    is_entropy = network.loss == "cross-entropy"
    if activation != "softmax":
        slope = "-t / out_o" if is_entropy else "out_o - t"
        factor = _slope(activation, "o")
        return ["delta_o = " + (f"({slope}){factor}" if factor else slope)]
    if is_entropy and sum(map(Fraction, network.targets)) == 1:
        return ["delta_o = out_o - t"]
    slope = "-t / out_o" if is_entropy else "out_o - t"
    return [f"dE = {slope}", "delta_o = out_o * (dE - out_o @ dE)"]


def _slope(activation: str, name: str) -> str:
    return SLOPES[activation].format(net=f"net_{name}", out=f"out_{name}")


def _update(network: Network, dialect: Dialect) -> Part:
    trained = parameters(network)
    lines = [f"{each.variable} = {each.variable} - eta * d{each.variable}" for each in trained]
    shown = [show(f"{network.name}@1:{each.key}", each.variable, each.first) for each in trained]
    return Part(lines if dialect is NUMPY else ["descent.step()"], shown)
