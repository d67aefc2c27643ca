"""The loss against the step, one curve for each of an example's learning rates."""

from dataclasses import dataclass
from functools import cached_property, partial
from itertools import cycle

import numpy as np
from matplotlib.figure import Figure as Drawing

from backprop.core.examples import EXAMPLES
from backprop.core.keys import Key, parse
from backprop.core.program import history
from backprop.core.registry import digits, graph_of
from backprop.errors import BackpropError
from backprop.figures.charts import (
    LOGARITHMIC,
    End,
    draw_course,
    end_labels,
    legend,
    log_axis,
    name_axes,
    sheet,
)
from backprop.figures.names import count_of, listed
from backprop.figures.picture import Figure, Show
from backprop.figures.style import DASHES, LIGHT, spread
from backprop.figures.svg import chart
from backprop.figures.values import label

# The first of these numbers of steps over which no curve passes the bounds, else the last one, is shown.
STEPS = (1000, 300, 100, 30, 10)
LOWEST, HIGHEST = 1e-9, 1e5  # the bounds, in first losses
CEILING = 2.0  # where the picture ends, in first losses


@dataclass(frozen=True)
class Curves:
    """The runs of an example at each of its rates."""

    example: str

    @cached_property
    def runs(self) -> dict[str, Key]:
        """The key of each run's first loss, by the rate's digits."""
        rates = EXAMPLES[self.example].rates
        runs = [parse(f"{self.example};rate={rate}:eta") for rate in rates]
        return {digits(run).text: run.of(graph_of(run).loss) for run in runs}

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys of the rates, of the loss at the start, and of the loss after the last step."""
        runs = list(self.runs.values())
        rates = [run.of("eta") for run in runs]
        start = parse(f"{self.example}:{runs[0].quantity}")
        return (*rates, start, *(run.of(run.quantity, self.steps) for run in runs))

    @cached_property
    def losses(self) -> np.ndarray:
        """The loss in float64, a row per step and a column per rate."""
        run = next(iter(self.runs.values()))
        rates = np.array([float(rate) for rate in self.runs])
        with np.errstate(all="ignore"):
            losses = history(graph_of(run), [run.quantity], STEPS[0], {"eta": rates})[run.quantity]
        within = (losses >= LOWEST * losses[0]) & (losses <= HIGHEST * losses[0])
        lengths = [steps for steps in STEPS if within[: steps + 1].all()] or STEPS[-1:]
        return losses[: lengths[0] + 1]

    @property
    def steps(self) -> int:
        """How many steps are shown."""
        return len(self.losses) - 1

    @property
    def ceiling(self) -> float:
        """The highest loss shown."""
        return float(min(self.losses.max(), CEILING * self.losses[0, 0]))

    @property
    def floor(self) -> float:
        """The lowest loss shown on the logarithmic scale."""
        return float(max(self.losses.min(), LOWEST * self.losses[0, 0]))

    def draw(self) -> Drawing:
        """Return the drawing: the loss itself, and below it on a logarithmic scale."""
        drawing, (plain, log) = sheet((150, 150), right=38, below=52)
        colors = spread(LIGHT.runs, len(self.runs))
        for axes in (plain, log):
            looks = zip(self.runs.items(), colors, self.losses.T, cycle(DASHES), strict=False)
            for (rate, run), color, column, style in looks:
                look = {"color": color, "linewidth": 1.9, "linestyle": style, "label": rate}
                draw_course(axes, run, run.quantity, column, **look)
            axes.set_xlim(0, self.steps)
        plain.set_ylim(0, 1.05 * self.ceiling)
        log_axis(log, self.floor, self.ceiling)
        name = label(next(iter(self.runs.values())))
        name_axes(plain, up=name)
        name_axes(log, "step", name + LOGARITHMIC)
        rates = [run.of("eta") for run in self.runs.values()]
        legend(
            drawing, plain, *([rate] for rate in rates), title="learning rate", ncols=(len(colors) + 1) // 2
        )
        ends = np.clip(self.losses[-1], self.floor, self.ceiling)
        end_labels(log, [End(*end) for end in zip(ends, self.runs, colors, rates, strict=True)])
        return drawing


def make(example: str) -> Figure:
    """Return the curves of the loss for each rate of an example."""
    if not EXAMPLES[example].rates:
        raise BackpropError(f"found {example}, whose literal has no rates; expected one that compares rates")
    curves = Curves(example)
    return Figure(
        f"{EXAMPLES[example].title}: the loss at {count_of(len(curves.runs), 'learning rate')}",
        partial(_alt, curves),
        lambda _: _caption(curves),
        curves.keys,
        chart(curves.draw),
    )


def _alt(curves: Curves, show: Show) -> str:
    first = next(iter(curves.runs.values()))
    ends = [f"{show(run.of(run.quantity, curves.steps))} at rate {rate}" for rate, run in curves.runs.items()]
    return (
        f"Curves of {first.quantity} against the step, all from {show(first)}. "
        f"After {count_of(curves.steps, 'step')} it is {listed(ends)}."
    )


def _caption(curves: Curves) -> str:
    name = label(next(iter(curves.runs.values())))
    above, below = (curves.losses > curves.ceiling).any(), (curves.losses < curves.floor).any()
    parts = [
        f"{name} over {count_of(curves.steps, 'step')} at each learning rate",
        *["a curve that climbs beyond twice its start leaves the picture"] * bool(above),
        *["the lower scale ends at a billionth of the start"] * bool(below),
    ]
    return "; ".join(parts) + "."
