import numpy as np
import pytest

from backprop.grade.series import Rounding, Series, rounding
from backprop.grade.sheet import Cell, decimals
from backprop.grade.table import Column, with_rounding


def column(*texts: str) -> Column:
    cells = tuple(Cell(row, 1, float(text), None, decimals(text)) for row, text in enumerate(texts, 1))
    return Column("E", "A", ("E_total",), cells)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("0.25", "0.1235", "0"), Rounding(4, 4)),
        (("12.5", "0.001"), Rounding(3, 3)),
        (("3.51e-06",), Rounding(8, 3)),
        (("7", "0"), Rounding(0, 1)),
        (("0",), Rounding(0, 0)),
    ],
)
def test_digits_are_counted(texts: tuple[str, ...], expected: Rounding) -> None:
    assert rounding(column(*texts).cells) == expected


@pytest.mark.parametrize(
    ("texts", "off", "fits"),
    [
        (("0.1234", "0.2345", "0.3456"), 0.4e-4, True),
        (("0.1234", "0.2345", "0.3456"), 0.6e-4, False),
        (("0.1234567891", "0.0001234567891", "0.003456789123"), 0.4e-13, True),
        (("0.123456789012345", "0.2345", "0.3456"), 1e-11, False),
        (("0.5", "0.5", "0.5"), 1e-6, False),
    ],
)
def test_a_column_leaves_the_tolerance_of_its_digits(texts: tuple[str, ...], off: float, fits: bool) -> None:
    fine = column("0.1234567890123456", "0.2", "0.3")
    held = with_rounding([column(*texts), fine])[0].series
    moved = Series(held.values + off, np.zeros(len(texts)))
    assert bool(held.fits(moved).all()) is fits
