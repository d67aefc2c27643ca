"""The loss against the step, one curve for each of an example's learning rates."""

from dataclasses import dataclass
from functools import cached_property
from itertools import cycle
from math import ceil

import numpy as np
from matplotlib.figure import Figure as Drawing

from backprop.core.examples import EXAMPLES
from backprop.core.keys import Key, parse
from backprop.core.program import history
from backprop.core.registry import digits, graph_of
from backprop.errors import BackpropError
from backprop.figures import charts
from backprop.figures.picture import Description, RunFigure, Show, count_of, listed
from backprop.figures.style import DASHES, LIGHT, spread
from backprop.figures.values import label, number, symbol

# The first of these numbers of steps over which no curve passes the bounds, else the last one, is shown.
STEPS = (1000, 300, 100, 30, 10)
LOWEST, HIGHEST = 1e-9, 1e5  # the bounds, in first losses
LEGEND_ROWS = 2
ALIKE = 1e-9  # as a share, how little two curves that coincide differ
FINE, THIN, THICK = 1.0, 1.9, 4.2  # of curves: one that swings, others, one that another lies on
CEILING = 2.0  # where the picture ends, in first losses


@dataclass(frozen=True)
class LossFigure(RunFigure):
    """The runs of an example at each of its rates."""

    def __post_init__(self) -> None:
        if not self.runs:
            name = self.key.example
            raise BackpropError(f"found {name}, whose literal has no rates; expected one that compares rates")

    @cached_property
    def runs(self) -> dict[str, Key]:
        """The key of each run's first loss, by the rate's digits."""
        name = self.key.example
        rates = [parse(f"{name};rate={rate}:eta") for rate in EXAMPLES[name].rates]
        return {digits(rate).text: rate.of(self.key.quantity) for rate in rates}

    @property
    def drawn_keys(self) -> list[Key]:
        """The keys of the rates."""
        return [run.of("eta") for run in self.runs.values()]

    @property
    def ends(self) -> list[Key]:
        """The keys of the loss after the last step."""
        return [run.of(run.quantity, self.steps) for run in self.runs.values()]

    @cached_property
    def losses(self) -> np.ndarray:
        """The loss in float64, a row per step and a column per rate."""
        rates = np.array([float(rate) for rate in self.runs])
        with np.errstate(all="ignore"):
            graph = graph_of(self.key)
            losses = history(graph, [graph.loss], STEPS[0], {"eta": rates})[graph.loss]
        within = (losses >= LOWEST * losses[0]) & (losses <= HIGHEST * losses[0])
        lengths = [steps for steps in STEPS if within[: steps + 1].all()] or STEPS[-1:]
        return losses[: lengths[0] + 1]

    @property
    def steps(self) -> int:
        """How many steps are shown."""
        return len(self.losses) - 1

    @property
    def alike(self) -> list[list[str]]:
        """The rates whose curves coincide."""
        columns = dict(zip(self.runs, self.losses.T, strict=True))
        groups = [
            [rate for rate, losses in columns.items() if np.allclose(losses, first, rtol=ALIKE)]
            for first in columns.values()
        ]
        return [rates for place, rates in enumerate(groups) if len(rates) > 1 and rates not in groups[:place]]

    @property
    def bounds(self) -> tuple[float, float]:
        """The lowest loss shown on the logarithmic scale, and the highest shown on both."""
        lowest, highest = self.losses.min(), self.losses.max()
        first = self.losses[0, 0]
        return float(max(lowest, LOWEST * first)), float(min(highest, CEILING * first))

    def describe(self, show: Show) -> Description:
        """Return title, text alternative and caption."""
        steps, name = count_of(self.steps, "step"), label(self.key)
        ends = [f"{show(end)} at rate {rate}" for rate, end in zip(self.runs, self.ends, strict=True)]
        floor, ceiling = self.bounds
        above, below = (self.losses > ceiling).any(), (self.losses < floor).any()
        parts = [
            f"The curves show {name} over {steps} at each learning rate, below on a logarithmic scale",
            *[f"The curves of the rates {listed(rates)} coincide" for rates in self.alike],
            *[charts.BANDS] * any(map(charts.swings, self.losses.T)),
            *["A curve that climbs beyond twice its start leaves the picture"] * bool(above),
            *["The lower scale ends at a billionth of the start"] * bool(below),
        ]
        return Description(
            self.titled(f"the loss at {count_of(len(self.runs), 'learning rate')}", show),
            f"Curves of {self.key.quantity} against the step, all from {show(self.key)}. "
            f"After {steps} it is {listed(ends)}.",
            f"{'. '.join(parts)}.",
        )

    def draw(self) -> Drawing:
        """Return the chart: the loss itself, and below it on a logarithmic scale."""
        drawing, (plain, log) = charts.sheet((150, 150), right=38, lines=1 + LEGEND_ROWS)
        colors, (floor, ceiling) = spread(LIGHT.runs, len(self.runs)), self.bounds
        for axes in (plain, log):
            looks = zip(self.losses.T, colors, cycle(DASHES), self.runs, strict=False)
            for run, (values, color, style, rate) in zip(self.runs.values(), looks, strict=True):
                width = THICK if any(rate in rates[:-1] for rates in self.alike) else THIN
                width = FINE if charts.swings(values) else width
                charts.draw_course(axes, run, values, color, style, rate, width)
            axes.set_xlim(0, self.steps)
        plain.set_ylim(0, 1.05 * ceiling)
        charts.log_axis(log, floor, ceiling)
        name, rates = symbol(self.key), [[number(rate)] for rate in self.drawn_keys]
        charts.name_axes(plain, up=[name])
        charts.name_axes(log, "step", [name, charts.LOGARITHMIC])
        charts.legend(drawing, plain, rates, title="learning rate", ncols=ceil(len(colors) / LEGEND_ROWS))
        for axes in (plain, log):
            ends = np.clip(self.losses[-1], floor, ceiling)
            charts.end_labels(axes, map(charts.End, ends, rates, colors))
        return drawing
