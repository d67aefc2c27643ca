"""A function of one parameter as a curve, and the points that descent visits upon it, joined by arrows."""

from dataclasses import dataclass
from functools import cached_property, partial
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from backprop.core.keys import Key
from backprop.core.program import compiled, history
from backprop.core.registry import enclosure, graph_of
from backprop.errors import BackpropError
from backprop.figures import marks
from backprop.figures.charts import equation, legend, name_axes, point, sheet
from backprop.figures.marks import mark, stepwise
from backprop.figures.names import count_of, listed
from backprop.figures.picture import Figure, Show, figure_of_run
from backprop.figures.style import LIGHT
from backprop.figures.svg import chart
from backprop.figures.values import example_of, label, parameters_of, state_of
from backprop.networks.polynomial import Polynomial

MOST, MOST_NAMED = 100, 10  # steps that are drawn at the most, and that are all named
BEGUN = 5  # points of a longer walk that are named, besides the last
MARGIN, LEAST = 0.15, 0.5  # around the picture, as a share of what it shows; and half its width at the least
ABOVE, BELOW = 0.15, 0.1  # the same upwards and downwards
FARTHEST = 1e6  # that an axis tells in plain digits
LONG = 14.0  # points from one step to the next that leave room for an arrow


@dataclass(frozen=True)
class Walk:
    """So many steps of a run in its one parameter."""

    run: Key
    steps: int

    @classmethod
    def of(cls, run: Key, steps: int) -> "Walk":
        """Return the walk of a run that trains one parameter of a plain function."""
        if not isinstance(example_of(run), Polynomial) or len(parameters_of(run)) != 1:
            raise BackpropError(f"found {run.run}, expected a function of one parameter such as parabola")
        if steps > MOST:
            raise BackpropError(f"found {steps} steps, expected at most {MOST} that can be told apart")
        walk = cls(run, steps)
        if (farthest := float(abs(walk.path).max())) > FARTHEST:
            raise BackpropError(f"found a walk up to {farthest:.0f}, expected one up to {FARTHEST:.0f}")
        return walk

    @property
    def name(self) -> str:
        """The parameter."""
        return parameters_of(self.run)[0]

    @property
    def places(self) -> list[Key]:
        """The keys of the parameter, step by step."""
        return [self.run.of(self.name, self.run.step + step) for step in range(self.steps + 1)]

    @property
    def named_places(self) -> list[Key]:
        """The keys of the parameter where it is told: at each step, or at the first ones and the last."""
        return self.places if self.steps <= MOST_NAMED else [*self.places[:BEGUN], self.places[-1]]

    @property
    def ends(self) -> tuple[Key, Key]:
        """The keys of the first and the last height."""
        return self.run, self.run.of(self.run.quantity, self.run.step + self.steps)

    @property
    def turns(self) -> int:
        """How often the walk turns round."""
        values = [enclosure(key) for key in self.places]
        ways = [1 if after > before else -1 for before, after in pairwise(values) if before != after]
        return sum(before != after for before, after in pairwise(ways))

    @cached_property
    def path(self) -> np.ndarray:
        """A row per step: the parameter and the height."""
        values = history(graph_of(self.run), [self.name, self.run.quantity], self.steps, state_of(self.run))
        return np.stack([values[self.name], values[self.run.quantity]], axis=1)

    def height(self, along: np.ndarray) -> np.ndarray:
        """Return the curve."""
        program = compiled(graph_of(self.run), [self.run.quantity], "fast")
        values: np.ndarray = program({self.name: along})[self.run.quantity]
        return values

    @property
    def levels(self) -> np.ndarray:
        """Where the curve is level: its hollows and hills."""
        example = example_of(self.run)
        assert isinstance(example, Polynomial)
        powers = {exponents[0]: float(number) for number, exponents in example.terms}
        slope = np.polyder([powers.get(power, 0.0) for power in range(max(powers), -1, -1)])
        roots = np.roots(slope)
        levels: np.ndarray = np.sort(roots.real[abs(roots.imag) < abs(roots.real) * 1e-9 + 1e-9])
        return levels

    def draw(self) -> Drawing:
        """Return the drawing."""
        drawing, (axes,) = sheet((210,), below=38)
        seen = np.concatenate([self.path[:, 0], self.levels])
        half = max(LEAST, np.ptp(seen) * (0.5 + MARGIN))
        middle = (seen.min() + seen.max()) / 2
        along = np.linspace(middle - half, middle + half, 401)
        (curve,) = axes.plot(along, self.height(along), color=LIGHT.error, linewidth=2.2)
        mark(curve, marks.along(along[0], along[-1]), f"{self.name} = {{0}}", x="{0}", y=str(self.run))
        inner = self.height(along[abs(along - middle) < half / 2])
        heights = np.concatenate([self.path[:, 1], self.height(self.levels), inner])
        spread = np.ptp(heights) or 1.0
        axes.set_xlim(along[0], along[-1])
        axes.set_ylim(heights.min() - BELOW * spread, heights.max() + ABOVE * spread)
        (path,) = axes.plot(*self.path.T, ".-", color=LIGHT.gradient, linewidth=1.2, markersize=7)
        coordinates = {"x": stepwise(self.run, self.name), "y": stepwise(self.run, self.run.quantity)}
        steps = [self.run.step + step for step in range(self.steps + 1)]
        mark(path, steps, **coordinates)
        self._arrows(axes)
        for place, marker, words in zip((0, -1), "oD", self._labels(), strict=True):
            end = point(axes, (self.path[place, 0], self.path[place, 1]), marker, LIGHT.weight, words)
            mark(end, [steps[place]], **coordinates)
        name_axes(axes, label(self.run.of(self.name)), label(self.run))
        legend(drawing, axes, *zip((self.places[0], self.places[-1]), self.ends, strict=True), ncols=1)
        return drawing

    def _labels(self) -> list[str]:
        times = ("at the start", f"after {count_of(self.steps, 'step')}")
        places = (self.places[0], self.places[-1])
        return [
            f"{equation(place)}, {equation(end)} {when}"
            for place, end, when in zip(places, self.ends, times, strict=True)
        ]

    def _arrows(self, axes: Axes) -> None:
        """Put a head on each way that is long enough."""
        points = axes.transData.transform(self.path)
        for (before, after), (start, end) in zip(pairwise(points), pairwise(self.path), strict=True):
            if np.linalg.norm(after - before) >= LONG:
                arrow = {"arrowstyle": "-|>", "color": LIGHT.gradient, "shrinkA": 0, "shrinkB": 3.5}
                axes.annotate("", (end[0], end[1]), (start[0], start[1]), arrowprops=arrow)


