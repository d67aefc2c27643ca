"""The samples of a regression as points, the line that the neuron draws, and how far each target lies off."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from matplotlib.figure import Figure as Drawing

from backprop.core.keys import Key
from backprop.core.registry import at
from backprop.figures.charts import legend, name_axes, sheet
from backprop.figures.marks import along, mark
from backprop.figures.picture import Description, RunFigure, Show, count_of
from backprop.figures.style import LIGHT
from backprop.figures.values import equation, float_of, labelled, parameters_of, quantities_of
from backprop.networks.examples import samples_of

PADDING = 0.12  # outside the outermost inputs, as a share of their distance


@dataclass(frozen=True)
class SamplesFigure(RunFigure):
    """A run's samples, and its line."""

    def __post_init__(self) -> None:
        samples_of(self.key.example)

    @cached_property
    def samples(self) -> list[tuple[Key, ...]]:
        """The keys of input, target and output of each sample."""
        columns = (quantities_of(self.key, role) for role in ("input", "target", "output"))
        return list(zip(*columns, strict=True))

    @property
    def line(self) -> list[Key]:
        """The keys of the weight and, where there is one, of the bias."""
        return [at(self.key, name) for name in parameters_of(self.key)]

    def describe(self, show: Show) -> Description:
        """Return title, text alternative and caption."""
        rows = (
            "at {} the target is {} and the output {}".format(*map(show, sample)) for sample in self.samples
        )
        line = " and ".join(f"{key.quantity} {show(key)}" for key in self.line)
        equations = " and ".join(labelled(key, show) for key in self.line)
        return Description(
            self.titled("the samples and the line", show),
            f"{count_of(len(self.samples), 'point')} and a line over the input: {'; '.join(rows)}. "
            f"The line has {line}; {self.key.quantity} is {show(self.key)}.",
            f"The line has {equations}; the bars show how far each target lies off it. "
            f"Together they make {labelled(self.key, show)}.",
        )

    def draw(self) -> Drawing:
        """Return the chart."""
        drawing, (axes,) = sheet((200,), lines=3)
        xs, targets, outputs = np.array([[float_of(key) for key in sample] for sample in self.samples]).T
        weight, *biases = self.line
        slope, height = float_of(weight), sum(map(float_of, biases))
        ends = np.array([xs.min() - PADDING * np.ptp(xs), xs.max() + PADDING * np.ptp(xs)])
        line = axes.plot(ends, slope * ends + height, color=LIGHT.output, linewidth=2.2, label="output")
        mark(
            line,
            along(*ends),
            x="{0}",
            y=" + ".join([f"{weight} * {{0}}", *(bias.quantity for bias in biases)]),
        )
        name = "difference"
        for keys, x, target, out in zip(self.samples, xs, targets, outputs, strict=True):
            bar = axes.plot([x, x], [target, out], color=LIGHT.error, linewidth=1.4, label=name, zorder=1)
            mark(bar, keys[1:], x=str(keys[0]), y="{0}")
            name = "_"  # named once
        dots = axes.plot(xs, targets, "D", color=LIGHT.ink, markersize=7, label="target", zorder=3)
        mark(dots, [f"{x},{target}" for x, target, _ in self.samples], x="{0}", y="{1}")
        axes.set_xlim(*ends)
        axes.set_xticks(xs)
        name_axes(axes, "input", "target and output")
        equations = [piece for key in self.line for piece in (", ", *equation(key))]
        legend(drawing, axes, [("output", *equations), "difference", "target"], ncols=1)
        return drawing
