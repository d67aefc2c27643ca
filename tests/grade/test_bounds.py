"""Files that ask for more time or memory than any table needs are refused in one line, soon and cheaply."""

import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from backprop.errors import BackpropError
from backprop.grade import workbook
from backprop.grade.grade import grade
from backprop.networks.examples import network_of
from tests.grade.planted import packed, table

SECONDS, BYTES = 20, 500_000_000
GRADE = """\
import resource, sys
from backprop.cli import main
code = main(["grade", sys.argv[1]])
high = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(int(high.split()[1]) * 1024)
sys.exit(code)
"""
HEADS = "w1,i1,t1,out_o1"


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def graded(path: Path) -> tuple[int, str, int]:
    """Return the exit code, what is output of the file, and how many bytes of memory that took."""
    ran = subprocess.run(
        [sys.executable, "-c", GRADE, str(path)], capture_output=True, text=True, preexec_fn=limited
    )
    assert ran.returncode in {0, 1}, ran.stderr
    *lines, high = ran.stdout.splitlines()
    return ran.returncode, ran.stderr.rstrip("\n") or "\n".join(lines), int(high)


def text(*lines: str) -> Callable[[Path], Path]:
    def fill(path: Path) -> Path:
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    return fill


def book(
    *rows: str, times: int = 1, within: tuple[str, str] = ("", ""), after: str = "", sheets: int = 1
) -> Callable[[Path], Path]:
    """Return what fills a workbook with rows of XML, so many times; `after` stands behind the cells."""

    def fill(path: Path) -> Path:
        content = "".join(rows) * times + (f"</sheetData>{after}<sheetData>" if after else "")
        return packed(path, {f"S{number}": content.join(within) for number in range(sheets)})

    return fill


def cell(place: str, content: str = "<v>1</v>", row: int = 1) -> str:
    return f'<row r="{row}"><c r="{place}">{content}</c></row>'


def with_entities(path: Path) -> Path:
    letters = "".join(f'<!ENTITY {b} "{f"&{a};" * 20}">' for a, b in zip("abcde", "bcdef", strict=True))
    kind = f'<!DOCTYPE x [<!ENTITY a "{"x" * 1000}">{letters}]>'
    return packed(path, {"S": cell("A1", "<is><t>&f;</t></is>")}, before=kind)


@pytest.mark.parametrize(
    ("name", "write", "line"),
    [
        ("x.csv", text("w1,i1,t1,out_h999999999", "1,2,3,4"), "found a column of out_h999999999"),
        ("x.csv", text(f"w1,i1,t1,out_h{'9' * 5000}", "1,2,3,4"), "expected at most 20 neurons in a layer"),
        ("x.csv", text("w1,i15,t1,h20_20", "1,2,3,4"), "found columns of a 15-20-1 network with 320 weights"),
        ("x.csv", text("w1,w999999999,i1,t1", "1,2,3,4"), "expected w1 … w1 for the 1-1 network"),
        ("x.csv", text(",".join(["w1"] * 100_000), *"1" * 50_000), "found 11 rows and 100,000 columns up to"),
        ("x.csv", text(",".join([HEADS, *["x"] * 400]), "1,2,3,4"), "found 404 columns, expected at most"),
        ("x.csv", text(HEADS, *["1,2,3,4"] * 50_001), "found 50,001 rows of numbers, expected at most"),
        ("x.csv", text(HEADS, *["1,2,3,4"] * 250_001), "A250001: found 250,001 rows and 4 columns up to"),
        ("x.csv", text("d" * 100_000, "d" * 100_000), "found no header, expected a row with names"),
        ("x.xlsx", book(cell("A1"), cell("XFD1048576", row=1_048_576)), "XFD1048576: found 1,048,576 rows"),
        ("x.xlsx", book(cell("A1"), cell("A1048576", row=1_048_576)), "A1048576: found 1,048,576 rows and"),
        ("x.xlsx", book(cell("A1"), after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
         "found no header"),
        ("x.xlsx", book(cell("ALL1000"), sheets=99), "S1!ALL1000: found 1,000 rows and 1,000 columns"),
        ("x.xlsx", book('<c r="A1"><v>1</v></c>', times=7_000_000), "found more than 100 MB"),
        ("x.xlsx", book("<x>", times=30_000_000), "found no workbook that can be read"),
        ("x.xlsx", book("x", times=90_000_000, within=('<x a="', '"/>')), "found no workbook that can be"),
        ("x.xlsx", book(cell("A1", f'<f t="shared" si="0">{"A1+" * 2700}A1</f><v>1</v>'),
                        *(cell(f"A{n}", '<f t="shared" si="0"/><v>1</v>', n) for n in range(2, 100_000))),
         "found no header"),
        ("x.xlsx", with_entities, "found no workbook that can be read"),
    ],
)  # fmt: skip
def test_what_no_table_needs_is_refused(
    name: str, write: Callable[[Path], Path], line: str, tmp_path: Path
) -> None:
    path = write(tmp_path / name)
    code, output, high = graded(path)
    assert (code, output.count("\n")) == (1, 0)
    assert line in output
    assert output.startswith(str(path))
    assert high < BYTES


def test_more_elements_than_any_table_has_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = book(cell("A1"), times=501)(tmp_path / "x.xlsx")
    with pytest.raises(BackpropError, match="found no header"):
        grade(path)
    monkeypatch.setattr(workbook, "ELEMENTS", 1_000)
    with pytest.raises(BackpropError, match=r"x\.xlsx: found more than 1,000 elements in xl/worksheets/"):
        grade(path)


def test_a_long_table_is_graded(tmp_path: Path) -> None:
    code, output, high = graded(table(network_of("relu"), tmp_path / "long.csv", {}, 10_000))
    assert code == 0
    assert "all 20 columns right to 15 digits" in output
    assert high < BYTES / 2


def test_what_cells_share_is_read_where_they_stand(tmp_path: Path) -> None:
    start = [("i1", "2"), ("t1", "1"), ("w1", "0.5")]
    heads = "".join(
        f'<c t="inlineStr"><is><t>{head}</t></is></c>' for head in ("i1", "t1", "w1", "o1", "out_o1")
    )
    values = "".join(f"<c><v>{value}</v></c>" for _, value in start)
    first = '<c><f t="shared" si="3">C2*$A$2</f><v>1</v></c><c><f t="shared" si="3"/><v>7</v></c>'
    path = packed(tmp_path / "x.xlsx", {"S": f"<row>{heads}</row><row>{values}{first}</row>"})
    fault = grade(path).sheets[0].wrong[0].fault
    assert fault is not None
    assert (fault.place, fault.formula, fault.reads) == ("E2", "=D2*$A$2", "=o1·i1")
