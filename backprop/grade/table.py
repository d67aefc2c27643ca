"""The table within a sheet: its header, its columns below, and the labelled numbers that stand around it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from statistics import median

import numpy as np

from backprop.errors import BackpropError
from backprop.grade.series import UNROUNDED, Rounding, Series, changes, rounding
from backprop.grade.sheet import Cell, Sheet, column_letters
from backprop.grade.spelling import meanings

FEWEST = 4  # heads that make a row a header
COLUMNS, ROWS = 300, 50_000
NEAR = 200  # rows above and below the numbers that are looked at, for heads and labels
_LABELLED = re.compile(r"(?P<label>[^=:]+)[=:]\s*(?P<number>[-+]?[0-9]*[.,]?[0-9]+)")


@dataclass(frozen=True)
class Column:
    """One column: its head, what the head may mean, and the cells below with the digits they show at most."""

    head: str
    letter: str
    meanings: tuple[str, ...]
    cells: tuple[Cell, ...]
    rounding: Rounding = UNROUNDED

    @cached_property
    def numbers(self) -> np.ndarray:
        """The numbers of the column; a blank is no number."""
        return np.array([np.nan if cell.number is None else cell.number for cell in self.cells])

    @property
    def series(self) -> Series:
        """The numbers with the tolerance that their digits leave."""
        return Series(self.numbers, self.rounding.halves(self.numbers))

    @cached_property
    def is_numeric(self) -> bool:
        """Tell whether there is anything to grade, and no word in it."""
        return any(cell.number is not None for cell in self.cells) and not any(c.text for c in self.cells)


@dataclass(frozen=True)
class Table:
    """The columns of a sheet and, by quantity, what is given in labelled cells."""

    sheet: str
    columns: tuple[Column, ...]
    labelled: dict[str, Cell]

    @property
    def rows(self) -> int:
        """How many rows of numbers there are."""
        return len(self.columns[0].cells)

    def first(self, rows: int | None) -> "Table":
        """Return the table with its first rows alone, all of them where their number is left open."""
        if rows is None:
            return self
        return replace(self, columns=tuple(replace(c, cells=c.cells[:rows]) for c in self.columns))


def table(sheet: Sheet) -> Table | None:
    """Return the table of a sheet, whichever way it lies; None where no row or column reads like a header."""
    straight, turned = _header(sheet), _header(side := sheet.turned())
    held, lying = (side, turned) if _heads(side, turned) > _heads(sheet, straight) else (sheet, straight)
    if _heads(held, lying) < FEWEST:
        return None
    heads = held.rows[lying]
    place = f"{sheet.name}!{heads[0].place}"
    if len(heads) > COLUMNS:
        raise BackpropError(
            f"{place}: found {len(heads):,} columns, expected at most {COLUMNS}; keep those of the table"
        )
    _refuse_merged(held, lying)
    first, last = _body(held, lying)
    if last - first > ROWS:
        raise BackpropError(
            f"{place}: found {last - first:,} rows of numbers, expected at most {ROWS:,}; keep the first ones"
        )
    if first == last:
        raise BackpropError(
            f"{place}: found a header with no numbers below, expected a row for each step; fill it"
        )
    columns = with_rounding(
        [
            Column(cell.text, _line(cell.place, turned=held is side), meanings(cell.text), cells)
            for cell, cells in zip(heads, zip(*held.rows[first:last], strict=True), strict=True)
            if cell.text or any(below.number is not None for below in cells)
        ]
    )
    for column in columns:
        _refuse_words(sheet.name, column)
    named = {name for column in columns for name in column.meanings}
    labelled = {name: cell for name, cell in _cells_near(held, lying, first, last) if name not in named}
    return Table(sheet.name, columns, labelled)


def with_rounding(columns: list[Column]) -> tuple[Column, ...]:
    """Return columns with their rounding, those with few different numbers at least as fine as is usual."""
    own = [rounding(column.cells) for column in columns]
    shown = [r for r, c in zip(own, columns, strict=True) if c.is_numeric and changes(c.numbers)]
    usual = UNROUNDED
    if shown:
        usual = Rounding(int(median(r.decimals for r in shown)), int(median(r.significant for r in shown)))
    return tuple(
        replace(c, rounding=r if len({cell.number for cell in c.cells} - {None}) > 2 else r.finest(usual))
        for r, c in zip(own, columns, strict=True)
    )


def _line(place: str, *, turned: bool) -> str:
    return re.sub(r"[A-Z]", "", place) if turned else re.sub(r"[0-9]", "", place)


def _header(sheet: Sheet) -> int:
    return max(range(len(sheet.rows[:NEAR])), key=lambda number: _heads(sheet, number), default=0)


def _heads(sheet: Sheet, number: int) -> int:
    """Return how many different heads a row holds."""
    texts = (cell.text for cell in islice(sheet.rows[number], COLUMNS) if cell.text)
    return len({meanings(text) for text in texts} - {()})


def _refuse_merged(sheet: Sheet, header: int) -> None:
    first, last = sheet.rows[header][0], sheet.rows[header][-1]
    for area, (top, left, bottom, right) in sheet.merged.items():
        if top <= last.row and first.row <= bottom and left <= last.column and first.column <= right:
            raise BackpropError(
                f"{sheet.name}!{column_letters(max(left, first.column))}{max(top, first.row)}: found merged"
                f" cells {area} in the header, expected a cell for each column; unmerge them"
            )


def _body(sheet: Sheet, header: int) -> tuple[int, int]:
    """Return the rows of numbers: from the first that is mostly numbers to the first blank."""
    known = [place for place, cell in enumerate(sheet.rows[header]) if meanings(cell.text)]

    def filled(number: int) -> int:
        cells = (sheet.rows[number][place] for place in known)
        return sum(cell.number is not None or cell.is_uncomputed for cell in cells)

    below = range(header + 1, len(sheet.rows))
    first = next((number for number in below if 2 * filled(number) > len(known)), len(sheet.rows))
    last = next((number for number in below if number > first and not filled(number)), len(sheet.rows))
    return first, max(first, last)


def _refuse_words(sheet: str, column: Column) -> None:
    """Refuse a column with words for numbers, and one whose formulas were never computed."""
    if not column.meanings or column.meanings == ("step",):
        return
    for cell in column.cells:
        if cell.is_uncomputed:
            raise BackpropError(
                f"{sheet}!{cell.place}: found the formula {cell.formula} without its value, expected both;"
                " open the file in a spreadsheet program and save it"
            )
        if cell.text:
            raise BackpropError(
                f"{sheet}!{cell.place}: found {cell.text!r} in the column {column.head!r}, expected a number;"
                " correct the cell"
            )


def _cells_near(sheet: Sheet, header: int, first: int, last: int) -> Iterator[tuple[str, Cell]]:
    """Yield what labels outside of the table say: the number is in the cell, to the right of it, or below."""
    for number in (
        *range(header),
        *range(header + 1, first),
        *range(last, min(last + NEAR, len(sheet.rows))),
    ):
        row = sheet.rows[number]
        for place, cell in enumerate(row):
            if (match := _LABELLED.fullmatch(cell.text)) and (names := meanings(match["label"])):
                yield names[0], Cell(cell.row, cell.column, float(match["number"].replace(",", ".")))
            elif names := meanings(cell.text):
                after = next((c for c in islice(row, place + 1, None) if c.content is not None), None)
                below = sheet.rows[number + 1][place] if number + 1 < len(sheet.rows) else None
                held = next((c for c in (after, below) if c is not None and c.number is not None), None)
                if held is not None and number + 1 != first:
                    yield names[0], held
