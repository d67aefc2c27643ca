"""A sheet for one run: a wide table with a row for each step, each parameter made from the row above."""

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from backprop.exports.workbook.looks import Looks, chart, colour, legible, printed, stroke
from backprop.exports.workbook.naming import class_name, quoted
from backprop.exports.workbook.run import RATE, STEPS, Column, Run, spans_powers
from backprop.exports.workbook.worked import SHEET as WORKED
from backprop.networks.network import Network

RATE_ROW, BANDS, SHORT, HEADER, FIRST = 2, 4, 5, 6, 7
LAST = FIRST + STEPS
COLUMNS_A_PAGE = 16
_BANDS = {
    "input": ("Inputs", "input"),
    "weight": ("Parameters", "weight"),
    "bias": ("Parameters", "weight"),
    "target": ("Targets", "target"),
    "net": ("Forward pass", "output"),
    "output": ("Forward pass", "output"),
    "error": ("Error", "error"),
    "gradient": ("Slopes", "gradient"),
}


def training(book: Workbook, looks: Looks, run: Run, places: dict[str, str]) -> None:
    """Add the sheet with its table and charts; `places` are those of the sheet Worked."""
    made = book.add_worksheet(run.sheet)
    columns = list(run.columns.values())
    end = len(columns) + 1
    made.set_column(0, 0, 8)
    made.set_column(1, len(columns), 15)
    made.set_column(end, end, 24)
    _above(made, looks, run, places)
    book.define_name(f"{quoted(run.sheet)}!{RATE}", f"={quoted(run.sheet)}!$B${RATE_ROW + 1}")
    _heads(made, looks, run)
    for place, column in enumerate(columns, 1):
        _cells(made, looks, run, place, column)
    for step in range(STEPS + 1):
        made.write_number(FIRST + step, 0, step, looks("plain", "muted", "line"))
        made.write_string(FIRST + step, end, str(run.key.of("", step)), looks("muted", "indented", "line"))
    made.freeze_panes(FIRST, 1)
    made.ignore_errors({"formula_differs": f"B{FIRST + 1}:{columns[-1].letter}{LAST + 1}"})
    legible(made, looks, FIRST, 1, LAST, len(columns))
    printed(made, HEADER, pages=1 + len(columns) // COLUMNS_A_PAGE)
    made.print_area(0, 0, LAST, len(columns))
    _charts(book, made, run, end + 2)


def _above(made: Worksheet, looks: Looks, run: Run, places: dict[str, str]) -> None:
    """Write title, what to do, the rate, and a link to the charts."""
    end = len(run.columns) + 1
    made.set_row(0, 26)
    made.write_string(0, 0, f"{run.example.title}: {STEPS} updates", looks("title"))
    own = f"a yellow cell of {WORKED}" + ("" if run.is_main else ", or the rate here")
    hint = f"A row for each step; each parameter is made from the row above. Change {own}: all rows follow."
    made.write_string(1, 0, hint, looks("hint"))
    made.write_string(RATE_ROW, 0, RATE, looks("name"))
    if run.is_main:
        made.write_formula(RATE_ROW, 1, f"={WORKED}!{places[RATE]}", looks("plain"), float(run.rate))
    else:
        made.write_number(RATE_ROW, 1, float(run.rate), looks("plain", "given"))
    made.write_string(RATE_ROW, 2, "learning rate of this sheet", looks("indented"))
    made.write_url(
        RATE_ROW,
        5,
        f"internal:{quoted(run.sheet)}!{xl_col_to_name(end + 2)}{BANDS + 1}",
        looks("link"),
        "to the charts, right of the table",
    )
    made.write_string(RATE_ROW, end, str(run.key.of(RATE)), looks("muted", "indented"))


def _heads(made: Worksheet, looks: Looks, run: Run) -> None:
    """Write the group of each column, what class sheets call it, and its name."""
    is_network, before = isinstance(run.example, Network), ""
    made.set_row(SHORT, None, None, {} if is_network else {"hidden": True})
    for place, (name, column) in enumerate(run.columns.items(), 1):
        title, role = _BANDS[column.quantity.role]
        made.write_string(BANDS, place, "" if title == before else title, looks("head", fill=colour(role)))
        if is_network:
            made.write_string(SHORT, place, class_name(name), looks("muted", "right"))
        made.write_string(HEADER, place, name, looks("name", "right", "under", ink=colour(role)))
        before = title
    made.write_string(BANDS, 0, "", looks("head"))
    made.write_string(SHORT, 0, "short" if is_network else "", looks("muted", "right"))
    made.write_string(HEADER, 0, "step", looks("name", "right", "under"))
    made.write_string(BANDS, len(run.columns) + 1, "Address, with the head", looks("head", "indented"))
    made.write_blank(HEADER, len(run.columns) + 1, None, looks("under"))


def _cells(made: Worksheet, looks: Looks, run: Run, place: int, column: Column) -> None:
    quantity = column.quantity
    fixed = quantity.is_given and quantity.name not in run.graph.updates
    look = looks("plain" if fixed else "number", "line", ink=colour("") if fixed else "")
    for step, value in enumerate(run.values[quantity.name]):
        row = FIRST + step
        formula = (column.later if step else column.first).format(row + 1, row)
        made.write_formula(row, place, formula, look, float(value))


def _charts(book: Workbook, made: Worksheet, run: Run, place: int) -> None:
    """Show the loss, and below it the parameters."""
    name = run.graph.loss
    wide = spans_powers(run.values[name])
    loss = chart(book, name, name, logarithmic=wide)
    loss.add_series(_series(run, name, stroke(0) | {"color": colour("error")}))
    loss.set_legend({"none": True})
    parameters = chart(book, "Parameters", "", logarithmic=False)
    for number, parameter in enumerate(run.graph.updates):
        parameters.add_series(_series(run, parameter, stroke(number)))
    made.insert_chart(BANDS, place, loss, {"description": f"{name} over the steps"})
    made.insert_chart(BANDS + 22, place, parameters, {"description": "each parameter over the steps"})


def _series(run: Run, name: str, line: dict[str, Any]) -> dict[str, Any]:
    """Return a column as a line of a chart."""
    place = list(run.columns).index(name) + 1
    return {
        "name": [run.sheet, HEADER, place],
        "categories": [run.sheet, FIRST, 0, LAST, 0],
        "values": [run.sheet, FIRST, place, LAST, place],
        "line": line,
    }
