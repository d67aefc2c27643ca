"""Contours of the loss over two parameters, with the way of descent."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from backprop.figures.charts import foot, heading, sheet
from backprop.figures.landscape import Landscape
from backprop.figures.names import counted, label
from backprop.figures.picture import Figure
from backprop.figures.style import SMALL, TEXT, Theme
from backprop.figures.values import example_of, printed, settings_of
from backprop.keys import Key

SIDE = 300.0
SAMPLES, LEVELS = 81, 9


def make(name: str, run: Key, first: str, second: str, steps: int) -> Figure:
    """Return the contours of a run's loss over two of its parameters."""
    land = Landscape.of(run, first, second, steps)
    apart, more = settings_of(run)
    return Figure(
        name,
        f"{example_of(run).title}{apart}: contours of the loss over {first} and {second}",
        f"Contours of {run.quantity} over {first} and {second}. {land.told}",
        f"Contours of {label(run.quantity)} with {land.words}",
        (*more, *land.keys),
        lambda theme: _drawn(land, theme),
    )


def _drawn(land: Landscape, theme: Theme) -> Drawing:
    drawing, (axes,) = sheet(theme, (SIDE,), right=24)
    xs, ys, losses = land.grid(SAMPLES)
    levels = np.quantile(losses, np.linspace(0.01, 0.97, LEVELS))
    axes.contourf(xs, ys, losses, levels=[losses.min(), *levels, losses.max()], cmap=theme.heights)
    lines = axes.contour(xs, ys, losses, levels=levels, colors=theme.muted, linewidths=0.8)
    axes.clabel(lines, fontsize=SMALL, colors=theme.ink)
    _path(axes, land, theme)
    axes.set(xlim=(xs.min(), xs.max()), ylim=(ys.min(), ys.max()))
    return drawing


def _path(axes: Axes, land: Landscape, theme: Theme) -> None:
    first, second = land.path[:, 0], land.path[:, 1]
    axes.plot(first, second, color=theme.gradient, linewidth=1.8, marker=".", markersize=5)
    axes.plot(first[0], second[0], "o", color=theme.gradient, markersize=8)
    axes.plot(first[-1], second[-1], "*", color=theme.gradient, markersize=13)
    foot(axes, theme, label(land.pair[0]))
    heading(axes, theme, label(land.pair[1]))
