"""The second route to the numbers of a network: NumPy matrices, which share no code with the graph.

A layer is `out = f(a Wᵀ)`, with a row for each sample; a bias is the weight of one more input that is 1, the
last column of W. The stages of a pass are inputs → net → out → … → errors of the outputs → error of the
sample, numbered from 0; a derivative goes back through them, from the upper quantity to the lower one. Arrays
hold float64 or, made with another `number`, balls or rationals: NumPy's arithmetic works on all of them.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from operator import add
from typing import Any

import numpy as np

from backprop.core.example import Options
from backprop.core.route import Array, Number, Route, array, ball, rational, shortened
from backprop.errors import UndecidedError
from backprop.networks.layers import Layer, Layers, Place, Row, cells, places

# With these alone a pass stays within the rationals, and the sign of a net input is always known.
EXACT = frozenset(["relu", "linear"])


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
    """Weights `(neurons, inputs + 1)` of each layer, their last changes, and the samples.

    Inputs and targets have a row per sample; `chosen` is 1 for those in the batch and 0 for the others.
    `shares` are what the error of a sample counts in the total error and in that of the batch.
    """

    network: Layers
    options: Options
    weights: tuple[Array, ...]
    changes: tuple[Array, ...]
    inputs: Array
    targets: Array
    chosen: Array
    shares: tuple[Any, Any]
    rate: Array
    momentum: Array

    @property
    def bias_mode(self) -> str:
        """How biases are trained."""
        return self.network.bias_mode(self.options)


def start(network: Layers, options: Options, number: Number = float) -> State:
    """Return the state that training starts from."""
    weights = tuple(array(_given_rows(layer, options), number) for layer in network.layers)
    samples = array(network.input_rows, number), array(network.target_rows, number)
    count = len(network.samples)
    size = int(options.get("batch", count))
    chosen = np.array([int(row < size) for row in range(count)])
    shares = [number("1") / each if options.get("total") == "mean" else 1 for each in (count, size)]
    # NumPy multiplies by an array without axes three times as fast as by a ball.
    rates = (np.asarray(number(options[name])) for name in ("rate", "momentum"))
    still = tuple(0 * each for each in weights)
    return State(network, options, weights, still, *samples, chosen, (shares[0], shares[1]), *rates)


def _given_rows(layer: Layer, options: Options) -> list[Row]:
    """Return the weights of each neuron as the options start them, its bias last, 0 where it has none."""
    first = options.get("weights", "given")
    rows = [row if first == "given" else (first,) * len(row) for row in layer.weights]
    return [(*row, bias) for row, bias in zip(rows, layer.biases, strict=True)]


def forward(state: State, inputs: Array) -> tuple[list[Array], list[Array], list[Array]]:
    """Return by layer what comes in, with the 1 that the bias is a weight of; the net inputs; the outputs."""
    ones = np.ones((len(inputs), 1), dtype=int)
    ins, nets, outs = [], [], [inputs]
    for layer, weights in zip(state.network.layers, state.weights, strict=True):
        ins.append(np.concatenate((outs[-1], ones), axis=1))
        nets.append(ins[-1] @ weights.T)
        outs.append(ACTIVATION[layer.activation](nets[-1]))
    return ins, nets, outs


def errors(state: State, out: Array) -> Array:
    """Return the error of each output: a share of (t - out)², or -t ln out for cross-entropy."""
    if state.network.loss == "cross-entropy":
        return -state.targets * np.log(out)
    return (state.targets - out) ** 2 / _divisor(state)


def error_slope(state: State, out: Array) -> Array:
    """Return d E / d out of each output's own error."""
    if state.network.loss == "cross-entropy":
        return -state.targets / out
    return 2 * (out - state.targets) / _divisor(state)


def _divisor(state: State) -> int:
    """Return what a squared difference is divided by to be the error of an output."""
    outputs: int = state.targets.shape[1]
    return {"half": 2, "sum": 1, "mean": outputs}[state.options.get("loss", "half")]


@dataclass(frozen=True)
class Pass:
    """One forward and backward pass of all samples, `ins` with the 1 that a bias is the weight of.

    `back[l]` is d net / d out of the layer before; `changes` are what the next update adds to the weights.
    """

    state: State
    ins: list[Array]
    nets: list[Array]
    outs: list[Array]
    back: list[Array]
    changes: list[Array]

    @property
    def last(self) -> int:
        """The stage of the last outputs; behind it stand their errors, then the error of the sample."""
        return 2 * len(self.nets)

    @property
    def stages(self) -> list[Array]:
        """The values of each stage, a row per sample."""
        layers = [values for pair in zip(self.nets, self.outs[1:], strict=True) for values in pair]
        last = errors(self.state, self.outs[-1])
        return [self.outs[0], *layers, last, last.sum(axis=1)[:, None]]


def run_pass(state: State) -> Pass:
    """Return the pass of the network's samples in `state`, and what it changes, from the last layer on."""
    current = Pass(state, *forward(state, state.inputs), [weights[:, :-1] for weights in state.weights], [])
    slopes, reached = shares(state, "E_batch")[:, None], current.last + 2
    for layer in reversed(range(len(current.nets))):
        net = 2 * layer + 1
        slopes, reached = backward(current, slopes, reached, net), net
        change = state.momentum * state.changes[layer] - state.rate * _gradient(current, layer, slopes)
        current.changes.insert(0, change)
        if layer and state.options.get("update") == "sequential":
            current.back[layer] = (state.weights[layer] + change)[:, :-1]
    return current


