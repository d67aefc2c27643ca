"""The network as nodes and edges with the values of one pass."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from matplotlib.figure import Figure as Drawing

from backprop.core.keys import Key, settings
from backprop.figures.arrangement import HEADING, LABEL, Arrangement, Node, arranged
from backprop.figures.board import Board, Box, width_of
from backprop.figures.labels import on_lines
from backprop.figures.names import counted, label, listed, noun
from backprop.figures.picture import Figure, Show
from backprop.figures.style import DASHED, SMALL, SOLID, Theme
from backprop.figures.values import network_of, pass_of, settings_of, texts
from backprop.networks.network import Network, bias_mode

NEAR_SOURCE = 0.1  # share of an edge at which its label is wished: edges cross farther on


@dataclass(frozen=True)
class Diagram:
    """What is drawn: nodes by column, the weights that enter each column, all digits, and places."""

    columns: tuple[tuple[Node, ...], ...]
    weights: tuple[tuple[tuple[str, ...], ...], ...]
    text: Mapping[str, str]
    places: Arrangement

    def draw(self, theme: Theme) -> Drawing:
        """Return the drawing."""
        board = Board(theme, self.places.width, self.places.height)
        for number, rows in enumerate(self.weights):
            self._edges(board, number, rows)
        for number, column in enumerate(self.columns):
            kind = _KINDS[0] if number == 0 else _KINDS[2 if number == len(self.weights) else 1]
            _column(board, column, [self.places.boxes[node.name] for node in column], *kind)
        return board.drawing

    def _edges(self, board: Board, number: int, rows: tuple[tuple[str, ...], ...]) -> None:
        """Draw the edges that leave a column, source by source."""
        sources, targets = self.columns[number], self.columns[number + 1]
        boxes = self.places.boxes
        ends = {
            weight: (boxes[source.name].right, boxes[target.name].left)
            for target, row in zip(targets, rows, strict=True)
            for source, weight in zip(sources, row, strict=True)
        }
        for weight, (start, end) in ends.items():
            style = DASHED if self.text[weight].startswith("-") else SOLID
            board.line(start, end, board.theme.weight, style=style)
        if not self.places.labelled[number]:
            return
        words = [named(weight, self.text) for weight in ends]
        sizes = [(width_of(word, SMALL) + 4, LABEL) for word in words]
        places = on_lines([*ends.values()], sizes, 0, NEAR_SOURCE, self.places.width)
        for word, box in zip(words, places, strict=True):
            board.text((box.x, box.y), word, board.theme.weight, SMALL, halo=True)


# Heading, role and roundness of the nodes of a column: inputs, hidden neurons, outputs.
_KINDS = (("inputs", "input", 5.0), ("hidden", "output", 19.0), ("outputs", "output", 19.0))


def _column(
    board: Board, column: tuple[Node, ...], boxes: list[Box], heading: str, role: str, round_by: float
) -> None:
    color = getattr(board.theme, role)
    board.text((boxes[0].x, HEADING / 2 - 4), heading, board.theme.muted, SMALL)
    for node, box in zip(column, boxes, strict=True):
        board.box(box, color, round_by=round_by)
        board.text((box.x, box.y - 7.5), label(node.name), bold=True)
        board.text((box.x, box.y + 8), node.value, color, SMALL)
        _beside(board, node, box)


def _beside(board: Board, node: Node, box: Box) -> None:
    """Write the bias above a node, with an arrow into it, and the target below."""
    x, top = box.top
    if node.above:
        board.text((x, top - 16), node.above, board.theme.weight, SMALL)
        board.arrow((x, top - 10), (x, top), board.theme.weight)
    if node.below:
        board.text((x, box.bottom[1] + 9), node.below, board.theme.ink, SMALL)


def named(name: str, text: Mapping[str, str]) -> str:
    """Return a quantity's label and digits."""
    return f"{label(name)} {text[name]}"


def make(name: str, run: Key) -> Figure:
    """Return the diagram of the network with the values of one pass."""
    network = network_of(run)
    keys = pass_of(run)
    text = texts(keys.values())
    columns = _columns(network, network.biases(bias_mode(settings(network, run.options))), text)
    edges = [[named(weight, text) for row in layer for weight in row] for layer in network.weights]
    diagram = Diagram(columns, network.weights, text, arranged(columns, edges))
    apart, more = settings_of(run)
    shown = [quantity for quantity in keys if _is_shown(quantity, diagram)]
    return Figure(
        name,
        f"{network.title}{apart}: values of the forward pass",
        partial(_alt, network, keys),
        partial(_caption, diagram, keys),
        (*more, *(keys[quantity] for quantity in shown)),
        diagram.draw,
    )


def _columns(
    network: Network, biases: tuple[tuple[str, ...], ...], text: Mapping[str, str]
) -> tuple[tuple[Node, ...], ...]:
    inputs = tuple(Node(unit, text[unit]) for unit in network.units[0])
    neurons = tuple(
        tuple(
            Node(
                unit,
                text[f"out_{unit}"],
                named(bias, text) if bias else "",
                f"target {text[target]}" if (target := f"t_{unit}") in text else "",
            )
            for unit, bias in zip(units, names or ("",) * len(units), strict=True)
        )
        for units, names in zip(network.units[1:], biases, strict=True)
    )
    return (inputs, *neurons)


def _is_shown(quantity: str, diagram: Diagram) -> bool:
    """Tell whether the number of a quantity stands in picture or words."""
    for labelled, layer in zip(diagram.places.labelled, diagram.weights, strict=True):
        if any(quantity in row for row in layer):
            return labelled
    return quantity.startswith(("i", "b", "out_", "t_")) or quantity == "E_total"


def _alt(network: Network, keys: Mapping[str, Key], show: Show) -> str:
    inputs, *hidden, outputs = network.units
    shape = [counted(len(inputs), "input"), *(counted(len(units), "hidden neuron") for units in hidden)]
    values = [listed([show(keys[f"out_{unit}"]) for unit in units]) for units in (*hidden, outputs)]
    targets = listed([show(keys[f"t_{unit}"]) for unit in outputs])
    layers = [f"hidden {noun(units, 'output')} {value}" for units, value in zip(hidden, values, strict=False)]
    through = f"{', then the '.join(layers)} and at last the " if layers else ""
    return (
        f"Diagram of a network of {listed([*shape, counted(len(outputs), 'output')])}. "
        f"From the {noun(inputs, 'input')} {listed([show(keys[unit]) for unit in inputs])} come the "
        f"{through}{noun(outputs, 'output')} {values[-1]}, "
        f"against the {noun(outputs, 'target')} {targets}."
    )


def _caption(diagram: Diagram, keys: Mapping[str, Key], show: Show) -> str:
    negative = any(
        diagram.text[weight].startswith("-") for layer in diagram.weights for row in layer for weight in row
    )
    parts = [
        f"The number in a neuron is its output; the total error is {show(keys['E_total'])}",
        *["dashed lines carry negative weights"] * negative,
        *["layers of many edges are drawn without their weights"] * (not all(diagram.places.labelled)),
    ]
    return "; ".join(parts) + "."
