"""The workbook of each example: its bytes, names, formulas, saved values, sheets, charts and words."""

import io
import re
import zipfile
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from xlsxwriter.worksheet import Worksheet

from backprop.core.groups import GROUPS, group_keys
from backprop.core.keys import parse_run
from backprop.exports.workbook import run, worked
from backprop.exports.workbook import sheet as sheets
from backprop.exports.workbook.book import workbook_files
from backprop.exports.workbook.naming import cell_name, class_names
from backprop.exports.workbook.run import runs
from backprop.exports.workbook.sheet import ROLES, YELLOW
from backprop.grade.grade import grade
from backprop.networks.examples import EXAMPLES
from tests.office.cases import Case, differences
from tests.office.recalculation import Cells, cells, keyed_numbers

CSS = Path(__file__).parents[2] / "docs" / "assets" / "site.css"
EVERY = [name for name, example in EXAMPLES.items() if runs(example)]
KINDS = ["relu", "softmax", "hollows", "line"]  # one of each, where to read all formulas would take long


@cache
def book(name: str) -> bytes:
    return workbook_files(EXAMPLES[name])[f"values/{name}.xlsx"]


@cache
def shown(name: str) -> Cells:
    return cells(book(name))


@cache
def written(name: str) -> openpyxl.Workbook:
    """Return the workbook with its formulas."""
    return openpyxl.load_workbook(io.BytesIO(book(name)))


def conventions(name: str) -> dict[str, str]:
    held = shown(name)["Conventions"]
    return {held[f"A{row}"]: held[f"B{row}"] for row in range(3, 20) if f"A{row}" in held}


def test_the_same_numbers_make_the_same_bytes() -> None:
    assert workbook_files(EXAMPLES["chain"]) == {"values/chain.xlsx": book("chain")}


@pytest.mark.parametrize("name", KINDS)
def test_no_formula_has_a_function_younger_than_the_format(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "rates", lambda example: (example.rate,))
    plain = workbook_files(EXAMPLES[name])
    monkeypatch.setattr(sheets, "PlainSheet", Worksheet)  # which looks for each of these
    assert workbook_files(EXAMPLES[name]) == plain


@pytest.mark.parametrize("name", EVERY)
def test_saved_values_are_those_of_the_core(name: str) -> None:
    assert list(differences(Case(name, {}, {}), shown(name))) == []


def test_a_stale_value_is_found() -> None:
    held = {sheet: dict(places) for sheet, places in shown("mazur").items()}
    held["Worked"]["C22"] += 1e-9
    held["Rate 2"]["T30"] *= 1 + 1e-9
    places = [line.partition(":")[0] for line in differences(Case("mazur", {}, {}), held)]
    assert places == ["Worked!C22", "Rate 2!T30"]


@pytest.mark.parametrize("name", EVERY)
def test_the_first_sheet_has_the_whole_pass(name: str) -> None:
    keys = [key for group in GROUPS for key in group_keys(parse_run(name), group)]
    assert [cell.key for cell in keyed_numbers({"Worked": shown(name)["Worked"]})] == keys


def test_without_training_there_is_one_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (run, worked):
        monkeypatch.setattr(module, "rates", lambda _: ())
    only = cells(workbook_files(EXAMPLES["parabola"])["values/parabola.xlsx"])
    assert list(only) == ["Worked"]
    texts = only["Worked"].values()
    assert {"One parameter, one valley: worked", "Change a yellow cell: all others follow.", "Cost"} <= set(
        texts
    )


@pytest.mark.parametrize("name", EVERY)
def test_a_sheet_for_each_rate_has_a_row_for_each_step(name: str) -> None:
    others = [f"Rate {rate}" for rate in EXAMPLES[name].rates if rate != EXAMPLES[name].rate]
    assert list(shown(name)) == ["Worked", "Training", *others, "Rates", "Conventions"]
    for sheet, trained in zip(["Training", *others], runs(EXAMPLES[name]), strict=True):
        known = {str(cell.key) for cell in keyed_numbers({sheet: shown(name)[sheet]})}
        for quantity in (trained.graph.loss, *trained.graph.updates):
            assert {str(trained.key.of(quantity, step)) for step in range(101)} <= known


