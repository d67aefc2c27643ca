"""Right sheets pass; of sheets with one broken formula, that column is named, with its slip, and no other."""

from pathlib import Path

import pytest

from backprop.grade.grade import grade
from backprop.grade.report import ColumnReport, SheetReport
from tests.grade.planted import STARTS, Sheet, sheet

S1 = "({out_o1}-{t1})*{out_o1}*(1-{out_o1})"
S2 = "({out_o2}-{t2})*{out_o2}*(1-{out_o2})"


def back(unit: int) -> str:
    return f"({S1}*{{w{4 + unit}}}+{S2}*{{w{6 + unit}}})"


def judged(made: Sheet, folder: Path) -> SheetReport:
    return grade(made.save(folder / "planted.xlsx")).sheets[0]


def only(verdict: SheetReport) -> ColumnReport:
    assert [column.head for column in verdict.wrong] == [verdict.wrong[0].head], verdict.wrong
    return verdict.wrong[0]


@pytest.mark.parametrize("name", STARTS)
@pytest.mark.parametrize("rows", [1, 2, 12])
def test_right_sheets_pass(name: str, rows: int, tmp_path: Path) -> None:
    verdict = judged(sheet(name, rows), tmp_path)
    assert (verdict.wrong, verdict.unread, verdict.notes) == ([], (), ())
    assert {column.status for column in verdict.columns} == {"right", "given"}
    assert f"the example {name}" in verdict.about


@pytest.mark.parametrize("name", STARTS)
@pytest.mark.parametrize("form", ["{!r}", "{:.9f}", "{:.6f}", "{:.4f}", "{:.3f}", "{:.10g}"])
def test_right_numbers_pass_however_they_are_rounded(name: str, form: str, tmp_path: Path) -> None:
    verdict = grade(sheet(name).text(tmp_path / "right.csv", form)).sheets[0]
    assert verdict.wrong == []
    rate = "0.05" if name == "relu" else "0.5"
    assert f"learning rate {rate}" in verdict.about


