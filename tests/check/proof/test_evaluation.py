"""Trees evaluated: numbers, functions and matrices, and what has no value."""

import pytest
from flint import arb, ctx, fmpq

from backprop.check.formulas.parser import parse_expression
from backprop.check.formulas.syntax import Node, Symbol, TexError
from backprop.check.proof.evaluation import evaluate, shape

VALUES = {"a": fmpq(2), "b": fmpq(-3), "x1": fmpq(5), "x2": fmpq(7)}


def value(node: Node) -> object:
    return VALUES.get(node.base + node.index) if isinstance(node, Symbol) else None


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        ("a + b", fmpq(-1)),
        ("a - b", fmpq(5)),
        (r"a \cdot b", fmpq(-6)),
        ("a b", fmpq(-6)),
        (r"\frac{a}{b}", fmpq(-2, 3)),
        ("b^2", fmpq(9)),
        ("-b^2", fmpq(-9)),
        ("a^{-1}", fmpq(1, 2)),
        (r"50\%", fmpq(1, 2)),
        (r"3.5 \times 10^{-2}", fmpq(35, 1000)),
        (r"\max(0, b)", fmpq(0)),
        (r"\max(a, b, 7)", fmpq(7)),
        (r"\min(a, b)", fmpq(-3)),
        (r"[\,a > 0\,]", fmpq(1)),
        (r"[\,b > 0\,]", fmpq(0)),
        (r"\sigma(0)", fmpq(1, 2)),
        (r"\sqrt{a^2 b^2}", fmpq(6)),
        (r"5! / 3!", fmpq(20)),
        ("a!^2", fmpq(4)),
        ("|b|", fmpq(3)),
        (r"\sum_{k=1}^{2} x_k", fmpq(12)),
        (r"\prod_{k=1}^{2} x_k", fmpq(35)),
        (r"\sum_{k=1}^{3} k", fmpq(6)),
    ],
)
def test_rational_values_stay_rational(tex: str, expected: fmpq) -> None:
    assert evaluate(parse_expression(tex), value) == expected


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (r"e^{a}", "7.3890560989306502272"),
        (r"\ln a", "0.69314718055994530942"),
        (r"\tanh(a)", "0.96402758007581688395"),
        (r"\tanh'(a)", "0.07065082485316446568"),
        (r"\sigma(a)", "0.88079707797788244406"),
        (r"\sigma'(a)", "0.10499358540350651735"),
        (r"\sqrt{a}", "1.4142135623730950488"),
        (r"\sin a", "0.90929742682568169540"),
        (r"\cos(a)", "-0.41614683654714238700"),
        (r"\tan a", "-2.1850398632615189916"),
        (r"\log_2 x_2", "2.8073549220576041074"),
        (r"\log_{10} x_2", "0.84509804001425683071"),
        (r"(1/2)!", "0.88622692545275801365"),
        (r"\frac{1}{1 + e^{-a}}", "0.88079707797788244406"),
    ],
)
def test_transcendental_values_are_enclosed(tex: str, expected: str) -> None:
    with ctx.workprec(128):
        assert abs(evaluate(parse_expression(tex), value) - arb(expected)) < arb("1e-19")


def test_a_softmax_is_of_a_column() -> None:
    with ctx.workprec(128):
        shares = evaluate(
            parse_expression(r"\operatorname{softmax}(\begin{bmatrix} a \\ b \end{bmatrix})"), value
        )
        assert shape(shares) == (2, 1)
        assert abs(shares[0, 0] - arb("0.99330714907571514444")) < arb("1e-19")
        assert abs(shares.sum() - 1) < arb("1e-30")


@pytest.mark.parametrize(
    ("tex", "shaped", "entries"),
    [
        (
            r"\begin{bmatrix} a & b \\ 1 & 0 \end{bmatrix} \begin{bmatrix} x_1 \\ x_2 \end{bmatrix}",
            (2, 1),
            [-11, 5],
        ),
        (
            r"\begin{bmatrix} a \\ b \end{bmatrix} \begin{bmatrix} x_1 & x_2 \end{bmatrix}",
            (2, 2),
            [10, 14, -15, -21],
        ),
        (r"\begin{bmatrix} a & b \end{bmatrix}^{T}", (2, 1), [2, -3]),
        (
            r"\begin{bmatrix} a \\ b \end{bmatrix} \odot \begin{bmatrix} x_1 \\ x_2 \end{bmatrix}",
            (2, 1),
            [10, -21],
        ),
        (r"2 \begin{bmatrix} a & b \end{bmatrix} - \begin{bmatrix} 1 & 1 \end{bmatrix}", (1, 2), [3, -7]),
        (r"\max(0, \begin{bmatrix} a \\ b \end{bmatrix})", (2, 1), [2, 0]),
    ],
)
def test_matrices_have_shapes(tex: str, shaped: tuple[int, int], entries: list[int]) -> None:
    matrix = evaluate(parse_expression(tex), value)
    assert (shape(matrix), [int(entry.p) for entry in matrix.flat]) == (shaped, entries)


@pytest.mark.parametrize(
    ("tex", "offset", "message"),
    [
        (r"\frac{a}{0}", 7, "found a division by 0, expected another divisor"),
        (r"\begin{bmatrix} a & b \end{bmatrix} + 1", 35, "found a 1×2 matrix + a number"),
        (
            r"\begin{bmatrix} a & b \end{bmatrix} \begin{bmatrix} a & b \end{bmatrix}",
            35,
            "1×2 matrix beside a 1×2",
        ),
        (r"a \odot b", 1, "found a number odot a number"),
        (r"\sin(a, b)", 0, "found a list of 2 behind sin, expected 1"),
        ("f(a)", 0, "found the function f, expected one of exp, ln"),
        (r"\operatorname{softmax}(a)", 0, "found the softmax of a number, expected that of a column"),
        (
            r"\operatorname{softmax}(\begin{bmatrix} a & b \end{bmatrix})",
            0,
            "found the softmax of a 1×2 matrix, expected that of a column",
        ),
        (r"\sum_i x_i", 0, "found no bounds of up to 1000 terms"),
        (r"\sum_{k=1}^{99999} k", 0, "found no bounds of up to 1000 terms"),
        ("q", 0, "found a symbol that stands for any number"),
    ],
)
def test_what_has_no_value_is_told_at_its_place(tex: str, offset: int, message: str) -> None:
    with pytest.raises(TexError, match=r".*") as caught:
        evaluate(parse_expression(tex), value)
    assert message in str(caught.value)
    assert caught.value.offset == offset
