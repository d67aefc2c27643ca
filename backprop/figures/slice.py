"""The loss along one parameter, all others held, with its tangent and the next step."""

from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure as Drawing

from backprop.core.graph import derivative_name
from backprop.core.keys import Key
from backprop.core.registry import at, enclosure
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

# Half the width of the picture: some steps, so that curve and step are seen, within bounds.
STEPS_WIDE, LEAST, MOST, BEYOND = 12.0, 1.0, 3.0, 1.5


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
        others = ", all other parameters held" if len(parameters_of(self.key)) > 1 else ""
        return Description(
            self.titled(f"the loss along {name}", show),
            f"Curve of {self.key.quantity} along {name}{others}. At {name} {now} it is "
            f"{loss} high and its tangent has the slope {slope}; the next update moves {name} to {then}.",
            f"The curve is the loss along {label(self.numbers[1])}{others}; "
            f"the update goes {self._direction()}.",
        )

    def _direction(self) -> str:
        """Return where the update goes; of a batch, or with momentum, it need not go down this curve."""
        _, now, slope, then = map(enclosure, self.numbers)
        if then == now:
            return "nowhere: the slope is nothing" if slope == 0 else "nowhere"
        side = "right" if then > now else "left"
        return f"to the {side}, {'against' if (then > now) == (slope < 0) else 'with'} the slope"

    def draw(self) -> Drawing:
        """Return the chart."""
        drawing, (axes,) = sheet((190,), lines=3)
        _, now, slope, then = self.numbers
        height, here, steep, there = map(float_of, self.numbers)
        step = abs(there - here)
        half = max(LEAST, min(STEPS_WIDE * step, MOST), BEYOND * step)
        xs = np.linspace(here - half, here + half, 201)
        losses = losses_at(self.key, {self.parameter: xs})
        coordinates = {"where": f"{self.parameter} = {{0}}", "x": "{0}", "y": str(self.key)}
        curve = axes.plot(xs, losses, color=LIGHT.error, linewidth=2.2)
        mark(curve, marks.along(xs[0], xs[-1]), **coordinates)
        tangent = axes.plot(
            xs,
            height + steep * (xs - here),
            color=LIGHT.gradient,
            linestyle=DASHED,
            label="tangent",
        )
        aside = marks.along(xs[0] - here, xs[-1] - here)
        mark(tangent, aside, x=f"{now} + {{0}}", y=f"{self.key} + {slope.quantity} * {{0}}")
        for key, x, marker, when in ((then, there, "D", "after one step"), (now, here, "o", "now")):
            (y,) = losses_at(self.key, {self.parameter: np.array([x])})
            mark(point(axes, (x, y), marker, LIGHT.weight, when), [key], **coordinates)
            losses = np.append(losses, y)
        spread = np.ptp(losses) or 1.0
        axes.set_ylim(losses.min() - 0.12 * spread, losses.max() + 0.06 * spread)
        axes.set_xlim(xs[0], xs[-1])
        name_axes(axes, [symbol(now)], [symbol(self.key)])
        lines = [
            ("tangent, slope ", *related_number(slope)),
            (*equation(then), " after one step"),
            (*equation(now), " now"),
        ]
        legend(drawing, axes, lines, ncols=1)
        return drawing
