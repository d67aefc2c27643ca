"""Random search beside descent: the least loss found, against how often weights were tried or updated."""

from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import numpy as np
from matplotlib.figure import Figure as Drawing

from backprop.core.keys import Key
from backprop.errors import BackpropError
from backprop.figures.charts import (
    End,
    draw_course,
    end_labels,
    label_room,
    legend,
    loss_axes,
    scale_words,
    sheet,
)
from backprop.figures.fact import Fact
from backprop.figures.marks import mark
from backprop.figures.picture import Figure, Show, figure_of_run
from backprop.figures.style import DASHED, LIGHT, spread
from backprop.figures.svg import chart
from backprop.figures.trials import SEED, improvements
from backprop.figures.values import course_of, label, network_of, printed

FEWEST, MOST = 10, 10_000
CHECKPOINTS = (10, 100)  # tries whose losses are given, besides the last


@dataclass(frozen=True)
class Search:
    """So many tries of random weights, and as many updates of a run."""

    run: Key
    tries: int

    @classmethod
    def of(cls, run: Key, tries: int) -> "Search":
        """Return the search among the weights of a network."""
        network_of(run)
        if not FEWEST <= tries <= MOST:
            raise BackpropError(f"found {tries} tries, expected {FEWEST} to {MOST}")
        return cls(run, tries)

    @property
    def checkpoints(self) -> list[int]:
        """The tries whose losses are told."""
        return [*(count for count in CHECKPOINTS if count < self.tries), self.tries]

    @property
    def ends(self) -> list[Key]:
        """The keys of the loss after as many updates."""
        return [self.run.of(self.run.quantity, self.run.step + count) for count in self.checkpoints]

    def after(self, tries: int) -> Fact:
        """Return the least loss of so many tries."""
        return Fact(self.run, where=f"{tries} tries")

    @cached_property
    def descent(self) -> np.ndarray:
        """The loss of the run in float64, a value per update."""
        return course_of(self.run, [self.run.quantity], self.tries)[self.run.quantity]

    @cached_property
    def steps(self) -> np.ndarray:
        """The corners of the curve of the search: the try, and the least loss from it on."""
        corners = [(count, float(loss)) for count, loss in improvements(self.run, self.tries).items()]
        return np.array([*corners, (self.tries, corners[-1][1])])

    @property
    def losses(self) -> np.ndarray:
        """All losses that are shown."""
        return np.concatenate([self.descent, self.steps[:, 1]])

    def draw(self) -> Drawing:
        """Return the drawing."""
        ends: tuple[Fact | Key, ...] = (self.after(self.tries), self.ends[-1])
        texts = [printed(end) for end in ends]
        drawing, (axes,) = sheet((190,), right=label_room(texts), below=24)
        first, second = spread(LIGHT.runs, 2)
        (line,) = axes.plot(
            *self.steps.T, drawstyle="steps-post", color=first, linewidth=2, label="random search"
        )
        mark(line, [int(count) for count in self.steps[:, 0]], "{0} tries", x="{0}", y=str(self.run))
        look: dict[str, Any] = {"color": second, "linewidth": 2, "linestyle": DASHED, "label": "descent"}
        draw_course(axes, self.run, self.run.quantity, self.descent, **look)
        loss_axes(axes, "tries or updates", label(self.run), self.tries, self.losses)
        legend(drawing, axes, ncols=2)
        heights = (float(self.steps[-1, 1]), float(self.descent[-1]))
        labels = zip(heights, texts, (first, second), ends, strict=True)
        end_labels(axes, [End(*parts) for parts in labels])
        return drawing


def make(run: Key, tries: int) -> Figure:
    """Return the least loss of so many random tries beside that of descent."""
    search = Search.of(run, tries)
    scale = scale_words(search.losses)
    return figure_of_run(
        run,
        "random search and descent",
        partial(_alt, search),
        lambda _: (
            f"{label(run)} after up to {tries:,} tries or updates{scale}. The search draws all "
            f"weights evenly from -1 to 1, with seed {SEED}, and keeps the best."
        ),
        search.ends,
        chart(search.draw),
    )


def _alt(search: Search, show: Show) -> str:
    loss = search.run.quantity
    parts = [
        f"{show(search.after(count))} after {count:,} tries and {show(end)} after {count:,} updates"
        for count, end in zip(search.checkpoints, search.ends, strict=True)
    ]
    return (
        f"Two curves, the smallest {loss} that random search has found so far and {loss} of descent: "
        f"{'; '.join(parts)}."
    )
