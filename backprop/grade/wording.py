"""A report in words that a teacher could paste, and as JSON."""

import json
from collections.abc import Iterator
from dataclasses import asdict

from backprop.grade.report import ColumnReport, Fault, Report, SheetReport


def as_text(report: Report) -> str:
    """Return the report on a file as plain text."""
    parts = [line for sheet in report.sheets for line in (*_sheet(sheet), "")]
    if report.skipped:
        parts.append(f"Without a table, and not judged: {', '.join(report.skipped)}.")
    return "\n".join([report.file, "", *parts]).rstrip()


def as_json(report: Report) -> str:
    """Return the report as one object."""
    return json.dumps(asdict(report) | {"right": not report.code}, ensure_ascii=False, indent=2)


def _sheet(sheet: SheetReport) -> Iterator[str]:
    if sheet.error:
        yield f"{sheet.name}: {sheet.error}"
        return
    yield f"{sheet.name}: {headline(sheet)}"
    yield f"  {sheet.about}; {counted(sheet.rows, 'row')}."
    for column in sheet.wrong:
        yield ""
        yield from (f"  {line}" for line in fault_lines(column))
    if followers := follow(sheet):
        yield ""
        yield f"  {followers}"
    if sheet.notes or sheet.unread:
        yield ""
    yield from (f"  Note: {note}." for note in sheet.notes)
    if sheet.unread:
        yield f"  Not understood, and not judged: {', '.join(sheet.unread)}."


def headline(sheet: SheetReport) -> str:
    """Return what a sheet comes to in a sentence."""
    graded = [column for column in sheet.columns if column.status != "given"]
    if not graded:
        return "there is nothing to judge: every column is given."
    if sheet.wrong:
        heads = ", ".join(name(column) for column in sheet.wrong)
        return f"{counted(len(sheet.wrong), 'column')} of {len(graded)} to correct: {heads}."
    shown = [column.digits for column in graded if column.digits is not None and column.decimals is None]
    places = [column.decimals for column in graded if column.decimals is not None]
    extent = (
        f" to {min(shown)} digits" if shown else f" to the {min(places)} decimals shown" if places else ""
    )
    return f"all {counted(len(graded), 'column')} right{extent}. Well done."


def fault_lines(column: ColumnReport) -> Iterator[str]:
    """Yield the lines on a column that is wrong."""
    fault = column.fault
    if fault is None:
        return
    yield f"{name(column)} is wrong {where(fault)}."
    yield (
        f"  found {fault.found}, expected {fault.expected}"
        + ("" if fault.proved else " by your own cells")
        + "."
    )
    if fault.formula:
        yield f"  Your formula: {fault.formula}" + (
            f", that is {fault.reads}" if fault.reads != fault.formula else ""
        )
    yield f"  {cause(fault)}"


def where(fault: Fault) -> str:
    """Return where a column is wrong."""
    if fault.rows == 1:
        return f"in {fault.place} alone, row {fault.row} of the table"
    return f"from {fault.place} on, row {fault.row} of the table; in {counted(fault.rows, 'row')} in all"


def cause(fault: Fault) -> str:
    """Return the sentence on the slip."""
    if not fault.slip:
        return "No single slip that we know gives these numbers."
    others = f", as do {counted(fault.rivals, 'other slip')}" if fault.rivals else ""
    return f"What gives exactly these numbers{others}: the column {fault.slip}."


def follow(sheet: SheetReport) -> str:
    """Return the sentence on the columns that are right for wrong operands; empty where there are none."""
    heirs = [column for column in sheet.columns if column.status == "inherits"]
    if not heirs:
        return ""
    heads = ", ".join(name(column) for column in heirs)
    return f"Right in themselves, and off only because of that: {heads}."


def name(column: ColumnReport) -> str:
    """Return the head of a column with its letter."""
    return f"{column.head or column.quantity} ({column.letter})"


def counted(count: int, noun: str) -> str:
    """Return `1 row`, `2 rows`."""
    return f"{count} {noun}" + ("" if count == 1 else "s")