def make(run: Key, steps: int) -> Figure:
    """Return the walk of so many steps on a function of one parameter."""
    walk = Walk.of(run, steps)
    return figure_of_run(
        run,
        f"{count_of(steps, 'step')} on the curve",
        partial(_alt, walk),
        partial(_caption, walk),
        (*walk.named_places, *walk.ends),
        chart(walk.draw),
    )


def _alt(walk: Walk, show: Show) -> str:
    places = [show(key) for key in walk.named_places]
    goes = f"goes from {places[0]} to {listed(places[1:])}"
    if walk.steps > MOST_NAMED:
        goes = f"begins with {listed(places[:-1])} and ends at {places[-1]}"
    first, last = map(show, walk.ends)
    return (
        f"Curve of {walk.run.quantity} over {walk.name}, with the {count_of(walk.steps, 'step')} of descent "
        f"upon it. {walk.name} {goes}; {walk.run.quantity} is {first} at the start and {last} at the end."
    )


def _caption(walk: Walk, show: Show) -> str:
    turns = f", turning round {count_of(walk.turns, 'time')}" if walk.turns else ""
    first, last = (show(end, relation=True) for end in walk.ends)
    name = label(walk.run)
    return f"{count_of(walk.steps, 'step')} of descent{turns}: from {name} {first} to {name} {last}."
