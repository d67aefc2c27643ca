"""A file graded: each of its sheets that has a table."""

from pathlib import Path

import numpy as np

from backprop.errors import BackpropError
from backprop.grade.cell import Sheet
from backprop.grade.comparison import compare_table
from backprop.grade.reading import read
from backprop.grade.report import Report, SheetReport
from backprop.grade.source import sheets
from backprop.grade.table import table


def grade(path: Path, example: str = "") -> Report:
    """Return the verdict on a file; raise one clear line where no sheet of it can be judged."""
    found = sheets(path)
    verdicts = {sheet.name: _verdict(sheet, example) for sheet in found}
    judged = tuple(verdict for verdict in verdicts.values() if verdict)
    if not judged:
        raise BackpropError(
            f"{path}: found no header, expected a row with names such as i1, t1, w1, out_h1, E_total, dE/dw1;"
            " put one above the numbers"
        )
    if all(verdict.error for verdict in judged):
        raise BackpropError(f"{path}, {judged[0].error}")
    return Report(path.name, judged, tuple(name for name, verdict in verdicts.items() if verdict is None))


def _verdict(sheet: Sheet, example: str) -> SheetReport | None:
    """Return the verdict on a sheet; None where it has no table."""
    try:
        with np.errstate(all="ignore"):  # whatever stands in the cells; what is no number fits nothing
            found = table(sheet)
            return compare_table(read(found, example)) if found else None
    except BackpropError as error:
        return SheetReport(sheet.name, "", 0, (), (), (), str(error))
