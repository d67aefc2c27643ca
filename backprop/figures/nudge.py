"""A nudge at one end of a chain and what it moves on its way to the other, beside the local derivatives."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial

from backprop.core.keys import Key
from backprop.core.registry import at, graph_of
from backprop.errors import BackpropError
from backprop.figures.chains import Chains, Link, chains_of
from backprop.figures.drawing import (
    SMALL,
    Box,
    Number,
    Point,
    Words,
    arrow,
    drawing,
    group,
    quantity_box,
    text,
)
from backprop.figures.equation import equation, related_number, symbol
from backprop.figures.fact import Fact
from backprop.figures.names import listed, noun
from backprop.figures.path import LOOKS, STATION
from backprop.figures.picture import Figure, Show, figure_of_run
from backprop.figures.style import WIDTH
from backprop.figures.svg import diagram
from backprop.figures.values import label, printed

HEADER, GAP, RESULT = 24.0, 30.0, 48.0  # heights
MIDDLE, WIDE = 124.0, 220.0  # of the boxes
BEHIND, ASIDE = 12.0, 10.0  # from a box to its change, from an arrow to its derivative


@dataclass(frozen=True)
class Nudge:
    """The one chain from `lower` to `upper`, and by how much `lower` is increased."""

    key: Key
    chains: Chains
    by: str

    @classmethod
    def of(cls, key: Key, by: str) -> "Nudge":
        """Return the nudge along the chain of a derivative; several chains raise."""
        chains = chains_of(key)
        if chains.count > 1:
            ways = f"{chains.count} chains from {chains.lower} to {chains.upper}"
            raise BackpropError(f"found {ways}, expected one; the figure path draws several")
        return cls(key, chains, by)

    @cached_property
    def links(self) -> list[Link]:
        """The links of the chain, from `lower` on."""
        after = {link.lower: link for link in self.chains.lit}
        links = [after[self.chains.lower]]
        while links[-1].upper != self.chains.upper:
            links.append(after[links[-1].upper])
        return links

    @property
    def stations(self) -> list[str]:
        """The quantities of the chain, from `lower` on."""
        return [self.chains.lower, *(link.upper for link in self.links)]

    def after(self, name: str) -> Fact:
        """Return a quantity of the chain after the nudge."""
        return Fact(at(self.key, name), where=f"{self.chains.lower} + {self.by}")

    def move(self, name: str) -> Fact:
        """Return how far a quantity is moved."""
        return replace(self.after(name), then=f"- {name}")

    def change(self, name: str, show: Show = printed) -> str:
        """Return the digits of how far a quantity is moved, with its sign."""
        digits = show(self.move(name)) if name != self.chains.lower else self.by
        return digits if digits == "0" or digits.startswith("-") else f"+{digits}"

    def ends(self, name: str, show: Show = printed) -> tuple[str, str]:
        """Return the digits of a quantity before and after, in as many places as its change."""
        key = at(self.key, name)
        places = max(map(_places, (show(key), self.change(name, show))))
        return show(key, places=places), show(self.after(name), places=places)

    @property
    def product(self) -> Fact:
        """The derivative times the nudge."""
        return Fact(self.key, then=f"* {self.by}")

    def draw(self) -> str:
        """Return the drawing: each change stands beside its box."""
        pitch, aside = STATION + GAP, MIDDLE + WIDE / 2 + BEHIND
        places = range(len(self.stations))
        boxes = [Box(MIDDLE, HEADER + pitch * place + STATION / 2, WIDE, STATION) for place in places]
        elements = [
            text((MIDDLE, HEADER / 2), ["before → after"], "muted", SMALL),
            text((aside, HEADER / 2), ["change"], "muted", SMALL, align="start"),
        ]
        for link, upper, lower in zip(self.links, boxes, boxes[1:], strict=False):
            elements += self._link(link, upper.bottom, lower.top)
        for station, box in zip(self.stations, boxes, strict=True):
            elements.append(group({"id": station}, *self._station(station, box)))
            elements.append(text((aside, box.y), self._change(station), bold=True, align="start"))
        bottom = boxes[-1].bottom[1]
        product = f"times {self.by} ", *related_number(self.product)
        elements.append(text((WIDTH / 2, bottom + 18), equation(self.key), "gradient", bold=True))
        elements.append(text((WIDTH / 2, bottom + 36), product, "gradient"))
        return drawing(WIDTH, bottom + RESULT, elements)

    def _link(self, link: Link, start: Point, end: Point) -> Iterator[str]:
        slope = at(self.key, link.derivative)
        yield arrow(start, end, "gradient", 2.4, known={"data-key": str(slope)})
        yield text(
            (MIDDLE + ASIDE, (start[1] + end[1]) / 2), equation(slope), "gradient", SMALL, align="start"
        )

    def _station(self, name: str, box: Box) -> Iterator[str]:
        key = at(self.key, name)
        role, round_by = LOOKS[graph_of(self.key).forward[name].role]
        before, after = self.ends(name)
        values = Number(before, Fact(key).attributes), " → ", Number(after, self.after(name).attributes)
        yield from quantity_box(box, [symbol(key)], values, role, round_by=round_by, width=2.0)

    def _change(self, name: str) -> Words:
        digits = self.change(name)
        return [digits if name == self.chains.lower else Number(digits, self.move(name).attributes)]


def _places(text: str) -> int:
    return len(text.partition(".")[2])


def make(key: Key, by: str) -> Figure:
    """Return the chain of a derivative, with what a nudge at its lower end moves."""
    nudge = Nudge.of(key, by)
    lower = nudge.chains.lower
    return figure_of_run(
        key,
        f"a nudge of {by} at {lower}",
        partial(_alt, nudge),
        partial(_caption, nudge),
        (*(at(key, name) for name in (*nudge.stations, *(x.derivative for x in nudge.links))), key),
        diagram(nudge.draw),
    )


def _caption(nudge: Nudge, show: Show) -> str:
    lower, upper = (label(at(nudge.key, name)) for name in (nudge.chains.lower, nudge.chains.upper))
    return (
        f"A nudge of {nudge.by} at {lower} moves {upper} by "
        f"{nudge.change(nudge.chains.upper, show).lstrip('+')}; the derivative {show(nudge.key)} "
        f"times {nudge.by} is {show(nudge.product)}."
    )


def _alt(nudge: Nudge, show: Show) -> str:
    moves = [f"{name} from {' to '.join(nudge.ends(name, show))}" for name in nudge.stations]
    rates = [
        f"of {link.upper} by {link.lower} {show(at(nudge.key, link.derivative))}" for link in nudge.links
    ]
    return (
        f"Chain from {nudge.chains.lower} to {nudge.chains.upper}. A nudge of {nudge.by} moves "
        f"{listed(moves)}. With the local {noun(rates, 'derivative')} {listed(rates)}, the derivative of "
        f"{nudge.chains.upper} by {nudge.chains.lower} is {show(nudge.key)}."
    )
