"""Each output beside its target, and the error that lies between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from backprop.core.keys import Key
from backprop.figures.charts import End, end_labels, legend, name_axes, point, sheet
from backprop.figures.marks import mark, name_keys
from backprop.figures.names import with_minus
from backprop.figures.picture import Figure, Show, figure_of_run
from backprop.figures.style import LIGHT, SMALL, TEXT
from backprop.figures.svg import chart
from backprop.figures.symbols import plain
from backprop.figures.values import label, network_of, pass_of, printed
from backprop.networks.layers import indexed

ROW = 54.0
PADDING = 0.1  # beside the outermost points, as a share of their distance


@dataclass(frozen=True)
class Errors:
    """The outputs of a pass, and all keys by name."""

    units: tuple[str, ...]
    keys: Mapping[str, Key]

    def draw(self) -> Drawing:
        """Return the drawing, a row for each output."""
        drawing, (axes,) = sheet((ROW * len(self.units),), right=92, below=24)
        for row, unit in enumerate(self.units):
            self._row(axes, unit, row)
        axes.set_ylim(len(self.units) - 0.4, -0.6)
        axes.set_yticks(range(len(self.units)), [plain(indexed(unit)) for unit in self.units])
        axes.tick_params(axis="y", length=0, labelsize=TEXT)
        axes.grid(visible=False, axis="y")
        axes.margins(x=PADDING)
        name_axes(axes, "output")
        errors = [self.keys[f"E_{unit}"] for unit in self.units]
        words = [f"{label(error)} {printed(error)}" for error in errors]
        ends = zip(words, errors, strict=True)
        end_labels(axes, [End(row, text, LIGHT.error, key) for row, (text, key) in enumerate(ends)])
        legend(drawing, axes, ncols=3)
        return drawing

    def _row(self, axes: Axes, unit: str, row: int) -> None:
        """Draw output and target with their numbers, above and below, and the distance between."""
        keys = (self.keys[f"out_{unit}"], self.keys[f"t_{unit}"])
        words = ("difference", "output", "target") if row == 0 else ("_",) * 3
        ends = [(float(printed(key)), float(row)) for key in keys]
        (bar,) = axes.plot(*zip(*ends, strict=True), color=LIGHT.error, linewidth=3, label=words[0], zorder=2)
        mark(bar, keys, x="{0}", y=str(row))
        looks = (("o", LIGHT.output, 9.0), ("D", LIGHT.ink, -10.0))
        for key, end, name, (marker, color, above) in zip(keys, ends, words[1:], looks, strict=True):
            mark(point(axes, end, marker, color, name), [key], x="{0}", y=str(row))
            _number(axes, key, end, color, above)


def _number(axes: Axes, key: Key, at: tuple[float, float], color: str, above: float) -> None:
    """Write a number so many points above a point."""
    near = "bottom" if above > 0 else "top"
    place: dict[str, Any] = {"textcoords": "offset points", "ha": "center", "va": near}
    text = axes.annotate(with_minus(printed(key)), at, (0, above), color=color, fontsize=SMALL, **place)
    name_keys(text, key)


def make(run: Key) -> Figure:
    """Return outputs, targets and errors of one pass."""
    network = network_of(run)
    units = network.units[-1]
    known = pass_of(run)
    keys = [known[f"{kind}_{unit}"] for kind in ("out", "t", "E") for unit in units] + [known["E_total"]]
    return figure_of_run(
        run,
        "outputs, targets and errors",
        partial(_alt, units, known),
        lambda show: f"Each output beside its target; the errors add up to {show(known['E_total'])}.",
        keys,
        chart(Errors(units, known).draw),
    )


def _alt(units: Sequence[str], known: Mapping[str, Key], show: Show) -> str:
    rows = []
    for unit in units:
        out, target, error = (show(known[f"{kind}_{unit}"]) for kind in ("out", "t", "E"))
        rows.append(f"{unit} is {out}, its target {target} and its error {error}")
    return f"Outputs and targets on a scale: {'; '.join(rows)}. The total error is {show(known['E_total'])}."
