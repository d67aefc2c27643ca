"""A column as numbers, how they are rounded, and how far each may lie from the number that is meant."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from backprop.grade.sheet import Cell

FULL = 12  # digits from which on a column counts as unrounded
HALF = 0.5001  # of a unit in the last place, with room for float64
NOISE, FLOOR = 1e-13, 1e-15  # of float64, and of the 15 digits that spreadsheet programs keep


@dataclass(frozen=True)
class Rounding:
    """How many decimals, and how many significant digits, a column shows at most."""

    decimals: int
    significant: int

    @property
    def places(self) -> int | None:
        """The decimals that a column is rounded to; None where it is not, or to significant digits."""
        return self.decimals if self.decimals < FULL else None

    def finest(self, other: "Rounding") -> "Rounding":
        """Return the more digits of two roundings."""
        return Rounding(max(self.decimals, other.decimals), max(self.significant, other.significant))

    def halves(self, values: np.ndarray) -> np.ndarray:
        """Return half a unit of the last place for each number, the wider one where two may be meant."""
        halves = noise(values)
        if self.decimals < FULL:
            halves = np.maximum(halves, HALF * 10.0**-self.decimals)
        if self.significant < FULL:
            with np.errstate(divide="ignore"):
                powers = np.floor(np.log10(np.abs(np.nan_to_num(values, nan=1.0))))
            halves = np.maximum(halves, HALF * 10.0 ** (powers - self.significant + 1))
        return halves


UNROUNDED = Rounding(FULL, FULL)


def rounding(cells: Sequence[Cell]) -> Rounding:
    """Return what cells show at most; zeros show nothing."""
    shown = [(cell.number, cell.decimals) for cell in cells if cell.number]
    if not shown:
        return Rounding(0, 0)
    numbers, decimals = np.array(shown).T
    leading = np.floor(np.log10(np.abs(numbers))) + 1 + decimals
    return Rounding(int(decimals.max()), max(1, int(leading.max())))


def noise(values: np.ndarray) -> np.ndarray:
    """Return the tolerance of numbers that are not rounded."""
    return np.asarray(NOISE * np.abs(np.nan_to_num(values)) + FLOOR)


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


def exact(values: np.ndarray) -> Series:
    """Return numbers that are meant exactly as they stand."""
    return Series(values.astype(float), np.zeros(len(values)))


def shifted(values: np.ndarray, rows: int) -> np.ndarray:
    """Return `values` so many rows further down, or up where `rows` is negative."""
    moved = np.full(len(values), np.nan)
    if rows >= 0:
        moved[rows:] = values[: len(values) - rows]
    else:
        moved[:rows] = values[-rows:]
    return moved


def changes(values: np.ndarray) -> bool:
    """Tell whether a column holds more than one number."""
    held = values[~np.isnan(values)]
    return bool(len(held)) and bool(np.any(held != held[0]))
