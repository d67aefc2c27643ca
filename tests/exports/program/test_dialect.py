"""Expressions as Python: they compute what is meant, with no bracket too few, and look as formatters want."""

from fractions import Fraction

import numpy as np
import pytest

from backprop.core.expression import Apply, Expr, Num, Ref, function, lift
from backprop.core.ops import OPS
from backprop.core.tex import code
from backprop.exports.program.array import matmul, outer, sum_of, transposed
from backprop.exports.program.dialect import NUMPY, TORCH
from tests.office.test_operations import EXPRESSIONS, NUMBERS, evaluated

A, B, W = map(Ref, ("a", "b_", "w[0]"))
log = function("log")
NAMES = {"np": np, "sigmoid": OPS["sigmoid"].fast, **NUMBERS}


def operations(expr: Expr) -> set[str]:
    return {expr.op}.union(*map(operations, expr.args)) if isinstance(expr, Apply) else set()


@pytest.mark.parametrize(
    "expr", [expr for expr in EXPRESSIONS if operations(expr) <= set(NUMPY.notation)], ids=str
)
def test_code_computes_what_is_meant(expr: Expr) -> None:
    assert eval(code(expr, NUMPY.notation, str), dict(NAMES)) == pytest.approx(evaluated(expr), rel=1e-14)  # noqa: S307


@pytest.mark.parametrize(
    ("expr", "numpy", "torch"),
    [
        (A**2, "a**2", "a**2"),
        (W**2, "w[0] ** 2", "w[0] ** 2"),
        ((A - B) ** 2 / 2, "(a - b_) ** 2 / 2", "(a - b_) ** 2 / 2"),
        (Num(Fraction(3, 10)) * W, "0.3 * w[0]", "0.3 * w[0]"),
        (-(A / B), "-a / b_", "-a / b_"),
        (Apply("mul", (A, Apply("neg", (log(B),)))), "a * -np.log(b_)", "a * -torch.log(b_)"),
        (A * (B > 0), "a * (b_ > 0)", "a * (b_ > 0)"),
        (function("relu")(A), "np.maximum(0, a)", "torch.relu(a)"),
        (function("softmax")(A), "softmax(a)", "torch.softmax(a, dim=0)"),
        (matmul(transposed(A), B) * (1 - B), "(a.T @ b_) * (1 - b_)", "(a.T @ b_) * (1 - b_)"),
        (matmul(A - B, B) + A, "(a - b_) @ b_ + a", "(a - b_) @ b_ + a"),
        (sum_of(A - B), "(a - b_).sum()", "(a - b_).sum()"),
        (lift(-2) ** 2, "(-2) ** 2", "(-2) ** 2"),
    ],
)
def test_a_dialect_spells_an_expression(expr: Expr, numpy: str, torch: str) -> None:
    assert [code(expr, dialect.notation, str) for dialect in (NUMPY, TORCH)] == [numpy, torch]


def test_what_a_library_does_not_compute_is_not_spelled() -> None:
    assert code(outer(A, B), NUMPY.notation, str) == "np.outer(a, b_)"
    with pytest.raises(KeyError, match="outer"):
        code(outer(A, B), TORCH.notation, str)
