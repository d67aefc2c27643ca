"""A network as arrays: a layer is `W @ x + b`, an error signal goes back through `W.T`.

Of several samples, `x` and all that is made of it have a column each, and a bias is a column beside them.
"""

from collections.abc import Iterator

from backprop.core.expression import Apply, Expr, Ref, lift
from backprop.core.graph import Graph, derivative_name
from backprop.core.ops import OPS
from backprop.exports.program.array import (
    Array,
    Arrays,
    Entry,
    matmul,
    outer,
    row_sums_of,
    sum_of,
    transposed,
)
from backprop.networks.layers import Row
from backprop.networks.network import Network

X, T, E = map(Ref, "xtE")


def network_arrays(network: Network, graph: Graph) -> Arrays:
    """Return the arrays of a network."""
    numbers = range(1, 1 + len(network.layers))
    given = (Array("x", _columns(network.input_rows)), Array("t", _columns(network.target_rows)))
    signals = [signal for number in reversed(numbers) for signal in _signals(network, graph, number)]
    return Arrays(
        given=(*given, *(array for number in numbers for array in _parameters(network, number))),
        stages={
            "forward": tuple(array for number in numbers for array in _layer(network, number)),
            "error": _losses(_loss(network), "E_o", of_samples=network.has_samples),
            "backward": tuple(signals),
        },
    )


def sample_arrays(line: Network, _: Graph) -> Arrays:
    """Return the arrays of one neuron on several samples: all of them at once."""
    w, b, out = map(Ref, ("w", "b", "out"))
    slope = out - T
    gradients = {"w": matmul(slope, X), "b": sum_of(slope)}
    (layer,) = line.layers
    starts = {"w": layer.weights[0][0], "b": layer.bias or "0"}
    inputs, targets = (tuple(row[0] for row in rows) for rows in (line.input_rows, line.target_rows))
    parameters = [
        Array(name, start, name, None, _gradient(name, name, gradients[name], None))
        for name, start in starts.items()
    ]
    return Arrays(
        given=(Array("x", inputs), Array("t", targets), *parameters),
        stages={
            "forward": (Array("out", w * X + b, "out_"),),
            "error": _losses((T - out) ** 2 / 2, "E_"),
        },
    )


def _columns(rows: tuple[Row, ...]) -> Entry:
    """Return the only row as it is, several as a matrix with a column for each."""
    return rows[0] if len(rows) == 1 else tuple(zip(*rows, strict=True))


def _losses(loss: Expr, key: str, *, of_samples: bool = False) -> tuple[Array, ...]:
    return Array("E", loss, key, of_samples=of_samples), Array("E_total", sum_of(E), "E_total", None)


def _gradient(variable: str, key: str, slope: Expr, first: int | None) -> Array:
    return Array(f"d{variable}", slope, derivative_name("E_total", key), first)


def _prefix(network: Network, number: int) -> str:
    """Return the name of a layer's units without their count: `h` of `h2`, `h1_` of `h1_2`."""
    return network.units[number][0].removesuffix("1")


def _variable(kind: str, network: Network, number: int) -> Ref:
    """Return a variable of a layer: `out_h`; before the first layer the outputs are the inputs."""
    return Ref(f"{kind}_{_prefix(network, number).rstrip('_')}") if number else X


def _parameters(network: Network, number: int) -> Iterator[Array]:
    layer, delta = network.layers[number - 1], _variable("delta", network, number)
    source = _variable("out", network, number - 1)
    weights = matmul(delta, transposed(source)) if network.has_samples else outer(delta, source)
    yield _parameter(f"W{number}", layer.weights, "w", int(network.weights[number - 1][0][0][1:]), weights)
    if layer.bias is None:
        return
    name, start = f"b{number}", layer.bias
    if network.bias == "each" and isinstance(start, str):
        start = (start,) * len(layer.weights)
    column = [(bias,) for bias in start] if network.has_samples and isinstance(start, tuple) else start
    if network.bias == "fixed":
        yield Array(name, column)
    elif isinstance(start, str):
        yield _parameter(name, start, name, None, sum_of(delta))
    else:
        slope = row_sums_of(delta) if network.has_samples else delta
        yield _parameter(name, column, f"b_{_prefix(network, number)}", 1, slope)


def _parameter(variable: str, start: Entry, key: str, first: int | None, slope: Expr) -> Array:
    return Array(variable, start, key, first, _gradient(variable, key, slope, first))


def _layer(network: Network, number: int) -> Iterator[Array]:
    """Yield net inputs and outputs of a layer."""
    layer, prefix = network.layers[number - 1], _prefix(network, number)
    net, out = (_variable(kind, network, number) for kind in ("net", "out"))
    product = matmul(Ref(f"W{number}"), _variable("out", network, number - 1))
    total = product if layer.bias is None else product + Ref(f"b{number}")
    yield Array(net.name, total, f"net_{prefix}", of_samples=network.has_samples)
    activated = net if layer.activation == "linear" else Apply(layer.activation, (net,))
    yield Array(out.name, activated, f"out_{prefix}", of_samples=network.has_samples)


def _loss(network: Network) -> Expr:
    out = _variable("out", network, len(network.layers))
    if network.loss == "cross-entropy":
        # Of -t ln out this form has no -0 where t is 0.
        return Apply("mul", (T, Apply("neg", (Apply("log", (out,)),))))
    return (T - out) ** 2 / 2


def _signals(network: Network, graph: Graph, number: int) -> Iterator[Array]:
    """Yield the error signals of a layer, and before them what they are made from."""
    name, prefix = _variable("delta", network, number).name, _prefix(network, number)
    of_samples = network.has_samples
    if number < len(network.layers):
        after = _variable("delta", network, number + 1)
        back = matmul(transposed(Ref(f"W{number + 1}")), after)
        yield Array(name, back * _slope(network, number), f"delta_{prefix}", of_samples=of_samples)
        return
    out, is_entropy = _variable("out", network, number), network.loss == "cross-entropy"
    slope = -(T / out) if is_entropy else out - T
    if network.layers[-1].activation != "softmax":
        yield Array(name, slope * _slope(network, number), f"delta_{prefix}", of_samples=of_samples)
    elif is_entropy and graph.shares:
        yield Array(name, out - T, f"delta_{prefix}", of_samples=of_samples)
    else:
        yield Array("dE", slope)
        yield Array(
            name, out * (Ref("dE") - matmul(out, Ref("dE"))), f"delta_{prefix}", of_samples=of_samples
        )


def _slope(network: Network, number: int) -> Expr:
    """Return the slope of a layer's activation, by its net inputs and its outputs."""
    activation = network.layers[number - 1].activation
    if activation == "linear":
        return lift(1)
    net, out = (_variable(kind, network, number) for kind in ("net", "out"))
    slope: Expr = OPS[activation].partials(net, out)[0]
    return slope
