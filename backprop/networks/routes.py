"""The second route to a quantity of a network: the matrix form, read by the names of the literal.

Nothing here looks at the graph. A derivative is a product of Jacobians between the stages
inputs → net → out → … → E of one sample, applied to the direction in which the lower quantity moves its
stage; the total error and that of the batch add up such products over the samples.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from backprop.core.example import Options
from backprop.core.route import Array, Number, Route, ball, rational, shortened
from backprop.networks import matrix
from backprop.networks.layers import Layers
from backprop.networks.matrix import Pass, State

# With these alone a pass stays within the rationals, and the sign of a net input is always known.
EXACT = frozenset(["relu", "linear"])


def route(network: Layers, options: Options, precision: int) -> Route:
    """Return the network trained in matrices of balls or, where that is possible, rationals."""
    number = number_of(network)
    return Route(
        lambda: matrix.run_pass(network, options, matrix.start(network, options, number), number),
        lambda last: matrix.run_pass(network, options, _updated(last, options), number),
        lambda current, name: quantity(current, options, name),
        precision,
    )


def number_of(network: Layers) -> Number:
    """Return what numbers the matrices of a network hold."""
    is_exact = all(layer.activation in EXACT for layer in network.layers)
    return rational if is_exact else ball


def _updated(current: Pass, options: Options) -> State:
    state = matrix.update(current, options)
    names = ("weights", "biases", "weight_changes", "bias_changes")
    shorter: dict[str, Any] = {name: tuple(map(shortened, getattr(state, name))) for name in names}
    return replace(state, **shorter)


@dataclass(frozen=True)
class Place:
    """Where a quantity of one sample stands: its stage, and its index there.

    Stage 2l is the outputs of layer l, 2l - 1 its net inputs; behind the last outputs stand their errors, and
    behind these the error of the sample. `role` tells a target from the output that it is for.
    """

    role: str
    stage: int
    index: int
    sample: int


@lru_cache(maxsize=64)
def places(network: Layers) -> Mapping[str, Place]:
    """Return the place of every quantity of one sample, by name."""
    return dict(_places(network))


def _places(network: Layers) -> Iterator[tuple[str, Place]]:
    last, outputs = 2 * len(network.layers), network.units[-1]
    stages = [("input", 0, network.units[0]), ("target", last, outputs), ("error", last + 1, outputs)]
    for layer, units in enumerate(network.units[1:], 1):
        stages += [("output", 2 * layer, units)]
        stages += [] if network.is_line else [(role, 2 * layer - 1, units) for role in ("net", "gradient")]
    for sample, number in enumerate(network.samples):
        for role, stage, units in stages:
            for index, unit in enumerate(units):
                yield network.label(role, unit, number).name, Place(role, stage, index, sample)
        yield f"E_s{number}", Place("error", last + 2, 0, sample)


def quantity(current: Pass, options: Options, name: str) -> Any:
    """Return the quantity `name` of one pass."""
    if place := places(current.network).get(name):
        return _of_sample(current, options, place)
    if name.startswith("d") and "/d" in name:
        return derivative(current, options, *name[1:].split("/d"))
    if name in (known := parameters(current, options) | counts(current, options)):
        return known[name]
    if name.startswith("s_"):
        return current.chosen[int(name[2:]) - 1]
    if name in {"eta", "alpha"}:
        return (current.rate if name == "eta" else current.momentum)[()]
    return weights_of(current, name) @ _errors(current, options).sum(axis=1)


def weights_of(current: Pass, name: str) -> Array:
    """Return what the error of each sample counts in `E_total` or `E_batch`."""
    total, batch = current.shares
    shares = {"E_total": total * (0 * current.chosen + 1), "E_batch": batch * current.chosen}
    return shares[name]


def _errors(current: Pass, options: Options) -> Array:
    return matrix.errors(current.network, options, current.state.targets, current.outs[-1])


def _of_sample(current: Pass, options: Options, place: Place) -> Any:
    layer, is_net = divmod(place.stage, 2)
    if place.role == "gradient":
        return current.shares[0] * current.deltas[layer][place.sample][place.index]
    if place.role == "target":
        values = current.state.targets
    elif place.role == "error":
        values = _errors(current, options)
        values = values if is_net else values.sum(axis=1)[:, None]
    else:
        values = current.nets[layer] if is_net else current.outs[layer]
    return values[place.sample][place.index]


def parameters(current: Pass, options: Options) -> dict[str, Any]:
    """Return weights, biases and their last changes by name."""
    network, state = current.network, current.state
    biases = network.biases(network.bias_mode(options))
    values: dict[str, Any] = {}
    for layer, rows in enumerate(network.weights):
        names = [name for row in rows for name in row] + list(biases[layer])
        parts = (state.weights, state.biases), (state.weight_changes, state.bias_changes)
        for prefix, (weights, vectors) in zip(("", "change_"), parts, strict=True):
            numbers = [*weights[layer].flat, *vectors[layer]]
            values |= {prefix + name: number for name, number in zip(names, numbers, strict=False)}
    return values


def counts(current: Pass, options: Options) -> dict[str, int]:
    """Return how many there are of what, from the shapes of the matrices."""
    matrices, mode = current.state.weights, current.network.bias_mode(options)
    weights = sum(array.size for array in matrices)
    biases = sum(
        1 if isinstance(layer.bias, str) and mode != "each" else len(vector)
        for layer, vector in zip(current.network.layers, current.state.biases, strict=True)
        if layer.bias is not None
    )
    return {
        "inputs": matrices[0].shape[1],
        "hidden_neurons": sum(array.shape[0] for array in matrices[:-1]),
        "outputs": matrices[-1].shape[0],
        "layers": len(matrices),
        "weights": weights,
        "biases": biases,
        "parameters": weights + (0 if mode == "fixed" else biases),
        "samples": current.state.inputs.shape[0],
    }


def derivative(current: Pass, options: Options, upper: str, lower: str) -> Any:
    """Return d upper / d lower: row @ Jacobians @ direction, over the samples that both have to do with."""
    if lower.startswith("s_"):
        return current.shares[1] * _errors(current, options).sum(axis=1)[int(lower[2:]) - 1]
    below = places(current.network).get(lower)
    return sum(
        weight * _slope(current, options, sample, (stage, index), lower)
        for sample, weight, stage, index in _above(current, upper)
        if below is None or below.sample == sample
    )


def _above(current: Pass, upper: str) -> Iterator[tuple[int, Any, int, int]]:
    """Yield the samples of the upper quantity, each with what it counts there, and its stage and index."""
    if place := places(current.network).get(upper):
        yield place.sample, 1, place.stage, place.index
        return
    for sample, weight in enumerate(weights_of(current, upper)):
        yield sample, weight, 2 * len(current.nets) + 2, 0


def _slope(current: Pass, options: Options, sample: int, upper: tuple[int, int], lower: str) -> Any:
    """Return how the lower quantity moves the upper one, at `upper`'s stage and index, in one sample."""
    stage, direction = _direction(current, options, sample, lower)
    for link in range(stage, upper[0]):
        direction = _link(current, options, sample, link) @ direction
    return direction[upper[1]]


