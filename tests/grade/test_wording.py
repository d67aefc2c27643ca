import json
import re
from pathlib import Path

import pytest

from backprop.cli import main
from backprop.grade.grade import grade
from backprop.grade.page import as_html
from backprop.grade.report import as_text
from tests.grade.planted import Sheet, sheet

Captured = pytest.CaptureFixture[str]


def broken() -> Sheet:
    planted = sheet("mazur", 3)
    planted.first["dE/dw6"] = planted.first["dE/dw6"].replace("{out_h2}", "{h2}")
    planted.heads["E2"] = "E2 <script>"
    return planted


def test_a_report_in_words(tmp_path: Path) -> None:
    text = as_text(grade(broken().save(tmp_path / "mine.xlsx")))
    assert text.splitlines() == [
        "mine.xlsx",
        "",
        "Sheet1: 1 column of 27 to correct: dE/dw6 (AF).",
        "  2-2-2 network, sigmoid, with biases, learning rate 0.5, the example mazur; 3 rows.",
        "",
        "  dE/dw6 (AF) is wrong from AF4 on, row 1 of the table; in 3 rows in all.",
        "  Found 0.0543607, expected 0.0826676.",
        "  Your formula: =(U4-B4)*U4*(1-U4)*R4, that is =(out_o1-t1)·out_o1·(1-out_o1)·h2",
        "  What gives exactly these numbers: the column takes h2 where out_h2 belongs.",
        "",
        (
            "  Right in themselves, and off only because of that: w1 (F), w2 (G), w3 (H), w4 (I), w5 (J),"
            " w6 (K), h1 (P), out_h1 (Q), h2 (R), out_h2 (S), o1 (T), out_o1 (U), o2 (V), out_o2 (W), E1 (X),"
            " E2 <script> (Y), E_total (Z), dE/dw1 (AA), dE/dw2 (AB), dE/dw3 (AC), dE/dw4 (AD), dE/dw5 (AE),"
            " dE/dw7 (AG), dE/dw8 (AH)."
        ),
        "",
        "  Note: column Y, E2 <script>, holds E_o2 by its numbers.",
    ]


def test_a_right_sheet_is_praised(tmp_path: Path) -> None:
    text = as_text(grade(sheet("mazur", 3).text(tmp_path / "mine.csv", "{:.6f}")))
    assert "mine.csv: all 27 columns right to the 6 decimals shown. Well done." in text


def test_it_is_said_where_no_slip_is_known(tmp_path: Path) -> None:
    planted = sheet("mazur", 4)
    planted.first["dE/dw6"] += "*{out_h2}^3"
    assert "No single slip that we know gives these numbers." in as_text(
        grade(planted.save(tmp_path / "x.xlsx"))
    )


@pytest.mark.parametrize("number", [1e308, -1e308, 1e-320])
def test_no_number_is_too_large_or_small_to_be_shown(number: float, tmp_path: Path) -> None:
    planted = sheet("mazur", 4)
    planted.typed[3, "dE/dw5"] = number
    planted.typed[3, "E1"] = number
    report = grade(planted.text(tmp_path / "x.csv"))
    assert "dE/dw5" in as_text(report)
    assert "dE/dw5" in as_html(report)


def test_a_page_needs_nothing_else(tmp_path: Path) -> None:
    page = as_html(grade(broken().save(tmp_path / "mine.xlsx")))
    assert not re.findall(r"(?:src|href|url)\s*[=(]|<script|@import|https?:", page)
    assert "E2 &lt;script&gt;" in page
    assert "prefers-color-scheme: dark" in page
    assert 'name="viewport"' in page
    assert page.count("<tr>") == 34
    assert "takes h2 where out_h2 belongs" in page


@pytest.mark.parametrize(("planted", "code"), [(sheet("mazur", 3), 0), (broken(), 1)])
def test_the_command(planted: Sheet, code: int, tmp_path: Path, capsys: Captured) -> None:
    path, page = str(planted.save(tmp_path / "mine.xlsx")), tmp_path / "out" / "report.html"
    assert main(["grade", path]) == code
    text = capsys.readouterr().out
    assert main(["grade", path, "--html", str(page)]) == code
    assert capsys.readouterr().out == text
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert main(["grade", path, "--json", "--example", "mazur"]) == code
    record = json.loads(capsys.readouterr().out)
    assert record["right"] is (code == 0)
    assert record["sheets"][0]["columns"][-1]["quantity"] == "dE_total/dw8"


def test_a_bad_file_ends_with_one_line(tmp_path: Path, capsys: Captured) -> None:
    assert main(["grade", str(tmp_path / "none.xlsx")]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
