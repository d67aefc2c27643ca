"""The same numbers in NumPy matrices: a second route that shares no code with the graph.

A layer is `out = f(a Wᵀ + b)`, with a row for each sample; an error signal goes back as `δ = f'(net) ∘ δ W`.
Arrays hold float64 or, made with another `number`, balls: NumPy's arithmetic, `exp` and `tanh` work on both.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from operator import add
from typing import Any

import numpy as np

from backprop.core.example import Options
from backprop.core.route import Array, Number, array
from backprop.errors import UndecidedError
from backprop.networks.layers import Layers


def sigmoid(z: Array) -> Array:
    """Return σ(z), element by element."""
    return 1 / (1 + np.exp(-z))


def softmax(z: Array) -> Array:
    """Return the softmax over the last axis, from differences, in which balls do not grow."""
    apart = z[..., None, :] - z[..., :, None]
    itself = np.eye(z.shape[-1], dtype=bool)
    return 1 / np.exp(np.where(itself, 0 * apart, apart)).sum(axis=-1)


def positive(z: Array) -> Array:
    """Tell which elements are above 0; a ball that holds 0 and more raises `UndecidedError`."""
    above = z > 0
    if not np.all(above | (z <= 0)):
        raise UndecidedError("the sign of a net input is not certain at this precision")
    return above


ACTIVATION: dict[str, Callable[[Array], Array]] = {
    "sigmoid": sigmoid,
    "tanh": np.tanh,
    "relu": lambda z: np.where(positive(z), z, 0 * z),
    "linear": lambda z: z,
    "softmax": softmax,
}

# Each returns the Jacobian d out / d net: its diagonal alone, of the shape of `out`, where there is nothing
# beside it, else a square matrix for each sample.
JACOBIAN: dict[str, Callable[[Array, Array], Array]] = {
    "sigmoid": lambda _z, a: a * (1 - a),
    "tanh": lambda _z, a: 1 - a * a,
    "relu": lambda z, a: np.where(positive(z), 0 * a + 1, 0 * a),
    "linear": lambda _z, a: 0 * a + 1,
    "softmax": lambda _z, a: a[..., None] * (np.eye(a.shape[-1], dtype=int) - a[..., None, :]),
}


@dataclass(frozen=True)
class State:
    """Weights `(neurons, inputs)` and biases `(neurons,)` per layer, their last changes, and the samples.

    Inputs and targets have a row per sample; `rows` are those in the batch.
    """

    weights: tuple[Array, ...]
    biases: tuple[Array, ...]
    weight_changes: tuple[Array, ...]
    bias_changes: tuple[Array, ...]
    inputs: Array
    targets: Array
    rows: slice


def start(network: Layers, options: Options, number: Number = float) -> State:
    """Return the state that training starts from."""
    weights = tuple(array(layer.weights, number) for layer in network.layers)
    if options.get("weights", "given") != "given":
        weights = tuple(np.full_like(each, number(options["weights"])) for each in weights)
    biases = []
    for layer in network.layers:
        bias = layer.bias if isinstance(layer.bias, tuple) else (layer.bias or "0",) * len(layer.weights)
        biases.append(array(bias, number))
    still = tuple(0 * w for w in weights), tuple(0 * b for b in biases)
    samples = array(network.input_rows, number), array(network.target_rows, number)
    rows = slice(0, int(options.get("batch", len(network.samples))))
    return State(weights, tuple(biases), *still, *samples, rows)


def forward(network: Layers, state: State, inputs: Array) -> tuple[list[Array], list[Array]]:
    """Return net inputs and outputs by layer, for `inputs` of shape `(inputs,)` or `(samples, inputs)`."""
    nets, outs = [], [inputs]
    for layer, weights, bias in zip(network.layers, state.weights, state.biases, strict=True):
        nets.append(outs[-1] @ weights.T + bias)
        outs.append(ACTIVATION[layer.activation](nets[-1]))
    return nets, outs


def errors(network: Layers, options: Options, targets: Array, out: Array) -> Array:
    """Return the error of each output: a share of (t - out)², or -t ln out for cross-entropy."""
    if network.loss == "cross-entropy":
        return -targets * np.log(out)
    return (targets - out) ** 2 / divisor(options, targets)


def error_slope(network: Layers, options: Options, targets: Array, out: Array) -> Array:
    """Return d E / d out of each output's own error."""
    if network.loss == "cross-entropy":
        return -targets / out
    return 2 * (out - targets) / divisor(options, targets)


