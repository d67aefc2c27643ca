"""Each bad file gets one clear line: the place, what was found, what was expected, the cure."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from backprop.errors import BackpropError
from backprop.grade.grade import grade
from tests.grade.planted import packed, sheet

HEADS = ["i1", "i2", "t1", "t2", *(f"w{n}" for n in range(1, 9)), "out_h1", "out_h2", "out_o1", "out_o2"]
NUMBERS: list[object] = [0.05, 0.1, 0.01, 0.99, *(0.1 * n for n in range(1, 9)), 0.5, 0.5, 0.5, 0.5]
Filled = Callable[[Path], Path]


def book(*rows: list[object], merged: str = "") -> Filled:
    def fill(path: Path) -> Path:
        workbook = openpyxl.Workbook()
        active = workbook.active
        assert active is not None
        for row in rows:
            active.append(row)
        if merged:
            active.merge_cells(merged)
        workbook.save(path)
        return path

    return fill


def raw(data: bytes) -> Filled:
    def fill(path: Path) -> Path:
        path.write_bytes(data)
        return path

    return fill


def with_macros(path: Path) -> Path:
    with zipfile.ZipFile(sheet("mazur", 2).save(path), "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"")
    return path


def large(path: Path) -> Path:
    with path.open("wb") as file:
        file.truncate(26_000_000)
    return path


def missing(path: Path) -> Path:
    return path


def folder(path: Path) -> Path:
    path.mkdir()
    return path


def with_number(number: object) -> list[object]:
    return [*NUMBERS[:12], number, *NUMBERS[13:]]


def lines(*rows: list[object] | list[str]) -> bytes:
    return "".join(f"{','.join(map(str, row))}\n" for row in rows).encode()


@pytest.mark.parametrize(
    ("name", "write", "line"),
    [
        ("x.xlsx", missing, "No such file or directory; expected a file"),
        ("x.xlsx", folder, "Is a directory; expected a file"),
        ("x.xlsx", raw(b""), "found an empty file, expected a table"),
        ("x.xlsx", large, "found more than 25 MB, expected at most as much"),
        ("x.xlsx", raw(bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 99), "found a workbook with a password"),
        ("x.xlsx", raw(b"PK\3\4" + b"x" * 99), "found no workbook that can be read, expected .xlsx"),
        ("x.xlsx", lambda path: packed(path, {"Sheet1": "<row"}), "found no workbook that can be read"),
        ("x.xlsm", with_macros, "found a workbook with macros, expected one without"),
        ("x.pdf", raw(b"%PDF-1.7"), "expected one of these; save the table as"),
        ("x.csv", raw(b"\xff\xff\xff"), "byte 0 is not UTF-8"),
        ("x.csv", raw(b"\n,,\n"), "found no cell with anything in it"),
        ("x.csv", raw(b'"' + b"x" * 200_000), "expected a table in CSV or TSV"),
        ("x.csv", raw(b"a,b\n1,2\n"), "found no header, expected a row with names such as i1"),
        ("x.csv", raw(lines(HEADS, with_number("1e400"))), "M2: found '1e400' in the column 'out_h1'"),
        ("x.xlsx", book(), "found no cell with anything in it"),
        ("x.xlsx", book(["a", "b"], [1, 2]), "found no header"),
        ("x.xlsx", book([*HEADS]), "Sheet!A1: found a header with no numbers below"),
        ("x.xlsx", book([*HEADS], NUMBERS, merged="A1:B1"), "found merged cells A1:B1 in the header"),
        ("x.xlsx", book([*HEADS], with_number("n/a")), "Sheet!M2: found 'n/a' in the column 'out_h1'"),
        ("x.xlsx", book([*HEADS], with_number("=1/2")), "Sheet!M2: found the formula =1/2 without its value"),
        ("x.xlsx", book([*HEADS], with_number(True)), "Sheet!M2: found 'TRUE'"),
        ("x.xlsx", book([*HEADS[:11], *HEADS[12:]], [*NUMBERS[:11], *NUMBERS[12:]]), "look at w8"),
        ("x.xlsx", book(["w1", "w2", "out_h1", "t1"], [1, 2, 3, 4]), "Sheet: found no inputs"),
        ("x.xlsx", book(["i1", "t1", "out_h1", "out_o1"], [1, 2, 3, 4]), "Sheet: found no weights"),
        ("x.xlsx", book(["i1", "w1", "w2", "out_h1"], [1, 2, 3, 4]), "Sheet: found no outputs or targets"),
        ("x.xlsx", book(["i1", "w1", "w2", "out_h1", "t1"], [None, 2, 3, 4, 5]), "found no number for i1"),
    ],
)  # fmt: skip
def test_a_bad_file_gets_one_line(name: str, write: Filled, line: str, tmp_path: Path) -> None:
    path = write(tmp_path / name)
    with pytest.raises(BackpropError, match=re.escape(line)) as error:
        grade(path)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)
    assert ";" in str(error.value)


def test_only_networks_are_examples(tmp_path: Path) -> None:
    path = sheet("mazur", 2).save(tmp_path / "x.xlsx")
    with pytest.raises(BackpropError, match="found the example parabola, expected a network"):
        grade(path, "parabola")
    with pytest.raises(BackpropError, match="no example is named 'mazurr'"):
        grade(path, "mazurr")


def test_one_bad_sheet_does_not_hide_the_others(tmp_path: Path) -> None:
    path = sheet("mazur", 2).save(tmp_path / "x.xlsx")
    workbook = openpyxl.load_workbook(path, data_only=True)
    second, third = workbook.create_sheet("second"), workbook.create_sheet("notes")
    second.append(HEADS)
    second.append(with_number("oops"))
    third.append(["my notes"])
    workbook.save(path)
    report = grade(path)
    assert [(each.name, each.is_right) for each in report.sheets] == [("Sheet1", True), ("second", False)]
    assert report.skipped == ("notes",)
    assert report.code == 1
