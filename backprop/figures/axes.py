"""The scales of a chart, as it carries them: from values to places on the paper."""

import re
from typing import Any

import numpy as np
from matplotlib.axis import Axis
from matplotlib.figure import Figure as Drawing

from backprop.figures.marks import carry


def carry_axes(drawing: Drawing) -> None:
    """Let all axes of a drawing carry their scales, and all ticks the axis that they stand at."""
    height = drawing.get_figheight() * 72
    for axes in drawing.axes:
        if hasattr(axes, "get_proj"):
            carry(axes, axes=_projection(axes, height))
            continue
        box = axes.bbox
        across = _scale("x", axes.xaxis, axes.get_xlim(), (box.x0, box.x1))
        carry(
            axes,
            axes=f"{across} {_scale('y', axes.yaxis, axes.get_ylim(), (height - box.y0, height - box.y1))}",
        )
        for name, axis in (("x", axes.xaxis), ("y", axes.yaxis)):
            for text in axis.get_majorticklabels():
                if re.search("[0-9]", text.get_text()):
                    carry(text, tick=name)


def _scale(name: str, axis: Axis, limits: tuple[float, float], places: tuple[float, float]) -> str:
    """Return a scale as its name, its kind, the values at its ends and where these lie."""
    ends = " ".join(f"{number:.10g}" for number in (*limits, *places))
    return f"{name} {axis.get_scale()} {ends}"


def _projection(axes: Any, height: float) -> str:
    """Return the rows of the matrix that takes a point of space to its place, times its distance."""
    matrix = np.asarray(axes.get_proj())
    flat = axes.transData.get_matrix()
    across, down, _, distance = matrix
    rows = (
        flat[0, 0] * across + flat[0, 1] * down + flat[0, 2] * distance,
        height * distance - (flat[1, 0] * across + flat[1, 1] * down + flat[1, 2] * distance),
        distance,
    )
    return "space " + " ".join(f"{number:.10g}" for row in rows for number in row)
