"""A column as numbers, and how far each may lie from the number that is meant."""

from dataclasses import dataclass
from statistics import median

import numpy as np

from backprop.grade.cell import Cell
from backprop.grade.table import Column, Table

FULL = 12  # digits from which on a column counts as unrounded
HALF = 0.5001  # of a unit in the last place, with room for float64
NOISE, FLOOR = 1e-13, 1e-15  # of float64, and of the 15 digits that spreadsheet programs keep


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


@dataclass(frozen=True)
class Rounding:
    """How many decimals, and how many significant digits, a column shows at most."""

    decimals: int
    significant: int

    @property
    def places(self) -> int | None:
        """The decimals that a column is rounded to; None where it is not, or to significant digits."""
        return self.decimals if self.decimals < FULL else None

    def halves(self, values: np.ndarray) -> np.ndarray:
        """Return half a unit of the last place for each number, the wider one where two may be meant."""
        found = noise(values)
        if self.decimals < FULL:
            found = np.maximum(found, HALF * 10.0**-self.decimals)
        if self.significant < FULL:
            with np.errstate(divide="ignore"):
                powers = np.floor(np.log10(np.abs(np.nan_to_num(values, nan=1.0))))
            found = np.maximum(found, HALF * 10.0 ** (powers - self.significant + 1))
        return found


def rounding(column: Column) -> Rounding:
    """Return what a column shows at most; zeros show nothing."""
    numbers = [cell for cell in column.cells if cell.number]
    leading = [significant(cell) for cell in numbers]
    return Rounding(max((cell.decimals for cell in numbers), default=0), max(leading, default=0))


def significant(cell: Cell) -> int:
    """Return how many significant digits a cell shows."""
    return max(1, int(np.floor(np.log10(abs(cell.number or 1.0)))) + 1 + cell.decimals)


def usual_rounding(table: Table) -> Rounding:
    """Return how the numeric columns that change are rounded, by and large."""
    found = [rounding(column) for column in table.columns if column.is_numeric and changes(column.numbers)]
    if not found:
        return Rounding(FULL, FULL)
    return Rounding(int(median(r.decimals for r in found)), int(median(r.significant for r in found)))


def rounded(column: Column, usual: Rounding) -> Rounding:
    """Return how a column is rounded; one with few different numbers at least as finely as is usual."""
    found = rounding(column)
    if len(set(column.numbers[~np.isnan(column.numbers)])) > 2:
        return found
    return Rounding(max(found.decimals, usual.decimals), max(found.significant, usual.significant))


def series(column: Column, usual: Rounding) -> Series:
    """Return the numbers of a column with the tolerance that its own digits leave."""
    values = column.numbers
    return Series(values, rounded(column, usual).halves(values))


def noise(values: np.ndarray) -> np.ndarray:
    """Return the tolerance of numbers that are not rounded."""
    return np.asarray(NOISE * np.abs(np.nan_to_num(values)) + FLOOR)


def changes(values: np.ndarray) -> bool:
    """Tell whether a column holds more than one number."""
    held = values[~np.isnan(values)]
    return bool(len(held)) and bool(np.any(held != held[0]))
