"""The chains that lead from one quantity to another, each link with its local derivative.

The picture stands upright, the upper quantity on top, so that it reads downwards as the chain rule is written
and keeps its letters large on a narrow page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, pairwise
from math import ceil

from matplotlib.figure import Figure as Drawing

from backprop.core.keys import Key
from backprop.core.registry import at, entry, graph_of
from backprop.errors import BackpropError
from backprop.figures.board import Board, Box, width_of
from backprop.figures.chains import Chains, Link
from backprop.figures.labels import on_lines
from backprop.figures.names import counted, label, listed, noun
from backprop.figures.picture import Figure, Show
from backprop.figures.style import SMALL, WIDTH, Theme
from backprop.figures.values import example_of, pass_of, printed, settings_of, texts

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


def make(name: str, key: Key) -> Figure:
    """Return the diagram of all chains that a derivative is made of."""
    upper, slash, lower = key.quantity.partition("/d")
    if not slash:
        raise BackpropError(f"found {key}, expected a derivative such as mazur:dE_total/dw5")
    entry(key)
    diagram = Diagram.of(Chains(graph_of(key), upper[1:], lower), key)
    apart, more = settings_of(key)
    return Figure(
        name,
        f"{example_of(key).title}{apart}: the chain from {lower} to {upper[1:]}",
        partial(_alt, diagram),
        partial(_caption, diagram),
        (*more, *diagram.keys),
        diagram.draw,
    )


@dataclass(frozen=True)
class Diagram:
    """What is drawn: the chains, the digits along them, and the label of each link that has one."""

    key: Key
    chains: Chains
    keys: tuple[Key, ...]
    text: Mapping[str, str]
    labels: Mapping[Link, str]

    @classmethod
    def of(cls, chains: Chains, key: Key) -> "Diagram":
        """Return the diagram of the chains of a derivative."""
        given = pass_of(key)
        labelled = [link for between in _between(chains) if len(between) <= MOST_LABELS for link in between]
        named = [link for between in _between(chains) if len(between) <= MOST_NAMED for link in between]
        stations = [given[name] for row in chains.rows for name in row if chains.is_lit(name)]
        keys = (*stations, *(at(key, link.derivative) for link in labelled), key)
        text = texts(keys)
        labels = {link: text[link.derivative] for link in labelled}
        labels |= {link: _equation(at(key, link.derivative)) for link in named}
        return cls(key, chains, tuple(dict.fromkeys(keys)), text, labels)

    @property
    def width(self) -> float:
        """The width of the sheet: wider than usual only where a row needs it."""
        return max(WIDTH, *(sum(self.station(name)[0] + 14 for name in row) for row in self.chains.rows))

    def station(self, name: str) -> tuple[float, float]:
        """Return the size of a station."""
        if not self.chains.is_lit(name):
            return 14 + width_of(label(name), SMALL), FADED
        return 18 + max(width_of(label(name), bold=True), width_of(self.text[name], SMALL)), STATION

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
        return NARROW + 2 + LABEL * rows

    def draw(self, theme: Theme) -> Drawing:
        """Return the drawing."""
        boxes = self.places()
        bottom = max(box.bottom[1] for box in boxes.values())
        board = Board(theme, self.width, bottom + RESULT)
        for link in self.chains.links:
            start, end = boxes[link.lower].top, boxes[link.upper].bottom
            if link in self.chains.lit:
                board.arrow(start, end, theme.gradient, 2.4)
            else:
                board.line(start, end, theme.faint)
        for name, box in boxes.items():
            self._station(board, name, box)
        for between in _between(self.chains):
            self._label(board, [link for link in between if link in self.labels], boxes)
        board.text((self.width / 2, bottom + RESULT / 2), _equation(self.key), theme.gradient, bold=True)
        return board.drawing

    def _station(self, board: Board, name: str, box: Box) -> None:
        role, round_by = LOOKS[self.chains.graph.forward[name].role]
        if not self.chains.is_lit(name):
            board.box(box, board.theme.faint, round_by=min(round_by, FADED / 2), width=1.0)
            board.text((box.x, box.y), label(name), board.theme.muted, SMALL)
            return
        color = getattr(board.theme, role)
        board.box(box, color, round_by=round_by, width=2.0)
        board.text((box.x, box.y - 7), label(name), bold=True)
        board.text((box.x, box.y + 8), self.text[name], color, SMALL)

    def _label(self, board: Board, links: list[Link], boxes: Mapping[str, Box]) -> None:
        lines = [(boxes[link.lower].top, boxes[link.upper].bottom) for link in links]
        sizes = [(width_of(self.labels[link], SMALL) + 10, LABEL) for link in links]
        for link, box in zip(links, on_lines(lines, sizes, 1, 0.4, self.width), strict=True):
            board.text((box.x, box.y), self.labels[link], board.theme.gradient, SMALL, halo=True)


def _spread(widths: Sequence[float], whole: float) -> list[float]:
    """Return the middles of boxes over the whole width: evenly, or where one is too wide with even spaces."""
    pitch = whole / len(widths)
    if max(widths) < pitch:
        return [pitch * (place + 0.5) for place in range(len(widths))]
    space = (whole - sum(widths)) / len(widths)
    ends = accumulate(width + space for width in widths)
    return [end - (width + space) / 2 for end, width in zip(ends, widths, strict=True)]


def _between(chains: Chains) -> list[list[Link]]:
    """Return the links of the chains between each row and the next one."""
    return [
        [link for link in chains.lit if link.upper in upper and link.lower in lower]
        for upper, lower in pairwise(chains.rows)
    ]


def _equation(key: Key, show: Show = printed) -> str:
    return f"{label(key.quantity)} {show(key, relation=True)}"


def _alt(diagram: Diagram, show: Show) -> str:
    chains, key = diagram.chains, diagram.key
    links = [f"of {link.upper} by {link.lower} {show(at(key, link.derivative))}" for link in diagram.labels]
    lead = "leads" if chains.count == 1 else "lead"
    return (
        f"{counted(chains.count, 'chain')} {lead} from {chains.lower} up to {chains.upper}, with the local "
        f"{noun(links, 'derivative')} {listed(links)}. The derivative of {chains.upper} by {chains.lower} is "
        f"{show(key)}."
    )


def _caption(diagram: Diagram, show: Show) -> str:
    ways = diagram.chains.count
    how = "the product of the derivatives along the chain"
    if ways > 1:
        how = f"the sum over {ways} chains of the products of the derivatives along each"
    all_told = len(diagram.labels) == len(diagram.chains.lit)
    few = "" if all_told else "; rows of many links are drawn without numbers"
    return f"{_equation(diagram.key, show)}, {how}{few}."
