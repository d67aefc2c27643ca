"""The network as nodes and edges with the values of one pass, its columns as far apart as labels need."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import ClassVar, TypeAlias

from backprop.core.graph import Quantity
from backprop.core.keys import Key
from backprop.figures.drawing import LINE, Box, Point, arrow, drawing, group, line, quantity_box, text
from backprop.figures.labels import labels_on
from backprop.figures.picture import Description, RunFigure, Show, count_of, listed, noun
from backprop.figures.style import SMALL, WIDTH
from backprop.figures.values import first_sample, named_number, number, printed, quantities_of, sample_words
from backprop.figures.words import Symbol, Words, width_of
from backprop.networks.examples import network_of
from backprop.networks.layers import indexed

LEAST = 48.0  # the width of a column, for its heading
NEAR_SOURCE = 0.1  # share of an edge at which its label is wished: edges cross farther on
NODE, LABEL = 38.0, 18.0  # heights
PITCH, LABELLED_PITCH = 56.0, 80.0
HEADING, MARGIN = 30.0, 4.0
NARROWEST_GAP, ROOM = 24.0, 9.0
ABOVE, BELOW = LABEL + 8, LABEL  # heights that text above and below the nodes needs
# Heading, role and roundness of the nodes of a column: inputs, hidden neurons, outputs.
INPUTS, HIDDEN, OUTPUTS = ("inputs", "input", 5.0), ("hidden", "output", 19.0), ("outputs", "output", 19.0)


@dataclass(frozen=True)
class Node:
    """An input or a neuron: its unit, the key of its value, and what is written above and below."""

    unit: str
    key: Key
    heading: Words
    lines: Sequence[Words]
    above: Words = ()
    below: Words = ()

    @property
    def width(self) -> float:
        """How wide the node is drawn."""
        inside = [width_of(self.heading), *(width_of(words, SMALL) for words in self.lines)]
        return max(NODE, 16 + max(inside))

    @property
    def height(self) -> float:
        """How high the node is drawn."""
        return NODE + LINE * (len(self.lines) - 1)

    @property
    def span(self) -> float:
        """How wide the node is with what is written around it."""
        return max(self.width, width_of(self.above, SMALL), width_of(self.below, SMALL))


# The weights between two columns, by their keys.
Edges: TypeAlias = Mapping[Key, Quantity]


@dataclass(frozen=True)
class NetworkFigure(RunFigure):
    """The network of a run with the values of one pass."""

    label_role: ClassVar[str] = "weight"
    most_labels: ClassVar[int] = 12  # of one layer; more of them would cover the edges

    def __post_init__(self) -> None:
        network_of(self.key.example)

    @cached_property
    def columns(self) -> list[list[Node]]:
        """The nodes layer by layer: an input, or a neuron with its bias, its output and its target."""
        biases = quantities_of(self.key, "bias").items()
        above = {(bias.layer, bias.unit): self.label_of(key) for key, bias in biases}
        targets = first_sample(self.key, "target").items()
        below = {target.unit: self.target_words(key) for key, target in targets}

        def node(key: Key, value: Quantity) -> Node:
            bias = above.get((value.layer, value.unit), above.get((value.layer, ""), ()))
            return Node(value.unit, key, *self.inside(key, value), bias, below.get(value.unit, ()))

        return [list(map(node, layer, layer.values())) for layer in self._layers("input", "output")]

    def inside(self, key: Key, value: Quantity) -> tuple[Words, list[Words]]:
        """Return the heading of a node and the lines below it: `key` is that of its value."""
        return [Symbol(indexed(value.unit))], [[number(key)]]

    def label_of(self, parameter: Key) -> Words:
        """Return what stands at a weight, or above a node for its bias."""
        return named_number(parameter)

    def target_words(self, target: Key) -> Words:
        """Return what stands below an output."""
        return "target ", number(target)

    @cached_property
    def edges(self) -> list[Edges]:
        """The edges that leave each column, neuron by neuron."""
        return list(self._layers("weight"))

    def _layers(self, *roles: str) -> Iterator[Mapping[Key, Quantity]]:
        """Yield quantities layer by layer."""
        quantities = first_sample(self.key, *roles).items()
        for _, members in groupby(quantities, key=lambda item: item[1].layer):
            yield dict(members)

    @property
    def drawn_keys(self) -> Iterator[Key]:
        """The keys of what is given, of the weights those that are labelled."""
        yield from first_sample(self.key, "input", "target", "bias")
        yield from (key for edges in self.labelled for key in edges)

    def describe(self, show: Show) -> Description:
        """Return title, text alternative and caption."""
        inputs, *hidden, outputs = self.columns
        first, *middle, last = (listed([show(node.key) for node in column]) for column in self.columns)
        targets = listed([show(key) for key in first_sample(self.key, "target")])
        shape = [count_of(len(inputs), "input"), *(count_of(len(layer), "hidden neuron") for layer in hidden)]
        pairs = zip(hidden, middle, strict=True)
        layers = [f"hidden {noun(layer, 'output')} {digits}" for layer, digits in pairs]
        through = f"{', then the '.join(layers)} and at last the " if layers else ""
        is_negative = any(map(_is_negative, quantities_of(self.key, "weight")))
        parts = [
            f"The number in each neuron is its output{sample_words(self.key)}; the loss is {show(self.key)}",
            *["Dashed lines carry negative weights"] * is_negative,
            *["Layers of many edges are drawn without their weights"] * (self.labelled != self.edges),
        ]
        return Description(
            self.titled("values of the forward pass", show),
            f"Diagram of a network of {listed([*shape, count_of(len(outputs), 'output')])}. "
            f"From the {noun(inputs, 'input')} {first} come the {through}{noun(outputs, 'output')} {last}, "
            f"against the {noun(outputs, 'target')} {targets}.",
            f"{'. '.join(parts)}.",
        )

    @cached_property
    def gaps(self) -> list[float]:
        """The widths between the columns: what the labels need and as much more each, or all the same."""
        free = WIDTH - 2 * MARGIN - sum(map(_span, self.columns))
        needs = [self._need(edges) for edges in self.edges]
        if free >= sum(needs):
            return [need + (free - sum(needs)) / len(needs) for need in needs]
        return [max(NARROWEST_GAP, free / len(needs)) for _ in needs]

    def _need(self, edges: Edges) -> float:
        """Return how wide a gap has to be for the labels in it."""
        return ROOM + max(width_of(self.label_of(key), SMALL) for key in edges)

    @property
    def labelled(self) -> list[Edges]:
        """The edges of each layer that has room for the labels of its weights."""
        return [
            edges
            for edges, gap in zip(self.edges, self.gaps, strict=True)
            if len(edges) <= self.most_labels and gap >= self._need(edges)
        ]

    @cached_property
    def boxes(self) -> dict[str, Box]:
        """Where each node stands."""
        above = ABOVE * any(node.above for column in self.columns for node in column)
        highest = max(node.height for column in self.columns for node in column)
        pitch = above + BELOW + (LABELLED_PITCH if self.labelled else PITCH) - LABEL * bool(above)
        pitch += highest - NODE
        middle = HEADING + above + highest / 2 + pitch * (max(map(len, self.columns)) - 1) / 2
        boxes: dict[str, Box] = {}
        left = MARGIN
        for column, gap in zip(self.columns, [*self.gaps, 0.0], strict=True):
            for place, node in enumerate(column):
                y = middle + pitch * (place - (len(column) - 1) / 2)
                boxes[node.unit] = Box(left + _span(column) / 2, y, node.width, node.height)
            left += _span(column) + gap
        return boxes

    def draw(self) -> str:
        """Return the diagram: edges lie under nodes and labels."""
        width = sum(map(_span, self.columns)) + sum(self.gaps) + 2 * MARGIN
        kinds = (INPUTS, *[HIDDEN] * (len(self.columns) - 2), OUTPUTS)
        elements = [self.draw_edge(key, weight) for edges in self.edges for key, weight in edges.items()]
        for column, kind in zip(self.columns, kinds, strict=True):
            elements += self._column(column, *kind)
        for edges in self.labelled:
            lines = {self.ends(weight): self.label_of(key) for key, weight in edges.items()}
            elements += labels_on(lines, self.label_role, (4, LABEL), axis=0, wish=NEAR_SOURCE, width=width)
        bottom = max(box.bottom[1] for box in self.boxes.values())
        return drawing(width, bottom + BELOW + MARGIN, elements)

    def ends(self, weight: Quantity) -> tuple[Point, Point]:
        """Return where the edge of a weight begins and ends."""
        return self.boxes[weight.source].right, self.boxes[weight.unit].left

    def draw_edge(self, key: Key, weight: Quantity) -> str:
        """Return the edge of a weight."""
        known = {"id": weight.name, "data-key": str(key)}
        return line(*self.ends(weight), "weight", dashed=_is_negative(key), known=known)

    def _column(self, column: Sequence[Node], heading: str, role: str, round_by: float) -> Iterator[str]:
        yield text((self.boxes[column[0].unit].x, HEADING / 2 - 4), [heading], "muted", SMALL)
        for node in column:
            box = self.boxes[node.unit]
            inside = quantity_box(box, node.heading, node.lines, role, round_by=round_by)
            yield group({"id": node.unit}, *inside)
            yield from self._outside(node, box)

    def _outside(self, node: Node, box: Box) -> Iterator[str]:
        """Yield the bias above a node, with an arrow into it, and the target below."""
        x, top = box.top
        if node.above:
            yield text((x, top - 17), node.above, self.label_role, SMALL)
            yield arrow((x, top - 10), (x, top), "weight")
        if node.below:
            yield text((x, box.bottom[1] + 10), node.below, "ink", SMALL)


def _is_negative(weight: Key) -> bool:
    return printed(weight).startswith("-")


def _span(column: Sequence[Node]) -> float:
    """Return how wide a column is."""
    return max(LEAST, *(node.span for node in column))
