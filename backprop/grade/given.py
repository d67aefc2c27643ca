"""Given numbers that a table does not show as such: cells that drift, and biases in formulas alone."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from backprop.grade.literal import Shape, units
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
        "the other cells follow it, and are graded by it"
        if drift.used
        else "no other cell reads it, so no harm is done"
    )
    return f"{column.head} is given as {first.content:g} and {how}: {cell.content:g} in {cell.place}; {use}"


def unseen_biases(shape: Shape, start: Mapping[str, float], work: Work) -> dict[str, float]:
    """Return what each neuron adds in every row, where no bias is shown; one number where a layer agrees."""
    unseen: dict[str, float] = {}
    if any(name.startswith("b") for name in start):
        return unseen
    for place in range(1, len(shape.layers) + 1):
        added = [_added(work, f"net_{unit}") for unit in units(shape, place)]
        certain = len(added) > 1 or work.rows > 2
        if certain and None not in added and len(set(added)) == 1 and added[0]:
            unseen[f"b{place}"] = added[0]
        elif work.rows > 2 and None not in added and any(added):
            names = [f"b_{unit}" for unit in units(shape, place)]
            unseen |= {name: value or 0.0 for name, value in zip(names, added, strict=True)}
    return unseen


def _added(work: Work, name: str) -> float | None:
    """Return what stands in every cell of a net input beyond its products; None where that changes."""
    if name not in work.columns:
        return None
    cells, made = work.columns[name], work.nearest(name)
    extra = cells.values - made.values
    known = ~np.isnan(extra)
    if not known.any():
        return None
    near = (cells.halves + made.halves)[known] * 2
    middle = float(np.median(extra[known]))
    simple = [0.0, *(float(f"{middle:.{count}g}") for count in range(1, 7))]
    return next((number for number in simple if np.all(np.abs(extra[known] - number) <= near)), None)
