"""The loss of several runs in one chart, each told from the others by its example or its options."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from matplotlib.figure import Figure as Drawing

from backprop.core.examples import EXAMPLES
from backprop.core.keys import Key, settings
from backprop.core.registry import entry
from backprop.errors import BackpropError
from backprop.figures import charts
from backprop.figures.picture import Description, Figure, Show, captioned, count_of, option_keys, settings_of
from backprop.figures.style import DASHES, LIGHT, SMALL, WIDTH, spread
from backprop.figures.values import course_of, number, printed, quantities_of, symbol
from backprop.figures.words import width_of
from backprop.networks.words import choice_words

MOST_PLACES = 10  # decimals of a last loss
SIGN = 60.0  # the width of what stands before a line of the legend


@dataclass(frozen=True)
class RunsFigure(Figure):
    """So many steps of each of several runs, which differ, and are no more than there are line styles."""

    steps: int
    runs: tuple[Key, ...]

    def __post_init__(self) -> None:
        if len(self.runs) > len(DASHES):
            raise BackpropError(f"found {len(self.runs)} runs, expected at most {len(DASHES)}")
        for place, run in enumerate(self.runs):
            if run in self.runs[:place]:
                raise BackpropError(f"found {run.run} twice, expected different runs")
        for words in run_names(self.runs):
            if width_of(words, SMALL) > WIDTH - SIGN:
                raise BackpropError(f"found the label {words!r}, expected runs that differ in less")

    @property
    def ends(self) -> list[Key]:
        """The keys of the last losses."""
        return [run.of(run.quantity, run.step + self.steps) for run in self.runs]

    @property
    def drawn_keys(self) -> Iterator[Key]:
        """The keys of options and rates."""
        for run in self.runs:
            yield from option_keys(run).values()
            yield from quantities_of(run, "rate")

    @cached_property
    def losses(self) -> list[np.ndarray]:
        """The loss of each run in float64, a value per step."""
        return [course_of(run, [run.quantity], self.steps)[run.quantity] for run in self.runs]

    @cached_property
    def places(self) -> int | None:
        """The decimals that tell the last losses apart, where three digits do not."""
        if not self._are_alike(None):
            return None
        return next((places for places in range(3, MOST_PLACES) if not self._are_alike(places)), None)

    def _are_alike(self, places: int | None) -> bool:
        """Tell whether two of the last losses are printed the same."""
        return len({printed(end, places=places) for end in self.ends}) < len(self.ends)

    def describe(self, show: Show) -> Description:
        """Return title, text alternative and caption."""
        common, words = shared(self.runs), {entry(run).quantity.words for run in self.runs}
        what = words.pop() if len(words) == 1 else "loss"
        titles = {EXAMPLES[run.example].title for run in self.runs}
        title = titles.pop() if len(titles) == 1 else "Different examples"
        count, length = count_of(len(self.runs), "run"), count_of(self.steps, "step")
        last = [show(end, places=self.places) for end in self.ends]
        ends = (
            f"{words[0].upper()}{words[1:]}: {run.quantity} goes from {show(run)} to {end}."
            for words, run, end in zip(run_names(self.runs), self.runs, last, strict=True)
        )
        bands = f" {charts.BANDS}." * any(map(charts.swings, self.losses))
        scale = charts.scale_words(np.concatenate(self.losses))
        return Description(
            f"{title}{settings_of(common, show)}: {count} compared",
            f"The {what} of {count} against the step, over {length}. {' '.join(ends)}",
            captioned(common, f"Each curve is the {what} of one run over {length}{scale}.{bands}", show),
        )

    def draw(self) -> Drawing:
        """Return the chart."""
        texts = [[number(key, places=self.places)] for key in self.ends]
        drawing, (axes,) = charts.sheet((190,), right=charts.label_room(texts), lines=len(self.runs))
        colors = spread(LIGHT.runs, len(self.runs))
        looks = zip(colors, DASHES, run_names(self.runs), strict=False)
        for run, values, look in zip(self.runs, self.losses, looks, strict=True):
            charts.draw_course(axes, run, values, *look)
        names = {symbol(run) for run in self.runs}
        name = names.pop() if len(names) == 1 else "loss"
        charts.loss_axes(axes, "step", [name], self.steps, np.concatenate(self.losses))
        charts.legend(drawing, axes, ncols=1)
        charts.end_labels(axes, map(charts.End, (column[-1] for column in self.losses), texts, colors))
        return drawing


def run_names(runs: Sequence[Key]) -> list[str]:
    """Return what tells each run from the others: its example's title, options, first step."""
    chosen = [settings(EXAMPLES[run.example], run.options) for run in runs]
    names = dict.fromkeys(name for setting in chosen for name in setting)
    apart = [name for name in names if _sets_apart(name, [setting.get(name) for setting in chosen], runs)]
    labels = []
    for run, setting in zip(runs, chosen, strict=True):
        parts = [EXAMPLES[run.example].title] * _differ(other.example for other in runs)
        parts += [choice_words(name, setting[name]) for name in apart if name in setting]
        parts += [f"from step {run.step:,}"] * _differ(other.step for other in runs)
        labels.append(", ".join(parts))
    return labels


def _sets_apart(name: str, values: Sequence[str | None], runs: Sequence[Key]) -> bool:
    """Tell whether an option differs between runs, or some give it and others cannot."""
    given = (name in dict(run.options) for run in runs)
    return _differ(value for value in values if value is not None) or _differ(given)


def _differ(values: Iterable[object]) -> bool:
    return len(set(values)) > 1


def shared(runs: Sequence[Key]) -> Key:
    """Return a run with what all have in common."""
    first, *others = runs
    options = tuple(pair for pair in first.options if all(pair in other.options for other in others))
    return replace(first, options=options, step=0 if _differ(run.step for run in runs) else first.step)
