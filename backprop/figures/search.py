"""Random search beside descent: the least loss found, against how often weights were tried or updated."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from matplotlib.figure import Figure as Drawing

from backprop.core.keys import Key
from backprop.errors import BackpropError
from backprop.figures import charts
from backprop.figures.fact import SEED, Fact, improvements
from backprop.figures.marks import mark
from backprop.figures.picture import Description, RunFigure, Show
from backprop.figures.style import DASHED, LIGHT, spread
from backprop.figures.values import course_of, label, number, symbol
from backprop.networks.examples import network_of

FEWEST, MOST = 10, 10_000
CHECKPOINTS = (10, 100)  # tries whose losses are given, besides the last


@dataclass(frozen=True)
class SearchFigure(RunFigure):
    """So many tries of random weights of a network, and as many updates of a run."""

    tries: int

    def __post_init__(self) -> None:
        network_of(self.key.example)
        if not FEWEST <= self.tries <= MOST:
            raise BackpropError(f"found {self.tries} tries, expected {FEWEST} to {MOST}")

    @property
    def checkpoints(self) -> list[int]:
        """The tries after which losses are given."""
        return [*(count for count in CHECKPOINTS if count < self.tries), self.tries]

    @property
    def ends(self) -> list[Key]:
        """The keys of the loss after as many updates."""
        return [self.key.of(self.key.quantity, self.key.step + count) for count in self.checkpoints]

    def least(self, tries: int) -> Fact:
        """Return the least loss of so many tries."""
        return Fact(self.key, where=f"{tries} tries")

    @cached_property
    def descent(self) -> np.ndarray:
        """The loss of the run in float64, a value per update."""
        return course_of(self.key, [self.key.quantity], self.tries)[self.key.quantity]

    @cached_property
    def steps(self) -> np.ndarray:
        """The corners of the curve of the search: the try, and the least loss from it on."""
        corners = [(count, float(loss)) for count, loss in improvements(self.key, self.tries).items()]
        return np.array([*corners, (self.tries, corners[-1][1])])

    @property
    def losses(self) -> np.ndarray:
        """All losses that are shown."""
        return np.concatenate([self.descent, self.steps[:, 1]])

    def describe(self, show: Show) -> Description:
        """Return title, text alternative and caption."""
        loss = self.key.quantity
        parts = (
            f"{show(self.least(count))} after {count:,} tries and {show(end)} after {count:,} updates"
            for count, end in zip(self.checkpoints, self.ends, strict=True)
        )
        return Description(
            self.titled("random search and descent", show),
            f"Two curves, the lowest {loss} that random search has found so far and {loss} of descent: "
            f"{'; '.join(parts)}.",
            f"The lowest {label(self.key)} that random search has found, and that of descent, after up to "
            f"{self.tries:,} tries or updates{charts.scale_words(self.losses)}. "
            f"The search draws all weights evenly from −1 to 1, with seed {SEED}, and keeps the best.",
        )

    def draw(self) -> Drawing:
        """Return the chart."""
        ends: tuple[Fact | Key, ...] = (self.least(self.tries), self.ends[-1])
        texts = [[number(end)] for end in ends]
        drawing, (axes,) = charts.sheet((190,), right=charts.label_room(texts), lines=1)
        colors = spread(LIGHT.runs, 2)
        search: dict[str, Any] = {"drawstyle": "steps-post", "color": colors[0], "label": "random search"}
        tries = [int(count) for count in self.steps[:, 0]]
        mark(axes.plot(*self.steps.T, linewidth=2, **search), tries, "{0} tries", x="{0}", y=str(self.key))
        charts.draw_course(axes, self.key, self.descent, colors[1], DASHED, "descent")
        charts.loss_axes(axes, "tries or updates", [symbol(self.key)], self.tries, self.losses)
        charts.legend(drawing, axes, ncols=2)
        charts.end_labels(axes, map(charts.End, (self.steps[-1, 1], self.descent[-1]), texts, colors))
        return drawing
