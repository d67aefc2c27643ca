"""What a table is read into: cells with their place, and sheets of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from math import isfinite

from backprop.errors import BackpropError
from backprop.grade.formula import Area, Formula, column_letters

# Cells that a sheet may span from A1 to its last one, and the letters of a text that are kept.
CELLS, LETTERS = 1_000_000, 200

Content = float | str | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: where it stands, what it shows, the formula behind it and the decimals it is written with."""

    row: int
    column: int
    content: Content = None
    written: Formula | None = None
    decimals: int = 0

    @property
    def place(self) -> str:
        """The address of the cell: `B4`."""
        return f"{column_letters(self.column)}{self.row}"

    @property
    def formula(self) -> str:
        """The formula as it reads in this cell; empty where there is none."""
        return self.written.copied(self.row, self.column) if self.written else ""

    @property
    def number(self) -> float | None:
        """The number in the cell, if it holds one."""
        return self.content if isinstance(self.content, float) else None

    @property
    def is_uncomputed(self) -> bool:
        """Tell whether there is a formula whose value was never saved."""
        return self.written is not None and self.content is None

    @property
    def text(self) -> str:
        """The words in the cell; a number or nothing has none."""
        return self.content if isinstance(self.content, str) else ""


@dataclass(frozen=True)
class Sheet:
    """Rows of cells, all of one length, and the corners of each range whose cells are merged."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: Mapping[str, Area] = field(default_factory=dict)

    def turned(self) -> "Sheet":
        """Return the sheet with rows for columns."""
        return Sheet(self.name, tuple(zip(*self.rows, strict=True)), self.merged)


def laid_out(name: str, cells: Iterable[Cell], most: int = CELLS) -> tuple[tuple[Cell, ...], ...]:
    """Return cells as rows of one length, with blanks between them; raise where they span too much."""
    filled: dict[int, dict[int, Cell]] = {}
    height = width = 0
    for cell in cells:
        height, width = max(height, cell.row), max(width, cell.column)
        if height * width > most:
            raise BackpropError(
                f"{name}!{cell.place}: found {height:,} rows and {width:,} columns up to here, expected a"
                f" table of at most {CELLS:,} cells; delete what stands far out, or keep fewer rows"
            )
        filled.setdefault(cell.row, {})[cell.column] = cell
    return tuple(
        tuple(filled.get(row, {}).get(column) or Cell(row, column) for column in range(1, width + 1))
        for row in range(1, height + 1)
    )


def filled(row: int, column: int, content: Content, written: Formula | None = None) -> Cell:
    """Return a cell; a number has no more decimals than it needs, and one beyond all bounds is text."""
    if isinstance(content, float) and isfinite(content):
        return Cell(row, column, content, written, decimals(repr(content)))
    text = "" if content is None else str(content).strip()[:LETTERS]
    return Cell(row, column, text or None, written)


def decimals(text: str) -> int:
    """Return how many digits stand after the point: 4 in `0.3775`, 8 in `3.51e-06`."""
    exponent = Decimal(text).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
