"""A column as numbers, and how far each may lie from the number that is meant."""

from dataclasses import dataclass
from statistics import median

import numpy as np

from backprop.grade.rounding import FULL, Rounding
from backprop.grade.table import Column, Table


@dataclass(frozen=True)
class Series:
    """Numbers and their tolerances, row by row."""

    values: np.ndarray
    halves: np.ndarray

    def fits(self, other: "Series") -> np.ndarray:
        """Tell for each row whether both may mean the same number; a blank fits everything."""
        apart = np.abs(self.values - other.values)
        return np.asarray(~(apart > self.halves + other.halves))

    def moved(self, rows: int) -> "Series":
        """Return the series so many rows further down; blanks fill the gap."""
        return Series(shifted(self.values, rows), np.nan_to_num(shifted(self.halves, rows)))


def shifted(values: np.ndarray, rows: int) -> np.ndarray:
    """Return `values` so many rows further down, or up where `rows` is negative."""
    moved = np.full(len(values), np.nan)
    if rows >= 0:
        moved[rows:] = values[: len(values) - rows]
    else:
        moved[:rows] = values[-rows:]
    return moved


def usual_rounding(table: Table) -> Rounding:
    """Return how the numeric columns that change are rounded, by and large."""
    shown = [column.rounding for column in table.columns if column.is_numeric and changes(column.numbers)]
    if not shown:
        return Rounding(FULL, FULL)
    return Rounding(int(median(r.decimals for r in shown)), int(median(r.significant for r in shown)))


def rounded(column: Column, usual: Rounding) -> Rounding:
    """Return how a column is rounded; one with few different numbers at least as finely as is usual."""
    own = column.rounding
    if len(set(column.numbers[~np.isnan(column.numbers)])) > 2:
        return own
    return Rounding(max(own.decimals, usual.decimals), max(own.significant, usual.significant))


def series(column: Column, usual: Rounding) -> Series:
    """Return the numbers of a column with the tolerance that its own digits leave."""
    values = column.numbers
    return Series(values, rounded(column, usual).halves(values))


def changes(values: np.ndarray) -> bool:
    """Tell whether a column holds more than one number."""
    held = values[~np.isnan(values)]
    return bool(len(held)) and bool(np.any(held != held[0]))
