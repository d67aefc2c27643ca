"""The sheet Conventions: what one has to know to read the numbers, to quote them and to use them."""

from collections.abc import Callable
from textwrap import wrap

from xlsxwriter import Workbook

from backprop.core.graph import Quantity, derivative_name
from backprop.core.tex import plain
from backprop.exports.workbook.looks import ROLES, Looks, printed
from backprop.exports.workbook.naming import cell_name, class_name
from backprop.exports.workbook.run import MAIN, RATE, STEPS, Run
from backprop.exports.workbook.worked import SHEET as WORKED
from backprop.networks.network import Network
from backprop.release import DATE, TITLE, VERSION

SHEET = "Conventions"
WIDTH, LINE = 100, 15  # in letters, in points; a row does not grow by itself


def conventions(book: Workbook, looks: Looks, run: Run) -> None:
    """Add the sheet, a row for each topic on which there is something to say."""
    made = book.add_worksheet(SHEET)
    made.hide_gridlines(2)
    made.set_column(0, 0, 24)
    made.set_column(1, 1, WIDTH)
    made.set_row(0, 26)
    made.write_string(0, 0, f"{run.example.title}: conventions", looks("title"))
    told = {topic: text(run) for topic, text in TOPICS.items()}
    for row, topic in enumerate((topic for topic in told if told[topic]), 2):
        made.set_row(row, LINE * (1 + len(wrap(told[topic], WIDTH))))
        made.write_string(row, 0, topic, looks("topic", "line"))
        made.write_string(row, 1, told[topic], looks("wrapped", "line"))
    printed(made, 0, pages=1)


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
    """Return the first error and the whole one as formulas."""
    errors = [quantity for quantity in run.graph.forward.values() if quantity.role == "error"]
    told = "; ".join(dict.fromkeys((_equation(errors[0]), _equation(errors[-1]))))
    half = " The half belongs to the error, so its slope has no factor 2." if "1/2" in told else ""
    return f"{told}.{half}"


def _update(run: Run) -> str:
    made = next(iter(run.graph.updates.values()))
    return (
        f"{_equation(run.graph[made])}, and so for each parameter: all together, from the slopes of one pass."
        f" A training sheet has a row for each pass, {STEPS} updates in all."
    )


def _equation(quantity: Quantity) -> str:
    return f"{quantity.name} = {plain(quantity.expr, str)}"


def _biases(run: Run) -> str:
    """Return how this example treats its biases."""
    found = [name for name, quantity in run.graph.forward.items() if quantity.role == "bias"]
    if not found:
        return "There are none."
    trained = set(found) <= set(run.graph.updates)
    return (
        f"{', '.join(found)}: {'trained like the weights' if trained else 'fixed, no update changes them'}."
    )


def _rounding(_: Run) -> str:
    return (
        "Nothing is rounded in between. Cells hold what float64 holds, 15 to 17 digits; they show nine"
        f" decimals, and very small or large numbers in powers of ten. In {WORKED}, the saved values are the"
        " proved digits. Those of the training sheets are computed in float64, as your program does when you"
        " change a cell."
    )


def _short(run: Run) -> str:
    if not isinstance(run.example, Network):
        return ""
    names = [name for name in run.columns if class_name(name) != name and "/" not in name]
    told = ", ".join(f"{class_name(name)} for {name}" for name in names)
    return f"Tables made in class use shorter heads, which stand above ours: {told}, dE/d… for dE_total/d…."


def _colours(_: Run) -> str:
    return f"{', '.join(ROLES)}: each has its colour in heads and names, the same as on the pages."


def _licence(_: Run) -> str:
    return (
        f"From “{TITLE}”, CC BY 4.0: share and adapt it for any purpose, name the source, and say what you"
        " changed; https://creativecommons.org/licenses/by/4.0/"
    )


def _version(_: Run) -> str:
    return f"{VERSION}, {DATE}"


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
