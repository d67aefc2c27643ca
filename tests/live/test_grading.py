"""A reader's numbers graded by the page: the same wrong columns as `backprop grade` names, and never more."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from backprop.grade.grade import grade
from tests.grade.planted import STARTS, sheet
from tests.grade.test_planted import BROKEN, RELU, SEVERAL, SIGNED, with_formula
from tests.live.checking import Report, kinds, report, reports

NETWORKS = {"mazur": BROKEN, "signed": list(SIGNED), "relu": RELU}
FORMS = ["{!r}", "{:.9f}", "{:.6f}", "{:.10g}"]
COARSE = ["{:.4f}", "{:.3f}"]


def planted(example: str, form: str, folder: Path) -> Iterator[Path]:
    """Yield tables with a broken formula, those of an example that show it."""
    rows = [(column, formula) for column, formula, _, _ in NETWORKS[example]]
    tables = [with_formula(example, column, formula) for column, formula in rows]
    if example == "mazur":
        for formulas, _ in SEVERAL:
            tables.append(sheet("mazur", 6))
            tables[-1].first |= formulas
    for number, table in enumerate(tables):
        yield table.text(folder / f"{number}.csv", form)


def wrong(found: Report) -> set[str]:
    return {finding["head"] for finding in found["findings"] if finding["kind"] == "wrong"}


@pytest.mark.parametrize("example", NETWORKS)
def test_the_page_names_the_columns_that_the_command_names(example: str, tmp_path: Path) -> None:
    form = FORMS[list(NETWORKS).index(example)]
    paths = list(planted(example, form, tmp_path))
    expected = [{column.head for column in grade(path, example).sheets[0].wrong} for path in paths]
    found = reports([path.read_text("utf-8") for path in paths], example)
    assert [wrong(each) for each in found] == expected
    assert all(expected)


@pytest.mark.parametrize("form", COARSE)
def test_few_digits_make_the_page_no_stricter(form: str, tmp_path: Path) -> None:
    paths = list(planted("signed", form, tmp_path))
    allowed = [{column.head for column in grade(path, "signed").sheets[0].wrong} for path in paths]
    found = [wrong(each) for each in reports([path.read_text("utf-8") for path in paths], "signed")]
    assert all(ours <= theirs for ours, theirs in zip(found, allowed, strict=True))
    assert sum(map(bool, found)) > len(found) / 2


@pytest.mark.parametrize("example", STARTS)
def test_right_numbers_pass_however_they_are_rounded(example: str, tmp_path: Path) -> None:
    paths = [sheet(example).text(tmp_path / f"{n}.csv", form) for n, form in enumerate(FORMS + COARSE)]
    for found in reports([path.read_text("utf-8") for path in paths], example):
        assert found["first"] is None
        assert found["notes"] == []
        assert set(kinds(found).values()) <= {"right", "given", "vague"}


def test_numbers_cut_off_instead_of_rounded_are_right(tmp_path: Path) -> None:
    path = sheet("mazur", 3).text(tmp_path / "long.csv", "{:.12f}")
    cut = "\n".join(
        ",".join(cell[: cell.find(".") + 6] for cell in line.split(",")) if line[0] != "e" else line
        for line in path.read_text("utf-8").splitlines()
    )
    found = report(cut)
    assert found["first"] is None
    assert "cut" in kinds(found).values()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Rounded on the way: the reader's own rounding explains what is off, and nothing is wrong.
        (
            "out_h1 0.593\nout_h2 0.597\nnet_o1 1.10585\nout_o1 0.75135",
            {"net_o1": "rounded", "out_o1": "rounded"},
        ),
        # Too little before it to tell.
        ("out_o1 0.8\nE_o1 0.31205", {"out_o1": "right", "E_o1": "rounded"}),
        ("dE/dw1 0.000", {"dE_total/dw1": "vague"}),
        ("E_total 0", {"E_total": "vague"}),
        ("dE/dw5 0.08\nE_total 0", {"E_total": "wrong"}),
        # Wrong, with what follows from it; what agrees with the right number is right all the same.
        (
            "net_h1 0.3775\nout_h1 0.61\nnet_o1 1.1126\nout_o1 0.751365",
            {"net_h1": "right", "out_h1": "wrong", "net_o1": "follows", "out_o1": "right"},
        ),
        ("net_h1 0.3875\nout_h1 0.595683", {"net_h1": "wrong", "out_h1": "follows"}),
        # Only the first is wrong by itself.
        ("dE/dw5 0.0543\nw5+ 0.37285", {"dE_total/dw5": "wrong", "w5+": "follows"}),
        ("delta_o1 0.2\ndE/dw5 0.11865", {"delta_o1": "wrong", "dE_total/dw5": "follows"}),
        # Two names for the same: what follows may read either.
        ("net_o1 1.2\nout_o1 0.768524783", {"net_o1": "wrong", "out_o1": "follows"}),
        # One network of the reader's own.
        ("w1 0.25\ni1 0.1\nnet_h1 0.395", {"w1": "given", "i1": "given", "net_h1": "right"}),
        ("eta 0.1\nw5+ 0.3917833", {"eta": "given", "w5+": "right"}),
    ],
)
def test_a_number_is_held_to_the_truth_and_to_those_before_it(text: str, expected: dict[str, str]) -> None:
    assert {name: kind for name, kind in kinds(report(text)).items() if name in expected} == expected


def test_what_follows_reads_the_rate_and_the_weights_that_the_list_leaves_out() -> None:
    slow = report("dE/dw5 0.0543\nw5+ 0.39457", options=[("rate", "0.1")])
    assert kinds(slow) == {"dE_total/dw5": "wrong", "w5+": "follows"}
    assert kinds(report("dE/dw5 0.0543\nw5+ 0.39457")) == {"dE_total/dw5": "wrong", "w5+": "wrong"}
    later = report("step\tout_h1\tout_h2\tnet_o1\n0\t0.593\t0.597\t1.106\n1\t0.61\t0.5969\t1.06287")
    assert kinds(later) == {"out_h1": "wrong", "out_h2": "right", "net_o1": "follows"}


def test_a_linear_output_and_its_net_input_are_told_apart() -> None:
    found = report("net_o1 0.30\nout_o1 0.42\nE_total 0.1682", "relu")
    assert kinds(found) == {"net_o1": "wrong", "out_o1": "wrong", "E_total": "follows"}
