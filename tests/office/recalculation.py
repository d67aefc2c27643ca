"""Workbooks with formulas alone, recalculated by LibreOffice and read back as numbers by address."""

import io
import os
import re
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl

from backprop.core.keys import Key, parse

# Numbers kept beside formulas, and charts, which take LibreOffice as long as the formulas and give no number.
_DROPPED = re.compile(r"(?<=</f>)<v>[^<]*</v>|<drawing [^>]*/>")
_KEY = re.compile(r"[a-z]+(;rate=[0-9.]+)?(@[0-9]+)?:\S*")

# What stands in the cells of a workbook, by sheet and place.
Cells = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Number:
    """A number, its place such as `Worked!C5`, and the key that the sheet gives for it; none for a step."""

    sheet: str
    place: str
    number: float
    key: Key | None


def emptied(
    book: bytes, numbers: Mapping[str, str] | None = None, formulas: Mapping[str, str] | None = None
) -> bytes:
    """Return a workbook without any cached value or chart; `Worked!C5` and the like get other contents."""
    stripped = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book)) as old,
        zipfile.ZipFile(stripped, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        parts = {name: f"xl/worksheets/sheet{place}.xml" for place, name in enumerate(_sheets(old), 1)}
        texts = {part: old.read(part).decode() for part in parts.values()}
        for place, number in (numbers or {}).items():
            sheet, cell = place.split("!")
            texts[parts[sheet]] = _replaced(texts[parts[sheet]], cell, "v", number)
        for place, formula in (formulas or {}).items():
            sheet, cell = place.split("!")
            texts[parts[sheet]] = _replaced(texts[parts[sheet]], cell, "f", formula)
        for part in old.namelist():
            new.writestr(part, _DROPPED.sub("", texts[part]) if part in texts else old.read(part))
    return stripped.getvalue()


def _sheets(book: zipfile.ZipFile) -> list[str]:
    return re.findall(r'<sheet name="([^"]*)"', book.read("xl/workbook.xml").decode())


def _replaced(text: str, cell: str, tag: str, content: str) -> str:
    pattern = rf'(<c r="{cell}"[^>]*>)<{tag}>[^<]*</{tag}>'
    replaced, count = re.subn(pattern, rf"\g<1><{tag}>{content}</{tag}>", text)
    assert count == 1, f"{cell} holds no <{tag}>"
    return replaced


def recalculated(folder: Path, books: Mapping[str, bytes]) -> dict[str, Cells]:
    """Return the cells of all workbooks after one start of LibreOffice."""
    assert "SOFFICE" in os.environ, (
        "SOFFICE names no LibreOffice; run scripts/test, or set it to $(scripts/office)"
    )
    for name, book in books.items():
        (folder / f"{name}.xlsx").write_bytes(book)
    profile, converted = (folder / "profile").absolute().as_uri(), folder / "converted"
    files = [str(folder / f"{name}.xlsx") for name in books]
    command = [
        os.environ["SOFFICE"],
        "--headless",
        f"-env:UserInstallation={profile}",
        "--convert-to",
        "xlsx",
    ]
    subprocess.run(
        [*command, "--outdir", str(converted), *files], check=True, capture_output=True, timeout=600
    )
    return {name: cells((converted / f"{name}.xlsx").read_bytes()) for name in books}


def cells(book: bytes) -> Cells:
    """Return what the cells of a workbook show, by sheet and place."""
    read = openpyxl.load_workbook(io.BytesIO(book), read_only=True, data_only=True)
    return {
        sheet.title: {
            cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None
        }
        for sheet in read.worksheets
    }


def keyed_numbers(held: Cells) -> Iterator[Number]:
    """Yield every number of a workbook with the key that its row and the head of its column make."""
    for sheet, contents in held.items():
        texts = {_split(place): text for place, text in contents.items() if isinstance(text, str)}
        heads = {column: text for (column, row), text in sorted(texts.items(), key=lambda item: item[0][1])}
        rows = {row: text for (_, row), text in texts.items() if _KEY.fullmatch(text)}
        for place, number in contents.items():
            if isinstance(number, int | float):
                column, row = _split(place)
                step = contents.get(f"A{row}")
                key = None if column == "A" else _key(rows.get(row, ""), heads[column], step)
                yield Number(sheet, f"{sheet}!{place}", float(number), key)


def _split(place: str) -> tuple[str, int]:
    match = re.fullmatch(r"([A-Z]+)([0-9]+)", place)
    assert match, place
    return match[1], int(match[2])


def _key(row: str, head: str, step: Any) -> Key:
    """Return the key that stands in the row, or begins there and ends in the head, or stands there alone."""
    if row.endswith(":"):
        return parse(row + head)
    if row:
        return parse(row)
    key = parse(head)
    return key.of(key.quantity, step) if isinstance(step, int) else key.of("eta")
