"""One neuron taken apart: inputs times weights, their sum with the bias, the curve, the output."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from backprop.core.graph import Quantity
from backprop.core.keys import Key
from backprop.errors import BackpropError
from backprop.figures.activation import FUNCTIONS, name_of
from backprop.figures.drawing import Box, Point, arrow, drawing, group, line, quantity_box, text
from backprop.figures.inset import draw_inset
from backprop.figures.labels import labels_on
from backprop.figures.picture import Description, RunFigure, Show, listed, noun
from backprop.figures.style import SMALL, WIDTH
from backprop.figures.symbols import with_minus
from backprop.figures.values import first_sample, named_number, number, quantities_of, symbol
from backprop.figures.words import width_of
from backprop.networks.examples import network_of
from backprop.networks.layers import Layer

HEADING, BOX, PITCH, LABEL, BIAS, MARGIN = 30.0, 38.0, 66.0, 18.0, 30.0, 4.0  # heights
LEAST = 44.0  # the width of an input
ARROW, PADDING = 16.0, 16.0  # lengths: of an arrow, and what a box is wider than its words
CURVE = 64.0  # both sides of the box with the curve


@dataclass(frozen=True)
class NeuronFigure(RunFigure):
    """A neuron of a network, with the values of one pass."""

    unit: str

    def __post_init__(self) -> None:
        neurons = [unit for layer in network_of(self.key.example).units[1:] for unit in layer]
        if self.unit not in neurons:
            raise BackpropError(f"found {self.unit!r}, expected one of {', '.join(neurons)}")
        if self.function not in FUNCTIONS:
            raise BackpropError(f"found a neuron with {self.function}, expected {', '.join(FUNCTIONS)}")

    @property
    def layer(self) -> Layer:
        """The layer in which the neuron is."""
        network = network_of(self.key.example)
        pairs = zip(network.layers, network.units[1:], strict=True)
        return next(layer for layer, units in pairs if self.unit in units)

    @property
    def function(self) -> str:
        """The name of its activation function."""
        return self.layer.activation

    def _own(self, *roles: str) -> dict[Key, Quantity]:
        """Return the quantities that belong to the neuron, of several samples those of the first."""
        return {key: each for key, each in first_sample(self.key, *roles).items() if each.unit == self.unit}

    @cached_property
    def pairs(self) -> dict[Key, Key]:
        """The keys of what comes in, each with that of its weight."""
        sources = {each.unit: key for key, each in first_sample(self.key, "input", "output").items()}
        return {sources[weight.source]: key for key, weight in self._own("weight").items()}

    @property
    def bias(self) -> list[Key]:
        """The key of its bias, where there is one."""
        (net,) = self._own("net").values()
        biases = quantities_of(self.key, "bias").items()
        return [key for key, each in biases if each.layer == net.layer and each.unit in ("", self.unit)]

    @cached_property
    def ends(self) -> tuple[Key, Key]:
        """The keys of its net input and its output."""
        (net,), (out,) = self._own("net"), self._own("output")
        return net, out

    @property
    def drawn_keys(self) -> Iterator[Key]:
        """No number is in the picture alone."""
        return iter(())

    def describe(self, show: Show) -> Description:
        """Return title, text alternative and caption."""
        net, out = self.ends
        terms = [
            f"{value.quantity} {show(value)} times {key.quantity} {show(key)}"
            for value, key in self.pairs.items()
        ]
        terms += [f"the bias {key.quantity} {show(key)}" for key in self.bias]
        bias = " and the bias" * bool(self.bias)
        return Description(
            self.titled(f"the neuron {self.unit}", show),
            f"Diagram of the neuron {self.unit}. {listed(terms)} add up to {net.quantity} {show(net)}; the "
            f"{name_of(self.function)} function turns it into {out.quantity} {show(out)}.",
            f"Each input is multiplied by its weight; the products{bias} add up to the net input "
            f"{with_minus(show(net))}, and the {name_of(self.function)} function turns that into the output "
            f"{with_minus(show(out))}.",
        )

    def draw(self) -> str:
        """Return the diagram, from left to right."""
        inputs, middle, curve, out = self._boxes()
        boxes = (inputs[0], middle, curve, out)
        headings = zip((noun(inputs, "input"), "sum", self.function, "output"), boxes, strict=True)
        elements = [text((box.x, HEADING / 2 - 4), words, "muted", SMALL) for words, box in headings]
        lines: dict[tuple[Point, Point], Key] = {}
        for box, weight in zip(inputs, self.pairs.values(), strict=True):
            lines[box.right, middle.left] = weight
            elements.append(line(box.right, middle.left, "weight", known={"data-key": str(weight)}))
        for box, (key, role, round_by) in zip((*inputs, middle, out), self._looks(), strict=True):
            inside = quantity_box(box, [symbol(key)], [[number(key)]], role, round_by=round_by)
            elements.append(group({"id": key.quantity}, *inside))
        elements += self._draw_bias(middle)
        elements += [arrow(middle.right, curve.left, "ink"), arrow(curve.right, out.left, "output")]
        elements += draw_inset(curve, self.function, *self.ends)
        words = {ends: named_number(key) for ends, key in lines.items()}
        elements += labels_on(words, "weight", (4, LABEL), axis=0, wish=0.2, width=WIDTH)
        lowest = max(inputs[-1].bottom[1], curve.bottom[1], middle.bottom[1] + BIAS * bool(self.bias))
        return drawing(WIDTH, lowest + MARGIN, elements)

    def _looks(self) -> list[tuple[Key, str, float]]:
        """Return the key, the colour and the roundness of each box."""
        net, out = self.ends
        values = quantities_of(self.key, "input")
        ins = [(key, *(("input", 5.0) if key in values else ("output", BOX / 2))) for key in self.pairs]
        return [*ins, (net, "ink", 5.0), (out, "output", BOX / 2)]

    def _boxes(self) -> tuple[list[Box], Box, Box, Box]:
        """Return where inputs, net input, curve and output stand."""
        (net, out), ins = self.ends, [*self.pairs]
        wide = {
            key: PADDING + max(width_of([symbol(key)]), width_of([number(key)], SMALL))
            for key in (net, out, *ins)
        }
        middle = HEADING + MARGIN + CURVE / 2 + PITCH * (len(ins) - 1) / 2
        first = middle - PITCH * (len(ins) - 1) / 2
        widest = max(LEAST, *(wide[key] for key in ins))
        right = WIDTH - MARGIN - wide[out]
        left = right - ARROW - CURVE
        boxes = [Box(MARGIN + widest / 2, first + PITCH * place, widest, BOX) for place in range(len(ins))]
        return (
            boxes,
            Box(left - ARROW - wide[net] / 2, middle, wide[net], BOX),
            Box(left + CURVE / 2, middle, CURVE, CURVE),
            Box(right + wide[out] / 2, middle, wide[out], BOX),
        )

    def _draw_bias(self, box: Box) -> Iterator[str]:
        """Yield the bias below the sum, with an arrow into it."""
        for key in self.bias:
            x, bottom = box.bottom
            yield arrow((x, bottom + 12), (x, bottom), "weight")
            yield text((x, bottom + 21), named_number(key), "weight", SMALL)
