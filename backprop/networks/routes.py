"""The second route to a named quantity: the matrix form, read by the names of the literal.

Nothing here looks at the graph. A derivative is a product of Jacobians between the stages
inputs → net → out → … → E → E_total, applied to the direction in which the lower quantity moves its stage.
"""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np
from flint import arb, ctx, fmpq

from backprop.core.keys import settings
from backprop.core.options import Options
from backprop.networks import least_squares, matrix
from backprop.networks.examples import Example
from backprop.networks.matrix import Array, Pass, State
from backprop.networks.network import Network, bias_mode
from backprop.networks.polynomial import Polynomial
from backprop.networks.regression import Regression

# With these alone a pass stays within the rationals, and the sign of a net input is always known.
EXACT = frozenset(["relu", "linear"])
LONGEST_EXACT = 4096


def ball(decimal: str) -> arb:
    """Return an enclosure of a decimal text at the working precision."""
    return _ball(decimal, ctx.prec)


@cache
def _ball(decimal: str, _precision: int) -> arb:
    return arb(rational(decimal))


@cache
def rational(decimal: str) -> fmpq:
    """Return the number that a decimal text writes."""
    exact = Fraction(decimal)
    return fmpq(exact.numerator, exact.denominator)


class Route:
    """One example trained in matrices of balls or, where that is possible, rationals; states are kept."""

    def __init__(self, example: Example, options: Options, precision: int) -> None:
        self.example = example
        self.options = options
        self.precision = precision
        self._states: list[Any] = []
        self._passes: dict[int, Any] = {}
        layers = example.layers if isinstance(example, Network) else ()
        self.number = rational if layers and all(layer.activation in EXACT for layer in layers) else ball

    def next(self, last: Any) -> Any:
        """Return the state after one more update than `last`; the one at the start where there is none."""
        with ctx.workprec(self.precision):
            return self._next(last)

    def values(self, state: Any, names: Iterable[str]) -> list[arb]:
        """Return the enclosures of quantities of the pass in `state`."""
        with ctx.workprec(self.precision):
            made = self._pass(state)
            return [self._enclosed(made, name) for name in names]

    def value(self, step: int, name: str) -> arb:
        """Return the enclosure of quantity `name` in the pass after `step` updates."""
        while len(self._states) <= step:
            self._states.append(self.next(self._states[-1] if self._states else None))
        with ctx.workprec(self.precision):
            if step not in self._passes:
                self._passes[step] = self._pass(self._states[step])
            return self._enclosed(self._passes[step], name)

    def _enclosed(self, made: Any, name: str) -> arb:
        found = self._found(made, name)
        return found if isinstance(found, arb) else arb(found if isinstance(found, fmpq) else int(found))

    def _found(self, made: Any, name: str) -> Any:
        if name in {"eta", "alpha"}:
            return ball(self.options["rate" if name == "eta" else "momentum"])
        if isinstance(self.example, Polynomial):
            return polynomial_quantity(self.example, self.options, made, name)
        if isinstance(self.example, Regression):
            return least_squares.quantity(made, name)
        return network_quantity(made, self.options, name)

    def _pass(self, state: Any) -> Any:
        """Return what quantities are read from: the pass of a network, else the state itself."""
        if isinstance(self.example, Network):
            return matrix.run_pass(self.example, self.options, state, self.number)
        return state

    def _next(self, last: Any) -> Any:
        match self.example:
            case Polynomial():
                return descended(self.example, self.options, last)
            case Regression():
                start = least_squares.start
                return least_squares.stepped(last) if last else start(self.example, self.options, ball)
            case Network():
                return self._updated(last) if last else matrix.start(self.example, self.options, self.number)

    def _updated(self, state: State) -> State:
        after = matrix.update(self._pass(state), self.options)
        return shortened(after) if self.number is rational else after


def shortened(state: State) -> State:
    """Return a state whose rationals have become balls where they grew too long to carry."""
    parts = vars(state).items()
    return replace(
        state, **{name: tuple(map(_shorter, arrays)) for name, arrays in parts if isinstance(arrays, tuple)}
    )


def _shorter(array: Array) -> Array:
    return np.vectorize(arb, otypes=[object])(array) if any(map(_is_long, array.flat)) else array


def _is_long(number: Any) -> bool:
    return isinstance(number, fmpq) and max(number.p.bit_length(), number.q.bit_length()) > LONGEST_EXACT


def named_state(network: Network, options: Options, state: State) -> dict[str, Any]:
    """Return weights, biases and their last changes by name."""
    mode = bias_mode(options)
    found: dict[str, Any] = {}
    for layer, rows in enumerate(network.weights):
        names = [name for row in rows for name in row] + list(network.biases(mode)[layer])
        parts = (state.weights, state.biases), (state.weight_changes, state.bias_changes)
        for prefix, (weights, biases) in zip(("", "change_"), parts, strict=True):
            numbers = [*weights[layer].flat, *biases[layer]]
            found |= {prefix + name: number for name, number in zip(names, numbers, strict=False)}
    return found


