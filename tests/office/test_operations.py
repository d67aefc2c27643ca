"""Each operation as a spreadsheet computes it, alone and within others: brackets, signs and powers."""

import io
from fractions import Fraction
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from backprop.core.expression import Apply, Expr, Num, Ref, function, lift, refs
from backprop.core.ops import OPS
from backprop.core.tex import sheet_formula
from tests.office.recalculation import Cells, emptied, recalculated

A, B, C = map(Ref, ("a", "b_", "c_1"))
NUMBERS = {"a": 1.5, "b_": -2.25, "c_1": 0.4}
exp, log, sigmoid, tanh, relu = map(function, ("exp", "log", "sigmoid", "tanh", "relu"))
EXPRESSIONS: tuple[Expr, ...] = (
    A + B * C, A - (B - C), A - (B + C), A + (-B), A - (-B), A * (-B), (-A) * B,
    -(A**2), (-A) ** 2, -2 * A**2, lift(-2) ** 2 * A, A ** (-2), (A * B) ** 2, -(A * B) ** 2, (A**2) ** 3,
    A / (B / C), A / B / C, A / (B * C), A * (B / C), (A / B) ** 2, -(A / B), 1 / A**2, A / (B + C),
    Num(Fraction(1, 2)) * A, A / Num(Fraction(3, 7)), Num(Fraction(2, 3)) ** 2 * A,
    A - Num(Fraction(-1, 3)) * B,
    exp(B), exp(-A) ** 2, -exp(A), exp(A) / (exp(A) + exp(B)), log(A), -log(C), -(A * log(C)),
    sigmoid(B), sigmoid(-A), sigmoid(A**2), sigmoid(A - B), 1 / sigmoid(A), sigmoid(A) ** 2, A - sigmoid(B),
    tanh(B), tanh(A + B) ** 2, relu(A), relu(B), relu(A - B), A > 0, B > 0, A + B > 0, A * (C > 0),
    Apply("round", (A * B, lift(1))), Apply("round", (C + B, lift(0))), A - Apply("round", (B, lift(1))),
)  # fmt: skip


def evaluated(expr: Expr) -> float:
    match expr:
        case Num(value):
            return float(value)
        case Ref(name):
            return NUMBERS[name]
        case Apply(op, args):
            return float(OPS[op].fast(*map(evaluated, args)))
    raise TypeError(expr)


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> Cells:
    """Return a workbook with a formula a row, recalculated."""
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Operations")
        for row, (name, number) in enumerate(NUMBERS.items()):
            sheet.write_number(row, 1, number)
            book.define_name(name, f"=Operations!$B${row + 1}")
        for row, expr in enumerate(EXPRESSIONS):
            sheet.write_formula(row, 0, f"={sheet_formula(expr, str)}")
    folder: Path = tmp_path_factory.mktemp("operations")
    return recalculated(folder, {"operations": emptied(file.getvalue())})["operations"]


@pytest.mark.parametrize(
    ("row", "expr"), list(enumerate(EXPRESSIONS, 1)), ids=[sheet_formula(expr, str) for expr in EXPRESSIONS]
)
def test_a_formula_is_computed_as_it_is_meant(computed: Cells, row: int, expr: Expr) -> None:
    assert computed["Operations"][f"A{row}"] == pytest.approx(evaluated(expr), rel=1e-14)


def test_every_operation_is_tried() -> None:
    def operations(expr: Expr) -> set[str]:
        return {expr.op}.union(*map(operations, expr.args)) if isinstance(expr, Apply) else set()

    assert set().union(*map(operations, EXPRESSIONS)) == set(OPS)
    assert {name for expr in EXPRESSIONS for name in refs(expr)} == set(NUMBERS)
