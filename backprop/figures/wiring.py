"""The network with nothing but names: its inputs, neurons, weights and biases."""

from collections.abc import Iterator
from dataclasses import dataclass

from backprop.core.graph import Quantity
from backprop.core.keys import Key
from backprop.figures.network import NetworkFigure
from backprop.figures.picture import Description, Show, listed
from backprop.figures.values import quantities_of, symbol
from backprop.figures.words import Words
from backprop.networks.examples import network_of


@dataclass(frozen=True)
class WiringFigure(NetworkFigure):
    """The nodes and edges of a network with their names."""

    def inside(self, key: Key, value: Quantity) -> tuple[Words, list[Words]]:
        """Return the symbol alone."""
        return super().inside(key, value)[0], []

    def label_of(self, parameter: Key) -> Words:
        """Return the symbol of a weight or a bias."""
        return [symbol(parameter)]

    def target_words(self, target: Key) -> Words:
        """Return the symbol of a target, or the word where each sample has its own."""
        return ["target"] if network_of(self.key.example).has_samples else [symbol(target)]

    @property
    def drawn_keys(self) -> Iterator[Key]:
        """No number is drawn."""
        return iter(())

    def describe(self, show: Show) -> Description:
        """Return title, text alternative and caption."""
        weights = quantities_of(self.key, "weight").values()
        edges = [f"{weight.name} leads from {weight.source} to {weight.unit}" for weight in weights]
        return Description(
            self.titled("names of units and weights", show),
            f"Diagram of a network with its names. {listed(edges)}.",
            "Each edge carries a weight, from the unit it leaves to the neuron it enters.",
        )
