"""The loss over two parameters as a surface, with the way of descent upon it."""

import numpy as np
from matplotlib.figure import Figure as Drawing
from matplotlib.ticker import MaxNLocator
from mpl_toolkits.mplot3d import Axes3D

from backprop.figures.landscape import Landscape
from backprop.figures.names import label
from backprop.figures.picture import Figure
from backprop.figures.style import SMALL, TEXT, WIDTH, Theme
from backprop.figures.values import example_of, settings_of
from backprop.keys import Key

HEIGHT = 300.0
SAMPLES = 25  # to a side: more would make the file heavy and the picture no clearer


def make(name: str, run: Key, first: str, second: str, steps: int) -> Figure:
    """Return the surface of a run's loss over two of its parameters."""
    land = Landscape.of(run, first, second, steps)
    apart, more = settings_of(run)
    return Figure(
        name,
        f"{example_of(run).title}{apart}: the loss as a surface over {first} and {second}",
        f"Surface of {run.quantity} over {first} and {second}. {land.told}",
        f"{label(run.quantity)} as a surface with {land.words}",
        (*more, *land.keys),
        lambda theme: _drawn(land, theme),
    )


def _drawn(land: Landscape, theme: Theme) -> Drawing:
    drawing = Drawing(figsize=(WIDTH / 72, HEIGHT / 72), facecolor="none")
    axes = Axes3D(drawing, rect=(0.0, 0.02, 0.96, 1.0), computed_zorder=False)
    drawing.add_axes(axes)
    xs, ys, losses = land.grid(SAMPLES)
    axes.plot_surface(
        xs, ys, losses, cmap=theme.heights, rstride=1, cstride=1, edgecolor=theme.muted, linewidth=0.25, zorder=1
    )
    inside = land.path[land.inside]
    axes.plot(*inside.T, color=theme.gradient, linewidth=2, marker=".", markersize=5, zorder=3)
    axes.plot(*inside[:1].T, "o", color=theme.gradient, markersize=8, zorder=4)
    axes.plot(*inside[-1:].T, "*", color=theme.gradient, markersize=12, zorder=4)
    _dressed(axes, theme, (*map(label, land.pair), label(land.run.quantity)))
    return drawing


def _dressed(axes: Axes3D, theme: Theme, names: tuple[str, ...]) -> None:
    """Give the axes their names, few ticks and the theme's colours."""
    axes.set_facecolor("none")
    for axis, name in zip((axes.xaxis, axes.yaxis, axes.zaxis), names, strict=True):
        axis.set_pane_color((0, 0, 0, 0))
        axis.set_label_text(name, color=theme.ink, fontsize=TEXT)
        axis.set_tick_params(labelcolor=theme.ink, labelsize=SMALL, color=theme.muted)
        axis.line.set_color(theme.muted)
        axis._axinfo["grid"].update(color=theme.faint, linewidth=0.6)
        axis.set_major_locator(MaxNLocator(4))
