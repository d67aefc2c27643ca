"""The loss over two parameters as a surface, with the way of descent upon it."""

from functools import partial
from typing import Any

import numpy as np
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure as Drawing
from matplotlib.ticker import MaxNLocator

from backprop.core.keys import Key
from backprop.figures.landscape import Landscape
from backprop.figures.picture import Figure, figure_of_run
from backprop.figures.style import LIGHT, SMALL, TEXT, WIDTH
from backprop.figures.svg import chart
from backprop.figures.values import label

HEIGHT = 300.0
PLACE = (0.0, 0.05, 0.98, 0.98)
# The angle to look from over each corner, and how nearly a path may run that way: a cosine times √2.
_VIEWS = {(1, -1): -58, (1, 1): 32, (-1, 1): 122, (-1, -1): -148}
HEAD_ON = 1.1
SAMPLES = 25  # to a side: more would make the file heavy and the picture no clearer


def make(run: Key, first: str, second: str, steps: int) -> Figure:
    """Return the surface of a run's loss over two of its parameters."""
    land = Landscape.of(run, first, second, steps)
    return figure_of_run(
        run,
        f"the loss as a surface over {first} and {second}",
        lambda show: f"Surface of {run.quantity} over {first} and {second}. {land.path_words(show)}",
        lambda _: f"{label(run)} as a surface with {land.words}",
        land.keys,
        chart(partial(draw_surface, land)),
    )


def draw_surface(land: Landscape) -> Drawing:
    """Return the drawing."""
    drawing = Drawing(figsize=(WIDTH / 72, HEIGHT / 72), dpi=72, facecolor="none")
    # Surfaces cannot tell what hides what, so the path is drawn last.
    axes: Any = drawing.add_axes(PLACE, projection="3d", computed_zorder=False)
    lines = {"edgecolor": LIGHT.muted, "linewidth": 0.25}
    axes.plot_surface(
        *land.grid(SAMPLES), cmap=ListedColormap(LIGHT.heights), rstride=1, cstride=1, zorder=1, **lines
    )
    path = land.path[land.inside].T
    (line,) = axes.plot(*path, marker=land.dots, color=LIGHT.gradient, linewidth=2, markersize=5, zorder=3)
    (start,) = axes.plot(*path[:, :1], "o", color=LIGHT.gradient, markersize=8, zorder=4)
    end = None
    if land.inside.all():
        (end,) = axes.plot(*path[:, -1:], "*", color=LIGHT.gradient, markersize=13, zorder=4)
    land.mark_path(line, start, end, "xyz")
    _dress(axes, land)
    return drawing


def _azimuth(land: Landscape) -> int:
    """Return from where to look: over the lowest corner from which the path is seen from its side."""
    losses = land.grid(2)[2]
    way = np.diff(land.path[land.inside][[0, -1], :2], axis=0)[0]
    corners = {corner: losses[(1 + corner[1]) // 2, (1 + corner[0]) // 2] for corner in _VIEWS}
    aside = [corner for corner in corners if abs(way @ corner) < HEAD_ON * np.linalg.norm(way)]
    return _VIEWS[min(aside or corners, key=corners.__getitem__)]


def _dress(axes: Any, land: Landscape) -> None:
    """Give the axes their names, few ticks, colours and a view from above."""
    axes.set_facecolor("none")
    axes.view_init(elev=32, azim=_azimuth(land))
    axes.set_box_aspect((4, 4, 3), zoom=0.97)
    name = label(land.run)
    axes.text2D(0.04, 0.9, name, transform=axes.transAxes, color=LIGHT.ink, fontsize=TEXT, fontweight="bold")
    axes.set_xlabel(label(land.keys[0]), color=LIGHT.ink, fontsize=TEXT, labelpad=4)
    axes.set_ylabel(label(land.keys[1]), color=LIGHT.ink, fontsize=TEXT, labelpad=6)
    for axis in (axes.xaxis, axes.yaxis, axes.zaxis):
        axis.set_pane_color((0, 0, 0, 0))
        axis.line.set_color(LIGHT.muted)
        axis.set_tick_params(labelcolor=LIGHT.ink, labelsize=SMALL, color=LIGHT.muted)
        axis._axinfo["grid"].update(color=LIGHT.faint, linewidth=0.6)
        axis.set_major_locator(MaxNLocator(4))
