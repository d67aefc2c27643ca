"""A workbook as sheets of cells: the values last computed and, behind them, the formulas."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

from backprop.errors import BackpropError
from backprop.grade.cell import CELLS, LETTERS, Cell, Content, Sheet, filled, laid_out
from backprop.grade.formula import Area, Formula, column_number, corners
from backprop.grade.parts import elements, links

LARGEST_UNPACKED = 100_000_000
_BROKEN = (
    ParseError, ExpatError, zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, KeyError,
    ValueError, IndexError, NotImplementedError, RuntimeError, StopIteration,
)  # fmt: skip


def workbook(path: Path) -> list[Sheet]:
    """Return the sheets of an xlsx file; charts have no cells and are left out."""
    try:
        with zipfile.ZipFile(path) as packed:
            _inspect(path, packed)
            return list(_sheets(packed))
    except _BROKEN as error:
        raise BackpropError(
            f"{path}: found no workbook that can be read, expected .xlsx; open it in a spreadsheet program"
            " and save it as .xlsx, or as .csv"
        ) from error


def _inspect(path: Path, packed: zipfile.ZipFile) -> None:
    """Refuse what is packed too large, and what carries programs."""
    parts = packed.infolist()
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise BackpropError(
            f"{path}: found more than {LARGEST_UNPACKED // 10**6} MB once unpacked, expected a table;"
            " keep only the sheet that is to be judged"
        )
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        raise BackpropError(
            f"{path}: found a workbook with macros, expected one without; save it as .xlsx and come again"
        )


def _sheets(packed: zipfile.ZipFile) -> Iterator[Sheet]:
    book = next(link.part for link in links(packed, "").values() if link.kind == "officeDocument")
    linked = links(packed, book)
    strings = [
        text
        for link in linked.values()
        if link.kind == "sharedStrings"
        for text in _strings(packed, link.part)
    ]
    spanned = 0
    for name, element in elements(packed, book):
        link = next((linked[held] for key, held in element.items() if key.endswith("}id")), None)
        if name == "sheet" and link and link.kind == "worksheet":
            merged: dict[str, Area] = {}
            title = element.get("name", "")
            rows = laid_out(
                f"{packed.filename}, {title}", _cells(packed, link.part, strings, merged), CELLS - spanned
            )
            spanned += sum(map(len, rows))
            yield Sheet(title, rows, merged)


def _strings(packed: zipfile.ZipFile, part: str) -> Iterator[str]:
    """Yield the texts that cells share, cut off as those in cells are."""
    runs: list[str] = []
    for name, element in elements(packed, part):
        if name == "t":
            runs.append(element.text or "")
        elif name == "rPh":  # how the text before is pronounced
            runs.pop()
        elif name == "si":
            yield "".join(runs).strip()[:LETTERS]
            runs.clear()


def _cells(packed: zipfile.ZipFile, part: str, strings: list[str], merged: dict[str, Area]) -> Iterator[Cell]:
    """Yield the cells that hold anything, and put the merged ranges aside."""
    shared: dict[str, Formula] = {}
    row, column, group, formula, shown = 1, 0, "", None, ""
    for name, element in elements(packed, part):
        match name:
            case "f":
                group, formula = element.get("si", ""), element.text or ""
            case "v" | "t":
                shown += element.text or ""
            case "c":
                row, column = _place(element.get("r"), row, column + 1)
                written = None if formula is None else _formula(formula, group, shared, row, column)
                if shown or written:
                    yield filled(row, column, _content(element.get("t", "n"), shown, strings), written)
                formula, shown = None, ""
            case "row":
                row, column = int(element.get("r", row)) + 1, 0
            case "mergeCell":
                merged[element.get("ref", "")] = corners(element.get("ref", ""))


def _place(address: str | None, row: int, column: int) -> tuple[int, int]:
    """Return row and column of a cell, those that come next where its address is left out."""
    if address is None:
        return row, column
    letters = address.rstrip("0123456789")
    return int(address[len(letters) :]), column_number(letters)


def _formula(text: str, group: str, shared: dict[str, Formula], row: int, column: int) -> Formula | None:
    """Return the formula of a cell; the first of those that share one has its text."""
    if not text:
        return shared.get(group)
    formula = Formula(f"={text}", row, column)
    if group:
        shared[group] = formula
    return formula


def _content(kind: str, shown: str, strings: list[str]) -> Content:
    """Return what a cell of a kind shows: a number, a text, the name of a truth value, or nothing."""
    match kind:
        case "n":
            return float(shown[:LETTERS]) if shown else None
        case "s":
            return strings[int(shown)]
        case "b":
            return "TRUE" if shown == "1" else "FALSE"
    return shown