# Column, its broken formula, family and words of the slip.
BROKEN = [
    ("dE/dw3", back(2) + "*{out_h1}*(1-{out_h1})*{i1}", "slope", "takes the slope of out_h1"),
    ("dE/dw4", back(2) + "*{out_h1}*(1-{out_h1})*{i2}", "slope", "takes the slope of out_h1"),
    ("dE/dw1", back(1) + "*{h1}*(1-{h1})*{i1}", "net for out", "takes x·(1 − x) of h1"),
    ("dE/dw2", back(1) + "*{i2}", "slope", "leaves out the slope out_h1·(1 − out_h1)"),
    ("dE/dw2", back(1) + "*{out_h1}*{i2}", "factor left out", "leaves out the factor 1 − out_h1"),
    ("dE/dw1", back(2) + "*{out_h1}*(1-{out_h1})*{i1}", "index", "takes the weights that leave out_h2"),
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


@pytest.mark.parametrize("name", ["mazur", "signed"])
@pytest.mark.parametrize(("column", "formula", "family", "words"), BROKEN)
def test_the_broken_column_is_named_with_its_slip(
    name: str, column: str, formula: str, family: str, words: str, tmp_path: Path
) -> None:
    made = sheet(name)
    (made.later if column[0] == "w" else made.first)[column] = formula
    found = only(judged(made, tmp_path))
    assert found.head == column
    assert found.fault is not None
    assert found.fault.slip
    assert words in found.fault.slip
    assert found.fault.family == (family or found.fault.family)
    assert found.fault.row == 1 + (column[0] == "w") + ("$" in formula)
    assert found.fault.proved


def test_the_slope_of_the_wrong_neuron_moves_the_error_in_the_eleventh_decimal(tmp_path: Path) -> None:
    made = sheet("sigmoid", 2)
    right = made.values()[1]["E_total"]
    made.first["dE/dw3"] = back(2) + "*{out_h1}*(1-{out_h1})*{i1}"
    assert 1e-12 < abs(made.values()[1]["E_total"] - right) < 1e-11
    verdict = judged(made, tmp_path)
    assert only(verdict).head == "dE/dw3"
    heirs = {column.head: column.causes for column in verdict.columns if column.status == "inherits"}
    assert heirs["E_total"] == ("dE/dw3",)


@pytest.mark.parametrize(
    ("column", "formula", "words"),
    [
        ("dE/dw1", "({out_o1}-{t1})*{w5}*{i1}*({h2}>0)", ""),
        ("dE/dw2", "({out_o1}-{t1})*{w6}*({h1}>0)*{i2}", "takes w6 where w5 belongs"),
        ("dE/dw5", "({out_o1}-{t1})*{out_h2}", "takes out_h2 where out_h1 belongs"),
        ("dE/dw6", "({out_o1}-{t1})*{out_h2$}", "always reads out_h2 of the first row"),
        ("out_h1", "1/(1+EXP(-{h1}))", "takes sigmoid where relu belongs"),
        ("E_total", "1/2*({t1}-{out_o1})", "leaves out the power of t1 − out_o1"),
        ("E_total", "({t1}-{out_o1})^2", "leaves out the factor 1/2"),
        ("w4", "{w4^}-{eta!}*{dE/dw4$}", "always reads dE/dw4 of the first row"),
    ],
)
def test_slips_with_relu(column: str, formula: str, words: str, tmp_path: Path) -> None:
    made = sheet("relu")
    right = [row[column] for row in made.values()]
    (made.later if column[0] == "w" else made.first)[column] = formula
    verdict = judged(made, tmp_path)
    if [
        row[column] for row in made.values()
    ] == right:  # both neurons are awake, so their slopes are the same
        assert verdict.wrong == []
        return
    found = only(verdict)
    assert found.head == column
    assert found.fault is not None
    assert words in found.fault.slip


def test_two_columns_that_have_changed_places(tmp_path: Path) -> None:
    made = sheet("mazur")
    made.first["dE/dw5"], made.first["dE/dw6"] = made.first["dE/dw6"], made.first["dE/dw5"]
    faults = {column.head: column.fault for column in judged(made, tmp_path).wrong}
    assert {head: fault.slip for head, fault in faults.items() if fault} == {
        "dE/dw5": "has changed places with dE/dw6",
        "dE/dw6": "has changed places with dE/dw5",
    }


def test_two_slips_are_told_apart(tmp_path: Path) -> None:
    made = sheet("mazur")
    made.first["dE/dw3"] = back(2) + "*{out_h1}*(1-{out_h1})*{i1}"
    made.first["E2"] = "({t2}-{out_o2})^2"
    faults = {column.head: column.fault for column in judged(made, tmp_path).wrong}
    assert {head: fault.family for head, fault in faults.items() if fault} == {
        "E2": "half",
        "dE/dw3": "slope",
    }


def test_weights_that_are_read_after_their_update(tmp_path: Path) -> None:
    made = sheet("mazur", 6)
    for n in range(1, 5):
        for w in range(5, 9):
            after = f"({{w{w}}}-{{eta!}}*{{dE/dw{w}}})"
            made.first[f"dE/dw{n}"] = made.first[f"dE/dw{n}"].replace(f"{{w{w}}}", after)
    wrong = judged(made, tmp_path).wrong
    assert [column.head for column in wrong] == ["dE/dw1", "dE/dw2", "dE/dw3", "dE/dw4"]
    assert {column.fault.slip for column in wrong if column.fault} == {"reads the weights after their update"}


def test_a_typed_number_is_found_where_it_stands(tmp_path: Path) -> None:
    made = sheet("mazur")
    made.typed[5, "w5"] = 0.4
    found = only(judged(made, tmp_path)).fault
    assert found is not None
    assert (found.place, found.row, found.rows, found.found) == ("J9", 6, 1, "0.4")
    assert found.slip == "holds a typed number where the other rows have a formula"


def test_a_changed_start_is_seen(tmp_path: Path) -> None:
    made = sheet("mazur")
    made.first["w3"] = "0.26"
    verdict = judged(made, tmp_path)
    assert verdict.wrong == []
    assert verdict.notes == ("the start is that of the example mazur but for w3: 0.26 here, 0.25 there",)
    found = only(grade(tmp_path / "planted.xlsx", "mazur").sheets[0])
    assert found.head == "w3"
    assert found.fault is not None
    assert (found.fault.found, found.fault.expected) == ("0.26", "0.25")


@pytest.mark.parametrize("form", ["{:.9f}", "{:.6f}"])
def test_slips_show_in_rounded_numbers(form: str, tmp_path: Path) -> None:
    made = sheet("mazur")
    made.first["dE/dw6"] = S1 + "*{h2}"
    found = only(grade(made.text(tmp_path / "broken.csv", form)).sheets[0])
    assert found.head == "dE/dw6"
    assert found.fault is not None
    assert found.fault.slip == "takes h2 where out_h2 belongs"
