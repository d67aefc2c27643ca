"""Each output beside its target, the difference between them, and the loss that it makes."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from backprop.core.keys import Key
from backprop.figures.charts import End, end_labels, legend, name_axes, point, sheet
from backprop.figures.marks import mark, write
from backprop.figures.picture import Description, RunFigure, Show
from backprop.figures.style import LIGHT, SMALL, TEXT
from backprop.figures.values import named_number, number, printed, quantities_of
from backprop.figures.words import Symbol
from backprop.networks.examples import network_of
from backprop.networks.layers import indexed

ROW = 54.0
PADDING = 0.1  # beside the outermost points, as a share of their distance


@dataclass(frozen=True)
class ErrorFigure(RunFigure):
    """The outputs of a pass, their targets and losses."""

    def __post_init__(self) -> None:
        network_of(self.key.example)

    @cached_property
    def rows(self) -> dict[tuple[str, int | None], list[Key]]:
        """The keys of output, target and loss of each output neuron, in each of several samples."""
        targets = [(target.unit, target.sample) for target in quantities_of(self.key, "target").values()]
        parts = quantities_of(self.key, "output", "target", "error").items()
        return {row: [key for key, part in parts if (part.unit, part.sample) == row] for row in targets}

    def describe(self, show: Show) -> Description:
        """Return title, text alternative and caption."""
        total = show(self.key)
        together = f"the losses add up to {total}" if len(self.rows) > 1 else f"the loss is {total}"
        rows = (
            "{} is {}, its target {} and its loss {}".format(_name(unit, sample), *map(show, row))
            for (unit, sample), row in self.rows.items()
        )
        return Description(
            self.titled("outputs, targets and losses", show),
            f"Outputs and targets on a scale: {'; '.join(rows)}. The total loss is {total}.",
            f"A bar joins each output to its target; {together}.",
        )

    def draw(self) -> Drawing:
        """Return the chart, a row for each output."""
        drawing, (axes,) = sheet((ROW * len(self.rows),), right=92, lines=1)
        ends = []
        for place, (output, target, error) in enumerate(self.rows.values()):
            _draw_row(axes, [output, target], place)
            ends.append(End(place, named_number(error), LIGHT.error))
        axes.set_ylim(len(self.rows) - 0.4, -0.6)
        axes.set_yticks(range(len(self.rows)), [unit for unit, _ in self.rows])
        for tick, (unit, sample) in zip(axes.get_yticklabels(), self.rows, strict=True):
            write(tick, [Symbol(indexed(unit)), f" ({sample})" if sample else ""])
        axes.tick_params(axis="y", length=0, labelsize=TEXT)
        axes.grid(visible=False, axis="y")
        axes.margins(x=PADDING)
        name_axes(axes, "output")
        end_labels(axes, ends)
        legend(drawing, axes, ncols=3)
        return drawing


def _name(unit: str, sample: int | None) -> str:
    return f"{unit} in sample {sample}" if sample else unit


def _draw_row(axes: Axes, keys: Sequence[Key], row: int) -> None:
    """Draw output and target with their numbers, above and below, and the distance between."""
    difference, *names = ("_",) * 3 if row else ("difference", "output", "target")
    xs = [float(printed(key)) for key in keys]
    bar = axes.plot(xs, [row, row], color=LIGHT.error, linewidth=3, label=difference, zorder=2)
    mark(bar, keys, x="{0}", y=str(row))
    looks = (("o", LIGHT.output, 9.0, "bottom"), ("D", LIGHT.ink, -10.0, "top"))
    for key, x, name, (marker, color, above, near) in zip(keys, xs, names, looks, strict=True):
        mark(point(axes, (x, row), marker, color, name), [key], x="{0}", y=str(row))
        place: dict[str, Any] = {"textcoords": "offset points", "ha": "center", "va": near}
        look: dict[str, Any] = {"color": color, "fontsize": SMALL}
        write(axes.annotate("", (x, row), (0, above), **place, **look), [number(key)])
