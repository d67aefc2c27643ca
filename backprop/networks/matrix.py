"""The same numbers in NumPy matrices: a second route that shares no code with the graph.

A layer is `out = f(W a + b)`; an error signal goes back as `δ = f'(net) ∘ Wᵀ δ`. Arrays hold float64 or, made
with another `number`, balls: NumPy's arithmetic, `exp` and `tanh` work on both.
"""

from collections.abc import Callable
from dataclasses import dataclass
from operator import add
from typing import Any, TypeAlias

import numpy as np

from backprop.core.options import Options
from backprop.errors import UndecidedError
from backprop.networks.network import Network, bias_mode
from backprop.networks.polynomial import Polynomial

# An ndarray of float64 or of balls, which NumPy's types cannot tell apart.
Array: TypeAlias = Any
Number = Callable[[str], Any]


def array(texts: Any, number: Number) -> Array:
    """Return nested decimal texts as an array of numbers."""
    cells = np.array(texts, dtype=object)
    made = [number(cell) for cell in cells.flat]
    return np.array(made, dtype=float if number is float else object).reshape(cells.shape)


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

# Each returns the Jacobian d out / d net of one sample: its diagonal alone, a vector, where there is nothing
# beside it, else a square matrix.
JACOBIAN: dict[str, Callable[[Array, Array], Array]] = {
    "sigmoid": lambda _z, a: a * (1 - a),
    "tanh": lambda _z, a: 1 - a * a,
    "relu": lambda z, a: np.where(positive(z), 0 * a + 1, 0 * a),
    "linear": lambda _z, a: 0 * a + 1,
    "softmax": lambda _z, a: np.diag(a) - np.outer(a, a),
}


def square(jacobian: Array) -> Array:
    """Return a Jacobian as a matrix, where it may be its diagonal alone."""
    return np.diag(jacobian) if jacobian.ndim == 1 else jacobian


@dataclass(frozen=True)
class State:
    """Weights `(neurons, inputs)` and biases `(neurons,)` per layer, their last changes, and the sample."""

    weights: tuple[Array, ...]
    biases: tuple[Array, ...]
    weight_changes: tuple[Array, ...]
    bias_changes: tuple[Array, ...]
    inputs: Array
    targets: Array


def start(network: Network, options: Options, number: Number = float) -> State:
    """Return the state that training starts from."""
    weights = tuple(array(layer.weights, number) for layer in network.layers)
    if options["weights"] != "given":
        weights = tuple(np.full_like(each, number(options["weights"])) for each in weights)
    biases = []
    for layer in network.layers:
        bias = layer.bias if isinstance(layer.bias, tuple) else (layer.bias or "0",) * len(layer.weights)
        biases.append(array(bias, number))
    still = tuple(0 * w for w in weights), tuple(0 * b for b in biases)
    sample = array(network.inputs, number), array(network.targets, number)
    return State(weights, tuple(biases), *still, *sample)


def forward(network: Network, state: State, inputs: Array) -> tuple[list[Array], list[Array]]:
    """Return net inputs and outputs by layer, for `inputs` of shape `(inputs,)` or `(samples, inputs)`."""
    nets, outs = [], [inputs]
    for layer, weights, bias in zip(network.layers, state.weights, state.biases, strict=True):
        nets.append(outs[-1] @ weights.T + bias)
        outs.append(ACTIVATION[layer.activation](nets[-1]))
    return nets, outs


def errors(network: Network, options: Options, targets: Array, out: Array) -> Array:
    """Return the error of each output: a share of (t - out)², or -t ln out for cross-entropy."""
    if network.loss == "cross-entropy":
        return -targets * np.log(out)
    return (targets - out) ** 2 / divisor(options, targets)


def divisor(options: Options, targets: Array) -> int:
    """Return what a squared difference is divided by to be the error of an output."""
    return {"half": 2, "sum": 1, "mean": len(targets)}[options["loss"]]