def shares(state: State, error: str) -> Array:
    """Return what the error of each sample counts in `E_total` or `E_batch`."""
    total, batch = state.shares
    return {"E_total": total * np.ones_like(state.chosen), "E_batch": batch * state.chosen}[error]


def _gradient(current: Pass, layer: int, slopes: Array) -> Array:
    """Return the gradient by a layer's weights; 0 for a fixed bias, that of all neurons for a shared one."""
    gradient = slopes.T @ current.ins[layer]
    bias, mode = current.state.network.layers[layer].bias, current.state.bias_mode
    if bias is None or mode == "fixed":
        gradient[:, -1] = 0
    elif mode == "shared" and isinstance(bias, str):
        gradient[:, -1] = gradient[:, -1].sum()
    return gradient


def update(current: Pass) -> State:
    """Return the state after one update of all parameters from one batch; the next batch follows."""
    state, size = current.state, current.state.chosen.sum()
    return replace(
        state,
        weights=tuple(map(shortened, map(add, state.weights, current.changes))),
        changes=tuple(map(shortened, current.changes)),
        chosen=np.concatenate((state.chosen[-size:], state.chosen[:-size])),
    )


def backward(current: Pass, slopes: Array, upper: int, lower: int) -> Array:
    """Return the derivatives by each value of stage `lower` from those by each value of stage `upper`."""
    for stage in range(upper, lower, -1):
        if stage == current.last + 2:
            slopes = np.repeat(slopes, current.state.targets.shape[1], axis=1)
        elif stage == current.last + 1:
            slopes = slopes * error_slope(current.state, current.outs[-1])
        elif stage % 2:
            slopes = slopes @ current.back[stage // 2]
        else:
            slopes = _through_activation(current, stage // 2 - 1, slopes)
    return slopes


def _through_activation(current: Pass, layer: int, slopes: Array) -> Array:
    activation = current.state.network.layers[layer].activation
    jacobian = JACOBIAN[activation](current.nets[layer], current.outs[layer + 1])
    return slopes * jacobian if jacobian.ndim == 2 else (slopes[:, None, :] @ jacobian)[:, 0, :]


def route(network: Layers, options: Options, precision: int) -> Route:
    """Return the network trained in matrices of balls or, where that is possible, rationals."""
    is_exact = network.loss == "half squared" and all(layer.activation in EXACT for layer in network.layers)
    number = rational if is_exact else ball
    return Route(
        lambda: run_pass(start(network, options, number)),
        lambda last: run_pass(update(last)),
        quantity,
        precision,
    )


def quantity(current: Pass, name: str) -> Any:
    """Return the quantity `name` of one pass."""
    state = current.state
    if place := places(state.network).get(name):
        return _of_sample(current, place)
    if name.startswith("d") and "/d" in name:
        return derivative(current, *name[1:].split("/d"))
    if where := cells(state.network, state.bias_mode).get(name.removeprefix("change_")):
        layer, *cell = where[0]
        return (state.changes if name.startswith("change_") else state.weights)[layer][*cell]
    if name.startswith("s_"):
        return state.chosen[int(name[2:]) - 1]
    known = counts(state) | {"eta": state.rate[()], "alpha": state.momentum[()]}
    return known[name] if name in known else shares(state, name) @ current.stages[-1][:, 0]


def _of_sample(current: Pass, place: Place) -> Any:
    if place.role == "target":
        return current.state.targets[place.cell]
    values = (
        _slopes(current, "E_total", place.stage) if place.role == "gradient" else current.stages[place.stage]
    )
    return values[place.cell]


def derivative(current: Pass, upper: str, lower: str) -> Any:
    """Return d upper / d lower: that by what stands at a place, or by a parameter, in all samples."""
    state = current.state
    if lower.startswith("s_"):
        return state.shares[1] * current.stages[-1][int(lower[2:]) - 1, 0]
    if (place := places(state.network).get(lower)) and place.role == "target":
        return (_slopes(current, upper, current.last + 1) * _target_slope(current))[place.cell]
    if place:
        return _slopes(current, upper, place.stage)[place.cell]
    return sum(
        _slopes(current, upper, 2 * layer + 1)[:, row] @ current.ins[layer][:, column]
        for layer, row, column in cells(state.network, state.bias_mode)[lower]
    )


def _target_slope(current: Pass) -> Array:
    """Return d E / d t of each output's own error."""
    is_crossed = current.state.network.loss == "cross-entropy"
    return -np.log(current.outs[-1]) if is_crossed else -error_slope(current.state, current.outs[-1])


def _slopes(current: Pass, upper: str, stage: int) -> Array:
    """Return the derivatives of `upper` by each value of a stage."""
    place = places(current.state.network).get(upper)
    if place is None:
        return backward(current, shares(current.state, upper)[:, None], current.last + 2, stage)
    unit = np.zeros_like(current.stages[place.stage], dtype=int)
    unit[place.cell] = 1
    return backward(current, unit, place.stage, stage)


def counts(state: State) -> dict[str, int]:
    """Return how many there are of what, from the shapes of the matrices."""
    mode = state.bias_mode
    weights = sum(matrix[:, :-1].size for matrix in state.weights)
    biases = sum(
        1 if isinstance(layer.bias, str) and mode != "each" else len(matrix)
        for layer, matrix in zip(state.network.layers, state.weights, strict=True)
        if layer.bias is not None
    )
    return {
        "inputs": state.inputs.shape[1],
        "hidden_neurons": sum(map(len, state.weights[:-1])),
        "outputs": state.targets.shape[1],
        "layers": len(state.weights),
        "weights": weights,
        "biases": biases,
        "parameters": weights + (0 if mode == "fixed" else biases),
        "samples": len(state.inputs),
    }
