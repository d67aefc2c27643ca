"""Where the nodes of a network stand: columns of boxes, as far apart as their labels need."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from backprop.figures.drawing import SMALL, Box, Words, width_of
from backprop.figures.style import WIDTH

MOST_LABELS = 12  # of one layer; more of them would cover the edges
NODE, LABEL = 38.0, 14.0  # heights
PITCH, LABELLED_PITCH = 50.0, 76.0
HEADING, MARGIN = 30.0, 4.0
NARROWEST_GAP, ROOM = 24.0, 12.0


@dataclass(frozen=True)
class Node:
    """An input or a neuron: its unit, its symbol, its value, and what is written above and below it."""

    unit: str
    symbol: Words
    value: Words
    above: Words = ()
    below: Words = ()

    @property
    def width(self) -> float:
        """How wide the node is drawn."""
        return max(NODE, 16 + max(width_of(self.symbol, bold=True), width_of(self.value, SMALL)))

    @property
    def span(self) -> float:
        """How wide the node is with what is written around it."""
        return max(self.width, width_of(self.above, SMALL), width_of(self.below, SMALL))


@dataclass(frozen=True)
class Arrangement:
    """The size of the picture, a box for each node, and which layers have room for their weights."""

    width: float
    height: float
    boxes: Mapping[str, Box]
    labelled: tuple[bool, ...]


def arranged(columns: Sequence[Sequence[Node]], edges: Sequence[Sequence[Words]]) -> Arrangement:
    """Return the places of the nodes; `edges` are the labels of each layer's edges."""
    spans = [max(node.span for node in column) for column in columns]
    free = (WIDTH - 2 * MARGIN - sum(spans)) / (len(columns) - 1)
    gap = max(free, NARROWEST_GAP)
    labelled = tuple(_has_room(labels, gap) for labels in edges)
    above, below = (_height(columns, side) for side in ("above", "below"))
    pitch = above + below + (LABELLED_PITCH if any(labelled) else PITCH) - (LABEL if above and below else 0)
    rows = max(len(column) for column in columns)
    middle = HEADING + above + NODE / 2 + pitch * (rows - 1) / 2
    boxes: dict[str, Box] = {}
    left = MARGIN
    for column, span in zip(columns, spans, strict=True):
        for place, node in enumerate(column):
            y = middle + pitch * (place - (len(column) - 1) / 2)
            boxes[node.unit] = Box(left + span / 2, y, node.width, NODE)
        left += span + gap
    height = HEADING + above + NODE + pitch * (rows - 1) + below + MARGIN
    return Arrangement(left - gap + MARGIN, height, boxes, labelled)


def _has_room(labels: Sequence[Words], gap: float) -> bool:
    return len(labels) <= MOST_LABELS and gap >= ROOM + max(width_of(words, SMALL) for words in labels)


def _height(columns: Sequence[Sequence[Node]], side: str) -> float:
    """Return the height that text above or below the nodes needs."""
    written = any(getattr(node, side) for column in columns for node in column)
    return written * (LABEL + (10 if side == "above" else 2))
