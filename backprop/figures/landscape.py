"""The loss over two parameters, all others held, and the way of descent upon it, in float64."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from matplotlib.artist import Artist

from backprop.core.graph import Graph
from backprop.core.keys import Key
from backprop.core.program import compiled, history
from backprop.core.registry import graph_of
from backprop.errors import BackpropError
from backprop.figures.marks import mark, some, stepwise
from backprop.figures.names import count_of
from backprop.figures.picture import Show
from backprop.figures.values import label, parameters_of, state_of, trained

MARGIN = 0.3  # around the path, as a share of its size
LEAST = 0.5  # half the width of the window, at the least
CLIMB = 0.5  # points of the path that lie higher than the first by this share do not widen the window
MOST_DOTS = 120


@dataclass(frozen=True)
class Landscape:
    """A run's loss over `pair`, and `steps` steps of descent from the run's state."""

    run: Key
    pair: tuple[str, str]
    steps: int

    @classmethod
    def of(cls, run: Key, first: str, second: str, steps: int) -> "Landscape":
        """Return the landscape over two parameters that the run trains."""
        if first == second:
            raise BackpropError(f"found {first} twice, expected two different parameters")
        return cls(run, (trained(run, first), trained(run, second)), steps)

    @property
    def trains_all(self) -> bool:
        """Tell whether the two are all that the run trains, so that the path is the run's own."""
        return set(self.pair) == set(parameters_of(self.run))

    @cached_property
    def graph(self) -> Graph:
        """The run's graph, training the two parameters alone."""
        graph = graph_of(self.run)
        if self.trains_all:
            return graph
        if dict(self.run.options).get("update") == "sequential":
            raise BackpropError(
                f"found {self.run.run}, expected update=together where other parameters are held"
            )
        kept = [name for name in graph.updates if (graph[name].parameter or name) in self.pair]
        updates = {name: graph[f"{name}+"].expr for name in kept}
        return Graph(graph.forward.values(), graph.loss, updates)

    @cached_property
    def path(self) -> np.ndarray:
        """The way of descent: a row per step, the two parameters and the loss."""
        names = [*self.pair, self.graph.loss]
        values = history(self.graph, names, self.steps, state_of(self.run))
        return np.stack([values[name] for name in names], axis=1)

    @cached_property
    def window(self) -> tuple[np.ndarray, float]:
        """The middle and half the width of the square that holds the path, but for what runs away."""
        losses = self.path[:, 2]
        near = self.path[losses <= losses[0] + CLIMB * abs(losses[0])][:, :2]
        low, high = near.min(axis=0), near.max(axis=0)
        return (low + high) / 2, max(LEAST, float((high - low).max()) * (0.5 + MARGIN))

    def grid(self, count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return abscissae, ordinates and the loss over the window."""
        (x, y), half = self.window
        xs, ys = np.meshgrid(np.linspace(x - half, x + half, count), np.linspace(y - half, y + half, count))
        return xs, ys, self.loss_at({self.pair[0]: xs, self.pair[1]: ys})

    def loss_at(self, values: Mapping[str, np.ndarray]) -> np.ndarray:
        """Return the loss where the given parameters have `values` and all others those of the run."""
        program = compiled(self.graph, [self.graph.loss], "fast")
        losses: np.ndarray = program(state_of(self.run) | dict(values))[self.graph.loss]
        return losses

    @property
    def dots(self) -> str:
        """The marker of each step, as long as the steps can be told apart."""
        return "." if self.steps <= MOST_DOTS else ""

    @property
    def anywhere(self) -> str:
        """What sets the two parameters to the coordinates of a point."""
        first, second = self.pair
        return f"{first} = {{0}}, {second} = {{1}}"

    def mark_path(self, path: Artist, start: Artist, end: Artist | None, axes: str) -> None:
        """Let the path, as far as it is drawn, and its ends carry their steps."""
        names = zip(axes, (*self.pair, self.run.quantity), strict=False)
        coordinates = {axis: stepwise(self.run, name) for axis, name in names}
        where = "" if self.trains_all else f"only {', '.join(self.pair)} after {self.run.step}"
        last = self.steps if self.inside.all() else int(self.inside.sum()) - 1
        steps = range(last + 1) if self.dots else [int(step.split(",")[1]) for step in some(last)]
        at = [self.run.step + step for step in steps]
        mark(path, at, where, **coordinates)
        mark(start, at[:1], where, **coordinates)
        if end:
            mark(end, [self.run.step + self.steps], where, **coordinates)

    @property
    def inside(self) -> np.ndarray:
        """Which points of the path come before it leaves the window."""
        middle, half = self.window
        outside = ~(np.abs(self.path[:, :2] - middle) <= half).all(axis=1)
        inside: np.ndarray = np.cumsum(outside) == 0
        return inside

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys of the parameters and the loss at the start and, of a run's own path, at its end."""
        names = (*self.pair, self.run.quantity)
        last = self.run.step + self.steps
        ends = [self.run.of(name, last) for name in names] if self.trains_all else []
        return (*(self.run.of(name) for name in names), *ends)

    def path_words(self, show: Show) -> str:
        """Return what is seen of the path, as a text alternative ends."""
        first, second, loss, *ends = map(show, self.keys)
        start = f"{self.pair[0]} {first} and {self.pair[1]} {second}, where it is {loss}"
        if ends:
            to = f" to {self.pair[0]} {ends[0]} and {self.pair[1]} {ends[1]}, where it is {ends[2]}"
        else:
            way = "downhill" if self.path[-1, 2] < self.path[0, 2] else "uphill"
            to = f" {way}, all other parameters held"
        return f"The path of {count_of(self.steps, 'step')} leads from {start},{to}."

    @property
    def words(self) -> str:
        """What the path is, as a caption ends."""
        first, second = map(label, self.keys[:2])
        others = "" if self.trains_all else ", trained alone while all other parameters are held"
        away = "" if self.inside.all() else "; the path leaves the picture"
        return f"{count_of(self.steps, 'step')} of descent in {first} and {second}{others}{away}."
