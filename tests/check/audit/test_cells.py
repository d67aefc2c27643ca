"""The values of two sides, place by place."""

import pytest
from flint import ctx

from backprop.check.audit.cells import cells, compared
from backprop.check.audit.meanings import as_printed
from backprop.check.formulas.parser import parse
from backprop.check.formulas.syntax import Node, TexError
from tests.check.formulas.spelling import show

ROW, COLUMN = r"\begin{bmatrix} 1 & 2 \end{bmatrix}", r"\begin{bmatrix} 1 \\ 2 \end{bmatrix}"


def tree(tex: str) -> Node:
    return parse(tex).statements[0].sides[0]


def meet(left: str, relation: str, right: str) -> list[bool]:
    with ctx.workprec(128):
        found = cells((tree(left), tree(right)), (as_printed, as_printed), relation)
        return [cell.meets for cell in found]


@pytest.mark.parametrize(
    ("left", "relation", "right", "expected"),
    [
        ("1 + 1", "=", "2", [True]),
        ("1 + 1", "=", "3", [False]),
        ("0.7 * 512", "=", "358", [True]),
        ("0.7 * 512", "=", "360", [False]),
        ("60 * 24 * 365", "=", "525000", [True]),
        ("60 * 24 * 365", "=", "535000", [False]),
        ("1000 * 1024", "=", "10^6", [True]),
        ("17 * 3", "=", "50", [False]),
        ("17 * 3", "≈", "50", [True]),
        ("2 / 3", "≈", "0.66", [True]),
        ("2 / 3", "≈", "0.64", [False]),
        (f"2 {ROW}", "=", r"\begin{bmatrix} 2 & 5 \end{bmatrix}", [True, False]),
        (ROW, "=", COLUMN, [True, True]),
        (f"{ROW} {COLUMN}", "=", "5", [True]),
    ],
)
def test_values_in_the_same_places_meet(left: str, relation: str, right: str, expected: list[bool]) -> None:
    assert meet(left, relation, right) == expected


@pytest.mark.parametrize(
    ("left", "right", "lead"),
    [(ROW, f"{ROW} {COLUMN}", True), ("5", f"{ROW} {COLUMN}", False), (ROW, f"2 {ROW}", False)],
)
def test_a_product_may_begin_with_what_is_compared(left: str, right: str, lead: bool) -> None:
    expected = tree(ROW) if lead else tree(right)
    assert show(compared(tree(left), tree(right))) == show(expected)


def test_other_shapes_are_refused() -> None:
    with pytest.raises(TexError, match="found a number, expected a 1×2 matrix"):
        compared(tree(ROW), tree("5"))


@pytest.mark.parametrize("tex", ["1 / 0", r"\sqrt{-1}", r"\ln(0)"])
def test_what_has_no_value_is_refused(tex: str) -> None:
    with pytest.raises(TexError, match=r"division by 0|no finite value"):
        meet(tex, "=", "1")
