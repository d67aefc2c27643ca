"""A file as sheets of cells: which reader it needs, text tables, and the files that none can read."""

import csv
import gc
import io
import re
from collections.abc import Iterator
from math import isfinite
from pathlib import Path

from backprop import files
from backprop.errors import BackpropError
from backprop.grade.sheet import Cell, Sheet, decimals, filled, laid_out
from backprop.grade.workbook import workbook

_TEXT = {".csv", ".tsv", ".tab", ".txt"}
_LOCKED, _PACKED = bytes.fromhex("d0cf11e0a1b11ae1"), b"PK"


def sheets(path: Path) -> list[Sheet]:
    """Return the sheets of a file that are not empty; raise one clear line where there are none."""
    gc.disable()  # cells hold no cycles, and looking for some among a million takes most of the time
    try:
        return _sheets(path)
    finally:
        gc.enable()


def _sheets(path: Path) -> list[Sheet]:
    data = _content(path)
    if data.startswith(_LOCKED):
        raise BackpropError(
            f"{path}: found a workbook with a password, or of the old .xls kind, expected .xlsx; save it as"
            " .xlsx without a password"
        )
    if data.startswith(_PACKED):
        read = workbook(path, data)
    elif path == files.INPUT or path.suffix.lower() in _TEXT:
        read = delimited(path, data)
    else:
        raise BackpropError(
            f"{path}: found neither a workbook nor a name that ends in .csv or .tsv, expected one of these;"
            " save the table as .xlsx, .csv or .tsv"
        )
    filled = [sheet for sheet in read if any(cell.content is not None for row in sheet.rows for cell in row)]
    if not filled:
        raise BackpropError(
            f"{path}: found no cell with anything in it, expected a table; fill it and save it"
        )
    return filled


def _content(path: Path) -> bytes:
    """Return what is in a file; raise where there is nothing to read, or too much."""
    try:
        data = files.read_bytes(path)
    except OSError as error:
        raise BackpropError(f"{path}: {error.strerror}; expected a file .xlsx, .csv or .tsv") from error
    if not data:
        raise BackpropError(f"{path}: found an empty file, expected a table; save it again")
    return data


_NUMBER = re.compile(r"[-+−]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]{1,3})?")
_COMMA = re.compile(r"[-+−]?[0-9]*,[0-9]+([eE][-+]?[0-9]{1,3})?")
DIGITS = 400  # of a number that is read as one


def delimited(path: Path, data: bytes) -> list[Sheet]:
    """Return the one sheet of a CSV or TSV file; raise where its bytes are no text."""
    text = _decoded(path, data)
    mark = max("\t;,", key=text.count)
    try:
        return [Sheet(path.name, laid_out(str(path), _cells(text, mark)))]
    except csv.Error as error:
        raise BackpropError(f"{path}: {error}; expected a table in CSV or TSV, with short cells") from error


def _decoded(path: Path, data: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            place = error.start
    raise BackpropError(f"{path}: byte {place} is not UTF-8, expected a text table; save it as CSV in UTF-8")


def _cells(text: str, mark: str) -> Iterator[Cell]:
    for row, line in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=mark), 1):
        yield from (_cell(row, column, cell, mark) for column, cell in enumerate(line, 1) if cell)


def _cell(row: int, column: int, text: str, mark: str) -> Cell:
    text = text.strip()
    plain = text.replace(",", ".") if mark != "," and _COMMA.fullmatch(text) else text
    plain = plain.replace("−", "-")
    if len(plain) > DIGITS or not _NUMBER.fullmatch(plain) or not isfinite(float(plain)):
        return filled(row, column, text)
    return Cell(row, column, float(plain), decimals=decimals(plain))
