"""The plane of the inputs at several moments: the samples, and the line on which the output is one half."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from backprop.core.keys import Key
from backprop.core.program import compiled
from backprop.core.registry import graph_of
from backprop.figures.charts import legend
from backprop.figures.marks import carry
from backprop.figures.picture import Description, Figure, Show, listed
from backprop.figures.planes import (
    HIGH,
    INPUTS,
    LOW,
    draw_samples,
    frame,
    headings_of,
    input_places,
    sampled_network,
    squares,
    title_of,
)
from backprop.figures.style import LIGHT
from backprop.figures.values import quantities_of, state_of

COUNT, MIDDLE = 91, 0.5


@dataclass(frozen=True)
class BoundaryFigure(Figure):
    """Passes of one or several runs, a panel for each."""

    runs: tuple[Key, ...]

    def __post_init__(self) -> None:
        for run in self.runs:
            sampled_network(run)

    def describe(self, show: Show) -> Description:
        """Return title, text alternative and caption."""
        inputs = listed([f"{show(x)} {show(y)}" for x, y in input_places(self.runs[0])])
        rows = (
            f"{heading}, {listed([show(key) for key in _outputs(run)])}"
            for heading, run in zip(headings_of(self.runs), self.runs, strict=True)
        )
        return Description(
            f"{title_of(self.runs, show)}: the decision boundary",
            "The plane of the inputs with the samples, and the line on which the output is one half. For the "
            f"inputs {inputs} the outputs are, {'; '.join(rows)}.",
            "The tint covers the inputs for which the network answers more than one half; its edge is the "
            "decision boundary.",
        )

    def draw(self) -> Drawing:
        """Return the panels."""
        drawing, panels = squares(list(headings_of(self.runs)), lines=1)
        for axes, run in zip(panels, self.runs, strict=True):
            _draw_boundary(axes, run)
            draw_samples(axes, run, input_places(run))
            frame(axes, LOW, HIGH, INPUTS)
        legend(drawing, panels[0], ncols=2)
        return drawing


def _outputs(run: Key) -> Iterator[Key]:
    last = sampled_network(run).units[-1][0]
    yield from (key for key, quantity in quantities_of(run, "output").items() if quantity.unit == last)


def _draw_boundary(axes: Axes, run: Key) -> None:
    """Tint the inputs with an output above one half, and draw the edge of the tint where it has one."""
    first, second = input_places(run)[0]
    out = next(_outputs(run))
    xs, ys = np.meshgrid(np.linspace(LOW, HIGH, COUNT), np.linspace(LOW, HIGH, COUNT))
    program = compiled(graph_of(run), [out.quantity], "fast")
    outputs = program({**state_of(run), first.quantity: xs, second.quantity: ys})[out.quantity]
    axes.contourf(xs, ys, outputs, levels=[MIDDLE, 1.0], colors=[LIGHT.heights[3]])
    if outputs.min() < MIDDLE < outputs.max():
        line = axes.contour(xs, ys, outputs, levels=[MIDDLE], colors=LIGHT.error, linewidths=2)
        where = f"{first.quantity} = {{0}}, {second.quantity} = {{1}}"
        carry(line, levels=f"{MIDDLE:g}", z=str(out), where=where)
