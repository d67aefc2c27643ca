"""Right sheets pass; of sheets with one broken formula, that column is named, with its slip, and no other."""

import re
from pathlib import Path

import pytest

from backprop.grade.grade import grade
from backprop.grade.report import ColumnReport, SheetReport
from tests.grade.planted import STARTS, Sheet, Templates, sheet, sigmoid_sheet

S1 = "({out_o1}-{t1})*{out_o1}*(1-{out_o1})"
S2 = "({out_o2}-{t2})*{out_o2}*(1-{out_o2})"


def back(unit: int) -> str:
    return f"({S1}*{{w{4 + unit}}}+{S2}*{{w{6 + unit}}})"


SLOPE = back(2) + "*{out_h1}*(1-{out_h1})*{i1}"


def graded(planted: Sheet, folder: Path) -> SheetReport:
    return grade(planted.save(folder / "planted.xlsx")).sheets[0]


def only_wrong(report: SheetReport) -> ColumnReport:
    assert [column.head for column in report.wrong] == [report.wrong[0].head], report.wrong
    return report.wrong[0]


@pytest.mark.parametrize("name", STARTS)
@pytest.mark.parametrize("rows", [1, 2, 12])
def test_right_sheets_pass(name: str, rows: int, tmp_path: Path) -> None:
    report = graded(sheet(name, rows), tmp_path)
    assert (report.wrong, report.unread, report.notes) == ([], (), ())
    assert {column.status for column in report.columns} == {"right", "given"}
    assert f"the example {name}" in report.about


@pytest.mark.parametrize("name", STARTS)
@pytest.mark.parametrize("form", ["{!r}", "{:.9f}", "{:.6f}", "{:.4f}", "{:.3f}", "{:.10g}"])
def test_right_numbers_pass_however_they_are_rounded(name: str, form: str, tmp_path: Path) -> None:
    report = grade(sheet(name).text(tmp_path / "right.csv", form)).sheets[0]
    assert report.wrong == []
    rate = "0.05" if name == "relu" else "0.5"
    assert f"learning rate {rate}" in report.about


