"""What a file is read into: sheets of cells, each with its place and its own formula."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from math import isfinite

from backprop.errors import BackpropError

Area = tuple[int, int, int, int]

_ADDRESS = re.compile(r"(?<![A-Za-z0-9_!'])(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})(?![0-9A-Za-z_(!])")


@dataclass(frozen=True)
class Formula:
    """A formula and the row and column of the cell that it is written in."""

    text: str
    row: int
    column: int

    def copied(self, row: int, column: int) -> str:
        """Return the formula as it reads when copied to another cell: what `$` does not hold moves along."""
        if (row, column) == (self.row, self.column):
            return self.text

        def moved(match: re.Match[str]) -> str:
            held, letters, fixed, number = match.groups()
            if not held:
                letters = column_letters(column_number(letters) + column - self.column)
            return f"{held}{letters}{fixed}{number if fixed else int(number) + row - self.row}"

        return _ADDRESS.sub(moved, self.text)


def sources(formula: str, names: Mapping[str, str], labelled: Mapping[str, str]) -> frozenset[str]:
    """Return the quantities that a formula reads: `names` by the letter of a column, `labelled` by place."""
    places = [(match[2], f"{match[2]}{match[4]}") for match in _ADDRESS.finditer(formula)]
    known = (labelled.get(place) or names.get(letter) for letter, place in places)
    return frozenset(name for name in known if name)


def reads(formula: str, row: int, heads: Mapping[str, str], labelled: Mapping[str, str]) -> str:
    """Return `=J14*M13` as `=out_h1·w5[row 13]`, the formula being in row 14."""

    def name(match: re.Match[str]) -> str:
        place = f"{match[2]}{match[4]}"
        if place in labelled:
            return labelled[place]
        if match[2] not in heads:
            return match[0]
        return heads[match[2]] + ("" if int(match[4]) == row else f"[row {match[4]}]")

    return _ADDRESS.sub(name, formula).replace("*", "·") if formula else ""


def corners(area: str) -> Area:
    """Return the first row and column of a range such as `A1:B2`, and the last ones."""
    places = [_ADDRESS.fullmatch(place) for place in area.split(":")]
    rows = sorted(int(place[4]) for place in places if place)
    columns = sorted(column_number(place[2]) for place in places if place)
    return rows[0], columns[0], rows[-1], columns[-1]


def column_letters(number: int) -> str:
    """Return the letters of a column: `A` for 1, `AA` for 27."""
    before, last = divmod(number - 1, 26)
    return (column_letters(before) if before > 0 else "") + chr(ord("A") + last)


def column_number(letters: str) -> int:
    """Return the number of a column: 27 for `AA`."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


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
