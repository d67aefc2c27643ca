"""The loss of several runs in one chart, each told from the others by its example or its options."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from matplotlib.figure import Figure as Drawing

from backprop.core.keys import Key, settings
from backprop.errors import BackpropError
from backprop.figures.charts import (
    End,
    draw_course,
    end_labels,
    label_room,
    legend,
    loss_axes,
    scale_words,
    sheet,
    width_of,
)
from backprop.figures.names import count_of
from backprop.figures.picture import Figure, Show
from backprop.figures.style import DASHES, LIGHT, SMALL, WIDTH, spread
from backprop.figures.svg import chart
from backprop.figures.values import OPTIONS, course_of, example_of, label, printed, settings_of

LINE, SIGN = 14.0, 54.0  # the height of a line of the legend, and the width of the sign before it


@dataclass(frozen=True)
class Runs:
    """So many steps of each of several runs."""

    runs: tuple[Key, ...]
    steps: int

    @classmethod
    def of(cls, runs: tuple[Key, ...], steps: int) -> "Runs":
        """Return runs that differ, no more than there are line styles."""
        if len(runs) > len(DASHES):
            raise BackpropError(f"found {len(runs)} runs, expected at most {len(DASHES)}")
        for place, run in enumerate(runs):
            if run in runs[:place]:
                raise BackpropError(f"found {run.run} twice, expected different runs")
        for words in run_names(runs):
            if width_of(words, SMALL) > WIDTH - SIGN:
                raise BackpropError(f"found the label {words!r}, expected runs that differ in less")
        return cls(runs, steps)

    @property
    def ends(self) -> list[Key]:
        """The keys of the last losses."""
        return [run.of(run.quantity, run.step + self.steps) for run in self.runs]

    @cached_property
    def losses(self) -> list[np.ndarray]:
        """The loss of each run in float64, a value per step."""
        return [course_of(run, [run.quantity], self.steps)[run.quantity] for run in self.runs]

    @property
    def quantity(self) -> str:
        """What the losses are called."""
        names = {label(run) for run in self.runs}
        return names.pop() if len(names) == 1 else "loss"

    def draw(self) -> Drawing:
        """Return the drawing."""
        texts = [printed(key) for key in self.ends]
        drawing, (axes,) = sheet((190,), right=label_room(texts), below=10 + LINE * len(self.runs))
        colors = spread(LIGHT.runs, len(self.runs))
        lines = zip(self.runs, self.losses, colors, DASHES, run_names(self.runs), strict=False)
        for run, column, color, style, words in lines:
            look = {"color": color, "linewidth": 2, "linestyle": style, "label": words}
            draw_course(axes, run, run.quantity, column, **look)
        loss_axes(axes, "step", self.quantity, self.steps, np.concatenate(self.losses))
        legend(drawing, axes, ncols=1)
        heights = (float(column[-1]) for column in self.losses)
        end_labels(axes, [End(*end) for end in zip(heights, texts, colors, self.ends, strict=True)])
        return drawing


def run_names(runs: Sequence[Key]) -> list[str]:
    """Return what tells each run from the others: its example's title, options, first step."""
    chosen = [settings(example_of(run), run.options) for run in runs]
    names = dict.fromkeys(name for setting in chosen for name in setting)
    apart = [name for name in names if _tells(name, [setting.get(name) for setting in chosen], runs)]
    labels = []
    for run, setting in zip(runs, chosen, strict=True):
        parts = [example_of(run).title] * _differ([other.example for other in runs])
        parts += [f"{name} {setting[name]}" for name in apart if name in setting]
        parts += [f"from step {run.step:,}"] * _differ([other.step for other in runs])
        labels.append(", ".join(parts))
    return labels


def _tells(name: str, values: Sequence[str | None], runs: Sequence[Key]) -> bool:
    """Tell whether an option sets runs apart: it differs, or some give it and others cannot."""
    given = [name in dict(run.options) for run in runs]
    return _differ([value for value in values if value is not None]) or _differ(given)


def _differ(values: Sequence[object]) -> bool:
    return len(set(values)) > 1


def shared(runs: Sequence[Key]) -> Key:
    """Return a run with what all have in common."""
    first, *others = runs
    options = tuple(pair for pair in first.options if all(pair in other.options for other in others))
    return replace(first, options=options, step=0 if _differ([run.step for run in runs]) else first.step)


def make(steps: int, *runs: Key) -> Figure:
    """Return the losses of several runs over so many steps."""
    compared = Runs.of(runs, steps)
    title = "Different examples" if _differ([run.example for run in runs]) else example_of(runs[0]).title
    apart, _ = settings_of(shared(runs))
    count, length = count_of(len(runs), "run"), count_of(steps, "step")
    given = [run.of(OPTIONS[option], 0) for run in runs for option, _ in run.options if option in OPTIONS]
    return Figure(
        f"{title}{apart}: {count} compared",
        lambda show: f"The loss of {count} against the step, over {length}. {_ends(compared, show)}",
        lambda _: f"The loss of {count} over {length}{scale_words(np.concatenate(compared.losses))}.",
        (*given, *(run.of("eta", 0) for run in runs), *runs, *compared.ends),
        chart(compared.draw),
    )


def _ends(compared: Runs, show: Show) -> str:
    return " ".join(
        f"{words[0].upper()}{words[1:]}: {run.quantity} goes from {show(run)} to {show(end)}."
        for words, run, end in zip(run_names(compared.runs), compared.runs, compared.ends, strict=True)
    )
