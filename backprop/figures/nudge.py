"""A nudge at one end of a chain and what it moves on its way to the other, beside the local derivatives."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from backprop.core.registry import at
from backprop.errors import BackpropError
from backprop.figures.chains import STATION, ChainsFigure, Link
from backprop.figures.drawing import Box, arrow, drawing, group, text
from backprop.figures.fact import Fact
from backprop.figures.picture import Description, Show, listed, noun
from backprop.figures.style import SMALL, WIDTH
from backprop.figures.values import decimals_in, equation, label, printed, related_number
from backprop.figures.words import Number, Words

HEADER, GAP, RESULT = 24.0, 30.0, 48.0  # heights
MIDDLE, WIDE = 124.0, 220.0  # of the boxes
BEHIND, ASIDE = 12.0, 10.0  # from a box to its change, from an arrow to its derivative


@dataclass(frozen=True)
class NudgeFigure(ChainsFigure):
    """The one chain from `lower` to `upper`, and by how much `lower` is increased."""

    by: str

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.count > 1:
            ways = f"{self.count} chains from {self.lower} to {self.upper}"
            raise BackpropError(f"found {ways}, expected one; the figure path draws several")

    @cached_property
    def chain(self) -> list[Link]:
        """The links of the chain, from `lower` on."""
        return self.lit[::-1]

    @property
    def names(self) -> list[str]:
        """The quantities of the chain, from `lower` on."""
        return [self.lower, *(link.upper for link in self.chain)]

    def after(self, name: str) -> Fact:
        """Return a quantity of the chain after the nudge."""
        return Fact(at(self.key, name), where=f"{self.lower} + {self.by}")

    def move(self, name: str) -> Fact:
        """Return how far a quantity is moved."""
        return replace(self.after(name), then=f"- {name}")

    def change(self, name: str, show: Show = printed) -> str:
        """Return the digits of how far a quantity is moved, with its sign."""
        digits = show(self.move(name)) if name != self.lower else self.by
        return digits if digits == "0" or digits.startswith("-") else f"+{digits}"

    def ends(self, name: str, show: Show = printed) -> tuple[str, str]:
        """Return the digits of a quantity before and after, in as many places as its change."""
        key = at(self.key, name)
        places = max(decimals_in(text) for text in (show(key), self.change(name, show)))
        return show(key, places=places), show(self.after(name), places=places)

    @property
    def product(self) -> Fact:
        """The derivative times the nudge."""
        return Fact(self.key, then=f"* {self.by}")

    def describe(self, show: Show) -> Description:
        """Return title, text alternative and caption."""
        by, derivative = self.by, show(self.key)
        moves = [f"{name} from {' to '.join(self.ends(name, show))}" for name in self.names]
        slopes = [self.slope_words(link, show) for link in self.chain]
        lower, upper = (label(at(self.key, name)) for name in (self.lower, self.upper))
        change = self.change(self.upper, show).lstrip("+")
        return Description(
            self.titled(f"a nudge of {by} at {self.lower}", show),
            f"Chain from {self.lower} to {self.upper}. A nudge of {by} moves {listed(moves)}. With the local "
            f"{noun(slopes, 'derivative')} {listed(slopes)}, the derivative of {self.upper} with respect to "
            f"{self.lower} is {derivative}.",
            f"A nudge of {by} at {lower} moves {upper} by {change}; the derivative {derivative} times {by} "
            f"is {show(self.product)}.",
        )

    def draw(self) -> str:
        """Return the diagram: each change stands beside its box."""
        pitch, aside = STATION + GAP, MIDDLE + WIDE / 2 + BEHIND
        places = range(len(self.names))
        boxes = [Box(MIDDLE, HEADER + pitch * place + STATION / 2, WIDE, STATION) for place in places]
        elements = [
            text((MIDDLE, HEADER / 2), ["before → after"], "muted", SMALL),
            text((aside, HEADER / 2), ["change"], "muted", SMALL, align="start"),
        ]
        for link, upper, lower in zip(self.chain, boxes, boxes[1:], strict=False):
            elements += self._link(link, upper, lower)
        for name, box in zip(self.names, boxes, strict=True):
            elements.append(group({"id": name}, *self.draw_station(name, box, self._values(name))))
            elements.append(text((aside, box.y), self._change(name), bold=True, align="start"))
        bottom = boxes[-1].bottom[1]
        product = f"times {self.by} ", *related_number(self.product)
        elements.append(text((WIDTH / 2, bottom + 18), equation(self.key), "gradient", bold=True))
        elements.append(text((WIDTH / 2, bottom + 36), product, "gradient"))
        return drawing(WIDTH, bottom + RESULT, elements)

    def _link(self, link: Link, upper: Box, lower: Box) -> Iterator[str]:
        slope, place = self.slope(link), (MIDDLE + ASIDE, (upper.bottom[1] + lower.top[1]) / 2)
        yield arrow(upper.bottom, lower.top, "gradient", 2.4, known={"data-key": str(slope)})
        yield text(place, equation(slope), "gradient", SMALL, align="start")

    def _values(self, name: str) -> Words:
        before, after = self.ends(name)
        facts = Fact(at(self.key, name)), self.after(name)
        return Number(before, facts[0].attributes), " → ", Number(after, facts[1].attributes)

    def _change(self, name: str) -> Words:
        digits = self.change(name)
        return [digits if name == self.lower else Number(digits, self.move(name).attributes)]
