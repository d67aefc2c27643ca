"""Networks of random shapes: as the builder of the pages takes them, and as literals."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from backprop.core.example import Options
from backprop.core.graph import Graph
from backprop.networks.layers import Layer
from backprop.networks.network import Network

Shape = dict[str, Any]
Loss = Literal["half squared", "cross-entropy"]
HIDDEN = ("sigmoid", "tanh", "relu", "linear")
SIZES = (1, 1, 2, 2, 3, 4, 6)


@dataclass(frozen=True)
class Twin:
    """A shape and the network that it stands for."""

    shape: Shape

    @property
    def network(self) -> Network:
        """The literal."""
        layers = tuple(
            Layer(rows(layer["weights"]), layer["activation"], frozen(layer["bias"]))
            for layer in self.shape["layers"]
        )
        loss: Loss = "cross-entropy" if self.shape["loss"] == "cross-entropy" else "half squared"
        inputs, targets = rows(self.shape["inputs"]), rows(self.shape["targets"])
        return Network("own", "Own", inputs, targets, layers, self.shape["rate"], loss=loss)

    @property
    def options(self) -> Options:
        """The options under which the literal has this graph."""
        names = ("rate", "momentum", "bias", "loss", "update", "total", "batch")
        return {name: str(self.shape[name]) for name in names}

    @classmethod
    def of(cls, network: Network) -> "Twin":
        """Return the shape of a literal under its usual options."""
        loss = "half" if network.loss == "half squared" else network.loss
        layers = [
            {"weights": layer.weights, "activation": layer.activation, "bias": thawed(layer.bias)}
            for layer in network.layers
        ]
        shape = {"inputs": network.input_rows, "targets": network.target_rows, "layers": layers, "loss": loss}
        usual = {"momentum": "0", "update": "together", "total": "sum", "batch": len(network.samples)}
        return cls({**shape, **usual, "rate": network.rate, "bias": network.bias})

    @property
    def graph(self) -> Graph:
        """The graph of the literal."""
        return self.network.graph(self.options)


def rows(numbers: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    """Return rows of numbers as literals have them."""
    return tuple(map(tuple, numbers))


def frozen(bias: str | list[str] | None) -> str | tuple[str, ...] | None:
    """Return the biases of a layer as literals have them."""
    return tuple(bias) if isinstance(bias, list) else bias


def thawed(bias: str | tuple[str, ...] | None) -> str | list[str] | None:
    """Return the biases of a layer as shapes have them."""
    return list(bias) if isinstance(bias, tuple) else bias


def twins(seed: int, count: int) -> Iterator[Twin]:
    """Yield so many networks, the same for the same seed."""
    source = random.Random(seed)  # noqa: S311
    for _ in range(count):
        yield Twin(drawn_shape(source))


def drawn_shape(source: random.Random) -> Shape:
    """Return a shape of one to four layers, one to six units in each, and one to eight samples."""
    widths = [source.choice(SIZES) for _ in range(source.randint(2, 5))]
    samples = source.choice((1, 1, 1, 2, 3, 4, 8))
    layers = [drawn_layer(source, *widths) for widths in pairwise(widths)]
    if source.random() < 0.3:
        layers[-1]["activation"] = "softmax"
    crossed = layers[-1]["activation"] in {"sigmoid", "softmax"} and source.random() < 0.5
    return {
        "inputs": table(source, samples, widths[0]),
        "targets": table(source, samples, widths[-1]),
        "layers": layers,
        "bias": source.choice(("fixed", "each", "shared")),
        "loss": "cross-entropy" if crossed else source.choice(("half", "sum", "mean")),
        "rate": source.choice(("0.5", "0.01", "2")),
        "momentum": source.choice(("0", "0", "0.9")),
        "update": source.choice(("together", "sequential")) if samples == 1 else "together",
        "total": source.choice(("sum", "mean")) if samples > 1 else "sum",
        "batch": source.choice([size for size in range(1, samples + 1) if samples % size == 0]),
    }


def drawn_layer(source: random.Random, entering: int, width: int) -> dict[str, Any]:
    """Return a layer: no bias, one for all neurons, or one for each."""
    bias = source.choice((None, decimal(source), [decimal(source) for _ in range(width)]))
    weights = table(source, width, entering)
    return {"weights": weights, "activation": source.choice(HIDDEN), "bias": bias}


def table(source: random.Random, height: int, width: int) -> list[list[str]]:
    """Return rows of decimals."""
    return [[decimal(source) for _ in range(width)] for _ in range(height)]


def decimal(source: random.Random) -> str:
    """Return a decimal between -2 and 2, sometimes a whole number."""
    return source.choice(("0", "1", "-1", *[f"{source.randint(-2000, 2000) / 1000:.3f}"] * 9))
