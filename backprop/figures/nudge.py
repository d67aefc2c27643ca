"""A nudge at one end of a chain and what it moves on its way to the other, beside the local derivatives."""

from dataclasses import dataclass, replace
from functools import cached_property, partial

from matplotlib.figure import Figure as Drawing

from backprop.core.keys import Key
from backprop.core.registry import at, entry, graph_of
from backprop.errors import BackpropError
from backprop.figures.board import Board, Box
from backprop.figures.chains import Chains, Link
from backprop.figures.fact import Fact
from backprop.figures.names import label, listed, noun, shown
from backprop.figures.path import LOOKS, STATION
from backprop.figures.picture import Figure, Show
from backprop.figures.style import SMALL, WIDTH, Theme
from backprop.figures.values import example_of, printed, settings_of

HEADER, GAP, RESULT = 24.0, 30.0, 48.0  # heights
MIDDLE, WIDE = 124.0, 220.0  # of the boxes
BESIDE, ASIDE = 12.0, 10.0  # from a box to its change, from an arrow to its derivative


@dataclass(frozen=True)
class Nudge:
    """The one chain from `lower` to `upper`, and by how much `lower` is increased."""

    key: Key
    chains: Chains
    by: str

    @classmethod
    def of(cls, key: Key, by: str) -> "Nudge":
        """Return the nudge along the chain of a derivative; several chains raise."""
        upper, slash, lower = key.quantity.partition("/d")
        if not slash:
            raise BackpropError(f"found {key}, expected a derivative such as mazur:dE_total/dw5")
        entry(key)
        chains = Chains(graph_of(key), upper[1:], lower)
        if chains.count > 1:
            ways = f"{chains.count} chains from {lower} to {upper[1:]}"
            raise BackpropError(f"found {ways}, expected one; the figure path draws several")
        return cls(key, chains, by)

    @cached_property
    def links(self) -> list[Link]:
        """The links of the chain, from `lower` on."""
        after = {link.lower: link for link in self.chains.lit}
        found = [after[self.chains.lower]]
        while found[-1].upper != self.chains.upper:
            found.append(after[found[-1].upper])
        return found

    @property
    def stations(self) -> list[str]:
        """The quantities of the chain, from `lower` on."""
        return [self.chains.lower, *(link.upper for link in self.links)]

    def fact(self, name: str) -> Fact:
        """Return a quantity of the chain after the nudge."""
        return Fact(at(self.key, name), where=f"{self.chains.lower} + {self.by}")

    def change(self, name: str, show: Show = printed) -> str:
        """Return the digits of how far a quantity is moved, with its sign."""
        text = show(replace(self.fact(name), then=f"- {name}")) if name != self.chains.lower else self.by
        return text if text == "0" or text.startswith("-") else f"+{text}"

    def ends(self, name: str, show: Show = printed) -> tuple[str, str]:
        """Return the digits of a quantity before and after, in as many places as its change."""
        key = at(self.key, name)
        places = max(map(_places, (show(key), self.change(name, show))))
        return show(key, places=places), show(self.fact(name), places=places)

    @property
    def product(self) -> Fact:
        """The derivative times the nudge."""
        return Fact(self.key, then=f"* {self.by}")

    def draw(self, theme: Theme) -> Drawing:
        """Return the drawing."""
        pitch = STATION + GAP
        height = HEADER + pitch * len(self.stations) - GAP + RESULT
        board = Board(theme, WIDTH, height)
        right = MIDDLE + WIDE / 2 + BESIDE
        board.text((MIDDLE, HEADER / 2), "before → after", theme.muted, SMALL)
        board.text((right, HEADER / 2), "change", theme.muted, SMALL, align="left")
        boxes = [
            Box(MIDDLE, HEADER + pitch * place + STATION / 2, WIDE, STATION)
            for place in range(len(self.stations))
        ]
        for link, upper, lower in zip(self.links, boxes, boxes[1:], strict=False):
            board.arrow(upper.bottom, lower.top, theme.gradient, 2.4)
            at_arrow = (MIDDLE + ASIDE, (upper.bottom[1] + lower.top[1]) / 2)
            board.text(at_arrow, self._local(link), theme.gradient, SMALL, align="left")
        for name, box in zip(self.stations, boxes, strict=True):
            self._station(board, name, box)
            board.text((right, box.y), shown(self.change(name)), bold=True, align="left")
        bottom = boxes[-1].bottom[1]
        whole = f"{label(self.key.quantity)} {printed(self.key, relation=True)}"
        board.text((WIDTH / 2, bottom + 18), whole, theme.gradient, bold=True)
        board.text(
            (WIDTH / 2, bottom + 34),
            f"times {self.by} {printed(self.product, relation=True)}",
            theme.gradient,
        )
        return board.drawing

    def _local(self, link: Link) -> str:
        return f"{label(link.derivative)} {printed(at(self.key, link.derivative), relation=True)}"

    def _station(self, board: Board, name: str, box: Box) -> None:
        role, round_by = LOOKS[graph_of(self.key).forward[name].role]
        color = getattr(board.theme, role)
        board.box(box, color, round_by=round_by, width=2.0)
        board.text((box.x, box.y - 7), label(name), bold=True)
        board.text((box.x, box.y + 8), " → ".join(self.ends(name)), color, SMALL)


def _places(text: str) -> int:
    return len(text.partition(".")[2])


def make(name: str, key: Key, by: str) -> Figure:
    """Return the chain of a derivative, with what a nudge at its lower end moves."""
    nudge = Nudge.of(key, by)
    apart, more = settings_of(key)
    lower = nudge.chains.lower
    return Figure(
        name,
        f"{example_of(key).title}{apart}: a nudge of {by} at {lower}",
        partial(_alt, nudge),
        partial(_caption, nudge),
        (*more, *(at(key, name) for name in (*nudge.stations, *(x.derivative for x in nudge.links))), key),
        nudge.draw,
    )


def _caption(nudge: Nudge, show: Show) -> str:
    lower, upper = map(label, (nudge.chains.lower, nudge.chains.upper))
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
