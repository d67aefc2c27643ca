"""The sheet Conventions: what one has to know to read the numbers, to quote them and to use them."""

from collections.abc import Callable
from textwrap import wrap

from xlsxwriter import Workbook

from backprop.core.graph import Quantity, derivative_name
from backprop.core.project import project
from backprop.core.tex import plain
from backprop.exports.workbook.looks import ROLES, Looks
from backprop.exports.workbook.naming import cell_name, class_names
from backprop.exports.workbook.run import MAIN, RATE, STEPS, Run
from backprop.exports.workbook.sheet import set_up_pages, titled_sheet
from backprop.exports.workbook.worked import SHEET as WORKED

SHEET = "Conventions"
WIDTH, LINE = 100, 15  # in letters, in points; a row does not grow by itself


def add_conventions(book: Workbook, looks: Looks, run: Run) -> None:
    """Add the sheet, a row for each topic on which there is something to say."""
    sheet = titled_sheet(book, looks, SHEET, f"{run.example.title}: conventions")
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, WIDTH)
    texts = {topic: text(run) for topic, text in TOPICS.items()}
    for row, (topic, text) in enumerate(((topic, text) for topic, text in texts.items() if text), 2):
        sheet.set_row(row, LINE * (1 + len(wrap(text, WIDTH))))
        sheet.write_string(row, 0, topic, looks("topic", "line"))
        sheet.write_string(row, 1, text, looks("wrapped", "line"))
    set_up_pages(sheet, 0, pages=1)


def _use(_: Run) -> str:
    return (
        f"Change a yellow cell. {WORKED} and all training sheets start from the yellow cells of {WORKED};"
        f" the rate there is that of the sheet {MAIN}. Each sheet Rate … has a yellow rate of its own."
    )


def _names(run: Run) -> str:
    first, (parameter, updated) = next(iter(run.graph.forward)), next(iter(run.graph.updates.items()))
    slope = derivative_name(run.graph.objective, parameter)
    return (
        f"Each value of {WORKED} stands in a named cell, and formulas use the names. A name is that of the"
        " quantity, made fit for spreadsheets, in which w1 is the address of a cell:"
        f" {cell_name(first)} holds {first}, {cell_name(slope)} holds {slope},"
        f" {cell_name(updated)} holds {parameter} after the update."
        f" {RATE} is the learning rate of the sheet on which it is used."
    )


def _addresses(run: Run) -> str:
    parameter = next(iter(run.graph.updates))
    return (
        "As long as nothing is changed, each value has a permanent address, its key:"
        f" {run.example.name}@1:{parameter} is {parameter} after one update."
        f" Step 0 and the rate {run.rate} are left out, and so is the step of what is given."
        " On a training sheet, the last column and the head of the value's column make the address."
        " On the pages, each value stands under its address, with its formula and proved digits."
    )


def _error(run: Run) -> str:
    """Return the first error and the total one as formulas."""
    errors = [quantity for quantity in run.graph.forward.values() if quantity.role == "error"]
    equations = "; ".join(dict.fromkeys((_equation(errors[0]), _equation(errors[-1]))))
    half = " The half belongs to the error, so its slope has no factor 2." if "1/2" in equations else ""
    return f"{equations}.{half}"


def _update(run: Run) -> str:
    equation = _equation(run.graph[next(iter(run.graph.updates.values()))])
    return (
        f"{equation}, and so for each parameter: all together, from the slopes of one pass."
        f" A training sheet has a row for each pass, {STEPS} updates in all."
    )


def _equation(quantity: Quantity) -> str:
    return f"{quantity.name} = {plain(quantity.expr, str)}"


def _biases(run: Run) -> str:
    """Return how this example treats its biases."""
    biases = [name for name, quantity in run.graph.forward.items() if quantity.role == "bias"]
    if not biases:
        return "There are none."
    how = "trained like the weights" if biases[0] in run.graph.updates else "fixed, no update changes them"
    return f"{', '.join(biases)}: {how}."


def _rounding(_: Run) -> str:
    return (
        "Nothing is rounded in between. Cells hold what float64 holds, 15 to 17 digits; they show nine"
        f" decimals, and very small or large numbers in powers of ten. In {WORKED}, the saved values are the"
        " proved digits. Those of the training sheets are computed in float64, as your program does when you"
        " change a cell."
    )


def _short(run: Run) -> str:
    names = class_names(run.graph)
    if not names:
        return ""
    heads = ", ".join(f"{names[name]} for {name}" for name in run.graph.forward if name in names)
    return f"Tables made in class use shorter heads, which stand above ours: {heads}, dE/d… for dE_total/d…."


def _colours(_: Run) -> str:
    return f"{', '.join(ROLES)}: each has its colour in heads and names, the same as on the pages."


def _licence(_: Run) -> str:
    return (
        f"From “{project().title}”, CC BY 4.0: share and adapt it for any purpose, name the source, and say"
        " what you changed; https://creativecommons.org/licenses/by/4.0/"
    )


def _version(_: Run) -> str:
    return f"{project().version}, {project().date}"


TOPICS: dict[str, Callable[[Run], str]] = {
    "What to do": _use,
    "Names of cells": _names,
    "Address of a value": _addresses,
    "Error": _error,
    "Update": _update,
    "Biases": _biases,
    "Rounding": _rounding,
    "Short heads": _short,
    "Colours": _colours,
    "Licence": _licence,
    "Version": _version,
}
