"""The loss along one parameter, all others held, with its tangent and the next step.

The picture is wide enough to show that the curve bends; where that hides the step, a second panel shows it.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from backprop.core.graph import derivative_name
from backprop.core.keys import Key
from backprop.core.registry import at, enclosure, entry
from backprop.figures import marks
from backprop.figures.charts import legend, name_axes, point, sheet
from backprop.figures.marks import mark
from backprop.figures.picture import Description, RunFigure, Show
from backprop.figures.style import DASHED, LIGHT
from backprop.figures.values import (
    equation,
    float_of,
    label,
    losses_at,
    parameters_of,
    related_number,
    symbol,
    trained,
)

# Half the width of the picture: the first of these that holds the step and bends the curve.
HALVES = (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
BEYOND = 1.5  # steps that it is wide at the least
BENT = 0.45  # how far a curve that is bent leaves its tangent, as a share of its height
LEAN = 0.25  # how far the picture lies downhill, as a share of half its width
# A step below the first share of it asks for a close-up, half as wide as so many steps; where the loss
# changes by less than the last share, no axis could tell its losses apart.
SEEN, CLOSE, FLAT = 0.12, 4.0, 1e-4


@dataclass(frozen=True)
class SliceFigure(RunFigure):
    """A run's loss along one of its parameters."""

    parameter: str

    def __post_init__(self) -> None:
        trained(self.key, self.parameter)

    @property
    def numbers(self) -> tuple[Key, Key, Key, Key]:
        """The keys of the loss, the parameter, the slope, and the parameter after the next update."""
        slope = at(self.key, derivative_name(self.key.quantity, self.parameter))
        now, then = (self.key.of(self.parameter, self.key.step + steps) for steps in (0, 1))
        return self.key, now, slope, then

    def describe(self, show: Show) -> Description:
        """Return title, text alternative and caption."""
        name, (loss, now, slope, then) = self.parameter, map(show, self.numbers)
        height = entry(self.key).quantity.words
        others = ", all other parameters held" if len(parameters_of(self.key)) > 1 else ""
        close = ", and below it the same close up" if self.close_up else ""
        return Description(
            self.titled(f"the loss along {name}", show),
            f"Curve of {self.key.quantity} along {name}{others}. At {name} {now} it is "
            f"{loss} high and its tangent has the slope {slope}; the next update moves {name} to {then}.",
            f"The curve is the {height} along {label(self.numbers[1])}{others}{close}; "
            f"the update goes {self._direction()}.",
        )

    def _direction(self) -> str:
        """Return where the update goes; of a batch, or with momentum, it need not go down this curve."""
        _, now, slope, then = map(enclosure, self.numbers)
        if then == now:
            return "nowhere: the slope is zero" if slope == 0 else "nowhere"
        side = "right" if then > now else "left"
        return f"to the {side}, {'downhill' if (then > now) == (slope < 0) else 'uphill'}"

    @cached_property
    def ends(self) -> tuple[float, float, float]:
        """The parameter before and after the next update, and the slope, in float64."""
        _, now, slope, then = map(float_of, self.numbers)
        return now, then, slope

    def losses(self, xs: np.ndarray) -> np.ndarray:
        """Return the loss along the parameter."""
        return losses_at(self.key, {self.parameter: xs})

    @cached_property
    def window(self) -> tuple[float, float]:
        """The middle and half the width of the picture, which shows a bend and the step."""
        now, then, slope = self.ends
        halves = [half for half in HALVES if half >= BEYOND * abs(then - now)] or [BEYOND * abs(then - now)]
        windows = [(now - LEAN * half * np.sign(slope), half) for half in halves]
        bent = (window for window in windows if self._bend(*window) >= BENT)
        return next(bent, None) or max(windows, key=lambda window: self._bend(*window))

    def _bend(self, middle: float, half: float) -> float:
        """Return how far the curve leaves its tangent, as a share of its height."""
        now, _, slope = self.ends
        xs = _along(middle, half)
        losses = self.losses(xs)
        return float(abs(losses - float_of(self.key) - slope * (xs - now)).max() / (np.ptp(losses) or np.inf))

    @property
    def close_up(self) -> tuple[float, float] | None:
        """The middle and half the width of a second panel, where the first is too wide to show the step."""
        now, then, slope = self.ends
        step, least = abs(then - now), FLAT * abs(float_of(self.key))
        return (now, CLOSE * step) if step < SEEN * self.window[1] and step * abs(slope) > least else None

    def draw(self) -> Drawing:
        """Return the chart."""
        windows = [self.window, *filter(None, [self.close_up])]
        drawing, panels = sheet((190, 110)[: len(windows)], lines=3, apart=len(windows) > 1)
        _, now, slope, then = self.numbers
        for axes, window in zip(panels, windows, strict=True):
            self._draw_panel(axes, *window, has_step=axes is panels[-1])
            name_axes(axes, [symbol(now)], [symbol(self.key)] if axes is panels[0] else ["close up"])
        lines = [
            ("tangent, slope ", *related_number(slope)),
            (*equation(then), " after one step"),
            (*equation(now), " now"),
        ]
        legend(drawing, panels[-1], lines, ncols=1)
        return drawing

    def _draw_panel(self, axes: Axes, middle: float, half: float, *, has_step: bool) -> None:
        """Draw the curve, its tangent and where the run is, and the step where it can be seen."""
        _, now, slope, then = self.numbers
        xs = _along(middle, half)
        losses, aside = self.losses(xs), xs - self.ends[0]
        coordinates = {"where": f"{self.parameter} = {{0}}", "x": "{0}", "y": str(self.key)}
        curve = axes.plot(xs, losses, color=LIGHT.error, linewidth=2.2)
        mark(curve, marks.along(xs[0], xs[-1]), **coordinates)
        line = float_of(self.key) + self.ends[2] * aside
        tangent = axes.plot(xs, line, color=LIGHT.gradient, linestyle=DASHED, label="tangent")
        at = marks.along(aside[0], aside[-1])
        mark(tangent, at, x=f"{now} + {{0}}", y=f"{self.key} + {slope.quantity} * {{0}}")
        ends = ((then, "D", "after one step"), (now, "o", "now"))
        for key, marker, when in ends if has_step else ends[1:]:
            x = float_of(key)
            (y,) = self.losses(np.array([x]))
            mark(point(axes, (x, y), marker, LIGHT.weight, when), [key], **coordinates)
            losses = np.append(losses, y)
        spread = np.ptp(losses) or 1.0
        axes.set_ylim(losses.min() - 0.12 * spread, losses.max() + 0.06 * spread)
        axes.set_xlim(xs[0], xs[-1])


def _along(middle: float, half: float) -> np.ndarray:
    return np.linspace(middle - half, middle + half, 201)