# Column, its broken formula, family and words of the slip.
BROKEN = [
    ("dE/dw3", back(2) + "*{out_h1}*(1-{out_h1})*{i1}", "slope", "takes the slope of out_h1"),
    ("dE/dw4", back(2) + "*{out_h1}*(1-{out_h1})*{i2}", "slope", "takes the slope of out_h1"),
    ("dE/dw1", back(1) + "*{h1}*(1-{h1})*{i1}", "net for out", "takes x·(1 − x) of h1"),
    ("dE/dw2", back(1) + "*{i2}", "slope", "leaves out the slope out_h1·(1 − out_h1)"),
    ("dE/dw2", back(1) + "*{out_h1}*{i2}", "factor left out", "leaves out the factor 1 − out_h1"),
    ("dE/dw1", back(2) + "*{out_h1}*(1-{out_h1})*{i1}", "index", "takes the weights that leave h2"),
    ("dE/dw3", back(2) + "*{out_h2}*(1-{out_h2})*{i2}", "", ""),
    ("dE/dw3", back(2) + "*{out_h2}*(1-{out_h2})*{i1}*{i1}", "factor doubled", "has the factor i1 twice"),
    ("dE/dw1", f"{S1}*{{w5}}*{{out_h1}}*(1-{{out_h1}})*{{i1}}", "term left out", "leaves out the term"),
    ("dE/dw4", back(2).replace("{w8}", "{w7}") + "*{out_h2}*(1-{out_h2})*{i2}", "index", "takes w7 where w8"),
    ("dE/dw4", back(2).replace("+", "-") + "*{out_h2}*(1-{out_h2})*{i2}", "sign", "subtracts"),
    ("dE/dw5", S1 + "*{out_h1$}", "frozen", "always reads out_h1 of the first row"),
    ("dE/dw5", S1 + "*{out_h2}", "index", "takes out_h2 where out_h1 belongs"),
    ("dE/dw5", S1.replace("{out_o1}-{t1}", "{t1}-{out_o1}") + "*{out_h1}", "sign", "leaves out the minus"),
    ("dE/dw6", S1 + "*{h2}", "net for out", "takes h2 where out_h2 belongs"),
    ("dE/dw6", S1 + "*{out_h2}*2", "half", "twice what it should be"),
    ("dE/dw7", S2.replace("{t2}", "{t1}") + "*{out_h1}", "index", "takes t1 where t2 belongs"),
    ("dE/dw7", "({out_o2}-{t2})*{out_h1}", "slope", "leaves out the slope out_o2·(1 − out_o2)"),
    ("dE/dw8", S2 + "*{out_h2}*{out_h2}", "factor doubled", "has the factor out_h2 twice"),
    ("dE/dw8", "({out_o2}-{t2})*{o2}*(1-{o2})*{out_h2}", "net for out", "x·(1 − x) of o2"),
    ("w5", "{w5^}+{eta!}*{dE/dw5^}", "sign", "adds eta·dE/dw5"),
    ("w5", "{w5$}-{eta!}*{dE/dw5^}", "frozen", "always reads w5 of the first row"),
    ("w6", "{w6^}-{eta!}*{dE/dw6$}", "frozen", "always reads dE/dw6 of the first row"),
    ("w7", "{w7^}-{eta!}*{dE/dw8^}", "index", "takes dE/dw8 where dE/dw7 belongs"),
    ("w8", "{w7^}-{eta!}*{dE/dw8^}", "index", "takes w7 where w8 belongs"),
    ("w1", "{w1^}-{dE/dw1^}", "factor left out", "leaves out the factor eta"),
    ("w2", "{w2^}", "term left out", "leaves out the term eta·dE/dw2"),
    ("w3", "{w3^}-0.3*{eta!}*{dE/dw3^}", "factor", "0.3 times the right step"),
    ("E1", "({t1}-{out_o1})^2", "half", "leaves out the factor 1/2"),
    ("E1", "1/2*({t1}-{o1})^2", "net for out", "takes o1 where out_o1 belongs"),
    ("E2", "1/2*({t1}-{out_o2})^2", "index", "takes t1 where t2 belongs"),
    ("E2", "1/2*({t2}-{out_o2})", "factor left out", "leaves out the power of"),
    ("E_total", "({E1}+{E2})/2", "half", "half of what it should be"),
    ("E_total", "{E1}-{E2}", "sign", "subtracts E2"),
    ("out_h2", "1/(1+EXP({h2}))", "sign", "wrong sign inside the activation"),
    ("out_h1", "{h1}", "activation", "leaves out the activation"),
    ("out_o2", "TANH({o2})", "activation", "takes tanh where sigmoid belongs"),
    ("out_o1", "1/(1+EXP(-{o2}))", "", ""),
]  # fmt: skip

# Of each family the last, for a network without biases that has weights below 0.
SIGNED = {row[2]: row for row in BROKEN}.values()
# The same with relu, whose slope is 1 while a neuron is awake.
RELU = [
    ("dE/dw2", "({out_o1}-{t1})*{w6}*({h1}>0)*{i2}", "index", "takes w6 where w5 belongs"),
    ("dE/dw5", "({out_o1}-{t1})*{out_h2}", "index", "takes out_h2 where out_h1 belongs"),
    ("dE/dw6", "({out_o1}-{t1})*{out_h2$}", "frozen", "always reads out_h2 of the first row"),
    ("out_h1", "1/(1+EXP(-{h1}))", "activation", "takes sigmoid where relu belongs"),
    ("E_total", "1/2*({t1}-{out_o1})", "factor left out", "leaves out the power of t1 − out_o1"),
    ("E_total", "({t1}-{out_o1})^2", "half", "leaves out the factor 1/2"),
    ("w4", "{w4^}-{eta!}*{dE/dw4$}", "frozen", "always reads dE/dw4 of the first row"),
]


def with_formula(name: str, column: str, formula: str) -> Sheet:
    broken = sheet(name)
    (broken.later if column[0] == "w" else broken.first)[column] = formula
    return broken


@pytest.mark.parametrize(
    ("name", "column", "formula", "family", "words"),
    [
        (name, *row)
        for name, rows in {"mazur": BROKEN, "signed": SIGNED, "relu": RELU}.items()
        for row in rows
    ],
)
def test_the_broken_column_is_named_with_its_slip(
    name: str, column: str, formula: str, family: str, words: str, tmp_path: Path
) -> None:
    report = only_wrong(graded(with_formula(name, column, formula), tmp_path))
    assert report.head == column
    assert report.fault is not None
    assert report.fault.slip
    assert words in report.fault.slip
    assert report.fault.family == (family or report.fault.family)
    assert report.fault.row == 1 + (column[0] == "w") + ("$" in formula)
    assert report.fault.proved


