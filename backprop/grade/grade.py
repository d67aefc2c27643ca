"""A file graded: each of its sheets that has a table."""

from pathlib import Path

import numpy as np

from backprop.errors import BackpropError
from backprop.grade.comparison import compare_table
from backprop.grade.reading import read
from backprop.grade.report import Report, SheetReport
from backprop.grade.sheet import Sheet
from backprop.grade.source import sheets
from backprop.grade.table import table


def grade(path: Path, example: str = "") -> Report:
    """Return the report on a file; raise one clear line where no sheet of it can be graded."""
    by_name = {sheet.name: _sheet_report(sheet, example) for sheet in sheets(path)}
    reports = tuple(report for report in by_name.values() if report)
    if not reports:
        raise BackpropError(
            f"{path}: found no header, expected a row with names such as i1, t1, w1, out_h1, E_total, dE/dw1;"
            " put one above the numbers"
        )
    if all(report.error for report in reports):
        raise BackpropError(f"{path}, {reports[0].error}")
    return Report(path.name, reports, tuple(name for name, report in by_name.items() if report is None))


def _sheet_report(sheet: Sheet, example: str) -> SheetReport | None:
    """Return the report on a sheet; None where it has no table."""
    try:
        with np.errstate(all="ignore"):  # whatever the cells hold; what is no number fits nothing
            held = table(sheet)
            return compare_table(read(held, example)) if held else None
    except BackpropError as error:
        return SheetReport(sheet.name, "", 0, (), (), (), str(error))
