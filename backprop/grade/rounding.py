"""How the numbers of a column are rounded, as far as they show it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from backprop.grade.cell import Cell

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
