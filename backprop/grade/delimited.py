"""A text table as a sheet: commas, semicolons or tabs between cells, a point or a comma in numbers."""

import csv
import re
from math import isfinite
from pathlib import Path

from openpyxl.utils import get_column_letter

from backprop.errors import BackpropError
from backprop.grade.cell import Cell, Sheet, decimals

_NUMBER = re.compile(r"[-+−]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,3})?")
_COMMA = re.compile(r"[-+−]?\d*,\d+([eE][-+]?\d{1,3})?")


def delimited(path: Path) -> list[Sheet]:
    """Return the one sheet of a CSV or TSV file; raise where its bytes are no text."""
    text = _decoded(path)
    mark = max("\t;,", key=lambda mark: text.count(mark))
    try:
        rows = list(csv.reader(text.splitlines(), delimiter=mark))
    except csv.Error as error:
        raise BackpropError(f"{path}: {error}; expected a table in CSV or TSV, with short cells") from error
    width = max(map(len, rows), default=0)
    return [
        Sheet(
            path.name,
            tuple(
                tuple(
                    _cell(
                        row[column] if column < len(row) else "",
                        f"{get_column_letter(column + 1)}{number}",
                        mark,
                    )
                    for column in range(width)
                )
                for number, row in enumerate(rows, 1)
            ),
            {},
        )
    ]


def _decoded(path: Path) -> str:
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "utf-16") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            place = error.start
    raise BackpropError(f"{path}: byte {place} is not UTF-8, expected a text table; save it as CSV in UTF-8")


def _cell(text: str, place: str, mark: str) -> Cell:
    text = text.strip()
    plain = text.replace(",", ".") if mark != "," and _COMMA.fullmatch(text) else text
    if _NUMBER.fullmatch(plain):
        plain = plain.replace("−", "-")
    if not _NUMBER.fullmatch(plain) or not isfinite(float(plain)):
        return Cell(place, text or None)
    return Cell(place, float(plain), "", decimals(plain))
