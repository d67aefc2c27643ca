"""A network trained from many starts at once, in arrays of float64: all samples, all parameters, no graph.

An array of weights is shaped `(starts, neurons, inputs)`, one of biases `(starts, neurons)`; what a layer
gives out is shaped `(starts, samples, neurons)`.
"""

from collections.abc import Sequence

import numpy as np

from backprop.errors import BackpropError
from backprop.networks.layers import Layers

Arrays = list[np.ndarray]


def trained(network: Layers, starts: Sequence[Layers], updates: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the outputs `(starts, samples, outputs)` and the loss of each start after so many updates.

    The network has a bias for each neuron, sigmoids, and half squared differences.
    """
    if any(layer.activation != "sigmoid" for layer in network.layers) or network.loss != "half squared":
        raise BackpropError(f"network {network.name}: found other layers than sigmoids with half squares")
    rate, targets = float(network.rate), _numbers(network.target_rows)
    weights = [_numbers([start.layers[n].weights for start in starts]) for n in range(len(network.layers))]
    biases = [_numbers([start.layers[n].biases for start in starts]) for n in range(len(network.layers))]
    inputs = np.broadcast_to(_numbers(network.input_rows), (len(starts), *_shape(network.input_rows)))
    for _ in range(updates):
        outputs = _outputs(inputs, weights, biases)
        delta = (outputs[-1] - targets) * _slopes(outputs[-1])
        for n in reversed(range(len(weights))):
            below = delta @ weights[n] * _slopes(outputs[n]) if n else delta
            weights[n] = weights[n] - rate * np.swapaxes(delta, 1, 2) @ outputs[n]
            biases[n] = biases[n] - rate * delta.sum(axis=1)
            delta = below
    last = _outputs(inputs, weights, biases)[-1]
    return last, ((targets - last) ** 2).sum(axis=(1, 2)) / 2


def _numbers(decimals: object) -> np.ndarray:
    return np.array(decimals, dtype=float)


def _shape(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    return len(rows), len(rows[0])


def _outputs(inputs: np.ndarray, weights: Arrays, biases: Arrays) -> Arrays:
    """Return the inputs, then what each layer gives out."""
    outputs = [inputs]
    for matrix, bias in zip(weights, biases, strict=True):
        net = outputs[-1] @ np.swapaxes(matrix, 1, 2) + bias[:, np.newaxis, :]
        outputs.append(1 / (1 + np.exp(-net)))
    return outputs


def _slopes(outputs: np.ndarray) -> np.ndarray:
    slopes: np.ndarray = outputs * (1 - outputs)
    return slopes
