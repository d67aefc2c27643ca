"""What a table is read into: cells with their place, and sheets of them."""

from dataclasses import dataclass
from decimal import Decimal
from math import isfinite

Content = float | str | None


@dataclass(frozen=True)
class Cell:
    """One cell: where it stands, what it shows, the formula behind it and the decimals it is written with."""

    place: str
    content: Content
    formula: str = ""
    decimals: int = 0

    @property
    def number(self) -> float | None:
        """The number in the cell, if it holds one."""
        return self.content if isinstance(self.content, float) else None

    @property
    def is_uncomputed(self) -> bool:
        """Tell whether there is a formula whose value was never saved."""
        return bool(self.formula) and self.content is None

    @property
    def text(self) -> str:
        """The words in the cell; a number or nothing has none."""
        return self.content.strip() if isinstance(self.content, str) else ""


@dataclass(frozen=True)
class Sheet:
    """Rows of cells, all of one length; `merged` maps each merged place to the range it belongs to."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: dict[str, str]

    def turned(self) -> "Sheet":
        """Return the sheet with rows for columns."""
        return Sheet(self.name, tuple(zip(*self.rows, strict=True)), self.merged)


def decimals(text: str) -> int:
    """Return how many digits stand after the point: 4 in `0.3775`, 8 in `3.51e-06`."""
    exponent = Decimal(text).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def counted(number: float, place: str, formula: str = "") -> Cell:
    """Return the cell of a number with no more decimals than it needs; one beyond all bounds is text."""
    if not isfinite(number):
        return Cell(place, str(number), formula)
    return Cell(place, number, formula, decimals(repr(number)))
