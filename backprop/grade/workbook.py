"""A workbook as sheets of cells, read twice: once for the formulas, once for the values last computed."""

import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from backprop.errors import BackpropError
from backprop.grade.cell import Cell, Sheet, counted

LARGEST = 100_000_000
LARGEST_UNPACKED = 1_000_000_000
_BROKEN = (
    InvalidFileException, ParseError, zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError,
    KeyError, ValueError, TypeError, AttributeError, IndexError, NotImplementedError,
)  # fmt: skip


def workbook(path: Path) -> list[Sheet]:
    """Return the sheets of an xlsx file; charts have no cells and are left out."""
    _inspect(path)
    formulas, values = (_loaded(path, values_only=only) for only in (False, True))
    return [_sheet(sheet, values[sheet.title]) for sheet in formulas.worksheets if sheet.max_row is not None]


def _inspect(path: Path) -> None:
    """Refuse what is packed too large, and what carries programs."""
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise _unreadable(path) from error
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise BackpropError(
            f"{path}: found more than {LARGEST_UNPACKED // 10**6:,} MB once unpacked, expected a table;"
            " keep only the sheet that is to be judged"
        )
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        raise BackpropError(
            f"{path}: found a workbook with macros, expected one without; save it as .xlsx and come again"
        )


def _loaded(path: Path, *, values_only: bool) -> openpyxl.Workbook:
    try:
        with path.open("rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and validations, which no number depends on
            return openpyxl.load_workbook(file, data_only=values_only, keep_links=False)
    except _BROKEN as error:
        raise _unreadable(path) from error


def _unreadable(path: Path) -> BackpropError:
    return BackpropError(
        f"{path}: found no workbook that can be read, expected .xlsx; open it in a spreadsheet program and"
        " save it as .xlsx, or as .csv"
    )


def _sheet(formulas: Any, values: Any) -> Sheet:
    rows = tuple(
        tuple(_cell(*pair) for pair in zip(first, second, strict=True))
        for first, second in zip(formulas.iter_rows(), values.iter_rows(), strict=True)
    )
    return Sheet(formulas.title, rows, dict(_merged(formulas)))


def _merged(sheet: Any) -> Iterator[tuple[str, str]]:
    for area in sheet.merged_cells.ranges:
        for row, column in area.cells:
            yield f"{get_column_letter(column)}{row}", area.coord


def _cell(written: Any, shown: Any) -> Cell:
    formula = _formula(written)
    place, value = written.coordinate, shown.value
    if isinstance(value, bool) or value is None:
        return Cell(place, None if value is None else str(value).upper(), formula)
    if isinstance(value, int | float):
        return counted(float(str(value)), place, formula)
    return Cell(place, str(value), formula)


def _formula(cell: Any) -> str:
    """Return the formula in a cell, whether plain or of an array; empty where there is none."""
    if getattr(cell, "data_type", "") != "f":
        return ""
    return str(getattr(cell.value, "text", None) or cell.value)
