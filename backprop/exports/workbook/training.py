"""A sheet for each run, with a row for each step, and one with the loss of all runs beside each other."""

from typing import Any

import numpy as np
from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from backprop.exports.workbook.chart import line_chart, line_style, series
from backprop.exports.workbook.naming import class_names, quoted
from backprop.exports.workbook.run import RATE, STEPS, Column, Run, spans_powers
from backprop.exports.workbook.sheet import (
    Looks,
    colour,
    set_up_pages,
    show_powers,
    titled_sheet,
    write_steps,
)
from backprop.exports.workbook.worked import SHEET as WORKED

RATE_ROW, BANDS, SHORT, HEADER, FIRST = 2, 4, 5, 6, 7
LAST = FIRST + STEPS
RATES, RATES_HEADER = "Rates", 4
COLUMNS_A_PAGE = 16
_BANDS = {
    "input": ("Inputs", "input"),
    "weight": ("Parameters", "weight"),
    "bias": ("Parameters", "weight"),
    "target": ("Targets", "target"),
    "net": ("Forward pass", "output"),
    "output": ("Forward pass", "output"),
    "error": ("Loss", "error"),
    "gradient": ("Derivatives", "gradient"),
}


def add_training(book: Workbook, looks: Looks, run: Run, places: dict[str, str]) -> None:
    """Add the sheet with its table and charts; `places` are those of the sheet Worked."""
    own = f"a yellow cell of {WORKED}" + ("" if run.is_main else ", or the rate here")
    hint = f"A row for each step; each parameter is made from the row above. Change {own}: all rows follow."
    sheet = titled_sheet(book, looks, run.sheet, f"{run.example.title}: {STEPS} updates", hint)
    columns = list(run.columns.values())
    end = len(columns) + 1
    sheet.set_column(1, len(columns), 15)
    sheet.set_column(end, end, 24)
    _write_rate(sheet, looks, run, places)
    book.define_name(f"{quoted(run.sheet)}!{RATE}", f"={quoted(run.sheet)}!$B${RATE_ROW + 1}")
    _write_heads(sheet, looks, run)
    for place, column in enumerate(columns, 1):
        _write_column(sheet, looks, run, place, column)
    for step in range(STEPS + 1):
        sheet.write_string(FIRST + step, end, str(run.key.of("", step)), looks("muted", "indented", "line"))
    sheet.freeze_panes(FIRST, 1)
    sheet.ignore_errors({"formula_differs": f"B{FIRST + 1}:{columns[-1].letter}{LAST + 1}"})
    show_powers(sheet, looks, FIRST, 1, LAST, len(columns))
    set_up_pages(sheet, HEADER, pages=1 + len(columns) // COLUMNS_A_PAGE)
    sheet.print_area(0, 0, LAST, len(columns))
    _add_charts(book, sheet, run, end + 2)


def _write_rate(sheet: Worksheet, looks: Looks, run: Run, places: dict[str, str]) -> None:
    """Write the rate, and a link to the charts."""
    end = len(run.columns) + 1
    sheet.write_string(RATE_ROW, 0, RATE, looks("name"))
    if run.is_main:
        sheet.write_formula(RATE_ROW, 1, f"={WORKED}!{places[RATE]}", looks("plain"), float(run.rate))
    else:
        sheet.write_number(RATE_ROW, 1, float(run.rate), looks("plain", "given"))
    sheet.write_string(RATE_ROW, 2, "learning rate of this sheet", looks("indented"))
    sheet.write_url(
        RATE_ROW,
        5,
        f"internal:{quoted(run.sheet)}!{xl_col_to_name(end + 2)}{BANDS + 1}",
        looks("link"),
        "to the charts, right of the table",
    )
    sheet.write_string(RATE_ROW, end, str(run.key.of(RATE)), looks("muted", "indented"))


def _write_heads(sheet: Worksheet, looks: Looks, run: Run) -> None:
    """Write the group of each column, what class sheets call it, and its name."""
    names = class_names(run.graph)
    before = ""
    sheet.set_row(SHORT, None, None, {} if names else {"hidden": True})
    for place, (name, column) in enumerate(run.columns.items(), 1):
        title, role = _BANDS[column.quantity.role]
        sheet.write_string(BANDS, place, "" if title == before else title, looks("head", fill=colour(role)))
        if names:
            sheet.write_string(SHORT, place, names.get(name, name), looks("muted", "right"))
        sheet.write_string(HEADER, place, name, looks("name", "right", "under", ink=colour(role)))
        before = title
    sheet.write_string(BANDS, 0, "", looks("head"))
    sheet.write_string(SHORT, 0, "short" if names else "", looks("muted", "right"))
    write_steps(sheet, looks, HEADER, STEPS)
    sheet.write_string(BANDS, len(run.columns) + 1, "Address, with the head", looks("head", "indented"))
    sheet.write_blank(HEADER, len(run.columns) + 1, None, looks("under"))


def _write_column(sheet: Worksheet, looks: Looks, run: Run, place: int, column: Column) -> None:
    quantity = column.quantity
    fixed = quantity.is_given and quantity.name not in run.graph.updates
    look = looks("plain" if fixed else "number", "line", ink=colour("") if fixed else "")
    for step, value in enumerate(run.values[quantity.name]):
        row = FIRST + step
        formula = (column.later if step else column.first).format(row + 1, row)
        sheet.write_formula(row, place, formula, look, float(value))


def _add_charts(book: Workbook, sheet: Worksheet, run: Run, place: int) -> None:
    """Show the loss, and below it the parameters."""
    name, columns = run.graph.loss, list(run.columns)

    def drawn(column: str, line: dict[str, Any]) -> dict[str, Any]:
        return series(run.sheet, HEADER, STEPS, columns.index(column) + 1, line)

    loss = line_chart(book, name, name, logarithmic=spans_powers(run.values[name]))
    loss.add_series(drawn(name, line_style(0) | {"color": colour("error")}))
    loss.set_legend({"none": True})
    parameters = line_chart(book, "Parameters", "", logarithmic=False)
    for number, parameter in enumerate(run.graph.updates):
        parameters.add_series(drawn(parameter, line_style(number)))
    sheet.insert_chart(BANDS, place, loss, {"description": f"{name} over the steps"})
    sheet.insert_chart(BANDS + 22, place, parameters, {"description": "each parameter over the steps"})


def add_rates(book: Workbook, looks: Looks, runs: list[Run]) -> None:
    """Add the sheet; each column is the loss of a training sheet."""
    ordered, loss = sorted(runs, key=lambda run: float(run.rate)), runs[0].graph.loss
    hint = "All numbers come from the training sheets, and follow them."
    sheet = titled_sheet(book, looks, RATES, f"{runs[0].example.title}: {loss} for each rate", hint)
    sheet.hide_gridlines(2)
    sheet.set_column(1, len(runs), 26)
    sheet.write_string(RATES_HEADER - 1, 0, "", looks("head"))
    write_steps(sheet, looks, RATES_HEADER, STEPS)
    for place, run in enumerate(ordered, 1):
        _write_loss(sheet, looks, place, run)
    sheet.freeze_panes(RATES_HEADER + 1, 1)
    show_powers(sheet, looks, RATES_HEADER + 1, 1, RATES_HEADER + 1 + STEPS, len(runs))
    set_up_pages(sheet, RATES_HEADER, pages=1)
    values = np.concatenate([run.values[loss] for run in runs])
    chart = line_chart(book, f"{loss} for each rate", loss, logarithmic=spans_powers(values))
    for place, _ in enumerate(ordered, 1):
        chart.add_series(series(RATES, RATES_HEADER, STEPS, place, line_style(place - 1)))
    sheet.insert_chart(RATES_HEADER + 1, len(runs) + 2, chart)


def _write_loss(sheet: Worksheet, looks: Looks, place: int, run: Run) -> None:
    source, loss = quoted(run.sheet), run.graph.loss
    sheet.write_string(
        RATES_HEADER - 1, place, str(run.key.of(loss)), looks("head", "right", fill=colour("error"))
    )
    rate = f"={source}!$B${RATE_ROW + 1}"
    sheet.write_formula(RATES_HEADER, place, rate, looks("plain", "name", "under"), float(run.rate))
    for step, value in enumerate(run.values[loss]):
        formula = f"={source}!{run.columns[loss].letter}{FIRST + step + 1}"
        sheet.write_formula(RATES_HEADER + 1 + step, place, formula, looks("number", "line"), float(value))
