"""The chains of a graph from one quantity up to another, and the rows in which they are drawn."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from backprop.core.expression import refs
from backprop.core.graph import Graph, derivative_name
from backprop.core.keys import Key
from backprop.core.registry import at, graph_of
from backprop.figures.drawing import Box, quantity_box
from backprop.figures.picture import DerivativeFigure, Show
from backprop.figures.values import symbol
from backprop.figures.words import Words

STATION = 36.0  # the height of a quantity on a chain
# The colour of a station by the role of its quantity, and how round it is; any other is plain.
LOOKS = {
    "input": ("input", 5.0),
    "weight": ("weight", 5.0),
    "bias": ("weight", 5.0),
    "output": ("output", 17.0),
    "error": ("error", 5.0),
}


@dataclass(frozen=True)
class Link:
    """One step of a chain: `upper` is computed from `lower`."""

    upper: str
    lower: str

    @property
    def derivative(self) -> str:
        """The name of the local derivative."""
        return derivative_name(self.upper, self.lower)


@dataclass(frozen=True)
class ChainsFigure(DerivativeFigure):
    """A figure of all chains that a derivative is made of, among the quantities of the forward pass."""

    @property
    def graph(self) -> Graph:
        """The graph in which the chains are."""
        return graph_of(self.key)

    @cached_property
    def stations(self) -> dict[str, list[str]]:
        """What is drawn, each with what it is computed from; of what is given, inputs and `lower`."""
        drawn = [
            name
            for name, quantity in self.graph.forward.items()
            if not quantity.is_given or quantity.role == "input" or name == self.lower
        ]
        operands = {name: set(refs(self.graph.forward[name].expr)) for name in drawn}
        return {name: [other for other in drawn if other in operands[name]] for name in drawn}

    @cached_property
    def links(self) -> list[Link]:
        """All links, those of the upper rows first."""
        links = [Link(upper, lower) for upper, operands in self.stations.items() for lower in operands]
        return sorted(links, key=lambda link: -self.ranks[link.lower])

    def is_lit(self, name: str) -> bool:
        """Tell whether a chain runs through the quantity."""
        depends = self.graph.depends
        return (name == self.lower or depends(name, self.lower)) and (
            name == self.upper or depends(self.upper, name)
        )

    @cached_property
    def lit(self) -> list[Link]:
        """The links of the chains."""
        return [link for link in self.links if self.is_lit(link.upper) and self.is_lit(link.lower)]

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """The row of each station, counted from below; `lower` stands just under what uses it."""
        ranks: dict[str, int] = {}
        for name, operands in self.stations.items():
            below = [ranks[other] for other in operands if not self._is_aside(other)]
            is_input = self.graph.forward[name].role == "input"
            ranks[name] = 0 if is_input else 1 + max(below, default=0)
        users = [ranks[name] for name, operands in self.stations.items() if self.lower in operands]
        return ranks | {self.lower: min(users) - 1}

    @cached_property
    def rows(self) -> list[list[str]]:
        """The stations row by row from the top; a parameter stands at the side of what uses it."""
        rows = [
            [name for name in self.stations if self.ranks[name] == rank and not self._is_aside(name)]
            for rank in range(max(self.ranks.values()), -1, -1)
        ]
        if self._is_aside(self.lower):
            row = rows[-1 - self.ranks[self.lower]]
            row.insert(len(row) if self._leans_right() else 0, self.lower)
        return rows

    def _is_aside(self, name: str) -> bool:
        quantity = self.graph.forward[name]
        return quantity.is_given and quantity.role != "input"

    def _leans_right(self) -> bool:
        """Tell whether the users of `lower` stand mostly on the right."""
        above = [name for name in self.stations if self.ranks[name] == self.ranks[self.lower] + 1]
        used = [place for place, name in enumerate(above) if self.lower in self.stations[name]]
        return sum(used) / len(used) > (len(above) - 1) / 2

    @property
    def count(self) -> int:
        """How many chains there are."""
        ways = {self.lower: 1}
        for name, operands in self.stations.items():
            if name != self.lower:
                ways[name] = sum(ways.get(other, 0) for other in operands)
        return ways[self.upper]

    def slope(self, link: Link) -> Key:
        """Return the key of the local derivative of a link."""
        return at(self.key, link.derivative)

    def slope_words(self, link: Link, show: Show) -> str:
        """Return a local derivative as a list in a text alternative has it."""
        return f"of {link.upper} with respect to {link.lower} {show(self.slope(link))}"

    def look_of(self, name: str) -> tuple[str, float]:
        """Return the colour of a station, and how round it is."""
        return LOOKS.get(self.graph.forward[name].role, ("ink", 5.0))

    def draw_station(self, name: str, box: Box, value: Words) -> Iterator[str]:
        """Yield a quantity of a chain in its box, with its value."""
        role, round_by = self.look_of(name)
        heading = [symbol(at(self.key, name))]
        return quantity_box(box, heading, [value], role, round_by=round_by, width=2.0)
