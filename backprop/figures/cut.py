"""The loss along one parameter, all others kept, with its tangent and the next step."""

from dataclasses import dataclass
from functools import partial

import numpy as np
from matplotlib.figure import Figure as Drawing

from backprop.core.graph import derivative_name
from backprop.core.keys import Key
from backprop.core.program import compiled
from backprop.core.registry import at, enclosure, graph_of
from backprop.figures import marks
from backprop.figures.charts import equation, legend, name_axes, point, sheet
from backprop.figures.marks import mark
from backprop.figures.names import with_minus
from backprop.figures.picture import Figure, Show, figure_of_run
from backprop.figures.style import DASHED, LIGHT
from backprop.figures.svg import chart
from backprop.figures.values import label, printed, state_of, trained

# Half the width of the picture: some steps, so that curve and step are seen, within bounds.
STEPS_WIDE, LEAST, MOST, BEYOND = 12.0, 1.0, 3.0, 1.5


@dataclass(frozen=True)
class Slice:
    """A run's loss along one of its parameters."""

    run: Key
    name: str

    @property
    def slope(self) -> Key:
        """The key of the derivative."""
        return at(self.run, derivative_name(self.run.quantity, self.name))

    @property
    def now(self) -> Key:
        """The key of the parameter as it is."""
        return self.run.of(self.name)

    @property
    def then(self) -> Key:
        """The key of the parameter after the next update."""
        return self.run.of(self.name, self.run.step + 1)

    def sampled(self) -> dict[str, np.ndarray]:
        """Return parameter, loss and tangent: now, after the step, and along the picture."""
        names = [self.name, self.run.quantity, self.slope.quantity]
        updated = graph_of(self.run).updates[self.name]
        program = compiled(graph_of(self.run), [*names, updated], "fast")
        state = state_of(self.run)
        values = program(state)
        now, loss, slope, then = (float(values[name]) for name in (*names, updated))
        step = abs(then - now)
        half = max(LEAST, min(STEPS_WIDE * step, MOST), BEYOND * step)
        along = np.array([now, then, *np.linspace(now - half, now + half, 201)])
        losses = program(state | {self.name: along})[self.run.quantity]
        return {"along": along, "loss": losses, "tangent": loss + slope * (along - now)}

    def draw(self) -> Drawing:
        """Return the drawing."""
        drawing, (axes,) = sheet((190,), below=58)
        values = self.sampled()
        along, losses = values["along"], values["loss"]
        (curve,) = axes.plot(along[2:], losses[2:], color=LIGHT.error, linewidth=2.2)
        where, loss = f"{self.name} = {{0}}", str(self.run)
        mark(curve, marks.along(along[2], along[-1]), where, x="{0}", y=loss)
        words = f"tangent, slope {with_minus(printed(self.slope, relation=True))}"
        (tangent,) = axes.plot(
            along[2:], values["tangent"][2:], color=LIGHT.gradient, linestyle=DASHED, label=words
        )
        aside = marks.along(along[2] - along[0], along[-1] - along[0])
        mark(tangent, aside, x=f"{self.now} + {{0}}", y=f"{self.run} + {self.slope.quantity} * {{0}}")
        points = ((self.then, "D", "after one step"), (self.now, "o", "now"))
        for place, (key, marker, when) in zip((1, 0), points, strict=True):
            words = f"{equation(key)} {when}"
            end = point(axes, (along[place], losses[place]), marker, LIGHT.weight, words)
            mark(end, [key], where, x="{0}", y=loss)
        spread = np.ptp(losses) or 1.0
        axes.set_ylim(losses.min() - 0.12 * spread, losses.max() + 0.06 * spread)
        axes.set_xlim(along.min(), along.max())
        name_axes(axes, label(self.now), label(self.run))
        legend(drawing, axes, [self.slope], [self.then], [self.now], ncols=1)
        return drawing


def make(run: Key, parameter: str) -> Figure:
    """Return the loss of a run along one parameter."""
    cut = Slice(run, trained(run, parameter))
    return figure_of_run(
        run,
        f"the loss along {parameter}",
        partial(_alt, cut),
        lambda _: _caption(cut),
        (run, cut.now, cut.slope, cut.then),
        chart(cut.draw),
    )


def _alt(cut: Slice, show: Show) -> str:
    return (
        f"Curve of {cut.run.quantity} along {cut.name}, all other parameters kept. "
        f"At {cut.name} {show(cut.now)} it is {show(cut.run)} high and its tangent has the slope "
        f"{show(cut.slope)}; the next update moves {cut.name} to {show(cut.then)}."
    )


def _caption(cut: Slice) -> str:
    return f"The loss along {label(cut.now)}; the update goes {_way(cut)}."


def _way(cut: Slice) -> str:
    """Return where the update goes; of a batch, or with momentum, it need not go down this curve."""
    now, then, slope = map(enclosure, (cut.now, cut.then, cut.slope))
    if then == now:
        return "nowhere: the slope is nothing" if slope == 0 else "nowhere"
    side = "right" if then > now else "left"
    return f"to the {side}, {'against' if (then > now) == (slope < 0) else 'with'} the slope"