def test_another_formula_of_the_same_numbers_is_right(tmp_path: Path) -> None:
    awake = with_formula("relu", "dE/dw1", "({out_o1}-{t1})*{w5}*{i1}*({h2}>0)")
    assert graded(awake, tmp_path).wrong == []


def test_the_slope_of_the_wrong_neuron_moves_the_error_in_the_eleventh_decimal(tmp_path: Path) -> None:
    planted = sheet("sigmoid", 2)
    right = planted.values()[1]["E_total"]
    planted.first["dE/dw3"] = SLOPE
    assert 1e-12 < abs(planted.values()[1]["E_total"] - right) < 1e-11
    report = graded(planted, tmp_path)
    assert only_wrong(report).head == "dE/dw3"
    heirs = {column.head: column.causes for column in report.columns if column.status == "inherits"}
    assert heirs["E_total"] == ("dE/dw3",)


RIGHT = sigmoid_sheet(STARTS["mazur"])


def updated(formula: str) -> str:
    """Return a formula that reads the weights of the last layer after their update."""
    return re.sub(r"\{w([5-8])\}", r"({w\1}-{eta!}*{dE/dw\1})", formula)


# Formulas of several columns, and the words of the slip of each that is wrong.
SEVERAL = [
    ({"dE/dw5": RIGHT["dE/dw6"], "dE/dw6": RIGHT["dE/dw5"]},
     {"dE/dw5": "has changed places with dE/dw6", "dE/dw6": "has changed places with dE/dw5"}),
    ({"dE/dw3": SLOPE, "E2": "({t2}-{out_o2})^2"},
     {"E2": "leaves out the factor 1/2",
      "dE/dw3": "takes the slope of out_h1, x·(1 − x), where that of out_h2 belongs"}),
    ({f"dE/dw{n}": updated(RIGHT[f"dE/dw{n}"]) for n in range(1, 5)},
     {f"dE/dw{n}": "reads the weights after their update" for n in range(1, 5)}),
]  # fmt: skip


@pytest.mark.parametrize(("formulas", "slips"), SEVERAL)
def test_several_slips_are_told_apart(formulas: Templates, slips: dict[str, str], tmp_path: Path) -> None:
    planted = sheet("mazur", 6)
    planted.first |= formulas
    wrong = graded(planted, tmp_path).wrong
    assert {column.head: column.fault.slip for column in wrong if column.fault} == slips


def test_a_typed_number_is_named_where_it_stands(tmp_path: Path) -> None:
    planted = sheet("mazur")
    planted.typed[5, "w5"] = 0.4
    wrong = only_wrong(graded(planted, tmp_path)).fault
    assert wrong is not None
    assert (wrong.place, wrong.row, wrong.rows, wrong.found) == ("J9", 6, 1, "0.4")
    assert wrong.slip == "holds a typed number where the other rows have a formula"


def test_a_changed_start_is_seen(tmp_path: Path) -> None:
    planted = sheet("mazur")
    planted.first["w3"] = "0.26"
    report = graded(planted, tmp_path)
    assert report.wrong == []
    assert report.notes == ("the start is that of the example mazur but for w3: 0.26 here, 0.25 there",)
    wrong = only_wrong(grade(tmp_path / "planted.xlsx", "mazur").sheets[0])
    assert wrong.head == "w3"
    assert wrong.fault is not None
    assert (wrong.fault.found, wrong.fault.expected) == ("0.26", "0.25")


@pytest.mark.parametrize("form", ["{:.9f}", "{:.6f}"])
def test_slips_show_in_rounded_numbers(form: str, tmp_path: Path) -> None:
    planted = sheet("mazur")
    planted.first["dE/dw6"] = S1 + "*{h2}"
    wrong = only_wrong(grade(planted.text(tmp_path / "broken.csv", form)).sheets[0])
    assert wrong.head == "dE/dw6"
    assert wrong.fault is not None
    assert wrong.fault.slip == "takes h2 where out_h2 belongs"