@dataclass(frozen=True)
class Pass:
    """One forward and backward pass of one sample; `back[l]` is d net / d out of the layer before."""

    network: Network
    state: State
    targets: Array
    nets: list[Array]
    outs: list[Array]
    back: list[Array]
    deltas: list[Array]
    rate: Array
    momentum: Array

    def jacobian(self, layer: int) -> Array:
        """Return d out / d net of a layer, a square matrix or its diagonal."""
        activation = self.network.layers[layer].activation
        return JACOBIAN[activation](self.nets[layer], self.outs[layer + 1])

    def through(self, layer: int, slope: Array) -> Array:
        """Return d E / d net of a layer from its d E / d out."""
        jacobian = self.jacobian(layer)
        return jacobian * slope if jacobian.ndim == 1 else jacobian.T @ slope


def run_pass(network: Network, options: Options, state: State, number: Number = float) -> Pass:
    """Return the pass of the network's own sample in `state`."""
    nets, outs = forward(network, state, state.inputs)
    # NumPy multiplies by an array without axes three times as fast as by a ball.
    rates = (np.asarray(number(options[name])) for name in ("rate", "momentum"))
    made = Pass(network, state, state.targets, nets, outs, list(state.weights), [], *rates)
    delta = made.through(len(nets) - 1, error_slope(network, options, state.targets, outs[-1]))
    for layer in reversed(range(len(nets))):
        made.deltas.insert(0, delta)
        if layer and options["update"] == "sequential":
            made.back[layer] = state.weights[layer] + weight_change(made, layer, delta)
        if layer:
            delta = made.through(layer - 1, made.back[layer].T @ delta)
    return made


def error_slope(network: Network, options: Options, targets: Array, out: Array) -> Array:
    """Return d E / d out of each output's own error."""
    if network.loss == "cross-entropy":
        return -targets / out
    return 2 * (out - targets) / divisor(options, targets)


def weight_change(made: Pass, layer: int, delta: Array) -> Array:
    """Return what the update adds to a layer's weights: α times the last change less η times the gradient."""
    gradient = delta[:, None] * made.outs[layer]
    return made.momentum * made.state.weight_changes[layer] - made.rate * gradient


def bias_change(made: Pass, options: Options, layer: int) -> Array:
    """Return what the update adds to trained biases of a layer; a shared bias collects all error signals."""
    delta, last = made.deltas[layer], made.state.bias_changes[layer]
    if made.network.layers[layer].bias is None:
        return last  # 0, as at the start
    if options["bias"] == "shared" and isinstance(made.network.layers[layer].bias, str):
        delta = 0 * delta + delta.sum()
    return made.momentum * last - made.rate * delta


def update(made: Pass, options: Options) -> State:
    """Return the state after one update of all weights, from one pass."""
    state, layers = made.state, range(len(made.nets))
    weight_changes = tuple(weight_change(made, layer, made.deltas[layer]) for layer in layers)
    weights = tuple(map(add, state.weights, weight_changes))
    biases, bias_changes = state.biases, state.bias_changes
    if bias_mode(options) != "fixed":
        bias_changes = tuple(bias_change(made, options, layer) for layer in layers)
        biases = tuple(map(add, biases, bias_changes))
    return State(weights, biases, weight_changes, bias_changes, state.inputs, state.targets)


def beginning(function: Polynomial, options: Options, number: Number = float) -> Array:
    """Return where a descent begins, `(parameters,)`."""
    return array([options["start"]] if "start" in options else function.start, number)


def value(function: Polynomial, theta: Array) -> Any:
    """Return the function at `theta`, `(parameters,)`."""
    coefficients, exponents = _terms(function, theta)
    return coefficients @ np.prod(theta**exponents, axis=1)


def gradient(function: Polynomial, theta: Array) -> Array:
    """Return the gradient at `theta`, `(parameters,)`: each monomial differentiated by its exponents."""
    coefficients, exponents = _terms(function, theta)
    slopes = []
    for one in np.eye(len(theta), dtype=int):
        lowered = np.maximum(exponents - one, 0)
        slopes.append((coefficients * (exponents @ one)) @ np.prod(theta**lowered, axis=1))
    return np.array(slopes)


def _terms(function: Polynomial, theta: Array) -> tuple[Array, Array]:
    kind = float if theta.dtype == float else type(theta[0])
    coefficients = np.array([kind(c) for c, _ in function.terms])
    return coefficients, np.array([exponents for _, exponents in function.terms])
