"""What is found in a column, a sheet and a file, in words that a teacher could paste, and as JSON."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
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


def as_text(report: Report) -> str:
    """Return the report on a file as plain text."""
    parts = ["\n".join(_lines(sheet)) for sheet in report.sheets]
    if report.skipped:
        parts.append(skipped_line(report))
    return "\n\n".join([report.file, *parts])


def as_json(report: Report) -> str:
    """Return the report as one object."""
    return json.dumps(asdict(report) | {"right": not report.code}, ensure_ascii=False, indent=2)


def skipped_line(report: Report) -> str:
    """Return the sentence on the sheets that have no table."""
    return f"Without a table, and not graded: {', '.join(report.skipped)}."


def _lines(sheet: SheetReport) -> Iterator[str]:
    yield f"{sheet.name}: {sheet.error or headline(sheet)}"
    for place, block in enumerate(blocks(sheet)):
        yield from [""] * bool(place)
        yield from (f"  {line}" for line in block)


def headline(sheet: SheetReport) -> str:
    """Return what a sheet comes to in a sentence."""
    graded = [column for column in sheet.columns if column.status != "given"]
    if not graded:
        return "there is nothing to grade: every column is given."
    if sheet.wrong:
        return f"{plural(len(sheet.wrong), 'column')} of {len(graded)} to correct: {_listed(sheet.wrong)}."
    shown = [column.digits for column in graded if column.digits is not None and column.decimals is None]
    places = [column.decimals for column in graded if column.decimals is not None]
    extent = (
        f" to {min(shown)} digits" if shown else f" to the {min(places)} decimals shown" if places else ""
    )
    return f"all {plural(len(graded), 'column')} right{extent}. Well done."


def blocks(sheet: SheetReport) -> Iterator[list[str]]:
    """Yield what there is to say of a sheet, block by block: the network, what is wrong, and the notes."""
    if sheet.error:
        return
    yield [f"{sheet.about}; {plural(sheet.rows, 'row')}."]
    yield from (_fault_lines(name(column), column.fault) for column in sheet.wrong if column.fault)
    if heirs := [column for column in sheet.columns if column.status == "inherits"]:
        yield [f"Right in themselves, and off only because of that: {_listed(heirs)}."]
    unread = [f"Not read, and not graded: {', '.join(sheet.unread)}."] if sheet.unread else []
    if notes := [*(f"Note: {note}." for note in sheet.notes), *unread]:
        yield notes


def _fault_lines(head: str, fault: Fault) -> list[str]:
    where = f"from {fault.place} on, row {fault.row} of the table; in {plural(fault.rows, 'row')} in all"
    if fault.rows == 1:
        where = f"in {fault.place} alone, row {fault.row} of the table"
    source = "" if fault.proved else " by your own cells"
    named = f", that is {fault.reads}" if fault.reads != fault.formula else ""
    others = f", as do {plural(fault.rivals, 'other slip')}" if fault.rivals else ""
    return [
        f"{head} is wrong {where}.",
        f"Found {fault.found}, expected {fault.expected}{source}.",
        *([f"Your formula: {fault.formula}{named}"] if fault.formula else []),
        f"What gives exactly these numbers{others}: the column {fault.slip}."
        if fault.slip
        else "No single slip that we know gives these numbers.",
    ]


def _listed(columns: list[ColumnReport]) -> str:
    return ", ".join(map(name, columns))


def name(column: ColumnReport) -> str:
    """Return the head of a column with its letter."""
    return f"{column.head or column.quantity} ({column.letter})"


def plural(count: int, noun: str) -> str:
    """Return `1 row`, `2 rows`."""
    return f"{count} {noun}" + ("" if count == 1 else "s")
