"""The sheet Worked: one pass, a row for each quantity, every cell with its formula and its proved value."""

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from backprop.core import registry
from backprop.core.digits import VALUE_DIGITS, significant
from backprop.core.example import Example
from backprop.core.expression import Num
from backprop.core.groups import group_keys
from backprop.core.keys import Key, parse_run
from backprop.core.tex import plain, sheet_formula
from backprop.exports.runs import rates
from backprop.exports.workbook.naming import cell_name, quoted
from backprop.exports.workbook.sheet import Looks, colour, set_up_pages, show_powers, titled_sheet

SHEET = "Worked"
HEADS = ("Quantity", "What it is", "Value", "Formula", "Name of the cell", "Address")
VALUE, VALUE_LETTER, VALUE_WIDTH = 2, "C", 18
HEADER = 3

_TITLES = {
    "given": ("Given: change a yellow cell, and everything follows, on all sheets", "input"),
    "forward": ("Forward pass", "output"),
    "error": ("Loss", "error"),
    "backward": ("Backward pass: derivatives, from the loss back to each parameter", "gradient"),
    "update": ("Update: each parameter one step downhill, all together", "weight"),
}


def add_worked(book: Workbook, looks: Looks, example: Example) -> dict[str, str]:
    """Add the sheet, name each of its cells, and return where each quantity stands."""
    sheet = _start(book, looks, example)
    row, places, widths = HEADER + 1, dict[str, str](), [len(head) for head in HEADS]
    own_titles = {} if rates(example) else example.titles
    for name, (title, role) in _TITLES.items():
        keys = group_keys(parse_run(example.name), name)
        if not keys:
            continue
        _write_heading(sheet, looks, row, own_titles.get(name, title), role)
        for key in keys:
            row += 1
            texts = _write_row(sheet, looks, row, key)
            widths = [max(width, len(text)) for width, text in zip(widths, texts, strict=True)]
            places[registry.entry(key).quantity.name] = f"${VALUE_LETTER}${row + 1}"
        row += 1
    for quantity, cell in places.items():
        book.define_name(cell_name(quantity), f"={quoted(SHEET)}!{cell}")
    for place, width in enumerate(widths):
        sheet.set_column(place, place, VALUE_WIDTH if place == VALUE else width + 3)
    show_powers(sheet, looks, HEADER + 1, VALUE, row, VALUE)
    return places


def _start(book: Workbook, looks: Looks, example: Example) -> Worksheet:
    """Add the sheet with its title and its heads."""
    is_trained = bool(rates(example))
    title = f"{example.title}: {'one pass, ' if is_trained else ''}worked"
    rest = "the pass, the training and its charts" if is_trained else "all others"
    sheet = titled_sheet(book, looks, SHEET, title, f"Change a yellow cell: {rest} follow.")
    sheet.hide_gridlines(2)
    for place, head in enumerate(HEADS):
        sheet.write_string(HEADER, place, head, looks("head", "right" if place == VALUE else "indented"))
    sheet.freeze_panes(HEADER + 1, 1)
    set_up_pages(sheet, HEADER, pages=1)
    return sheet


def _write_heading(sheet: Worksheet, looks: Looks, row: int, title: str, role: str) -> None:
    sheet.set_row(row, 20)
    for place in range(len(HEADS)):
        sheet.write_string(row, place, "" if place else title, looks("head", "indented", fill=colour(role)))


def _write_row(sheet: Worksheet, looks: Looks, row: int, key: Key) -> tuple[str, ...]:
    """Write one quantity, and return the texts."""
    entry = registry.entry(key)
    quantity = entry.quantity
    name, formula = cell_name(quantity.name), "" if entry.expr is None else plain(entry.expr, str)
    texts = (quantity.name, quantity.words, "", formula, name, str(key))
    parts = (("name",), (), (), (), ("muted",), ("muted",))
    for place, (text, part) in enumerate(zip(texts, parts, strict=True)):
        ink = "" if place else colour(quantity.role)
        sheet.write_string(row, place, text, looks(*part, "indented", "line", ink=ink))
    _write_value(sheet, looks, row, key)
    return texts


def _write_value(sheet: Worksheet, looks: Looks, row: int, key: Key) -> None:
    quantity = registry.entry(key).quantity
    number = float(registry.digits(key, significant(VALUE_DIGITS)).text)
    if not isinstance(quantity.expr, Num):
        formula = f"={sheet_formula(quantity.expr, cell_name)}"
        sheet.write_formula(row, VALUE, formula, looks("number", "line"), number)
    elif quantity.name in registry.graph_of(key).forward:
        sheet.write_number(row, VALUE, number, looks("plain", "given"))
    else:
        sheet.write_number(row, VALUE, number, looks("plain", "line"))
