"""Workbooks as a learner makes them, with formulas and the values that a spreadsheet program would keep.

A formula is a template: `{w5}` is the cell of w5 in the same row, `{w5^}` in the row above, `{w5$}` in the
first row. Its address and its number come from the same template, so both agree as in a saved workbook.
"""

import io
import math
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

from openpyxl.utils import get_column_letter
from xlsxwriter import Workbook

from backprop.core.program import history
from backprop.networks.network import Network

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
FIRST_ROW = 4
RATE = "{eta!}"
Templates = dict[str, str]
_NAME = re.compile(r"\{([^{}^$!+]+)([\^$!+]?)\}")
_FUNCTIONS = {"EXP": math.exp, "MAX": max, "TANH": math.tanh, "__builtins__": {}}


def sigmoid_sheet(start: Mapping[str, float]) -> Templates:
    """Return the columns of a class sheet for a 2-2-2 network, with the biases that `start` has."""
    hidden, last = (f" + {{{name}}}" if name in start else "" for name in ("b1", "b2"))
    sheet = {name: str(value) for name, value in start.items()}
    for n, (a, b) in enumerate((("w1", "w2"), ("w3", "w4")), 1):
        sheet[f"h{n}"] = f"{{{a}}}*{{i1}} + {{{b}}}*{{i2}}{hidden}"
        sheet[f"out_h{n}"] = f"1/(1+EXP(-{{h{n}}}))"
    for n, (a, b) in enumerate((("w5", "w6"), ("w7", "w8")), 1):
        sheet[f"o{n}"] = f"{{{a}}}*{{out_h1}} + {{{b}}}*{{out_h2}}{last}"
        sheet[f"out_o{n}"] = f"1/(1+EXP(-{{o{n}}}))"
    for n in (1, 2):
        sheet[f"E{n}"] = f"1/2*({{t{n}}}-{{out_o{n}}})^2"
    sheet["E_total"] = "{E1}+{E2}"
    slopes = [f"({{out_o{n}}}-{{t{n}}})*{{out_o{n}}}*(1-{{out_o{n}}})" for n in (1, 2)]
    for n, (hidden_unit, source) in enumerate(((1, 1), (1, 2), (2, 1), (2, 2)), 1):
        back = f"({slopes[0]}*{{w{4 + hidden_unit}}}+{slopes[1]}*{{w{6 + hidden_unit}}})"
        sheet[f"dE/dw{n}"] = f"{back}*{{out_h{hidden_unit}}}*(1-{{out_h{hidden_unit}}})*{{i{source}}}"
    for n, (output, unit) in enumerate(((1, 1), (1, 2), (2, 1), (2, 2)), 5):
        sheet[f"dE/dw{n}"] = f"{slopes[output - 1]}*{{out_h{unit}}}"
    return sheet


def relu_sheet(start: Mapping[str, float]) -> Templates:
    """Return the columns of a sheet for a 2-2-1 network with relu and a linear output."""
    sheet = {name: str(value) for name, value in start.items()}
    for n, (a, b) in enumerate((("w1", "w2"), ("w3", "w4")), 1):
        sheet[f"h{n}"] = f"{{{a}}}*{{i1}} + {{{b}}}*{{i2}}"
        sheet[f"out_h{n}"] = f"MAX(0,{{h{n}}})"
    sheet["o1"] = "{w5}*{out_h1} + {w6}*{out_h2}"
    sheet["out_o1"] = "{o1}"
    sheet["E_total"] = "1/2*({t1}-{out_o1})^2"
    for n, (unit, source) in enumerate(((1, 1), (1, 2), (2, 1), (2, 2)), 1):
        sheet[f"dE/dw{n}"] = f"({{out_o1}}-{{t1}})*{{w{4 + unit}}}*({{h{unit}}}>0)*{{i{source}}}"
    for n in (5, 6):
        sheet[f"dE/dw{n}"] = f"({{out_o1}}-{{t1}})*{{out_h{n - 4}}}"
    return sheet


def updated(sheet: Templates) -> Templates:
    """Return how each weight follows from the row above."""
    return {name: f"{{{name}^}}-{RATE}*{{dE/d{name}^}}" for name in sheet if re.fullmatch(r"w[0-9]+", name)}


def columns(sheet: Templates) -> dict[str, str]:
    """Return the letter of each column; the first one counts the rows."""
    return {name: get_column_letter(place) for place, name in enumerate(sheet, 2)}


