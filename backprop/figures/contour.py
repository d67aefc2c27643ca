"""Contours of the loss over two parameters, with the way of descent."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from matplotlib.contour import QuadContourSet
from matplotlib.figure import Figure as Drawing

from backprop.errors import BackpropError
from backprop.figures.charts import name_axes, point, sheet
from backprop.figures.drawing import Point
from backprop.figures.landscape import Landscape
from backprop.figures.marks import carry
from backprop.figures.style import LIGHT, SMALL, spread
from backprop.figures.values import symbol

SIDE = 300.0
SAMPLES, LEVELS, FEWEST = 81, 8, 5
FRAME, SMALLEST = 0.14, 0.4  # shares of half the width: kept free of labels, and too small to bear one


@dataclass(frozen=True)
class ContourFigure(Landscape):
    """The landscape as on a map."""

    view = ("contours of the loss", "Contours")
    legend = "Along each line {loss} has the value written on it. The path is {path}"

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.levels:
            flat = f"found a flat loss over {self.first} and {self.second}"
            raise BackpropError(f"{flat}, expected one that has contours")

    @cached_property
    def levels(self) -> list[float]:
        """The losses whose contours are drawn."""
        return levels_of(self.grid(SAMPLES)[2])

    def draw(self) -> Drawing:
        """Return the chart."""
        drawing, (axes,) = sheet((SIDE,), right=24)
        xs, ys, losses = self.grid(SAMPLES)
        bands = spread(LIGHT.heights, len(self.levels) + 1)
        axes.contourf(xs, ys, losses, levels=[losses.min(), *self.levels, losses.max()], colors=bands)
        lines = axes.contour(xs, ys, losses, levels=self.levels, colors=LIGHT.muted, linewidths=0.8)
        axes.clabel(lines, fontsize=SMALL, colors=LIGHT.ink, fmt="%g", manual=self._label_places(lines))
        where = f"{self.first} = {{0}}, {self.second} = {{1}}"
        carry(lines, levels=" ".join(f"{level:g}" for level in self.levels), z=str(self.key), where=where)
        first, second = self.path[:, :2].T
        path = axes.plot(first, second, marker=self.dots, color=LIGHT.gradient, markersize=5)
        start = point(axes, (first[0], second[0]), "o", LIGHT.gradient)
        end = axes.plot(first[-1], second[-1], "*", color=LIGHT.gradient, markersize=13)
        self.mark_path(path, start, end, "xy")
        axes.set(xlim=(xs.min(), xs.max()), ylim=(ys.min(), ys.max()))
        name_axes(axes, *([symbol(key)] for key in self.numbers[:2]))
        return drawing

    def _label_places(self, lines: QuadContourSet) -> list[Point]:
        """Return for each contour where its label stands, far from the path and from other labels."""
        middle, half = self.window
        taken = _between(self.path[self.inside][:, :2])
        places: list[Point] = []
        for pieces in lines.allsegs:
            points = np.concatenate([np.empty((0, 2)), *pieces])
            points = points[(np.abs(points - middle) < (1 - FRAME) * half).all(axis=1)]
            if len(points) == 0 or np.ptp(points, axis=0).max() < SMALLEST * half:
                continue
            squares = sum(np.subtract.outer(*columns) ** 2 for columns in zip(points.T, taken.T, strict=True))
            x, y = points[int(squares.min(axis=1).argmax())]
            taken = np.vstack([taken, (x, y)])
            places.append((float(x), float(y)))
        return places


def levels_of(losses: np.ndarray) -> list[float]:
    """Return losses that divide the picture into areas of one size, in as few digits as tell them apart."""
    shares = np.quantile(losses, np.linspace(0, 1, LEVELS + 2)[1:-1])
    for places in range(1, 6):
        rounded = {float(f"{level:.{places}e}") for level in shares}
        levels = sorted(level for level in rounded if losses.min() < level < losses.max())
        if len(levels) >= FEWEST:
            return levels
    return []


def _between(path: np.ndarray) -> np.ndarray:
    """Return the path with points between its steps, which may be far apart."""
    steps = np.arange(len(path))
    fine = np.linspace(0, len(path) - 1, 8 * len(path))
    return np.stack([np.interp(fine, steps, column) for column in path.T], axis=1)
