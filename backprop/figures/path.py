"""The chains that lead from one quantity to another, each link with its local derivative.

The picture stands upright, the upper quantity on top, so that it reads downwards as the chain rule is written
and keeps its letters large on a narrow page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from math import ceil

from backprop.core.keys import Key
from backprop.core.registry import at
from backprop.figures.chains import STATION, ChainsFigure, Link
from backprop.figures.drawing import Box, Point, arrow, drawing, group, line, rectangle, text
from backprop.figures.labels import labels_on
from backprop.figures.picture import Description, Show, listed, noun
from backprop.figures.style import SMALL, WIDTH
from backprop.figures.values import equation, labelled, number, symbol
from backprop.figures.words import Words, width_of

FADED, LABEL = 24.0, 18.0  # heights
NARROW, MARGIN, RESULT = 20.0, 6.0, 34.0
MOST_LABELS, MOST_NAMED = 12, 4  # links between two rows that are labelled, and labelled with their names


@dataclass(frozen=True)
class PathFigure(ChainsFigure):
    """The chains as a diagram."""

    @cached_property
    def between(self) -> list[list[Link]]:
        """The links of the chains between each row and the next one."""
        return [
            [link for link in self.lit if link.upper in upper and link.lower in lower]
            for upper, lower in pairwise(self.rows)
        ]

    @cached_property
    def labels(self) -> dict[Link, Words]:
        """The label of each link that has one."""
        return {
            link: equation(self.slope(link)) if len(links) <= MOST_NAMED else (number(self.slope(link)),)
            for links in self.between
            if len(links) <= MOST_LABELS
            for link in links
        }

    @property
    def drawn_keys(self) -> list[Key]:
        """The keys of what the chains run through."""
        return [at(self.key, name) for name in self.stations if self.is_lit(name)]

    def describe(self, show: Show) -> Description:
        """Return title, text alternative and caption."""
        slopes = [self.slope_words(link, show) for link in self.labels]
        lead, how = "A chain leads", "Multiply the derivatives along the chain"
        if self.count > 1:
            lead = f"{self.count} chains lead"
            how = f"Multiply the derivatives along each of the {self.count} chains and add the products"
        is_labelled = len(self.labels) == len(self.lit)
        few = "" if is_labelled else " Rows of many links are drawn without numbers."
        return Description(
            self.titled(f"the chain from {self.lower} to {self.upper}", show),
            f"{lead} from {self.lower} up to {self.upper}, with the local "
            f"{noun(slopes, 'derivative')} {listed(slopes)}. The derivative of {self.upper} with respect "
            f"to {self.lower} is {show(self.key)}.",
            f"{how}: {labelled(self.key, show)}.{few}",
        )

    @property
    def width(self) -> float:
        """The width of the picture: wider than usual only where a row needs it."""
        return max(WIDTH, *(sum(self.size_of(name)[0] + 14 for name in row) for row in self.rows))

    def size_of(self, name: str) -> tuple[float, float]:
        """Return the size of a station."""
        key = at(self.key, name)
        if not self.is_lit(name):
            return 14 + width_of([symbol(key)], SMALL), FADED
        return 18 + max(width_of([symbol(key)], bold=True), width_of([number(key)], SMALL)), STATION

    @cached_property
    def boxes(self) -> dict[str, Box]:
        """Where each station stands."""
        boxes: dict[str, Box] = {}
        y = MARGIN
        for row, links in zip(self.rows, [*self.between, []], strict=True):
            sizes = [self.size_of(name) for name in row]
            height = max(height for _, height in sizes)
            middles = _spread([width for width, _ in sizes], self.width)
            for name, x, size in zip(row, middles, sizes, strict=True):
                boxes[name] = Box(x, y + height / 2, *size)
            y += height + self._gap(links)
        return boxes

    def _gap(self, links: Sequence[Link]) -> float:
        """Return the height between two rows: links that meet or part have their labels above each other."""
        widths = [width_of(self.labels[link], SMALL) + 10 for link in links if link in self.labels]
        if not widths:
            return NARROW
        ends = ({link.upper for link in links}, {link.lower for link in links})
        parallel = all(len(end) == len(links) for end in ends)
        rows = ceil(sum(widths) / self.width) if parallel else min(len(links), MOST_NAMED)
        return NARROW + 8 + LABEL * rows

    def draw(self) -> str:
        """Return the diagram: links lie under stations and labels."""
        bottom = max(box.bottom[1] for box in self.boxes.values())
        elements = [*map(self._link, self.links), *map(self._station, self.boxes)]
        for links in self.between:
            lines = {self._ends(link): self.labels[link] for link in links if link in self.labels}
            elements += labels_on(lines, "gradient", (10, LABEL), axis=1, wish=0.4, width=self.width)
        result = self.width / 2, bottom + RESULT / 2
        elements.append(text(result, equation(self.key), "gradient", bold=True))
        return drawing(self.width, bottom + RESULT, elements)

    def _ends(self, link: Link) -> tuple[Point, Point]:
        return self.boxes[link.lower].top, self.boxes[link.upper].bottom

    def _link(self, link: Link) -> str:
        if link not in self.lit:
            return line(*self._ends(link), "faint")
        known = {"id": link.derivative, "data-key": str(self.slope(link))}
        return arrow(*self._ends(link), "gradient", 2.4, known=known)

    def _station(self, name: str) -> str:
        key, box = at(self.key, name), self.boxes[name]
        if self.is_lit(name):
            return group({"id": name}, *self.draw_station(name, box, [number(key)]))
        _, round_by = self.look_of(name)
        faded = rectangle(box, "faint", round_by=min(round_by, FADED / 2), width=1.0)
        return group({"id": name}, faded, text((box.x, box.y), [symbol(key)], "muted", SMALL))


def _spread(widths: Sequence[float], room: float) -> list[float]:
    """Return the middles of boxes over the whole width: evenly, or where one is too wide with even spaces."""
    pitch = room / len(widths)
    if max(widths) < pitch:
        return [pitch * (place + 0.5) for place in range(len(widths))]
    space = (room - sum(widths)) / len(widths)
    ends = accumulate(width + space for width in widths)
    return [end - (width + space) / 2 for end, width in zip(ends, widths, strict=True)]
