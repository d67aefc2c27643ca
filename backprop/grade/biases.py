"""Biases: how people number them, and those that stand in formulas alone."""

from collections.abc import Mapping

import numpy as np

from backprop.grade.literal import units
from backprop.grade.shape import Shape
from backprop.grade.work import Work


def bias_names(shape: Shape, names: set[str]) -> dict[str, str]:
    """Return our name for each bias where people number the neurons and not the layers."""
    every = [f"b_{unit}" for place in range(1, len(shape.layers) + 1) for unit in units(shape, place)]
    numbered = [f"b{number}" for number in range(1, len(every) + 1)]
    beyond = f"b{len(shape.layers) + 1}" in names
    return dict(zip(numbered, every, strict=True)) if beyond else {}


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
