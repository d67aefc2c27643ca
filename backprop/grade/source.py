"""Which reader a file needs, and the files that none can read."""

import gc
from pathlib import Path

from backprop.errors import BackpropError
from backprop.grade.cell import Sheet
from backprop.grade.delimited import delimited
from backprop.grade.workbook import workbook

LARGEST = 25_000_000
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
    start = _start(path)
    if start.startswith(_LOCKED):
        raise BackpropError(
            f"{path}: found a workbook with a password, or of the old .xls kind, expected .xlsx; save it as"
            " .xlsx without a password"
        )
    if start.startswith(_PACKED):
        read = workbook(path)
    elif path.suffix.lower() in _TEXT:
        read = delimited(path)
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


def _start(path: Path) -> bytes:
    """Return the first bytes; raise where there is nothing to read, or too much."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(8)
    except OSError as error:
        raise BackpropError(f"{path}: {error.strerror}; expected a file .xlsx, .csv or .tsv") from error
    if size > LARGEST:
        raise BackpropError(
            f"{path}: found {size // 10**6:,} MB, expected at most {LARGEST // 10**6} MB; keep only the sheet"
            " that is to be judged"
        )
    if not start:
        raise BackpropError(f"{path}: found an empty file, expected a table; save it again")
    return start
