"""What the elements of a chart say of themselves: the keys of their numbers, the values they are drawn at.

A mark is drawn at points. Each has the values of `at`, one for each of `{0}`, `{1}` …, in the places of its
coordinates: with `at` `0 1 5`, `x` `{0}` and `y` `mazur@{0}:E_total` a curve runs through the losses of three
steps. A coordinate is a number, or a key and what is done to it, such as `mazur:w5 + 0.1`; `where` is done
before, such as `w5 = 0.4`. Axes carry their scales: how a value leads to a place on the paper.
"""

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axis import Axis
from matplotlib.figure import Figure as Drawing
from matplotlib.text import Text

from backprop.core.keys import Key
from backprop.figures.words import Symbol, Words, letters_of, spans

_NUMBER = re.compile(r"[-−]?\d[\d,.]*(?:\^\{-?\d+\})?")
_STEPS = (1, 2, 5)
_FEW = 9  # points at which a curve over a parameter is held


def carry(artist: Artist, **attributes: str) -> None:
    """Let an artist carry `data-` attributes; its id bears them until the drawing is written."""
    artist.set_gid(" ".join(f'data-{name}="{escape(text)}"' for name, text in attributes.items() if text))


def write(text: Text, words: Words, **attributes: str) -> None:
    """Let a text of a chart be a line of words, in the faces that diagrams have."""
    text.set_text(letters_of(words))
    carry(text, **attributes, spans="".join(spans(words, float(text.get_fontsize()))))


def mark(drawn: Sequence[Artist], at: Iterable[object], where: str = "", **coordinates: str) -> None:
    """Say where the points of the one curve, or of the markers, that were drawn lie."""
    (artist,) = drawn
    carry(artist, at=" ".join(map(str, at)), **coordinates, where=where)


def stepwise(run: Key, name: str) -> str:
    """Return the key of a quantity of a run, with its step left open."""
    return f"{run.of(name, 0).run}@{{0}}:{name}"


def some(steps: int, first: int = 0) -> list[str]:
    """Return some of the steps, dense at the start, where curves bend: of the run, and of the axis."""
    chosen = {0, steps, *(n * 10**power for power in range(6) for n in _STEPS)}
    return [f"{first + step},{step}" for step in sorted(chosen) if step <= steps]


def along(low: float, high: float) -> list[str]:
    """Return some values of a parameter, in few digits."""
    return [f"{round(value, 9):.4g}" for value in np.linspace(low, high, _FEW + 2)[1:-1]]


def carry_scales(drawing: Drawing) -> None:
    """Let all axes of a drawing carry their scales, and all ticks the axis that they stand at."""
    height = drawing.get_figheight() * 72
    for axes in drawing.axes:
        if hasattr(axes, "get_proj"):
            axes.apply_aspect()
            carry(axes, axes=_projection(axes, height))
            continue
        box = axes.bbox
        across = _scale("x", axes.xaxis, box.x0, box.x1)
        carry(axes, axes=f"{across} {_scale('y', axes.yaxis, height - box.y0, height - box.y1)}")
        for name, axis in (("x", axes.xaxis), ("y", axes.yaxis)):
            for text in axis.get_majorticklabels():
                if _NUMBER.fullmatch(text.get_text()):
                    write(text, _tick(text.get_text()), tick=name)


def _tick(words: str) -> Words:
    """Return the words of a tick, a power of ten as formulas have it."""
    return [Symbol(words)] if "^" in words else words


def _scale(name: str, axis: Axis, start: float, end: float) -> str:
    """Return a scale as its name, its kind, the values at its ends and where these lie."""
    ends = " ".join(f"{number:.10g}" for number in (*axis.get_view_interval(), start, end))
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
