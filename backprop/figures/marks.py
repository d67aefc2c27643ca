"""What the elements of a chart say of themselves: the keys of their numbers, the values they are drawn at.

A mark is drawn at points. Each has the values of `at`, one for each of `{0}`, `{1}` …, in the places of its
coordinates: with `at` `0 1 5`, `x` `{0}` and `y` `mazur@{0}:E_total` a curve runs through the losses of three
steps. A coordinate is a number, or a key and what is done to it, such as `mazur:w5 + 0.1`; `where` is done
before, such as `w5 = 0.4`.
"""

from collections.abc import Iterable
from html import escape

import numpy as np
from matplotlib.artist import Artist

from backprop.core.keys import Key
from backprop.figures.fact import Fact

_STEPS = (1, 2, 5)
_FEW = 9  # points at which a curve over a parameter is told


def carry(artist: Artist, **attributes: str) -> None:
    """Let an artist carry `data-` attributes; its id bears them until the drawing is written."""
    artist.set_gid(" ".join(f'data-{name}="{escape(text)}"' for name, text in attributes.items() if text))


def name_keys(text: Artist, *values: Key | Fact) -> None:
    """Say of which keys the first numbers in a text are."""
    facts = [value if isinstance(value, Fact) else Fact(value) for value in values]
    keys = " ".join(str(fact.key) for fact in facts)
    carry(text, key=keys, where=facts[0].where, then=facts[0].then)


def mark(artist: Artist, at: Iterable[object], where: str = "", **coordinates: str) -> None:
    """Say where the points of a curve, or of several markers, lie."""
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
