"""A function of one parameter as a curve, and the points that descent visits upon it, joined by arrows."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from backprop.core.keys import Key
from backprop.core.registry import enclosure
from backprop.errors import BackpropError
from backprop.figures import marks
from backprop.figures.charts import legend, name_axes, point, sheet
from backprop.figures.marks import mark, stepwise
from backprop.figures.picture import Description, RunFigure, Show, captioned, count_of, listed, times
from backprop.figures.style import LIGHT
from backprop.figures.values import course_of, equation, labelled, losses_at, parameters_of, symbol
from backprop.networks.examples import curve_of

MOST, MOST_NAMED = 100, 10  # steps that are drawn at the most, and that are all named
BEGUN = 5  # points of a longer walk that are named, besides the last
MARGIN, LEAST = 0.15, 0.5  # around the picture, as a share of what it shows; and half its width at the least
ABOVE, BELOW = 0.15, 0.1  # the same upwards and downwards
FARTHEST = 1e6  # that an axis tells in plain digits
LONG = 14.0  # points from one step to the next that leave room for an arrow


@dataclass(frozen=True)
class WalkFigure(RunFigure):
    """So many steps of a run in its one parameter."""

    steps: int

    def __post_init__(self) -> None:
        curve_of(self.key.example)
        if self.steps > MOST:
            raise BackpropError(f"found {self.steps} steps, expected at most {MOST} that can be told apart")
        if (farthest := float(abs(self.path).max())) > FARTHEST:
            raise BackpropError(f"found a walk up to {farthest:.0f}, expected one up to {FARTHEST:.0f}")

    @property
    def parameter(self) -> str:
        """The parameter that is trained."""
        return parameters_of(self.key)[0]

    @property
    def places(self) -> list[Key]:
        """The keys of the parameter, step by step."""
        return [self.key.of(self.parameter, self.key.step + step) for step in range(self.steps + 1)]

    @property
    def named_places(self) -> list[Key]:
        """The keys of the parameter that are named: at each step, or at the first ones and the last."""
        return self.places if self.steps <= MOST_NAMED else [*self.places[:BEGUN], self.places[-1]]

    @property
    def ends(self) -> tuple[Key, Key]:
        """The keys of the first and the last height."""
        return self.key, self.key.of(self.key.quantity, self.key.step + self.steps)

    @property
    def turns(self) -> int:
        """How often the walk turns round."""
        values = [enclosure(key) for key in self.places]
        ways = [1 if after > before else -1 for before, after in pairwise(values) if before != after]
        return sum(before != after for before, after in pairwise(ways))

    @cached_property
    def path(self) -> np.ndarray:
        """A row per step: the parameter and the height."""
        return np.stack(
            [*course_of(self.key, [self.parameter, self.key.quantity], self.steps).values()], axis=1
        )

    def height(self, along: np.ndarray) -> np.ndarray:
        """Return the curve."""
        return losses_at(self.key, {self.parameter: along})

    @property
    def levels(self) -> np.ndarray:
        """Where the curve is level: its hollows and hills."""
        powers = {exponents[0]: float(number) for number, exponents in curve_of(self.key.example).terms}
        slope = np.polyder([powers.get(power, 0.0) for power in range(max(powers), -1, -1)])
        roots = np.roots(slope)
        levels: np.ndarray = np.sort(roots.real[abs(roots.imag) < abs(roots.real) * 1e-9 + 1e-9])
        return levels

    def describe(self, show: Show) -> Description:
        """Return title, text alternative and caption."""
        steps, name = count_of(self.steps, "step"), self.parameter
        places, (first, last) = [show(key) for key in self.named_places], map(show, self.ends)
        goes = f"goes from {places[0]} to {listed(places[1:])}"
        if self.steps > MOST_NAMED:
            goes = f"begins with {listed(places[:-1])} and ends at {places[-1]}"
        turns = f" and change direction {times(self.turns)}" if self.turns else ""
        start, end = (labelled(key, show) for key in self.ends)
        lead = "leads" if self.steps == 1 else "lead"
        return Description(
            self.titled(f"{steps} on the curve", show),
            f"Curve of {self.key.quantity} over {name}, with the {steps} of descent upon it. "
            f"{name} {goes}; {self.key.quantity} is {first} at the start and {last} at the end.",
            captioned(self.key, f"{steps} of descent {lead} from {start} to {end}{turns}.", show),
        )

    def draw(self) -> Drawing:
        """Return the chart."""
        drawing, (axes,) = sheet((210,), lines=2)
        seen = np.concatenate([self.path[:, 0], self.levels])
        half = max(LEAST, np.ptp(seen) * (0.5 + MARGIN))
        middle = (seen.min() + seen.max()) / 2
        along = np.linspace(middle - half, middle + half, 401)
        curve = axes.plot(along, self.height(along), color=LIGHT.error, linewidth=2.2)
        mark(curve, marks.along(along[0], along[-1]), f"{self.parameter} = {{0}}", x="{0}", y=str(self.key))
        inner = self.height(along[abs(along - middle) < half / 2])
        heights = np.concatenate([self.path[:, 1], self.height(self.levels), inner])
        spread = np.ptp(heights) or 1.0
        axes.set_xlim(along[0], along[-1])
        axes.set_ylim(heights.min() - BELOW * spread, heights.max() + ABOVE * spread)
        self._draw_steps(axes)
        name_axes(axes, [symbol(self.places[0])], [symbol(self.key)])
        times = ("at the start", f"after {count_of(self.steps, 'step')}")
        lines = [
            (*equation(place), ", ", *equation(end), f" {when}")
            for place, end, when in zip((self.places[0], self.places[-1]), self.ends, times, strict=True)
        ]
        legend(drawing, axes, lines, ncols=1)
        return drawing

    def _draw_steps(self, axes: Axes) -> None:
        """Draw the path with an arrow on each way that is long enough, and name its ends."""
        steps = [self.key.step + step for step in range(self.steps + 1)]
        names = {"x": self.parameter, "y": self.key.quantity}
        coordinates = {axis: stepwise(self.key, name) for axis, name in names.items()}
        path = axes.plot(*self.path.T, ".-", color=LIGHT.gradient, linewidth=1.2, markersize=7)
        mark(path, steps, **coordinates)
        points = axes.transData.transform(self.path)
        for (before, after), (start, end) in zip(pairwise(points), pairwise(self.path), strict=True):
            if np.linalg.norm(after - before) >= LONG:
                arrow = {"arrowstyle": "-|>", "color": LIGHT.gradient, "shrinkA": 0, "shrinkB": 3.5}
                axes.annotate("", (end[0], end[1]), (start[0], start[1]), arrowprops=arrow)
        for place, marker, when in zip((0, -1), "oD", ("start", "end"), strict=True):
            mark(point(axes, self.path[place], marker, LIGHT.weight, when), [steps[place]], **coordinates)
