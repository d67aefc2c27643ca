"""The workbooks as LibreOffice recalculates them from formulas alone: as given, and with cells changed."""

from collections.abc import Mapping

import pytest

from backprop.examples import EXAMPLES
from backprop.exports.workbook.book import made
from tests.office.cases import Case, differences
from tests.office.recalculation import Cells, cells, emptied, found, recalculated

GIVEN = {name: Case(name, {}, {}) for name in EXAMPLES}
CHANGED = [
    Case("mazur", {"w1": "-0.9", "i1": "1.5"}, {}),
    Case("mazur", {"b2": "-2", "t_o1": "0.5", "eta": "3"}, {"0.1": "0.3", "2": "0"}),
    Case("signed", {"w4": "0"}, {"0.8": "4"}),
    Case("relu", {"w1": "-0.5", "t_o1": "-1"}, {}),
    Case("chain", {"b1": "1.25"}, {"10": "0.01"}),
    Case("softmax", {"b_o2": "2", "t_o1": "0", "t_o3": "1"}, {}),
    Case("descent", {"theta1": "-3"}, {}),
    Case("parabola", {"eta": "0.25"}, {"1.1": "0.7"}),
    Case("hollows", {"theta0": "0.5"}, {}),
    Case("line", {"x_3": "-2", "t_4": "7.5", "b": "3"}, {"0.12": "0.02"}),
]
# Wrong formulas; each is the first one of its sheet that goes wrong.
PLANTED = {
    "Worked!C22": "w_1*i_1+w_2*i_1+b_1",
    "Training!T30": "H30*R30+I30*R30+M30",
    "Rates!C50": "&apos;Rate 0.1&apos;!Z51",
}


@pytest.fixture(scope="module")
def books() -> dict[str, bytes]:
    """Return the workbook of each example as it is written."""
    return {name: made(example)[f"values/{name}.xlsx"] for name, example in EXAMPLES.items()}


@pytest.fixture(scope="module")
def shown(books: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Cells]:
    """Return all of them recalculated, those with changed numbers and with planted formulas too."""
    tried = {name: emptied(book) for name, book in books.items()}
    tried |= {str(case): emptied(books[case.name], numbers=places(case, books)) for case in CHANGED}
    tried["planted"] = emptied(books["mazur"], formulas=PLANTED)
    return recalculated(tmp_path_factory.mktemp("books"), tried)


def places(case: Case, books: Mapping[str, bytes]) -> dict[str, str]:
    """Return by place the numbers that a case gives."""
    known: dict[str, str] = {}
    for cell in found(cells(books[case.name])):  # the first sheet comes first
        known.setdefault(str(cell.key), cell.place)
    given = {known[f"{case.name}:{name}"]: number for name, number in case.given.items()}
    return given | {known[f"{case.name};rate={rate}:eta"]: number for rate, number in case.rates.items()}


@pytest.mark.parametrize("name", GIVEN)
def test_formulas_alone_give_what_the_core_gives(
    shown: dict[str, Cells], books: dict[str, bytes], name: str
) -> None:
    assert list(differences(GIVEN[name], shown[name])) == []
    everywhere = {cell.place for cell in found(cells(books[name]))}
    assert {cell.place for cell in found(shown[name])} == everywhere


@pytest.mark.parametrize("case", CHANGED, ids=str)
def test_everything_follows_a_changed_cell(shown: dict[str, Cells], case: Case) -> None:
    assert list(differences(case, shown[str(case)])) == []
    assert any(differences(GIVEN[case.name], shown[str(case)]))


@pytest.mark.parametrize("place", PLANTED)
def test_a_wrong_formula_is_found(shown: dict[str, Cells], place: str) -> None:
    sheet = place.partition("!")[0]
    lines = differences(GIVEN["mazur"], {sheet: shown["planted"][sheet]})
    assert next(lines).startswith(f"{place}: found ")
