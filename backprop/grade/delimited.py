"""A text table as a sheet: commas, semicolons or tabs between cells, a point or a comma in numbers."""

import csv
import io
import re
from collections.abc import Iterator
from math import isfinite
from pathlib import Path

from backprop.errors import BackpropError
from backprop.grade.cell import Cell, Sheet, decimals, filled, laid_out

_NUMBER = re.compile(r"[-+−]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]{1,3})?")
_COMMA = re.compile(r"[-+−]?[0-9]*,[0-9]+([eE][-+]?[0-9]{1,3})?")
DIGITS = 400  # of a number that is read as one


def delimited(path: Path) -> list[Sheet]:
    """Return the one sheet of a CSV or TSV file; raise where its bytes are no text."""
    text = _decoded(path)
    mark = max("\t;,", key=text.count)
    try:
        return [Sheet(path.name, laid_out(str(path), _cells(text, mark)))]
    except csv.Error as error:
        raise BackpropError(f"{path}: {error}; expected a table in CSV or TSV, with short cells") from error


def _decoded(path: Path) -> str:
    data = path.read_bytes()
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
