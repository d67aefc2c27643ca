"""The forward pass in the network: each neuron with its net input and its output."""

from collections.abc import Iterator
from dataclasses import dataclass

from backprop.core.graph import Quantity
from backprop.core.keys import Key
from backprop.figures.network import NetworkFigure
from backprop.figures.picture import Description, Show
from backprop.figures.values import first_sample, number, quantities_of, sample_words
from backprop.figures.words import Symbol, Words


@dataclass(frozen=True)
class ForwardFigure(NetworkFigure):
    """The network of a run with net inputs and outputs of one pass."""

    most_labels = 8

    def inside(self, key: Key, value: Quantity) -> tuple[Words, list[Words]]:
        """Return net input and output of a neuron, or the value of an input."""
        heading, lines = super().inside(key, value)
        nets = first_sample(self.key, "net").items()
        pairs = {"net": [net for net, quantity in nets if quantity.unit == value.unit], "out": [key]}
        if pairs["net"]:
            lines = [[Symbol(name), " ", number(each)] for name, keys in pairs.items() for each in keys]
        return heading, lines

    @property
    def drawn_keys(self) -> Iterator[Key]:
        """The keys of net inputs, biases, and of weights that are labelled."""
        yield from first_sample(self.key, "net")
        yield from super().drawn_keys

    def describe(self, show: Show) -> Description:
        """Return title, text alternative and caption."""
        nets, outs = (first_sample(self.key, role) for role in ("net", "output"))
        units = {quantity.unit: show(key) for key, quantity in outs.items()}
        bias = " and its bias" if first_sample(self.key, "bias") else ""
        rows = [f"{net.unit} has net {show(key)} and out {units[net.unit]}" for key, net in nets.items()]
        bias = " and its bias" * bool(quantities_of(self.key, "bias"))
        return Description(
            self.titled("the forward pass", show),
            f"Diagram of the network in the forward pass: {'; '.join(rows)}. The loss is {show(self.key)}.",
            f"Each neuron adds up its weighted inputs{bias} to net, and its activation function turns "
            f"net into out{sample_words(self.key)}; the loss is {show(self.key)}.",
        )
