"""The walk on a function of one parameter: what is told of it, and each visited point as drawn."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np

from backprop.check.figures.axes import Scale, untied
from backprop.check.figures.flaw import Flaw
from backprop.check.figures.labels import Picture
from backprop.check.figures.marked import along, scales
from backprop.check.figures.names import counted, label, listed
from backprop.check.figures.panels import Panel, around, only, panels
from backprop.check.figures.subject import Subject
from backprop.check.figures.telling import in_order
from backprop.check.figures.wording import Facts, Slot, Value, Wording
from backprop.core.registry import run_of
from backprop.errors import BackpropError

ALL, SOME, MOST = 10, 5, 100  # steps that are all told, points told of more, and steps that can be drawn
_PRECISION = 128


def facts(subject: Subject) -> Facts:
    """Return what is told of a walk."""
    name, loss, steps = _parameter(subject), subject.run.quantity, subject.steps
    first, *places = (Value(subject.key(name, step)) for step in range(steps + 1))
    goes: Slot = ("goes from ", first, " to ", listed(places))
    if steps > ALL:
        goes = ("begins with ", listed([first, *places[: SOME - 1]]), " and ends at ", places[-1])
    turns = _turns(subject, name)
    return {
        "name": loss,
        "parameter": name,
        "label": label(loss),
        "steps": counted(steps, "step"),
        "goes": goes,
        "first": Value(subject.run),
        "last": Value(subject.key(loss, steps)),
        "from": Value(subject.run, related=True),
        "to": Value(subject.key(loss, steps), related=True),
        "turning": f", turning round {counted(turns, 'time')}" if turns else "",
    }


def _parameter(subject: Subject) -> str:
    name, *others = subject.parameters
    if others or not name.startswith("theta") or subject.steps > MOST:
        raise BackpropError(
            f"found {subject.steps} steps of {subject.run.run}, expected up to {MOST} of one parameter"
        )
    return name


@lru_cache(maxsize=256)
def _turns(subject: Subject, name: str) -> int:
    """Return how often two steps after each other that lead anywhere go opposite ways."""
    run = run_of(subject.run, _PRECISION)
    values = [run.value(subject.run.step + step, name) for step in range(subject.steps + 1)]
    moves: list[Any] = [after - before for before, after in pairwise(values)]
    products = [one * other for one, other in pairwise(move for move in moves if move != 0)]
    return sum(product < 0 for product in products)


def walk(subject: Subject, picture: Picture) -> Iterator[Flaw]:
    """Yield the flaws of a walk as drawn."""
    (panel,), legend = panels(picture, 1)
    name, loss = _parameter(subject), subject.run.quantity
    yield from around(panel, label(loss), label(name))
    yield from only(panel)
    times = (0, " at the start"), (subject.steps, f" after {counted(subject.steps, 'step')}")
    yield from in_order(legend, [_end(subject, name, later, when) for later, when in times])
    by = yield from scales(panel)
    yield from along(subject, name, panel, picture, by)
    yield from _visited(subject, name, picture, panel, by)


def _end(subject: Subject, name: str, later: int, when: str) -> Wording:
    place, height = (Value(subject.key(one, later), related=True) for one in (name, subject.run.quantity))
    return f"{label(name)} ", place, f", {label(subject.run.quantity)} ", height, when


def _visited(
    subject: Subject, name: str, picture: Picture, panel: Panel, by: tuple[Scale, Scale]
) -> Iterator[Flaw]:
    """Yield visited points without a marker."""
    marks = np.array([(mark.x, mark.y) for mark in panel.marks(picture)] or [(np.inf, np.inf)])
    for later in range(subject.steps + 1):
        values = subject.near(name, later), subject.near(subject.run.quantity, later)
        place = [scale.place(value) for scale, value in zip(by, values, strict=True)]
        nearest = marks[np.abs(marks - place).max(axis=1).argmin()]
        yield from untied(panel.level, by[0], nearest[0], values[0], f"the point after {later} steps")
        yield from untied(panel.upright, by[1], nearest[1], values[1], f"the point after {later} steps")
