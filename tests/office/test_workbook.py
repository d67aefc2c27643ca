"""The workbooks as LibreOffice recalculates them from formulas alone: as given, and with cells changed."""

import pytest

from backprop.exports.workbook import run, training
from backprop.exports.workbook.book import workbook_files
from backprop.networks.examples import EXAMPLES
from tests.office.cases import Case, differences
from tests.office.recalculation import Cells, cells, emptied, keyed_numbers, recalculated

TRAINED = [name for name, example in EXAMPLES.items() if example.rates]
GIVEN = {name: Case(name, {}, {}) for name in TRAINED}
CHANGED = [
    Case(
        "mazur", {"w1": "-0.9", "i1": "1.5", "b2": "-2", "t_o1": "0.5", "eta": "3"}, {"0.1": "0.3", "2": "0"}
    ),
    Case("sigmoid", {"w8": "-0.7", "i2": "0"}, {}),
    Case("signed", {"w4": "0"}, {"0.8": "4"}),
    Case("relu", {"w1": "-0.5", "t_o1": "-1"}, {}),
    Case("chain", {"b1": "1.25"}, {"10": "0.01"}),
    Case("softmax", {"b_o2": "2", "t_o1": "0", "t_o3": "1"}, {}),
    Case("descent", {"theta1": "-3"}, {}),
    Case("parabola", {"eta": "0.25"}, {"1.1": "0.7"}),
    Case("hollows", {"theta0": "0.5"}, {}),
    Case("line", {"x_3": "-2", "t_4": "7.5", "b": "3"}, {"0.12": "0.02"}),
    Case("xor", {"w6": "1.5", "i2_s4": "0.5", "b_o1": "-1"}, {"16": "2"}),
]
FEW = 10  # updates in the workbooks with changed numbers; that of the chain has all of them, as given
# Wrong formulas, one a sheet, in the workbook of the chain.
PLANTED = {
    "Worked!C16": "w_1*out_h1+b_2",
    "Training!H30": "D30*B30+E30",
    "Rates!B50": "&apos;Rate 0.1&apos;!M51",
}


@pytest.fixture(scope="module")
def books() -> dict[str, bytes]:
    """Return the workbook of each example, of few updates: the rows are written alike."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (run, training):
            patch.setattr(module, "STEPS", FEW)
        patch.setattr(training, "LAST", training.FIRST + FEW)
        return {name: book(name) for name in TRAINED}


def book(name: str) -> bytes:
    """Return the workbook of an example as it is written."""
    return workbook_files(EXAMPLES[name])[f"values/{name}.xlsx"]


@pytest.fixture(scope="module")
def keys(books: dict[str, bytes]) -> dict[str, dict[str, str]]:
    """Return the key that stands for the number at each place of each workbook, the first sheet first."""
    return {
        name: {cell.place: str(cell.key) for cell in keyed_numbers(cells(book))}
        for name, book in books.items()
    }


@pytest.fixture(scope="module")
def shown(
    books: dict[str, bytes], keys: dict[str, dict[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Cells]:
    """Return all of them recalculated with changed numbers, and a full one as given and with slips."""
    tried = {case.name: emptied(books[case.name], numbers=changes(case, keys[case.name])) for case in CHANGED}
    tried["given"] = emptied(book("chain"))
    tried["planted"] = emptied(book("chain"), formulas=PLANTED)
    return recalculated(tmp_path_factory.mktemp("books"), tried)


def changes(case: Case, keys: dict[str, str]) -> dict[str, str]:
    """Return by place the numbers that a case gives."""
    numbers = {f"{case.name}:{name}": number for name, number in case.given.items()}
    numbers |= {f"{case.name};rate={rate}:eta": number for rate, number in case.rates.items()}
    first = {key: place for place, key in reversed(keys.items())}
    return {first[key]: number for key, number in numbers.items()}


def test_formulas_alone_give_what_the_core_gives(shown: dict[str, Cells]) -> None:
    assert list(differences(GIVEN["chain"], shown["given"])) == []


def test_every_example_is_tried() -> None:
    assert [case.name for case in CHANGED] == TRAINED


@pytest.mark.parametrize("case", CHANGED, ids=str)
def test_everything_follows_a_changed_cell(
    shown: dict[str, Cells], keys: dict[str, dict[str, str]], case: Case
) -> None:
    held = shown[case.name]
    assert list(differences(case, held)) == []
    assert {cell.place for cell in keyed_numbers(held)} == set(keys[case.name])
    assert any(differences(GIVEN[case.name], held))


@pytest.mark.parametrize("place", PLANTED)
def test_a_wrong_formula_is_found(shown: dict[str, Cells], place: str) -> None:
    sheet = place.partition("!")[0]
    lines = differences(GIVEN["chain"], {sheet: shown["planted"][sheet]})
    assert any(line.startswith(f"{place}: found ") for line in lines)