def _link(current: Pass, options: Options, sample: int, stage: int) -> Array:
    """Return the Jacobian of the next stage by this one, in one sample."""
    last = 2 * len(current.nets)
    if stage > last:
        return np.ones((1, current.outs[-1].shape[1]), dtype=int)
    if stage == last:
        return np.diag(_error_slope(current, options, sample))
    if stage % 2 == 0:
        return current.back[stage // 2]
    jacobian = current.jacobian(stage // 2)[sample]
    return np.diag(jacobian) if jacobian.ndim == 1 else jacobian


def _error_slope(current: Pass, options: Options, sample: int) -> Array:
    return matrix.error_slope(current.network, options, current.state.targets, current.outs[-1])[sample]


def _direction(current: Pass, options: Options, sample: int, name: str) -> tuple[int, Array]:
    """Return the stage that a quantity moves first, and how it moves it."""
    network, last = current.network, 2 * len(current.nets)
    if place := places(network).get(name):
        widths = [current.state.inputs.shape[1]] + [net.shape[1] for net in current.nets for _ in range(2)]
        unit = np.eye([*widths, widths[-1], 1][place.stage], dtype=int)[place.index]
        if place.role == "target":
            return last + 1, unit * _target_slope(current, options, sample)
        return place.stage, unit
    biases = network.biases(network.bias_mode(options))
    for layer, rows in enumerate(network.weights):
        for index, row in enumerate(rows):
            if name in row:
                unit = np.eye(len(rows), dtype=int)[index]
                return 2 * layer + 1, unit * current.outs[layer][sample][row.index(name)]
        if name in biases[layer]:
            return 2 * layer + 1, np.array([int(bias == name) for bias in biases[layer]])
    raise KeyError(name)


def _target_slope(current: Pass, options: Options, sample: int) -> Array:
    if current.network.loss == "cross-entropy":
        return -np.log(current.outs[-1][sample])
    return -_error_slope(current, options, sample)
