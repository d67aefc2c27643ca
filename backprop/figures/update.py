"""One update: how far it moves each parameter, and from where to where."""

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from matplotlib.ticker import MaxNLocator

from backprop.core.keys import Key
from backprop.errors import BackpropError
from backprop.figures.charts import End, end_labels, label_room, name_axes, sheet
from backprop.figures.fact import Fact
from backprop.figures.marks import mark, write
from backprop.figures.picture import Description, RunFigure, Show, listed
from backprop.figures.style import LIGHT, TEXT
from backprop.figures.values import decimals_in, float_of, number, parameters_of, printed, symbol
from backprop.figures.words import Words

ROW, BAR = 27.0, 9.0  # the height of a row, and how thick its bar is
# Options at which more than the slope moves a parameter.
OTHERWISE = frozenset({"momentum", "batch", "update"})
MOST = 16  # rows that can be told apart


@dataclass(frozen=True)
class UpdateFigure(RunFigure):
    """The next update of a run."""

    def __post_init__(self) -> None:
        if len(self.rows) > MOST:
            raise BackpropError(f"found {len(self.rows)} parameters, expected at most {MOST}")

    @property
    def rows(self) -> list[tuple[Key, Key]]:
        """The keys of each parameter before and after."""
        step = self.key.step
        return [(self.key.of(name, step), self.key.of(name, step + 1)) for name in parameters_of(self.key)]

    def change(self, before: Key, after: Key) -> Fact:
        """Return by how much a parameter is moved."""
        return Fact(after, then=f"- @{before.step}:{before.quantity}")

    def describe(self, show: Show) -> Description:
        """Return title, text alternative and caption."""
        moves = []
        for before, after in self.rows:
            places = decimals_in(show(self.change(before, after)))
            ends = " to ".join(show(key, places=places) for key in (before, after))
            moves.append(f"{before.quantity} from {ends}")
        how = ", the learning rate times the slope of the loss along it, downhill"
        if OTHERWISE & dict(self.key.options).keys():
            how = ""
        return Description(
            self.titled("one update of all parameters", show),
            f"Bars, one below the other, of how far one update moves each parameter: {listed(moves)}.",
            f"Each bar is how far one update moves a parameter{how}.",
        )

    def draw(self) -> Drawing:
        """Return the chart, a row for each parameter."""
        labels = [self._words(*row) for row in self.rows]
        drawing, (axes,) = sheet((ROW * len(self.rows),), right=label_room(labels))
        for place, row in enumerate(self.rows):
            self._draw_bar(axes, place, *row)
        axes.axvline(0, color=LIGHT.muted, linewidth=0.8)
        axes.set_ylim(len(self.rows) - 0.4, -0.6)
        axes.set_yticks(range(len(self.rows)), [before.quantity for before, _ in self.rows])
        for tick, (before, _) in zip(axes.get_yticklabels(), self.rows, strict=True):
            write(tick, [symbol(before)])
        axes.tick_params(axis="y", length=0, labelsize=TEXT)
        axes.grid(visible=False, axis="y")
        axes.margins(x=0.08)
        axes.xaxis.set_major_locator(MaxNLocator(4))
        name_axes(axes, "change")
        end_labels(axes, (End(place, words, LIGHT.weight) for place, words in enumerate(labels)))
        return drawing

    def _draw_bar(self, axes: Axes, place: int, before: Key, after: Key) -> None:
        change = float_of(after) - float_of(before)
        bar = axes.plot([0, change], [place] * 2, color=LIGHT.gradient, linewidth=BAR, solid_capstyle="butt")
        x = f"{after} (it - @{before.step}:{before.quantity}) * {{0}}"
        mark(bar, (0, 1), x=x, y=str(place))

    def _words(self, before: Key, after: Key) -> Words:
        places = decimals_in(printed(self.change(before, after)))
        return number(before, places=places), " → ", number(after, places=places)
