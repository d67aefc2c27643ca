"""Given numbers that a table does not show as such: cells that drift, and biases in formulas alone."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from backprop.grade.literal import Shape
from backprop.grade.series import exact
from backprop.grade.table import Column
from backprop.grade.work import Work


@dataclass(frozen=True)
class Drift:
    """A given column that changes: from which row on, and whether the other cells follow it."""

    name: str
    row: int
    used: bool


def settled(work: Work) -> tuple[Work, list[Drift]]:
    """Return the work with each drifting given as the other cells read it, and what drifts."""
    drifts = []
    for name in [name for name in work.columns if is_given(work, name)]:
        values = work.columns[name].values
        moved = ~np.isnan(values) & ~np.isclose(values, values[0], rtol=1e-12, atol=0)
        if moved.any():
            still = exact(np.full(len(values), values[0]))
            held = replace(work, columns={**work.columns, name: still})
            used = _fitting(work) > _fitting(held)
            drifts.append(Drift(name, int(np.argmax(moved)), used))
            work = work if used else held
    return work, drifts


def is_given(work: Work, name: str) -> bool:
    """Tell whether a column is given once and for all."""
    return work.is_start(name) and name not in work.graph.updates


def _fitting(work: Work) -> int:
    """Return how many cells agree with what they are computed from."""
    return work.fitting(name for name in work.columns if not is_given(work, name))


def drift_note(drift: Drift, column: Column) -> str:
    """Return the note on a drifting column."""
    cell, first = column.cells[drift.row], column.cells[0]
    change = f"{cell.content:g} in {cell.place}, as a cell changes when it is dragged down"
    use = "the other cells follow it, and are graded by it"
    if not drift.used:
        use = "no other cell reads it, so no harm is done"
    return f"{column.head} is given as {first.content:g} and doesn't stay that way: {change}; {use}"


def unseen_biases(shape: Shape, start: Mapping[str, float], work: Work) -> dict[str, float]:
    """Return what each neuron adds in every row, where no bias is shown; one number where a layer agrees."""
    unseen: dict[str, float] = {}
    for place, units in enumerate(shape.units, 1):
        added = [_added(work, f"net_{unit}") for unit in units]
        is_shared = len(set(added)) == 1 and (len(added) > 1 or work.rows > 2)
        if None not in added and any(added) and (is_shared or work.rows > 2):
            names = [f"b{place}"] if is_shared else [f"b_{unit}" for unit in units]
            unseen |= {name: value or 0.0 for name, value in zip(names, added, strict=False)}
    return {} if any(name.startswith("b") for name in start) else unseen


def _added(work: Work, name: str) -> float | None:
    """Return what every cell of a net input has beyond its products; None where that changes."""
    if name not in work.columns:
        return None
    cells, computed = work.columns[name], work.nearest(name)
    extra = cells.values - computed.values
    known = ~np.isnan(extra)
    if not known.any():
        return None
    near = (cells.halves + computed.halves)[known] * 2
    middle = float(np.median(extra[known]))
    simple = [0.0, *(float(f"{middle:.{count}g}") for count in range(1, 7))]
    return next((number for number in simple if np.all(np.abs(extra[known] - number) <= near)), None)
