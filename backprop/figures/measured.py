"""What was measured: a row for each thing, its number as a point on a logarithmic scale."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from backprop.core.measurements import Table, read_table
from backprop.errors import BackpropError
from backprop.figures import charts
from backprop.figures.marks import mark, write
from backprop.figures.picture import Description, Figure, Show, listed
from backprop.figures.style import LIGHT, SMALL

ROW = 32.0
EMPHASIS, OURS = "**", "ours"  # what is in bold in the table, and how the rows to be seen begin
PADDING = 1.6  # beside the outermost points, as a factor


@dataclass(frozen=True)
class MeasuredFigure(Figure):
    """The column of a table of measurements that is drawn."""

    file: str
    table: str

    def __post_init__(self) -> None:
        if not self.numbers:
            raise BackpropError(
                f"found no numbers to draw in {self.file} {self.table}, expected a chart column"
            )

    @cached_property
    def read(self) -> Table:
        """The table."""
        return read_table(self.file, self.table)

    @cached_property
    def numbers(self) -> dict[str, str]:
        """The digits of each row, by its words."""
        return {words.replace(EMPHASIS, ""): digits for words, digits in self.read.charted.items()}

    def describe(self, show: Show) -> Description:  # noqa: ARG002 - what was measured is rounded already
        """Return title, text alternative and caption."""
        rows = [f"{words} {digits}" for words, digits in self.numbers.items()]
        scale = f"{self.read.chart}{charts.LOGARITHMIC}"
        return Description(
            self.read.title,
            f"Points, one below the other, {scale}: {listed(rows)}.",
            f"{self.read.title}. The points show {scale}.",
        )

    def draw(self) -> Drawing:
        """Return the chart, a row for each number."""
        drawing, (axes,) = charts.sheet((ROW * len(self.numbers),), right=48)
        values = [float(digits.replace(",", "")) for digits in self.numbers.values()]
        axes.set_xscale("log")
        axes.set_xlim(min(values) / PADDING, max(values) * PADDING)
        for row, (words, digits) in enumerate(self.numbers.items()):
            _draw_row(axes, row, words, digits)
        axes.set_ylim(len(values) - 0.4, -0.8)
        axes.set_yticks(range(len(values)), [""] * len(values))
        axes.tick_params(axis="y", length=0)
        charts.log_ticks(axes.xaxis, min(values), max(values))
        charts.name_axes(axes, f"{self.read.chart}{charts.LOGARITHMIC}")
        return drawing


def _draw_row(axes: Axes, row: int, words: str, digits: str) -> None:
    """Draw a number as a point with its digits, and above its line what it is of."""
    value, color = digits.replace(",", ""), LIGHT.error if words.startswith(OURS) else LIGHT.input
    mark(charts.point(axes, (float(value), row), "o", color), [value], x="{0}", y=str(row))
    look: dict[str, Any] = {"textcoords": "offset points", "fontsize": SMALL, "va": "center"}
    write(axes.annotate("", (float(value), row), (8, 0), color=color, **look), digits)
    place: dict[str, Any] = {"xycoords": axes.get_yaxis_transform(), "color": LIGHT.ink}
    write(axes.annotate("", (0, row), (2, 12), **place, **look), words)
