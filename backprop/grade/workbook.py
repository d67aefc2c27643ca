"""A workbook as sheets of cells: the values last computed and, behind them, the formulas."""

import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Any
from xml.etree.ElementTree import Element, ParseError, XMLPullParser
from xml.parsers import expat
from xml.parsers.expat import ExpatError

from backprop.errors import BackpropError
from backprop.grade.sheet import (
    CELLS,
    LETTERS,
    Area,
    Cell,
    Content,
    Formula,
    Sheet,
    column_number,
    corners,
    filled,
    laid_out,
)

ELEMENTS, CHUNK = 2_500_000, 250_000
LARGEST_UNPACKED = 100_000_000
_BROKEN = (
    ParseError, ExpatError, zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, KeyError,
    ValueError, IndexError, NotImplementedError, RuntimeError, StopIteration,
)  # fmt: skip


def elements(packed: zipfile.ZipFile, part: str) -> Iterator[tuple[str, Element]]:
    """Yield each element with its plain name as it ends, those within it first; none is kept."""
    _refuse_entities(packed, part)
    for count, element in enumerate(_ended(packed, part)):
        if count > ELEMENTS:
            raise BackpropError(
                f"{packed.filename}: found more than {ELEMENTS:,} elements in {part}, expected a table; keep"
                " only the sheet that is to be graded"
            )
        yield element.tag.rpartition("}")[2], element
        element.clear()


def _ended(packed: zipfile.ZipFile, part: str) -> Iterator[Any]:
    """Yield the elements as they end; raise where one tag goes on for ever, which takes as long to read."""
    parser: Any = XMLPullParser(("end",))
    with packed.open(part) as file:
        while chunk := file.read(CHUNK):
            parser.feed(chunk)
            events = list(parser.read_events())
            if not events and len(chunk) == CHUNK:
                raise ValueError(f"{part} has a tag of more than {CHUNK} bytes")
            yield from (element for _, element in events)
    parser.close()


def _refuse_entities(packed: zipfile.ZipFile, part: str) -> None:
    """Refuse a document type, whose entities may stand for texts of any length; office files have none."""

    def refuse(*_: object) -> None:
        raise ValueError(f"{part} has a document type")

    begun: list[object] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda *start: begun.append(start)
    with packed.open(part) as file:
        while not begun and (chunk := file.read(4096)):
            parser.Parse(chunk)


def links(packed: zipfile.ZipFile, part: str) -> Mapping[str, tuple[str, str]]:
    """Return by its name each link of a part, or of the file where `part` is empty: its kind and target."""
    place = PurePosixPath(part)
    return {
        element.get("Id", ""): (
            element.get("Type", "").rpartition("/")[2],
            normpath(f"/{place.parent / element.get('Target', '')}").lstrip("/"),
        )
        for name, element in elements(packed, str(place.parent / "_rels" / f"{place.name}.rels"))
        if name == "Relationship"
    }


def workbook(path: Path, data: bytes) -> list[Sheet]:
    """Return the sheets of an xlsx file with these bytes; charts have no cells and are left out."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            packed.filename = str(path)
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
            " keep only the sheet that is to be graded"
        )
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        raise BackpropError(
            f"{path}: found a workbook with macros, expected one without; save it as .xlsx and come again"
        )


def _sheets(packed: zipfile.ZipFile) -> Iterator[Sheet]:
    book = next(part for kind, part in links(packed, "").values() if kind == "officeDocument")
    linked, spanned = links(packed, book), 0
    shared = (part for kind, part in linked.values() if kind == "sharedStrings")
    strings = [text for part in shared for text in _strings(packed, part)]
    for name, element in elements(packed, book):
        kind, part = next((linked[held] for key, held in element.items() if key.endswith("}id")), ("", ""))
        if name == "sheet" and kind == "worksheet":
            merged: dict[str, Area] = {}
            title = element.get("name", "")
            cells = _cells(packed, part, strings, merged)
            rows = laid_out(f"{packed.filename}, {title}", cells, CELLS - spanned)
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
