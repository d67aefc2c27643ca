"""The loss over two parameters, all others held, and the way of descent upon it, in float64."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, TypeAlias

import numpy as np
from matplotlib.artist import Artist

from backprop.core.graph import Graph
from backprop.core.keys import Key
from backprop.core.program import history
from backprop.core.registry import graph_of
from backprop.errors import BackpropError
from backprop.figures.marks import mark, some, stepwise
from backprop.figures.picture import Description, RunFigure, Show, captioned, count_of
from backprop.figures.values import label, losses_at, parameters_of, state_of, trained

MARGIN = 0.3  # around the path, as a share of its size
LEAST = 0.5  # half the width of the window, at the least
CLIMB = 0.5  # points of the path that lie higher than the first by this share do not widen the window
MOST_DOTS = 120

Artists: TypeAlias = Sequence[Artist]


@dataclass(frozen=True)
class Landscape(RunFigure):
    """A run's loss over two parameters, and `steps` steps of descent from the run's state.

    `view` is how it is seen, as the title has it and as the text alternative begins; `legend` is the caption.
    """

    view: ClassVar[tuple[str, str]]
    legend: ClassVar[str]

    first: str
    second: str
    steps: int

    def __post_init__(self) -> None:
        if self.first == self.second:
            raise BackpropError(f"found {self.first} twice, expected two different parameters")
        for name in self.pair:
            trained(self.key, name)

    @property
    def pair(self) -> tuple[str, str]:
        """The two parameters."""
        return self.first, self.second

    @property
    def trains_all(self) -> bool:
        """Tell whether the two are all that the run trains, so that the path is the run's own."""
        return set(self.pair) == set(parameters_of(self.key))

    @cached_property
    def graph(self) -> Graph:
        """The run's graph, training the two parameters alone."""
        graph = graph_of(self.key)
        if self.trains_all:
            return graph
        if dict(self.key.options).get("update") == "sequential":
            raise BackpropError(
                f"found {self.key.run}, expected update=together where other parameters are held"
            )
        return trained_alone(graph, self.pair)

    @cached_property
    def path(self) -> np.ndarray:
        """The way of descent: a row per step, the two parameters and the loss."""
        names = [*self.pair, self.graph.loss]
        values = history(self.graph, names, self.steps, state_of(self.key))
        return np.stack([values[name] for name in names], axis=1)

    @cached_property
    def window(self) -> tuple[np.ndarray, float]:
        """The middle and half the width of the square that holds the path, but for what runs away."""
        losses = self.path[:, 2]
        near = self.path[losses <= losses[0] + CLIMB * abs(losses[0])][:, :2]
        low, high = near.min(axis=0), near.max(axis=0)
        return (low + high) / 2, max(LEAST, float((high - low).max()) * (0.5 + MARGIN))

    @property
    def inside(self) -> np.ndarray:
        """Which points of the path come before it leaves the window."""
        middle, half = self.window
        outside = ~(np.abs(self.path[:, :2] - middle) <= half).all(axis=1)
        inside: np.ndarray = np.cumsum(outside) == 0
        return inside

    def grid(self, count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return abscissae, ordinates and the loss over the window."""
        (x, y), half = self.window
        xs, ys = np.meshgrid(np.linspace(x - half, x + half, count), np.linspace(y - half, y + half, count))
        return xs, ys, losses_at(self.key, {self.first: xs, self.second: ys})

    @property
    def dots(self) -> str:
        """The marker of each step, as long as the steps can be told apart."""
        return "." if self.steps <= MOST_DOTS else ""

    def mark_path(self, path: Artists, start: Artists, end: Artists, axes: str) -> None:
        """Let the path, as far as it is drawn, and its ends carry their steps."""
        names = zip(axes, (*self.pair, self.key.quantity), strict=False)
        coordinates = {axis: stepwise(self.key, name) for axis, name in names}
        where = "" if self.trains_all else f"only {', '.join(self.pair)} after {self.key.step}"
        last = int(self.inside.sum()) - 1
        steps = range(last + 1) if self.dots else [int(step.split(",")[1]) for step in some(last)]
        at = [self.key.step + step for step in steps]
        for drawn, places in ((path, at), (start, at[:1]), (end, [self.key.step + self.steps])):
            if drawn:
                mark(drawn, places, where, **coordinates)

    @property
    def numbers(self) -> tuple[Key, ...]:
        """The keys of the parameters and the loss at the start and, of a run's own path, at its end."""
        names = (*self.pair, self.key.quantity)
        ends = (0, self.steps) if self.trains_all else (0,)
        return tuple(self.key.of(name, self.key.step + steps) for steps in ends for name in names)

    def describe(self, show: Show) -> Description:
        """Return title, text alternative and caption."""
        steps, over = count_of(self.steps, "step"), f"over {self.first} and {self.second}"
        title, view = self.view
        first, second = map(label, self.numbers[:2])
        others = "" if self.trains_all else "; all other parameters are held"
        way = f"{steps} of descent in {first} and {second}, from the dot"
        ends = " to the star" if self.inside.all() else " until it leaves the picture"
        return Description(
            self.titled(f"{title} {over}", show),
            f"{view} of {self.key.quantity} {over}. The path of {steps} leads from {self._path_words(show)}.",
            captioned(
                self.key, f"{self.legend.format(loss=label(self.key), path=way + ends)}{others}.", show
            ),
        )

    def _path_words(self, show: Show) -> str:
        """Return where the path leads."""
        x, y, loss, *ends = map(show, self.numbers)
        start = f"{self.first} {x} and {self.second} {y}, where it is {loss}"
        if ends:
            return f"{start}, to {self.first} {ends[0]} and {self.second} {ends[1]}, where it is {ends[2]}"
        direction = "downhill" if self.path[-1, 2] < self.path[0, 2] else "uphill"
        return f"{start}, {direction}, all other parameters held"


def trained_alone(graph: Graph, names: Collection[str]) -> Graph:
    """Return a graph that trains some of its parameters, all others held."""
    kept = [name for name in graph.updates if (graph[name].parameter or name) in names]
    return Graph(graph.forward.values(), graph.loss, {name: graph[graph.updates[name]].expr for name in kept})