@pytest.mark.parametrize("name", KINDS)
def test_what_is_not_given_is_a_formula(name: str) -> None:
    """Numbers typed in are the given ones, yellow; the numbers of the steps; and slopes that are constant."""
    for sheet in written(name):
        for row in sheet.iter_rows():
            for cell in row:
                yellow = cell.fill.fgColor.rgb == f"FF{YELLOW[1:].upper()}"
                typed = isinstance(cell.value, int | float) and cell.column_letter != "A"
                assert typed or not yellow, f"{sheet.title}!{cell.coordinate} is yellow, and no number"
                constant = sheet.title == "Worked" and cell.value in (0, 1)
                assert yellow or constant or not typed, f"{sheet.title}!{cell.coordinate} is typed"


@pytest.mark.parametrize("name", KINDS)
def test_each_value_of_the_pass_is_a_named_cell(name: str) -> None:
    held = shown(name)["Worked"]
    for cell in keyed_numbers({"Worked": held}):
        row = cell.place.removeprefix("Worked!C")
        named = written(name).defined_names[held[f"E{row}"]]
        assert named.attr_text == f"'Worked'!$C${row}"


CELLS = {
    "w1": "w_1", "i12": "i_12", "b_h1": "b_h1", "eta": "eta", "net_h1": "net_h1", "E_total": "E_total",
    "theta0": "theta0", "x_1": "x_1", "dE_total/dw5": "dE_total_dw5", "w5+": "w_5_new", "b_o1+": "b_o1_new",
}  # fmt: skip
HEADS = {
    "net_h1": "h1", "out_h2": "a_h2", "out_o1": "a_o1", "t_o2": "t2", "E_o1": "E1", "dE_total/dw8": "dE/dw8",
}  # fmt: skip


def test_names_of_cells() -> None:
    assert {quantity: cell_name(quantity) for quantity in CELLS} == CELLS


def test_heads_as_in_class() -> None:
    names = class_names(runs(EXAMPLES["mazur"])[0].graph)
    assert {quantity: names.get(quantity) for quantity in HEADS} == HEADS
    assert names.keys().isdisjoint({"E_total", "w1", "b1", "eta"})
    assert class_names(runs(EXAMPLES["line"])[0].graph) == {}


@pytest.mark.parametrize("name", KINDS)
def test_no_name_is_refused_or_taken_twice(name: str) -> None:
    """Spreadsheets take no address for a name, nor R and C, and tell no capitals from small letters."""
    names = list(written(name).defined_names)
    assert len({known.casefold() for known in names}) == len(names)
    for known in names:
        assert re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.]*", known), known
        assert not re.fullmatch(r"[A-Za-z]{1,3}[0-9]+|[RrCc]|[Rr][0-9]*[Cc][0-9]*", known), known


@pytest.mark.parametrize("name", KINDS)
def test_each_sheet_has_its_own_rate(name: str) -> None:
    for trained in runs(EXAMPLES[name]):
        sheet = written(name)[trained.sheet]
        assert sheet.defined_names["eta"].attr_text.endswith("!$B$3")
        assert isinstance(sheet["B3"].value, str if trained.is_main else int | float)


