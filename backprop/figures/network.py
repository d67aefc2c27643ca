"""The network as nodes and edges with the values of one pass."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from backprop.core.graph import Graph, Quantity
from backprop.core.keys import Key
from backprop.core.registry import graph_of
from backprop.figures.arrangement import HEADING, LABEL, Arrangement, Node, arranged
from backprop.figures.drawing import (
    SMALL,
    Box,
    Point,
    Symbol,
    Words,
    arrow,
    drawing,
    group,
    line,
    quantity_box,
    text,
)
from backprop.figures.equation import named_number, number
from backprop.figures.labels import labels_on
from backprop.figures.names import count_of, listed, noun
from backprop.figures.picture import Figure, Show, figure_of_run
from backprop.figures.svg import diagram
from backprop.figures.values import network_of, pass_of, printed
from backprop.networks.layers import indexed

NEAR_SOURCE = 0.1  # share of an edge at which its label is wished: edges cross farther on
# Heading, role and roundness of the nodes of a column: inputs, hidden neurons, outputs.
INPUTS, HIDDEN, OUTPUTS = ("inputs", "input", 5.0), ("hidden", "output", 19.0), ("outputs", "output", 19.0)


@dataclass(frozen=True)
class Edge:
    """A weight between two nodes, by their units, with its label."""

    weight: Key
    source: str
    target: str

    @property
    def label(self) -> Words:
        """What is written upon it."""
        return named_number(self.weight)

    @property
    def is_negative(self) -> bool:
        """Whether the weight is below 0."""
        return printed(self.weight).startswith("-")


@dataclass(frozen=True)
class Diagram:
    """What is drawn: nodes by column, the edges that enter each column but the first, and places."""

    columns: tuple[tuple[Node, ...], ...]
    edges: tuple[tuple[Edge, ...], ...]
    places: Arrangement

    def draw(self) -> str:
        """Return the drawing: edges lie under nodes and labels."""
        kinds = (INPUTS, *[HIDDEN] * (len(self.edges) - 1), OUTPUTS)
        elements = [self._edge(edge) for layer in self.edges for edge in layer]
        for column, kind in zip(self.columns, kinds, strict=True):
            elements += self._column(column, *kind)
        for layer, labelled in zip(self.edges, self.places.labelled, strict=True):
            elements += self._labels(layer) if labelled else ()
        return drawing(self.places.width, self.places.height, elements)

    def _ends(self, edge: Edge) -> tuple[Point, Point]:
        return self.places.boxes[edge.source].right, self.places.boxes[edge.target].left

    def _edge(self, edge: Edge) -> str:
        known = {"id": edge.weight.quantity, "data-key": str(edge.weight)}
        return line(*self._ends(edge), "weight", dashed=edge.is_negative, known=known)

    def _labels(self, layer: tuple[Edge, ...]) -> list[str]:
        """Return the labels of the edges between two columns."""
        lines = {self._ends(edge): edge.label for edge in layer}
        return labels_on(lines, "weight", (4, LABEL), axis=0, wish=NEAR_SOURCE, width=self.places.width)

    def _column(self, column: tuple[Node, ...], heading: str, role: str, round_by: float) -> Iterator[str]:
        boxes = [self.places.boxes[node.unit] for node in column]
        yield text((boxes[0].x, HEADING / 2 - 4), [heading], "muted", SMALL)
        for node, box in zip(column, boxes, strict=True):
            inside = quantity_box(box, node.symbol, node.value, role, round_by=round_by)
            yield group({"id": node.unit}, *inside, *_outside(node, box))


def _outside(node: Node, box: Box) -> Iterator[str]:
    """Yield the bias above a node, with an arrow into it, and the target below."""
    x, top = box.top
    if node.above:
        yield text((x, top - 17), node.above, "weight", SMALL)
        yield arrow((x, top - 10), (x, top), "weight")
    if node.below:
        yield text((x, box.bottom[1] + 10), node.below, "ink", SMALL)


def make(run: Key) -> Figure:
    """Return the diagram of the network with the values of one pass."""
    network_of(run)  # anything else is refused
    graph, keys = graph_of(run), pass_of(run)
    columns, edges = tuple(_columns(graph, keys)), tuple(_edges(graph, keys))
    picture = Diagram(columns, edges, arranged(columns, [[edge.label for edge in x] for x in edges]))
    shown = [key for quantity, key in keys.items() if _is_shown(graph.forward[quantity], graph.loss, picture)]
    return figure_of_run(
        run,
        "values of the forward pass",
        partial(_alt, graph, keys),
        partial(_caption, picture, keys[graph.loss]),
        shown,
        diagram(picture.draw),
    )


def _columns(graph: Graph, keys: Mapping[str, Key]) -> Iterator[tuple[Node, ...]]:
    """Yield the nodes layer by layer: an input, or a neuron with its bias, its output and its target."""
    biases, targets = _of_role(graph, "bias"), _of_role(graph, "target")
    above = {(bias.layer, bias.unit): named_number(keys[bias.name]) for bias in biases}
    below = {target.unit: ("target ", number(keys[target.name])) for target in targets}
    for layer, values in _by_layer(_of_role(graph, "input", "output")):
        yield tuple(
            Node(
                value.unit,
                (Symbol(indexed(value.unit)),),
                (number(keys[value.name]),),
                above.get((layer, value.unit), above.get((layer, ""), ())),
                below.get(value.unit, ()),
            )
            for value in values
        )


def _edges(graph: Graph, keys: Mapping[str, Key]) -> Iterator[tuple[Edge, ...]]:
    """Yield the edges that leave each column, neuron by neuron."""
    for _, weights in _by_layer(_of_role(graph, "weight")):
        yield tuple(Edge(keys[weight.name], weight.source, weight.unit) for weight in weights)


def _of_role(graph: Graph, *roles: str) -> list[Quantity]:
    return [quantity for quantity in graph.forward.values() if quantity.role in roles]


def _by_layer(quantities: Iterable[Quantity]) -> Iterator[tuple[int | None, list[Quantity]]]:
    for layer, members in groupby(quantities, key=lambda quantity: quantity.layer):
        yield layer, list(members)


def _is_shown(quantity: Quantity, loss: str, diagram: Diagram) -> bool:
    """Tell whether the number of a quantity stands in picture or words."""
    for labelled, layer in zip(diagram.places.labelled, diagram.edges, strict=True):
        if any(quantity.name == edge.weight.quantity for edge in layer):
            return labelled
    return quantity.role in {"input", "bias", "output", "target"} or quantity.name == loss


def _alt(graph: Graph, keys: Mapping[str, Key], show: Show) -> str:
    columns = [values for _, values in _by_layer(_of_role(graph, "input", "output"))]
    inputs, *hidden, outputs = columns
    numbers = [listed([show(keys[value.name]) for value in values]) for values in columns]
    targets = listed([show(keys[target.name]) for target in _of_role(graph, "target")])
    shape = [count_of(len(inputs), "input"), *(count_of(len(values), "hidden neuron") for values in hidden)]
    pairs = zip(hidden, numbers[1:], strict=False)
    layers = [f"hidden {noun(values, 'output')} {number}" for values, number in pairs]
    through = f"{', then the '.join(layers)} and at last the " if layers else ""
    return (
        f"Diagram of a network of {listed([*shape, count_of(len(outputs), 'output')])}. "
        f"From the {noun(inputs, 'input')} {numbers[0]} come the "
        f"{through}{noun(outputs, 'output')} {numbers[-1]}, "
        f"against the {noun(outputs, 'target')} {targets}."
    )


def _caption(diagram: Diagram, loss: Key, show: Show) -> str:
    negative = any(edge.is_negative for layer in diagram.edges for edge in layer)
    parts = [
        f"The number in a neuron is its output; the total error is {show(loss)}",
        *["dashed lines carry negative weights"] * negative,
        *["layers of many edges are drawn without their weights"] * (not all(diagram.places.labelled)),
    ]
    return "; ".join(parts) + "."
