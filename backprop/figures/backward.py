"""The backward pass in the network: the error signal of each neuron, the slope along each weight."""

from collections.abc import Iterator
from dataclasses import dataclass

from backprop.core.graph import Quantity, derivative_name
from backprop.core.keys import Key
from backprop.core.registry import at, graph_of
from backprop.figures.drawing import arrow
from backprop.figures.network import NetworkFigure
from backprop.figures.picture import Description, Show, listed
from backprop.figures.values import first_sample, float_of, number, quantities_of, sample_words, symbol
from backprop.figures.words import Words
from backprop.networks.examples import network_of

THIN, THICK = 1.0, 3.2  # of arrows


@dataclass(frozen=True)
class BackwardFigure(NetworkFigure):
    """The network of a run with error signals and derivatives of one pass."""

    label_role = "gradient"
    most_labels = 6

    def signal(self, unit: str) -> Key:
        """Return the key of the error signal of a neuron."""
        return at(self.key, network_of(self.key.example).label("gradient", unit, 1).name)

    def slope(self, parameter: Key) -> Key:
        """Return the key of the derivative of the loss with respect to a parameter."""
        return at(self.key, derivative_name(self.key.quantity, parameter.quantity))

    @property
    def trained(self) -> list[Key]:
        """The keys of the parameters that the run trains."""
        updates = graph_of(self.key).updates
        return [key for key in quantities_of(self.key, "weight", "bias") if key.quantity in updates]

    def inside(self, key: Key, value: Quantity) -> tuple[Words, list[Words]]:
        """Return the error signal of a neuron, or the value of an input."""
        if not value.layer:
            return super().inside(key, value)
        signal = self.signal(value.unit)
        return [symbol(signal)], [[number(signal)]]

    def label_of(self, parameter: Key) -> Words:
        """Return the slope along a trained parameter; beside its name it would read as its value."""
        return (number(self.slope(parameter)),) if parameter in self.trained else ()

    def draw_edge(self, key: Key, weight: Quantity) -> str:
        """Return the edge of a weight as an arrow back, the thicker the steeper the loss is along it."""
        if key not in self.trained:
            return super().draw_edge(key, weight)
        start, end = self.ends(weight)
        known = {"id": weight.name, "data-key": str(self.slope(key))}
        return arrow(end, start, "gradient", self._width(key), known=known)

    def _width(self, weight: Key) -> float:
        slopes = {key: abs(float_of(self.slope(key))) for key in self.trained}
        return THIN + (THICK - THIN) * slopes[weight] / (max(slopes.values()) or 1.0)

    @property
    def drawn_keys(self) -> Iterator[Key]:
        """The keys of inputs and targets, and of the derivatives that are labels."""
        yield from first_sample(self.key, "input", "target")
        labels = [*quantities_of(self.key, "bias"), *(key for edges in self.labelled for key in edges)]
        yield from (self.slope(key) for key in labels if key in self.trained)

    def describe(self, show: Show) -> Description:
        """Return title, text alternative and caption."""
        units = [unit for layer in network_of(self.key.example).units[:0:-1] for unit in layer]
        signals = listed([f"of {unit} {show(self.signal(unit))}" for unit in units])
        slopes = listed([f"{key.quantity} {show(self.slope(key))}" for key in self.trained])
        of_sample = sample_words(self.key)
        of_all = " of all samples" if of_sample else ""
        few = " Where labels have no room, they are left out." if self.labelled != self.edges else ""
        return Description(
            self.titled("the backward pass", show),
            "Diagram of the network in the backward pass, arrows leading back. The error signals are "
            f"{signals}. The derivatives of {self.key.quantity} are, with respect to {slopes}.",
            f"Each neuron shows its error signal δ{of_sample}, each arrow the slope of the loss{of_all} "
            f"along its weight; the thicker the arrow, the steeper the loss.{few}",
        )