@pytest.mark.parametrize(
    ("name", "formulas"),
    [
        ("mazur", ["=w_1*i_1+w_2*i_2+b_1", "=1/(1+EXP(-net_h1))", "=(1/2)*(t_o1-out_o1)^2"]),
        ("mazur", ["=dE_total_dout_o1*dout_o1_dnet_o1*dnet_o1_dw5", "=w_1-eta*dE_total_dw1"]),
        ("mazur", ["=D8-eta*AA8", "=H9*R9+I9*S9+M9", "=(-(N8-V8))*V8*(1-V8)*R8", "=i_1"]),
        ("relu", ["=MAX(0,net_h1)", "=IF(net_h1>0,1,0)"]),
        ("softmax", ["=EXP(net_o1)/(EXP(net_o1)+EXP(net_o2)+EXP(net_o3))", "=-(t_o1*LN(out_o1))"]),
        ("hollows", ["=(3/10)*theta0^4-(2/5)*theta0^3-(6/5)*theta0^2+(37/10)"]),
        ("line", ["=w*x_1+b", "=F8*B8+G8", "='Rate 0.01'!T9", "='Training'!T9"]),
    ],
)
def test_formulas(name: str, formulas: list[str]) -> None:
    held = {cell.value for sheet in written(name) for row in sheet.iter_rows() for cell in row}
    assert set(formulas) <= held


@pytest.mark.parametrize("name", EVERY)
def test_charts_are_native_and_show_whole_columns(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(book(name))) as held:
        charts = [held.read(part).decode() for part in held.namelist() if "charts/chart" in part]
    assert len(charts) == 2 * len(runs(EXAMPLES[name])) + 1
    rates = charts[-1]
    assert rates.count("<c:ser>") == len(runs(EXAMPLES[name]))
    assert "<c:lineChart>" in rates
    assert "$B$6:$B$106" in rates
    assert all("$8:$" in chart and "$108" in chart for chart in charts[:-1])


@pytest.mark.parametrize(
    ("name", "logarithmic"), [("mazur", False), ("relu", False), ("parabola", True), ("softmax", True)]
)
def test_a_loss_over_powers_of_ten_has_a_scale_to_show_it(name: str, logarithmic: bool) -> None:
    with zipfile.ZipFile(io.BytesIO(book(name))) as held:
        charts = sorted((part for part in held.namelist() if "charts/chart" in part), key=len)
        assert ("<c:logBase" in held.read(charts[-1]).decode()) == logarithmic


@pytest.mark.parametrize(
    ("name", "topic", "words"),
    [
        ("mazur", "Biases", "b1, b2: fixed, no update changes them."),
        ("softmax", "Biases", "b_o1, b_o2, b_o3: trained like the weights."),
        ("line", "Biases", "b: trained like the weights."),
        ("relu", "Biases", "There are none."),
        ("mazur", "Loss", "E_o1 = 1/2 * (t_o1 - out_o1)^2; E_total = E_o1 + E_o2. The half belongs to"),
        ("descent", "Loss", "J = theta0^2 + theta0 * theta1 + 2 * theta1^2 - 4 * theta0 - 9 * theta1 + 12."),
        ("mazur", "Update", "w1+ = w1 - eta * dE_total/dw1, and so for each parameter: all together"),
        ("mazur", "Names of cells", "i_1 holds i1, dE_total_dw1 holds dE_total/dw1, w_1_new holds w1 after"),
        ("chain", "Short heads", "t1 for t_o1, h1 for net_h1, a_h1 for out_h1"),
        ("parabola", "Licence", "CC BY 4.0"),
    ],
)
def test_conventions(name: str, topic: str, words: str) -> None:
    assert words in conventions(name)[topic]


@pytest.mark.parametrize("name", EVERY)
def test_every_topic_has_its_text(name: str) -> None:
    silent = set() if EXAMPLES[name].form == "network" else {"Short heads"}
    assert conventions("mazur").keys() - conventions(name).keys() == silent


def test_colours_are_those_of_the_pages() -> None:
    style = CSS.read_text(encoding="utf-8")
    assert [role for role, colour in ROLES.items() if f"--role-{role}: {colour};" not in style] == []


@pytest.mark.parametrize("name", ["chain", "relu"])
def test_graded_like_a_table_of_a_learner_all_is_right(name: str, tmp_path: Path) -> None:
    file = tmp_path / f"{name}.xlsx"
    file.write_bytes(book(name))
    report = grade(file)
    assert [sheet.name for sheet in report.sheets] == list(shown(name))[:-2]
    assert {column.status for sheet in report.sheets for column in sheet.columns} == {"right", "given"}
