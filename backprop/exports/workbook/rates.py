"""The sheet Rates: the loss of all runs beside each other, and their chart."""

import numpy as np
from xlsxwriter import Workbook
from xlsxwriter.chart import Chart
from xlsxwriter.worksheet import Worksheet

from backprop.exports.workbook.looks import Looks, chart, colour, legible, printed, stroke
from backprop.exports.workbook.naming import quoted
from backprop.exports.workbook.run import STEPS, Run, spans_powers
from backprop.exports.workbook.training import FIRST as FIRST_OF_RUN
from backprop.exports.workbook.training import RATE_ROW

SHEET = "Rates"
RUNS, HEADER, FIRST = 3, 4, 5


def rates(book: Workbook, looks: Looks, runs: list[Run]) -> None:
    """Add the sheet; each column is the loss of a training sheet."""
    made = book.add_worksheet(SHEET)
    ordered = sorted(runs, key=lambda run: float(run.rate))
    made.hide_gridlines(2)
    made.set_column(0, 0, 8)
    made.set_column(1, len(runs), 26)
    made.set_row(0, 26)
    made.write_string(0, 0, f"{runs[0].example.title}: {runs[0].graph.loss} for each rate", looks("title"))
    made.write_string(1, 0, "All numbers come from the training sheets, and follow them.", looks("hint"))
    made.write_string(RUNS, 0, "", looks("head"))
    made.write_string(HEADER, 0, "step", looks("name", "right", "under"))
    for step in range(STEPS + 1):
        made.write_number(FIRST + step, 0, step, looks("plain", "muted", "line"))
    for place, run in enumerate(ordered, 1):
        _column(made, looks, place, run)
    made.freeze_panes(FIRST, 1)
    legible(made, looks, FIRST, 1, FIRST + STEPS, len(runs))
    printed(made, HEADER, pages=1)
    made.insert_chart(FIRST, len(runs) + 2, _chart(book, ordered))


def _column(made: Worksheet, looks: Looks, place: int, run: Run) -> None:
    sheet, letter = quoted(run.sheet), run.columns[run.graph.loss].letter
    made.write_string(
        RUNS, place, str(run.key.of(run.graph.loss)), looks("head", "right", fill=colour("error"))
    )
    rate = f"={sheet}!$B${RATE_ROW + 1}"
    made.write_formula(HEADER, place, rate, looks("plain", "name", "under"), float(run.rate))
    for step, value in enumerate(run.values[run.graph.loss]):
        formula = f"={sheet}!{letter}{FIRST_OF_RUN + step + 1}"
        made.write_formula(FIRST + step, place, formula, looks("number", "line"), float(value))


def _chart(book: Workbook, runs: list[Run]) -> Chart:
    loss = runs[0].graph.loss
    values = np.concatenate([run.values[loss] for run in runs])
    made = chart(book, f"{loss} for each rate", loss, logarithmic=spans_powers(values))
    for place, _ in enumerate(runs, 1):
        made.add_series(
            {
                "name": [SHEET, HEADER, place],
                "categories": [SHEET, FIRST, 0, FIRST + STEPS, 0],
                "values": [SHEET, FIRST, place, FIRST + STEPS, place],
                "line": stroke(place - 1),
            }
        )
    return made
