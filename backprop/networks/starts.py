"""Where training starts: as the literal gives it, with one number for every weight, or drawn from a seed.

A number is drawn in a way that any language can repeat: take the first four bytes of the SHA-256 of the text
`7:w1`, for seed 7 and the parameter w1, as a whole number with the highest byte first; divide by 4001, keep
the remainder, take 2000 off. That many thousandths lie between -2 and 2.
"""

from dataclasses import replace
from hashlib import sha256
from typing import TypeVar

from backprop.core.example import Options
from backprop.networks.layers import Layer, Layers, Row

REACH = 2000  # thousandths, to either side of 0
SEEDED_BIASES = "each"

Network = TypeVar("Network", bound=Layers)


def drawn(seed: str, parameter: str) -> str:
    """Return the decimal that a seed gives a parameter to start from."""
    number = int.from_bytes(sha256(f"{seed}:{parameter}".encode()).digest()[:4]) % (2 * REACH + 1) - REACH
    sign, (whole, thousandths) = "-" * (number < 0), divmod(abs(number), 1000)
    return f"{sign}{whole}.{thousandths:03}".rstrip("0").rstrip(".")


def started(network: Network, options: Options) -> Network:
    """Return the network with its parameters where the options say that training starts."""
    seed, number = options.get("start", "given"), options.get("weights", "given")
    if seed != "given":
        return replace(network, layers=tuple(_drawn_layers(network, seed)))
    if number != "given":
        return replace(network, layers=tuple(_even_layer(layer, number) for layer in network.layers))
    return network


def _even_layer(layer: Layer, number: str) -> Layer:
    return replace(layer, weights=tuple((number,) * len(row) for row in layer.weights))


def _drawn_layers(network: Layers, seed: str) -> list[Layer]:
    """Return the layers with all weights drawn, and all biases, one for each neuron."""

    def draw(names: Row) -> Row:
        return tuple(drawn(seed, name) for name in names)

    return [
        replace(layer, weights=tuple(map(draw, rows)), bias=draw(biases) or None)
        for layer, rows, biases in zip(
            network.layers, network.weights, network.biases(SEEDED_BIASES), strict=True
        )
    ]