def network_quantity(made: Pass, options: Options, name: str) -> Any:
    """Return the quantity `name` of one pass."""
    network = made.network
    if name.startswith("delta_"):
        name = f"dE_total/dnet_{name.removeprefix('delta_')}"
    if name.startswith("d") and "/d" in name:
        upper, lower = name[1:].split("/d")
        return derivative(made, options, upper, lower)
    if name in (sizes := counts(made, options)):
        return sizes[name]
    vector = {"net": made.nets, "out": made.outs[1:]}
    state = named_state(network, options, made.state)
    if name in state:
        return state[name]
    error = matrix.errors(network, options, made.targets, made.outs[-1])
    if name == "E_total":
        return error.sum()
    kind, _, unit = name.partition("_")
    if kind in vector:
        layer, index = _place(network, unit)
        return vector[kind][layer - 1][index]
    index = _place(network, unit or name)[1]
    return {"t": made.targets, "E": error, "": made.outs[0]}[kind if unit else ""][index]


def counts(made: Pass, options: Options) -> dict[str, int]:
    """Return how many there are of what, from the shapes of the matrices."""
    matrices, mode = made.state.weights, bias_mode(options)
    weights = sum(matrix.size for matrix in matrices)
    biases = sum(
        1 if isinstance(layer.bias, str) and mode != "each" else len(vector)
        for layer, vector in zip(made.network.layers, made.state.biases, strict=True)
        if layer.bias is not None
    )
    return {
        "inputs": matrices[0].shape[1],
        "hidden_neurons": sum(matrix.shape[0] for matrix in matrices[:-1]),
        "outputs": matrices[-1].shape[0],
        "layers": len(matrices),
        "weights": weights,
        "biases": biases,
        "parameters": weights + (0 if mode == "fixed" else biases),
        "samples": 1,
    }


def _place(network: Network, unit: str) -> tuple[int, int]:
    """Return layer and index of a neuron; layer 0 is the inputs."""
    return next((layer, units.index(unit)) for layer, units in enumerate(network.units) if unit in units)


def derivative(made: Pass, options: Options, upper: str, lower: str) -> Any:
    """Return d upper / d lower as row @ Jacobians @ direction."""
    to, row = _stage(made, upper)
    start, direction = _direction(made, options, lower)
    for stage in range(start, to):
        direction = _link(made, options, stage) @ direction
    return (row * direction).sum()


def _stage(made: Pass, name: str) -> tuple[int, Array]:
    """Return the stage of a quantity (2l is out, 2l - 1 net of layer l) and its unit vector there."""
    last = len(made.nets)
    if name == "E_total":
        return 2 * last + 2, np.ones(1, dtype=int)
    kind, _, unit = name.partition("_")
    layer, index = _place(made.network, unit or name)
    stage = {"net": 2 * layer - 1, "out": 2 * layer, "E": 2 * last + 1}.get(kind, 0)
    return stage, np.eye(len(made.network.units[layer]), dtype=int)[index]


def _link(made: Pass, options: Options, stage: int) -> Array:
    """Return the Jacobian of the next stage by this one."""
    last = len(made.nets)
    if stage == 2 * last + 1:
        return np.ones((1, len(made.targets)), dtype=int)
    if stage == 2 * last:
        return np.diag(matrix.error_slope(made.network, options, made.targets, made.outs[-1]))
    return matrix.square(made.jacobian(stage // 2)) if stage % 2 else made.back[stage // 2]


def _direction(made: Pass, options: Options, name: str) -> tuple[int, Array]:
    """Return the stage that a quantity moves first, and how it moves it."""
    network = made.network
    for layer, rows in enumerate(network.weights):
        for index, row in enumerate(rows):
            if name in row:
                moved = np.eye(len(rows), dtype=int)[index] * made.outs[layer][row.index(name)]
                return 2 * layer + 1, moved
        biases = network.biases(bias_mode(options))[layer]
        if name in biases:
            return 2 * layer + 1, np.array([int(bias == name) for bias in biases])
    if name.startswith("t_"):
        stage, unit = _stage(made, f"E_{name[2:]}")
        return stage, unit * _target_slope(made, options)
    return _stage(made, name)


def _target_slope(made: Pass, options: Options) -> Array:
    if made.network.loss == "cross-entropy":
        return -np.log(made.outs[-1])
    return -matrix.error_slope(made.network, options, made.targets, made.outs[-1])


def descended(function: Polynomial, options: Options, state: Any) -> Any:
    """Return parameters and their last change after one more step; the start where there is none yet."""
    if state is None:
        start = matrix.beginning(function, options, ball)
        return start, 0 * start
    theta, change = state
    rate, momentum = ball(options["rate"]), ball(options["momentum"])
    moved = theta.copy()
    changed = change.copy()
    for index in range(len(theta)):
        seen = moved if options["update"] == "sequential" else theta
        changed[index] = momentum * change[index] - rate * matrix.gradient(function, seen)[index]
        moved[index] = theta[index] + changed[index]
    return moved, changed


def polynomial_quantity(function: Polynomial, options: Options, state: Any, name: str) -> Any:
    """Return the quantity `name` of a descent."""
    theta, change = state
    if name == "parameters":
        return len(theta)
    if name == "J":
        return matrix.value(function, theta)
    index = int(name[-1])
    if name.startswith("theta"):
        return theta[index]
    if name.startswith("change_"):
        return change[index]
    seen = theta
    if options["update"] == "sequential":
        moved, _ = descended(function, options, state)
        seen = np.array([*moved[:index], *theta[index:]], dtype=object)
    return matrix.gradient(function, seen)[index]


@cache
def route(example: Example, options: tuple[tuple[str, str], ...], precision: int) -> Route:
    """Return the one route of an example under `options` at a precision in bits."""
    return Route(example, settings(example, options), precision)
