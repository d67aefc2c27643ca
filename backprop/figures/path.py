"""The chains that lead from one quantity to another, each link with its local derivative.

The picture stands upright, the upper quantity on top, so that it reads downwards as the chain rule is written
and keeps its letters large on a narrow page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, pairwise
from math import ceil

from backprop.core.keys import Key
from backprop.core.registry import at
from backprop.figures.chains import Chains, Link, chains_of
from backprop.figures.drawing import (
    SMALL,
    Box,
    Point,
    Words,
    arrow,
    drawing,
    group,
    line,
    quantity_box,
    rectangle,
    text,
    width_of,
)
from backprop.figures.equation import equation, number, symbol
from backprop.figures.labels import labels_on
from backprop.figures.names import count_of, listed, noun
from backprop.figures.picture import Figure, Show, figure_of_run
from backprop.figures.style import WIDTH
from backprop.figures.svg import diagram
from backprop.figures.values import label, pass_of

STATION, FADED, LABEL = 36.0, 24.0, 15.0  # heights
NARROW, MARGIN, RESULT = 20.0, 6.0, 34.0
MOST_LABELS, MOST_NAMED = 12, 4  # links between two rows that are labelled, and labelled with their names

# The colour of a station by the role of its quantity, and how round it is.
LOOKS = {
    "input": ("input", 5.0),
    "weight": ("weight", 5.0),
    "bias": ("weight", 5.0),
    "target": ("ink", 5.0),
    "net": ("ink", 5.0),
    "output": ("output", 17.0),
    "error": ("error", 5.0),
}


def make(key: Key) -> Figure:
    """Return the diagram of all chains that a derivative is made of."""
    chains = chains_of(key)
    picture = Diagram.of(chains, key)
    return figure_of_run(
        key,
        f"the chain from {chains.lower} to {chains.upper}",
        partial(_alt, picture),
        partial(_caption, picture),
        picture.keys,
        diagram(picture.draw),
    )


@dataclass(frozen=True)
class Diagram:
    """What is drawn: the chains, the digits along them, and the label of each link that has one."""

    key: Key
    chains: Chains
    keys: tuple[Key, ...]
    labels: Mapping[Link, Words]

    @classmethod
    def of(cls, chains: Chains, key: Key) -> "Diagram":
        """Return the diagram of the chains of a derivative."""
        given = pass_of(key)
        labelled = {
            at(key, link.derivative): (link, len(between) <= MOST_NAMED)
            for between in _between(chains)
            if len(between) <= MOST_LABELS
            for link in between
        }
        stations = [given[name] for row in chains.rows for name in row if chains.is_lit(name)]
        labels = {
            link: equation(slope) if is_named else (number(slope),)
            for slope, (link, is_named) in labelled.items()
        }
        return cls(key, chains, tuple(dict.fromkeys((*stations, *labelled, key))), labels)

    @property
    def width(self) -> float:
        """The width of the picture: wider than usual only where a row needs it."""
        return max(WIDTH, *(sum(self.station(name)[0] + 14 for name in row) for row in self.chains.rows))

    def station(self, name: str) -> tuple[float, float]:
        """Return the size of a station."""
        key = at(self.key, name)
        if not self.chains.is_lit(name):
            return 14 + width_of([symbol(key)], SMALL), FADED
        return 18 + max(width_of([symbol(key)], bold=True), width_of([number(key)], SMALL)), STATION

    def places(self) -> dict[str, Box]:
        """Return where each station stands."""
        boxes: dict[str, Box] = {}
        y = MARGIN
        for row, between in zip(self.chains.rows, [*_between(self.chains), []], strict=True):
            sizes = [self.station(name) for name in row]
            height = max(height for _, height in sizes)
            middles = _spread([width for width, _ in sizes], self.width)
            boxes |= {
                n: Box(x, y + height / 2, *size) for n, x, size in zip(row, middles, sizes, strict=True)
            }
            y += height + self._gap(between)
        return boxes

    def _gap(self, between: list[Link]) -> float:
        """Return the height between two rows: links that meet or part have their labels above each other."""
        widths = [width_of(self.labels[link], SMALL) + 10 for link in between if link in self.labels]
        if not widths:
            return NARROW
        ends = ({link.upper for link in between}, {link.lower for link in between})
        parallel = all(len(end) == len(between) for end in ends)
        rows = ceil(sum(widths) / self.width) if parallel else min(len(between), MOST_NAMED)
        return NARROW + 8 + LABEL * rows

    def draw(self) -> str:
        """Return the drawing: links lie under stations and labels."""
        boxes = self.places()
        bottom = max(box.bottom[1] for box in boxes.values())
        elements = [self._link(link, boxes) for link in self.chains.links]
        elements += [self._station(name, box) for name, box in boxes.items()]
        for between in _between(self.chains):
            elements += self._labels([link for link in between if link in self.labels], boxes)
        elements.append(
            text((self.width / 2, bottom + RESULT / 2), equation(self.key), "gradient", bold=True)
        )
        return drawing(self.width, bottom + RESULT, elements)

    def _link(self, link: Link, boxes: Mapping[str, Box]) -> str:
        start, end = _ends(link, boxes)
        if link not in self.chains.lit:
            return line(start, end, "faint")
        slope = at(self.key, link.derivative)
        known = {"id": slope.quantity, "data-key": str(slope)}
        return arrow(start, end, "gradient", 2.4, known=known)

    def _station(self, name: str, box: Box) -> str:
        role, round_by = LOOKS[self.chains.graph.forward[name].role]
        key = at(self.key, name)
        if not self.chains.is_lit(name):
            inside = [
                rectangle(box, "faint", round_by=min(round_by, FADED / 2), width=1.0),
                text((box.x, box.y), [symbol(key)], "muted", SMALL),
            ]
        else:
            inside = [*quantity_box(box, [symbol(key)], [number(key)], role, round_by=round_by, width=2.0)]
        return group({"id": name}, *inside)

    def _labels(self, links: list[Link], boxes: Mapping[str, Box]) -> list[str]:
        lines = {_ends(link, boxes): self.labels[link] for link in links}
        return labels_on(lines, "gradient", (10, LABEL), axis=1, wish=0.4, width=self.width)


def _ends(link: Link, boxes: Mapping[str, Box]) -> tuple[Point, Point]:
    return boxes[link.lower].top, boxes[link.upper].bottom


def _spread(widths: Sequence[float], room: float) -> list[float]:
    """Return the middles of boxes over the whole width: evenly, or where one is too wide with even spaces."""
    pitch = room / len(widths)
    if max(widths) < pitch:
        return [pitch * (place + 0.5) for place in range(len(widths))]
    space = (room - sum(widths)) / len(widths)
    ends = accumulate(width + space for width in widths)
    return [end - (width + space) / 2 for end, width in zip(ends, widths, strict=True)]


def _between(chains: Chains) -> list[list[Link]]:
    """Return the links of the chains between each row and the next one."""
    return [
        [link for link in chains.lit if link.upper in upper and link.lower in lower]
        for upper, lower in pairwise(chains.rows)
    ]


def _alt(diagram: Diagram, show: Show) -> str:
    chains, key = diagram.chains, diagram.key
    links = [f"of {link.upper} by {link.lower} {show(at(key, link.derivative))}" for link in diagram.labels]
    lead = "leads" if chains.count == 1 else "lead"
    return (
        f"{count_of(chains.count, 'chain')} {lead} from {chains.lower} up to {chains.upper}, with the local "
        f"{noun(links, 'derivative')} {listed(links)}. The derivative of {chains.upper} by {chains.lower} is "
        f"{show(key)}."
    )


def _caption(diagram: Diagram, show: Show) -> str:
    ways, key = diagram.chains.count, diagram.key
    how = "the product of the derivatives along the chain"
    if ways > 1:
        how = f"the sum over {ways} chains of the products of the derivatives along each"
    is_labelled = len(diagram.labels) == len(diagram.chains.lit)
    few = "" if is_labelled else "; rows of many links are drawn without numbers"
    return f"{label(key)} {show(key, relation=True)}, {how}{few}."
