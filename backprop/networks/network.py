"""A fully connected network as a frozen literal, and the graph it stands for.

With `batch` below the number of samples, an update sees so many of them: those whose s_k is 1. The next ones
take their turn.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from backprop.core.example import DECIMAL, Options
from backprop.core.expression import Expr, Num, Ref, total
from backprop.core.graph import Graph, Quantity, derivative_name
from backprop.core.route import Route
from backprop.networks import matrix_quantities
from backprop.networks.layers import Layers, Row, subscripted
from backprop.networks.quantities import (
    count_quantities,
    descent_options,
    error_quantities,
    forward_quantities,
    given,
    given_quantities,
    signals,
    trained,
)
from backprop.networks.starts import started
from backprop.networks.words import BIASES, ERRORS, OF_COLUMNS, OF_NETWORK, OF_SAMPLES


@dataclass(frozen=True)
class Network(Layers):
    """A network with its samples and learning rate."""

    @property
    def options(self) -> Mapping[str, tuple[str, ...]]:
        """The values of each option, the default first; the last one may stand for any decimal."""
        start = {"start": ("given", *self.seeds)} if self.seeds else {}
        if self.has_samples:
            return MappingProxyType(_options_of_samples(self.rate, start, len(self.samples)))
        bias = {"bias": tuple(dict.fromkeys((self.bias, "fixed", "each", "shared")))}
        loss = {"loss": ("half", "sum", "mean")}
        return MappingProxyType(
            (bias if any(layer.bias for layer in self.layers) else {})
            | descent_options(self.rate)
            | (loss if self.loss == "half squared" else {})
            | {"weights": ("given", DECIMAL)}
            | start
        )

    @property
    def form(self) -> str:
        """What programs are written from; several samples of several outputs have none."""
        if self.has_samples and not self.is_line and len(self.units[-1]) > 1:
            return ""
        return "samples" if self.is_line else "network"

    @property
    def words(self) -> Mapping[str, str]:
        """What happens in each stage of a pass."""
        if self.is_line:
            return OF_SAMPLES
        words = OF_NETWORK | {"error": ERRORS[self.loss]} | (OF_COLUMNS if self.has_samples else {})
        has_biases = any(layer.bias for layer in self.layers)
        return words | ({"given": f"{words['given']} {BIASES[self.bias]}"} if has_biases else {})

    def graph(self, options: Options) -> Graph:
        """Return the graph of forward pass, error and update under `options` (all of them given)."""
        mode, size = self.bias_mode(options), int(options.get("batch", len(self.samples)))
        quantities = list(given_quantities(started(self, options), mode))
        for sample in self.samples:
            quantities += forward_quantities(self, mode, sample)
        quantities += error_quantities(self, options)
        parameters = [name for layer in self.weights for row in layer for name in row]
        if mode != "fixed":
            parameters += dict.fromkeys(name for layer in self.biases(mode) for name in layer)
        more: dict[str, Any] = {
            "edits": _sequential_edits(self, quantities) if options.get("update") == "sequential" else (),
            "signals": signals(self),
            "shares": _shares(self),
            "counts": count_quantities(_counts(self, mode, len(parameters))),
        }
        if size < len(self.samples):
            quantities += [*_turns(self, size), _batch_error(self, size, is_mean=options["total"] == "mean")]
            more |= {"objective": "E_batch", "carried": _next_turns(self, size)}
        return trained(quantities, parameters, "E_total", options, **more)

    def route(self, options: Options, precision: int) -> Route:
        """Return the second way to every quantity: matrices of balls."""
        return matrix_quantities.route(self, options, precision)


def _options_of_samples(rate: str, start: dict[str, Row], count: int) -> dict[str, Row]:
    sizes = tuple(str(size) for size in range(count, 0, -1) if count % size == 0)
    descent = {"rate": (rate, DECIMAL), "momentum": ("0", DECIMAL), "total": ("sum", "mean")}
    return descent | start | {"batch": sizes}


def _counts(network: Network, mode: str, parameters: int) -> dict[str, int]:
    inputs, *hidden, outputs = network.units
    return {
        "inputs": len(inputs),
        "hidden_neurons": sum(map(len, hidden)),
        "outputs": len(outputs),
        "layers": len(network.layers),
        "weights": sum(len(row) for layer in network.weights for row in layer),
        "biases": len({name for layer in network.biases(mode) for name in layer}),
        "parameters": parameters,
        "samples": len(network.samples),
    }


def _shares(network: Network) -> Iterator[str]:
    """Yield the targets where they are shares of a whole, as the outputs of a softmax are."""
    is_softmax = network.layers[-1].activation == "softmax"
    for sample, row in zip(network.samples, network.target_rows, strict=True):
        if is_softmax and sum(map(Fraction, row)) == 1:
            yield from (network.label("target", unit, sample).name for unit in network.units[-1])


def _sequential_edits(network: Network, quantities: list[Quantity]) -> Iterator[Quantity]:
    """Let each layer pass its error signal back through weights that are already updated, a known slip."""
    for weight in quantities:
        if weight.role == "weight" and weight.layer != 1:
            net, out = network.label("net", weight.unit, 1), network.label("output", weight.source, 1)
            yield Quantity(
                derivative_name(net.name, out.name),
                rf"\frac{{\partial {net.tex}}}{{\partial {out.tex}}}",
                f"derivative of the {net.words} with respect to the {out.words}, with the updated weight",
                "gradient",
                Ref(f"{weight.name}+"),
                upper=net.name,
                lower=out.name,
            )


def _turns(network: Network, size: int) -> list[Quantity]:
    """Return for each sample whether it is in the batch; the first batch holds the first samples."""
    words = "1 while sample {} is in the batch, else 0"
    return [
        given(f"s_{k}", subscripted("s", str(k)), words.format(k), "batch", str(int(k <= size)), sample=k)
        for k in network.samples
    ]


def _next_turns(network: Network, size: int) -> dict[str, Expr]:
    """Let each sample do as the one `size` before it did, so that the batches follow each other."""
    count = len(network.samples)
    return {f"s_{k}": Ref(f"s_{(k - size - 1) % count + 1}") for k in network.samples}


def _batch_error(network: Network, size: int, *, is_mean: bool) -> Quantity:
    """Return the loss of the samples whose turn it is."""
    first, *others = network.units[-1]
    errors = [f"E_s{k}" if others else network.label("error", first, k).name for k in network.samples]
    chosen = total([Ref(f"s_{k}") * Ref(error) for k, error in zip(network.samples, errors, strict=True)])
    expr = Num(Fraction(1, size)) * chosen if is_mean else chosen
    return Quantity("E_batch", "E_{batch}", "loss of the batch", "error", expr)