def divisor(options: Options, targets: Array) -> int:
    """Return what a squared difference is divided by to be the error of an output."""
    outputs: int = targets.shape[-1]
    return {"half": 2, "sum": 1, "mean": outputs}[options.get("loss", "half")]


@dataclass(frozen=True)
class Pass:
    """One forward and backward pass of all samples; `back[l]` is d net / d out of the layer before.

    A delta is the derivative of a sample's own error; `shares` are what that error counts in the total error
    and in the error of the batch.
    """

    network: Layers
    state: State
    nets: list[Array]
    outs: list[Array]
    back: list[Array]
    deltas: list[Array]
    shares: tuple[Any, Any]
    rate: Array
    momentum: Array

    @property
    def chosen(self) -> Array:
        """1 for the samples of the next batch, 0 for the others."""
        chosen = np.zeros(len(self.state.targets), dtype=int)
        chosen[self.state.rows] = 1
        return chosen

    def jacobian(self, layer: int) -> Array:
        """Return d out / d net of a layer: a diagonal for each sample, or a square matrix."""
        activation = self.network.layers[layer].activation
        return JACOBIAN[activation](self.nets[layer], self.outs[layer + 1])

    def through(self, layer: int, slope: Array) -> Array:
        """Return d E / d net of a layer from its d E / d out."""
        jacobian = self.jacobian(layer)
        return jacobian * slope if jacobian.ndim == 2 else (slope[..., None, :] @ jacobian)[..., 0, :]


def run_pass(network: Layers, options: Options, state: State, number: Number = float) -> Pass:
    """Return the pass of the network's samples in `state`."""
    nets, outs = forward(network, state, state.inputs)
    # NumPy multiplies by an array without axes three times as fast as by a ball.
    rates = (np.asarray(number(options[name])) for name in ("rate", "momentum"))
    counts = (len(state.inputs), state.rows.stop - state.rows.start)
    shares = [number("1") / count if options.get("total") == "mean" else 1 for count in counts]
    current = Pass(network, state, nets, outs, list(state.weights), [], (shares[0], shares[1]), *rates)
    delta = current.through(len(nets) - 1, error_slope(network, options, state.targets, outs[-1]))
    for layer in reversed(range(len(nets))):
        current.deltas.insert(0, delta)
        if layer and options.get("update") == "sequential":
            current.back[layer] = state.weights[layer] + weight_change(current, layer, delta)
        if layer:
            delta = current.through(layer - 1, delta @ current.back[layer])
    return current


def weight_change(current: Pass, layer: int, delta: Array) -> Array:
    """Return what the update adds to a layer's weights: α times the last change less η times the gradient."""
    rows = current.state.rows
    gradient = current.shares[1] * (delta[rows].T @ current.outs[layer][rows])
    return current.momentum * current.state.weight_changes[layer] - current.rate * gradient


def bias_change(current: Pass, mode: str, layer: int) -> Array:
    """Return what the update adds to trained biases of a layer; a shared bias collects all error signals."""
    delta, last = current.deltas[layer], current.state.bias_changes[layer]
    if current.network.layers[layer].bias is None:
        return last  # 0, as at the start
    gradient = current.shares[1] * delta[current.state.rows].sum(axis=0)
    if mode == "shared" and isinstance(current.network.layers[layer].bias, str):
        gradient = 0 * gradient + gradient.sum()
    return current.momentum * last - current.rate * gradient


def update(current: Pass, options: Options) -> State:
    """Return the state after one update of all parameters from one batch; the next batch follows."""
    state, layers = current.state, range(len(current.nets))
    weight_changes = tuple(weight_change(current, layer, current.deltas[layer]) for layer in layers)
    weights = tuple(map(add, state.weights, weight_changes))
    biases, bias_changes = state.biases, state.bias_changes
    mode = current.network.bias_mode(options)
    if mode != "fixed":
        bias_changes = tuple(bias_change(current, mode, layer) for layer in layers)
        biases = tuple(map(add, biases, bias_changes))
    first = state.rows.stop % len(state.inputs)
    rows = slice(first, first + state.rows.stop - state.rows.start)
    return replace(
        state,
        weights=weights,
        biases=biases,
        weight_changes=weight_changes,
        bias_changes=bias_changes,
        rows=rows,
    )
