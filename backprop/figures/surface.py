"""The loss over two parameters as a surface, with the way of descent upon it."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure as Drawing
from matplotlib.ticker import MaxNLocator

from backprop.figures.landscape import Landscape
from backprop.figures.marks import write
from backprop.figures.style import LIGHT, SMALL, TEXT, WIDTH
from backprop.figures.values import symbol

HEIGHT = 300.0
PLACE = (0.0, 0.05, 0.98, 0.98)
# The angle to look from over each corner, and how nearly a path may run that way: a cosine times √2.
_VIEWS = {(1, -1): -58, (1, 1): 32, (-1, 1): 122, (-1, -1): -148}
HEAD_ON = 1.1
SAMPLES = 25  # to a side: more would make the file heavy and the picture no clearer


@dataclass(frozen=True)
class SurfaceFigure(Landscape):
    """The landscape as seen from above one of its corners."""

    view = ("the loss as a surface", "Surface")
    legend = "The surface is {loss}, the path on it {path}"

    def draw(self) -> Drawing:
        """Return the chart."""
        drawing = Drawing(figsize=(WIDTH / 72, HEIGHT / 72), dpi=72, facecolor="none")
        # Surfaces cannot tell what hides what, so the path is drawn last.
        axes: Any = drawing.add_axes(PLACE, projection="3d", computed_zorder=False)
        lines = {"edgecolor": LIGHT.muted, "linewidth": 0.25}
        axes.plot_surface(
            *self.grid(SAMPLES), cmap=ListedColormap(LIGHT.heights), rstride=1, cstride=1, zorder=1, **lines
        )
        path, color = self.path[self.inside].T, {"color": LIGHT.gradient}
        line = axes.plot(*path, marker=self.dots, linewidth=2, markersize=5, zorder=3, **color)
        start = axes.plot(*path[:, :1], "o", markersize=8, zorder=4, **color)
        end = axes.plot(*path[:, -1:], "*", markersize=13, zorder=4, **color) if self.inside.all() else []
        self.mark_path(line, start, end, "xyz")
        self._dress(axes)
        return drawing

    @property
    def azimuth(self) -> int:
        """From where to look: over the lowest corner from which the path is seen from its side."""
        losses = self.grid(2)[2]
        route = np.diff(self.path[self.inside][[0, -1], :2], axis=0)[0]
        corners = {corner: losses[(1 + corner[1]) // 2, (1 + corner[0]) // 2] for corner in _VIEWS}
        aside = [corner for corner in corners if abs(route @ corner) < HEAD_ON * np.linalg.norm(route)]
        return _VIEWS[min(aside or corners, key=corners.__getitem__)]

    def _dress(self, axes: Any) -> None:
        """Give the axes their names, few ticks, colours and a view from above."""
        axes.set_facecolor("none")
        axes.view_init(elev=32, azim=self.azimuth)
        axes.set_box_aspect((4, 4, 3), zoom=0.97)
        look = {"color": LIGHT.ink, "fontsize": TEXT}
        places = (
            axes.set_xlabel("", labelpad=4, **look),
            axes.set_ylabel("", labelpad=6, **look),
            axes.text2D(0.04, 0.9, "", transform=axes.transAxes, **look),
        )
        for place, key in zip(places, self.numbers[:3], strict=True):
            write(place, [symbol(key)])
        for axis in (axes.xaxis, axes.yaxis, axes.zaxis):
            axis.set_pane_color((0, 0, 0, 0))
            axis.line.set_color(LIGHT.muted)
            axis.set_tick_params(labelcolor=LIGHT.ink, labelsize=SMALL, color=LIGHT.muted)
            axis._axinfo["grid"].update(color=LIGHT.faint, linewidth=0.6)
            axis.set_major_locator(MaxNLocator(4))
