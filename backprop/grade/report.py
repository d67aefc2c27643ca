"""What is said of a column, of a sheet and of a file."""

from dataclasses import dataclass
from typing import Literal

Status = Literal["right", "wrong", "inherits", "given"]


@dataclass(frozen=True)
class Fault:
    """Where a column first goes wrong, both numbers, its own formula, and the slip that gives its numbers."""

    place: str
    row: int
    found: str
    expected: str
    proved: bool
    formula: str
    reads: str
    family: str
    slip: str
    rivals: int
    rows: int


@dataclass(frozen=True)
class ColumnReport:
    """One column: its head and letter, the quantity it holds, and what is said of it."""

    head: str
    letter: str
    quantity: str
    status: Status
    digits: int | None = None
    decimals: int | None = None
    fault: Fault | None = None
    since: str = ""
    causes: tuple[str, ...] = ()


@dataclass(frozen=True)
class SheetReport:
    """A sheet: its network in a line, its columns, what was not understood, and what was noticed."""

    name: str
    about: str
    rows: int
    columns: tuple[ColumnReport, ...]
    unread: tuple[str, ...]
    notes: tuple[str, ...]
    error: str = ""

    @property
    def wrong(self) -> list[ColumnReport]:
        """The columns that are wrong by themselves."""
        return [column for column in self.columns if column.status == "wrong"]

    @property
    def is_right(self) -> bool:
        """Tell whether nothing in the sheet is wrong."""
        return not self.error and not self.wrong


@dataclass(frozen=True)
class Report:
    """A file: the report on each sheet with a table, and the names of the sheets without."""

    file: str
    sheets: tuple[SheetReport, ...]
    skipped: tuple[str, ...]

    @property
    def code(self) -> int:
        """The exit code: 0 where all is right."""
        return int(not all(sheet.is_right for sheet in self.sheets))