class Sheet:
    """A sheet filled row by row: templates, those from the second row on, and numbers typed over."""

    def __init__(self, first: Templates, rate: float, rows: int, later: Templates | None = None) -> None:
        self.first, self.rate, self.rows = dict(first), rate, rows
        self.later = updated(first) | (later or {})
        self.typed: dict[tuple[int, str], float] = {}
        self.heads = {name: name for name in first}

    def values(self) -> list[dict[str, float]]:
        """Return the numbers, row by row."""
        rows: list[dict[str, float]] = []
        for row in range(self.rows):
            rows.append({})
            for name in self._ordered(row):
                rows[row][name] = self._value(rows, row, name)
        return rows

    def _value(self, rows: list[dict[str, float]], row: int, name: str) -> float:
        if (row, name) in self.typed:
            return self.typed[row, name]

        def number(match: re.Match[str]) -> str:
            known, mark = match.groups()
            if mark == "!":
                return repr(self.rate)
            return f"({rows[{'': row, '^': row - 1, '$': 0}[mark]][known]!r})"

        return float(eval(_NAME.sub(number, self.template(row, name)).replace("^", "**"), _FUNCTIONS))  # noqa: S307

    def template(self, row: int, name: str) -> str:
        """Return the template of a cell."""
        return self.later[name] if row and name in self.later else self.first[name]

    def _ordered(self, row: int) -> list[str]:
        """Return the columns, operands of the same row first."""
        order: dict[str, None] = {}

        def visit(name: str) -> None:
            if (row, name) not in self.typed:
                for known, mark in _NAME.findall(self.template(row, name)):
                    if (not mark or (mark == "$" and row == 0)) and known not in order:
                        visit(known)
            order[name] = None

        for name in self.first:
            visit(name)
        return list(order)

    def formula(self, row: int, name: str) -> str:
        """Return the formula of a cell; empty where a number stands."""
        template = self.template(row, name)
        if (row, name) in self.typed or "{" not in template:
            return ""
        letters = columns(self.first)

        def address(match: re.Match[str]) -> str:
            known, mark = match.groups()
            if mark == "!":
                return "$C$1"
            letter, line = letters[known], FIRST_ROW + row
            return {"": f"{letter}{line}", "^": f"{letter}{line - 1}", "$": f"${letter}${FIRST_ROW}"}[mark]

        return _NAME.sub(address, template)

    def save(self, path: Path) -> Path:
        """Write the workbook."""
        with Workbook(path) as book:
            sheet = book.add_worksheet("Sheet1")
            sheet.write_row("B1", ["η = ", self.rate])
            sheet.write_row("A3", ["epoch", *(self.heads[name] for name in self.first)])
            for row, numbers in enumerate(self.values()):
                sheet.write_number(FIRST_ROW + row - 1, 0, row)
                for place, name in enumerate(self.first, 1):
                    if formula := self.formula(row, name):
                        sheet.write_formula(FIRST_ROW + row - 1, place, formula, None, numbers[name])
                    else:
                        sheet.write_number(FIRST_ROW + row - 1, place, numbers[name])
        return path

    def text(self, path: Path, form: str = "{!r}", mark: str = ",", point: str = ".") -> Path:
        """Write the numbers alone, as text."""
        lines = [mark.join(["epoch", *(self.heads[name] for name in self.first)])]
        for row, numbers in enumerate(self.values()):
            shown = (form.format(numbers[name]).replace(".", point) for name in self.first)
            lines.append(mark.join([str(row), *shown]))
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path


def packed(path: Path, sheets: dict[str, str], before: str = "") -> Path:
    """Write a workbook with sheets as rows of XML, each by its name; `before` starts the part of each."""
    blank = io.BytesIO()
    with Workbook(blank) as book:
        for name in sheets:
            book.add_worksheet(name)
    parts = dict(zip((f"xl/worksheets/sheet{n}.xml" for n in range(1, 100)), sheets.values(), strict=False))
    with zipfile.ZipFile(blank) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = (
                f'{before}<worksheet xmlns="{MAIN}"><sheetData>{parts.get(part)}</sheetData></worksheet>'
            )
            new.writestr(part, content if part in parts else old.read(part))
    return path


MAZUR = {"t1": 0.01, "t2": 0.99, "i1": 0.05, "i2": 0.1}
STARTS: dict[str, dict[str, float]] = {
    "mazur": MAZUR
    | {f"w{n}": value for n, value in enumerate((0.15, 0.2, 0.25, 0.3, 0.4, 0.45, 0.5, 0.55), 1)}
    | {"b1": 0.35, "b2": 0.6},
    "sigmoid": MAZUR
    | {f"w{n}": value for n, value in enumerate((0.15, 0.2, 0.25, 0.3, 0.4, 0.45, 0.5, 0.55), 1)},
    "signed": MAZUR
    | {f"w{n}": value for n, value in enumerate((0.3, 0.5, -0.2, 0.7, 0.1, -0.6, 0.3, -0.9), 1)},
    "relu": {"t1": 1, "i1": 2, "i2": 3}
    | {f"w{n}": value for n, value in enumerate((0.12, 0.33, 0.15, 0.09, 0.11, 0.12), 1)},
}


def sheet(name: str, rows: int = 12, **later: str) -> Sheet:
    """Return the right sheet of an example."""
    start = STARTS[name]
    if name == "relu":
        return Sheet(relu_sheet(start), 0.05, rows, later)
    return Sheet(sigmoid_sheet(start), 0.5, rows, later)


def table(network: Network, path: Path, options: dict[str, str], rows: int = 8) -> Path:
    """Write a table of the network's run, a column for each quantity."""
    graph = network.graph({name: values[0] for name, values in network.options.items()} | options)
    names = [*graph.forward, *(f"dE_total/d{name}" for name in graph.updates)]
    run = history(graph, names, rows - 1)
    lines = [",".join(names)]
    lines += [",".join(repr(float(run[name][row])) for name in names) for row in range(rows)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path
