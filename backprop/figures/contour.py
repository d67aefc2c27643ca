"""Contours of the loss over two parameters, with the way of descent."""

from functools import partial

import numpy as np
from matplotlib.contour import QuadContourSet
from matplotlib.figure import Figure as Drawing

from backprop.core.keys import Key
from backprop.errors import BackpropError
from backprop.figures.charts import name_axes, point, sheet
from backprop.figures.drawing import Point
from backprop.figures.landscape import Landscape
from backprop.figures.marks import carry
from backprop.figures.picture import Figure, figure_of_run
from backprop.figures.style import LIGHT, SMALL, spread
from backprop.figures.svg import chart
from backprop.figures.values import label

SIDE = 300.0
SAMPLES, LEVELS, FEWEST = 81, 8, 5
FRAME, SMALLEST = 0.14, 0.4  # shares of half the width: kept free of labels, and too small to bear one


def make(run: Key, first: str, second: str, steps: int) -> Figure:
    """Return the contours of a run's loss over two of its parameters."""
    land = Landscape.of(run, first, second, steps)
    levels = levels_of(land.grid(SAMPLES)[2])
    if not levels:
        raise BackpropError(f"found a flat loss over {first} and {second}, expected one that has contours")
    return figure_of_run(
        run,
        f"contours of the loss over {first} and {second}",
        lambda show: f"Contours of {run.quantity} over {first} and {second}. {land.path_words(show)}",
        lambda _: f"Contours of {label(run)} with {land.words}",
        land.keys,
        chart(partial(draw_contours, land, levels)),
    )


def draw_contours(land: Landscape, levels: list[float]) -> Drawing:
    """Return the drawing."""
    drawing, (axes,) = sheet((SIDE,), right=24)
    xs, ys, losses = land.grid(SAMPLES)
    bands = spread(LIGHT.heights, len(levels) + 1)
    axes.contourf(xs, ys, losses, levels=[losses.min(), *levels, losses.max()], colors=bands)
    lines = axes.contour(xs, ys, losses, levels=levels, colors=LIGHT.muted, linewidths=0.8)
    axes.clabel(lines, fontsize=SMALL, colors=LIGHT.ink, fmt="%g", manual=_label_places(lines, land))
    carry(lines, levels=" ".join(f"{level:g}" for level in levels), z=str(land.run), where=land.anywhere)
    first, second = land.path[:, :2].T
    (path,) = axes.plot(first, second, marker=land.dots, color=LIGHT.gradient, markersize=5)
    start = point(axes, (first[0], second[0]), "o", LIGHT.gradient)
    (end,) = axes.plot(first[-1], second[-1], "*", color=LIGHT.gradient, markersize=13)
    land.mark_path(path, start, end, "xy")
    axes.set(xlim=(xs.min(), xs.max()), ylim=(ys.min(), ys.max()))
    name_axes(axes, *map(label, land.keys[:2]))
    return drawing


def levels_of(losses: np.ndarray) -> list[float]:
    """Return losses that divide the picture into areas of one size, in as few digits as tell them apart."""
    shares = np.quantile(losses, np.linspace(0, 1, LEVELS + 2)[1:-1])
    for places in range(1, 6):
        rounded = {float(f"{level:.{places}e}") for level in shares}
        levels = sorted(level for level in rounded if losses.min() < level < losses.max())
        if len(levels) >= FEWEST:
            return levels
    return []


def _label_places(lines: QuadContourSet, land: Landscape) -> list[Point]:
    """Return for each contour where its label stands, far from the path and from other labels."""
    middle, half = land.window
    taken = _between(land.path[land.inside][:, :2])
    places: list[Point] = []
    for pieces in lines.allsegs:
        points = np.concatenate([np.empty((0, 2)), *pieces])
        points = points[(np.abs(points - middle) < (1 - FRAME) * half).all(axis=1)]
        if len(points) == 0 or np.ptp(points, axis=0).max() < SMALLEST * half:
            continue
        distances = np.linalg.norm(points[:, None] - taken, axis=2).min(axis=1)
        chosen = points[int(distances.argmax())]
        taken = np.vstack([taken, chosen])
        places.append((float(chosen[0]), float(chosen[1])))
    return places


def _between(path: np.ndarray) -> np.ndarray:
    """Return the path with points between its steps, which may be far apart."""
    steps = np.arange(len(path))
    fine = np.linspace(0, len(path) - 1, 8 * len(path))
    return np.stack([np.interp(fine, steps, column) for column in path.T], axis=1)
