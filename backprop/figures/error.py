"""Each output beside its target, and the error that lies between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from backprop.core.keys import Key
from backprop.figures.charts import end_labels, foot, legend, point, sheet
from backprop.figures.names import label, shown
from backprop.figures.picture import Figure, Show
from backprop.figures.style import SMALL, TEXT, Theme
from backprop.figures.values import network_of, pass_of, settings_of, texts

ROW = 54.0
PADDING = 0.1  # beside the outermost points, as a share of their distance


@dataclass(frozen=True)
class Errors:
    """The outputs of a pass, and all digits by name."""

    units: tuple[str, ...]
    text: Mapping[str, str]

    def draw(self, theme: Theme) -> Drawing:
        """Return the drawing, a row for each output."""
        drawing, (axes,) = sheet(theme, (ROW * len(self.units),), right=92, below=24)
        for row, unit in enumerate(self.units):
            self._row(axes, theme, unit, row)
        axes.set_ylim(len(self.units) - 0.4, -0.6)
        axes.set_yticks(range(len(self.units)), [label(unit) for unit in self.units])
        axes.tick_params(axis="y", length=0, labelsize=TEXT)
        axes.grid(visible=False, axis="y")
        axes.margins(x=PADDING)
        foot(axes, theme, "output")
        errors = [f"E_{unit}" for unit in self.units]
        words = [f"{label(error)} {self.text[error]}" for error in errors]
        end_labels(axes, [(row, error, theme.error) for row, error in enumerate(words)])
        legend(drawing, theme, axes, ncols=3)
        return drawing

    def _row(self, axes: Axes, theme: Theme, unit: str, row: int) -> None:
        """Draw output and target with their numbers, above and below, and the distance between."""
        texts_of = (self.text[f"out_{unit}"], self.text[f"t_{unit}"])
        words = ("difference", "output", "target") if row == 0 else ("_",) * 3
        ends = [(float(text), float(row)) for text in texts_of]
        axes.plot(*zip(*ends, strict=True), color=theme.error, linewidth=3, label=words[0], zorder=2)
        looks = (("o", theme.output, 9.0), ("D", theme.ink, -10.0))
        for text, end, name, (marker, color, above) in zip(texts_of, ends, words[1:], looks, strict=True):
            point(axes, end, marker, color, name)
            _number(axes, shown(text), end, color, above)


def _number(axes: Axes, text: str, at: tuple[float, float], color: str, above: float) -> None:
    """Write a number so many points above a point."""
    near = "bottom" if above > 0 else "top"
    axes.annotate(
        text, at, (0, above), textcoords="offset points", color=color, fontsize=SMALL, ha="center", va=near
    )


def make(name: str, run: Key) -> Figure:
    """Return outputs, targets and errors of one pass."""
    network = network_of(run)
    units = network.units[-1]
    known = pass_of(run)
    keys = [known[f"{kind}_{unit}"] for kind in ("out", "t", "E") for unit in units] + [known["E_total"]]
    errors = Errors(units, texts(keys))
    apart, more = settings_of(run)
    return Figure(
        name,
        f"{network.title}{apart}: outputs, targets and errors",
        partial(_alt, units, known),
        lambda show: f"Each output beside its target; the errors add up to {show(known['E_total'])}.",
        (*more, *keys),
        errors.draw,
    )


def _alt(units: Sequence[str], known: Mapping[str, Key], show: Show) -> str:
    rows = []
    for unit in units:
        out, target, error = (show(known[f"{kind}_{unit}"]) for kind in ("out", "t", "E"))
        rows.append(f"{unit} is {out}, its target {target} and its error {error}")
    return f"Outputs and targets on a scale: {'; '.join(rows)}. The total error is {show(known['E_total'])}."
