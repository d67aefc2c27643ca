"""The sheet Conventions: what one has to know to read the numbers, to quote them and to use them."""

from textwrap import wrap

from xlsxwriter import Workbook

from backprop.core.graph import Quantity, derivative_name
from backprop.core.project import project
from backprop.core.tex import plain
from backprop.exports.workbook.naming import cell_name, class_names
from backprop.exports.workbook.run import MAIN, RATE, STEPS, Run
from backprop.exports.workbook.sheet import ROLES, Looks, set_up_pages, titled_sheet
from backprop.exports.workbook.worked import SHEET as WORKED

SHEET = "Conventions"
WIDTH, LINE = 100, 15  # in letters, in points; a row does not grow by itself


def add_conventions(book: Workbook, looks: Looks, run: Run) -> None:
    """Add the sheet, a row for each topic on which there is something to say."""
    sheet = titled_sheet(book, looks, SHEET, f"{run.example.title}: conventions")
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, WIDTH)
    for row, (topic, text) in enumerate(conventions(run).items(), 2):
        sheet.set_row(row, LINE * (1 + len(wrap(text, WIDTH))))
        sheet.write_string(row, 0, topic, looks("topic", "line"))
        sheet.write_string(row, 1, text, looks("wrapped", "line"))
    set_up_pages(sheet, 0, pages=1)


def conventions(run: Run) -> dict[str, str]:
    """Return what there is to know, by topic; one on which there is nothing to say is left out."""
    topics = _reading(run) | _computing(run) | _quoting(run)
    return {topic: text for topic, text in topics.items() if text}


def _reading(run: Run) -> dict[str, str]:
    first, (parameter, updated) = next(iter(run.graph.forward)), next(iter(run.graph.updates.items()))
    slope = derivative_name(run.graph.objective, parameter)
    return {
        "What to do": (
            f"Change a yellow cell. {WORKED} and all training sheets start from the yellow cells of {WORKED};"
            f" the rate there is that of the sheet {MAIN}. Each sheet Rate … has a yellow rate of its own."
        ),
        "Names of cells": (
            f"Each value of {WORKED} is in a named cell, and formulas use the names. A name is that of"
            " the quantity, made fit for spreadsheets, in which w1 is the address of a cell:"
            f" {cell_name(first)} holds {first}, {cell_name(slope)} holds {slope},"
            f" {cell_name(updated)} holds {parameter} after the update."
            f" {RATE} is the learning rate of the sheet on which it is used."
        ),
        "Address of a value": (
            "As long as nothing is changed, each value has a permanent address, its key:"
            f" {run.example.name}@1:{parameter} is {parameter} after one update."
            f" Step 0 and the rate {run.rate} are left out, and so is the step of what is given."
            " On a training sheet, the last column and the head of the value's column make the address."
            " On the pages, each value stands under its address, with its formula and proved digits."
        ),
    }


def _computing(run: Run) -> dict[str, str]:
    quantities = run.graph.forward.values()
    losses = [quantity for quantity in quantities if quantity.role == "error"]
    equations = "; ".join(dict.fromkeys(map(_equation, (losses[0], losses[-1]))))
    half = " The half belongs to the loss, so its derivative has no factor 2." if "1/2" in equations else ""
    update = _equation(run.graph[next(iter(run.graph.updates.values()))])
    biases = [quantity.name for quantity in quantities if quantity.role == "bias"]
    how = "trained like the weights" if {*biases} & {*run.graph.updates} else "fixed, no update changes them"
    return {
        "Loss": f"{equations}.{half}",
        "Update": (
            f"{update}, and so for each parameter: all together, from the gradient of one pass."
            f" A training sheet has a row for each pass, {STEPS} updates in all."
        ),
        "Biases": f"{', '.join(biases)}: {how}." if biases else "There are none.",
        "Rounding": (
            "Nothing is rounded in between. Cells hold what float64 holds, 15 to 17 digits; they show nine"
            f" decimals, and very small or large numbers in powers of ten. In {WORKED}, the saved values are"
            " the proved digits. Those of the training sheets are computed in float64, as your program does"
            " when you change a cell."
        ),
    }


def _equation(quantity: Quantity) -> str:
    return f"{quantity.name} = {plain(quantity.expr, str)}"


def _quoting(run: Run) -> dict[str, str]:
    names = class_names(run.graph)
    heads = ", ".join(f"{names[name]} for {name}" for name in run.graph.forward if name in names)
    short = f"Tables made in class use shorter heads, which stand above ours: {heads}, dE/d… for dE_total/d…."
    return {
        "Short heads": short if names else "",
        "Colours": f"{', '.join(ROLES)}: each has its colour in heads and names, the same as on the pages.",
        "Licence": (
            f"From “{project().title}”, CC BY 4.0: share and adapt it for any purpose, name the source, and"
            " say what you changed; https://creativecommons.org/licenses/by/4.0/"
        ),
        "Version": f"{project().version}, {project().date}",
    }
