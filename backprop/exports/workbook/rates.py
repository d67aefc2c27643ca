"""The sheet Rates: the loss of all runs beside each other, and their chart."""

import numpy as np
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from backprop.exports.workbook.chart import line_chart, line_style, series
from backprop.exports.workbook.looks import Looks, colour
from backprop.exports.workbook.naming import quoted
from backprop.exports.workbook.run import STEPS, Run, spans_powers
from backprop.exports.workbook.sheet import set_up_pages, show_powers, titled_sheet, write_steps
from backprop.exports.workbook.training import FIRST as FIRST_OF_RUN
from backprop.exports.workbook.training import RATE_ROW

SHEET = "Rates"
RUNS, HEADER = 3, 4


def add_rates(book: Workbook, looks: Looks, runs: list[Run]) -> None:
    """Add the sheet; each column is the loss of a training sheet."""
    ordered, loss = sorted(runs, key=lambda run: float(run.rate)), runs[0].graph.loss
    hint = "All numbers come from the training sheets, and follow them."
    sheet = titled_sheet(book, looks, SHEET, f"{runs[0].example.title}: {loss} for each rate", hint)
    sheet.hide_gridlines(2)
    sheet.set_column(1, len(runs), 26)
    sheet.write_string(RUNS, 0, "", looks("head"))
    write_steps(sheet, looks, HEADER, STEPS)
    for place, run in enumerate(ordered, 1):
        _write_column(sheet, looks, place, run)
    sheet.freeze_panes(HEADER + 1, 1)
    show_powers(sheet, looks, HEADER + 1, 1, HEADER + 1 + STEPS, len(runs))
    set_up_pages(sheet, HEADER, pages=1)
    values = np.concatenate([run.values[loss] for run in runs])
    chart = line_chart(book, f"{loss} for each rate", loss, logarithmic=spans_powers(values))
    for place, _ in enumerate(ordered, 1):
        chart.add_series(series(SHEET, HEADER, STEPS, place, line_style(place - 1)))
    sheet.insert_chart(HEADER + 1, len(runs) + 2, chart)


def _write_column(sheet: Worksheet, looks: Looks, place: int, run: Run) -> None:
    source, loss = quoted(run.sheet), run.graph.loss
    sheet.write_string(RUNS, place, str(run.key.of(loss)), looks("head", "right", fill=colour("error")))
    rate = f"={source}!$B${RATE_ROW + 1}"
    sheet.write_formula(HEADER, place, rate, looks("plain", "name", "under"), float(run.rate))
    for step, value in enumerate(run.values[loss]):
        formula = f"={source}!{run.columns[loss].letter}{FIRST_OF_RUN + step + 1}"
        sheet.write_formula(HEADER + 1 + step, place, formula, looks("number", "line"), float(value))
