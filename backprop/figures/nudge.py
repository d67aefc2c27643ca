"""A nudge at one end of a chain and what it moves on its way to the other, beside the local derivatives."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from flint import ctx, fmpq
from matplotlib.figure import Figure as Drawing

from backprop.core import digits as rounding
from backprop.core.digits import Rule
from backprop.core.keys import Key
from backprop.core.ops import Proved
from backprop.core.program import compiled
from backprop.core.registry import at, enclosure, entry, graph_of, run_of
from backprop.errors import BackpropError
from backprop.figures.board import Board, Box
from backprop.figures.chains import Chains, Link
from backprop.figures.names import label, listed, noun, shown
from backprop.figures.path import LOOKS, STATION
from backprop.figures.picture import Figure
from backprop.figures.style import SMALL, WIDTH, Theme
from backprop.figures.values import LONGEST, RULE, example_of, printed, related, settings_of

HEADER, GAP, RESULT = 24.0, 30.0, 48.0  # heights
MIDDLE, WIDE = 124.0, 220.0  # of the boxes
BESIDE, ASIDE = 12.0, 10.0  # from a box to its change, from an arrow to its derivative
PRECISION = 256


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

    @cached_property
    def before(self) -> dict[str, Proved]:
        """The values of the run."""
        return {name: enclosure(at(self.key, name)) for name in self.stations}

    @cached_property
    def after(self) -> Mapping[str, Proved]:
        """The values where `lower` is increased, all else that is given kept."""
        graph, lower = graph_of(self.key), self.chains.lower
        state = run_of(self.key, PRECISION).state(self.key.step)
        program = compiled(graph, self.stations, "proved", [lower])
        with ctx.workprec(PRECISION):
            moved = self.before[lower] + self._by
            return program({**state, lower: moved})

    @property
    def _by(self) -> fmpq:
        exact = Fraction(self.by)
        return fmpq(exact.numerator, exact.denominator)

    def change(self, name: str) -> str:
        """Return the digits of how far a quantity is moved, with its sign."""
        with ctx.workprec(PRECISION):
            moved = self.after[name] - self.before[name] if name != self.chains.lower else self._by
            text = _text(moved, RULE)
        return text if text == "0" or text.startswith("-") else f"+{text}"

    def ends(self, name: str) -> tuple[str, str]:
        """Return the digits of a quantity before and after, in as many places as its change."""
        here = printed(at(self.key, name))
        rule = _in_places(max(map(_places, (here, self.change(name)))))
        return _text(self.before[name], rule), _text(self.after[name], rule)

    @property
    def product(self) -> tuple[str, str]:
        """The relation and the digits of the derivative times the nudge."""
        with ctx.workprec(PRECISION):
            made = rounding.digits(enclosure(self.key) * self._by, RULE)
        return made.relation, made.text

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
        relation, product = self.product
        bottom = boxes[-1].bottom[1]
        whole = f"{label(self.key.quantity)} {related(self.key)}"
        board.text((WIDTH / 2, bottom + 18), whole, theme.gradient, bold=True)
        board.text((WIDTH / 2, bottom + 34), f"times {self.by} {relation} {product}", theme.gradient)
        return board.drawing

    def _local(self, link: Link) -> str:
        return f"{label(link.derivative)} {related(at(self.key, link.derivative))}"

    def _station(self, board: Board, name: str, box: Box) -> None:
        role, round_by = LOOKS[graph_of(self.key).forward[name].role]
        color = getattr(board.theme, role)
        board.box(box, color, round_by=round_by, width=2.0)
        board.text((box.x, box.y - 7), label(name), bold=True)
        board.text((box.x, box.y + 8), " → ".join(self.ends(name)), color, SMALL)


def _places(text: str) -> int:
    return len(text.partition(".")[2])


def _in_places(places: int) -> Rule:
    """Return the rule that rounds to so many places, an exact value without idle zeros."""
    fixed: Callable[[Fraction], str] = rounding.decimals(places)

    def rule(value: Fraction) -> str:
        text = fixed(value)
        return text.rstrip("0").rstrip(".") if "." in text and Fraction(text) == value else text

    return rule


def _text(value: Proved, rule: Rule) -> str:
    text = rounding.digits(value, rule).text
    if len(text) > LONGEST:
        raise BackpropError(f"found the number {text}, expected at most {LONGEST} characters in a figure")
    return text


def make(name: str, key: Key, by: str) -> Figure:
    """Return the chain of a derivative, with what a nudge at its lower end moves."""
    nudge = Nudge.of(key, by)
    apart, more = settings_of(key)
    lower, upper = nudge.chains.lower, nudge.chains.upper
    moved = [(*nudge.ends(name), nudge.change(name).lstrip("+")) for name in nudge.stations]
    return Figure(
        name,
        f"{example_of(key).title}{apart}: a nudge of {by} at {lower}",
        _alt(nudge),
        f"A nudge of {by} at {label(lower)} moves {label(upper)} by {nudge.change(upper).lstrip('+')}; the "
        f"derivative {printed(key)} times {by} is {nudge.product[1]}.",
        (*more, *(at(key, name) for name in (*nudge.stations, *(x.derivative for x in nudge.links))), key),
        nudge.draw,
        (*(text for texts in moved for text in texts), nudge.product[1], by),
    )


def _alt(nudge: Nudge) -> str:
    moves = [f"{name} from {' to '.join(nudge.ends(name))}" for name in nudge.stations]
    rates = [
        f"of {link.upper} by {link.lower} {printed(at(nudge.key, link.derivative))}" for link in nudge.links
    ]
    return (
        f"Chain from {nudge.chains.lower} to {nudge.chains.upper}. A nudge of {nudge.by} moves "
        f"{listed(moves)}. With the local {noun(rates, 'derivative')} {listed(rates)}, the derivative of "
        f"{nudge.chains.upper} by {nudge.chains.lower} is {printed(nudge.key)}."
    )
