"""Given cells that do not stay as they were given: most often a cell dragged down, so that it counts on."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from backprop.grade.series import Series
from backprop.grade.table import Column
from backprop.grade.work import Work


@dataclass(frozen=True)
class Drift:
    """A given column that changes: from which row on, and whether the other cells follow it."""

    name: str
    row: int
    used: bool
    counts: bool


def settled(work: Work) -> tuple[Work, list[Drift]]:
    """Return the work with each drifting given as the other cells read it, and what drifts."""
    drifts = []
    for name in [name for name in work.columns if is_given(work, name)]:
        values = work.columns[name].values
        moved = ~np.isnan(values) & ~np.isclose(values, values[0], rtol=1e-12, atol=0)
        if moved.any():
            still = np.full(len(values), values[0])
            held = _with(work, name, Series(still, np.zeros(len(values))))
            used = _fitting(work) > _fitting(held)
            drifts.append(Drift(name, int(np.argmax(moved)), used, _counts(values)))
            work = work if used else held
    return work, drifts


def is_given(work: Work, name: str) -> bool:
    """Tell whether a column is given once and for all."""
    return work.is_start(name) and name not in work.graph.updates


def _with(work: Work, name: str, held: Series) -> Work:
    columns: Mapping[str, Series] = {**work.columns, name: held}
    return replace(work, columns=columns)


def _fitting(work: Work) -> int:
    """Return how many cells agree with what they are made from."""
    return work.fitting(name for name in work.columns if not is_given(work, name))


def _counts(values: np.ndarray) -> bool:
    """Tell whether the numbers go on by even steps."""
    steps = np.diff(values[~np.isnan(values)])
    return bool(len(steps)) and bool(np.allclose(steps, steps[0], atol=1e-12)) and steps[0] != 0


def drift_note(drift: Drift, column: Column) -> str:
    """Return the note on a drifting column."""
    cell, first = column.cells[drift.row], column.cells[0]
    how = "counts on, as a cell does when it is dragged down" if drift.counts else "changes"
    use = (
        "the other cells follow it, and are judged by it"
        if drift.used
        else "no other cell reads it, so no harm is done"
    )
    return f"{column.head} is given as {first.content:g} and {how}: {cell.content:g} in {cell.place}; {use}"
