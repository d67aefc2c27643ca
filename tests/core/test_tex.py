"""Formulas in TeX and in plain text: the author's order of terms, and brackets where they are needed."""

from fractions import Fraction

import pytest

from backprop.core import registry
from backprop.core.expression import Expr, Num, Ref, function, lift, total
from backprop.core.keys import parse
from backprop.core.tex import plain, sheet_formula, substituted, symbolic

CHAIN = (
    r"\frac{\partial E_{total}}{\partial out_{o1}} \cdot \frac{\partial out_{o1}}{\partial net_{o1}}"
    r" \cdot \frac{\partial net_{o1}}{\partial w_5}"
)
ROWS = [
    ("mazur:net_h1", "w_1 i_1 + w_2 i_2 + b_1", r"0.15 \cdot 0.05 + 0.2 \cdot 0.1 + 0.35"),
    ("mazur:out_h1", r"\sigma(net_{h1})", r"\frac{1}{1 + e^{-0.3775}}"),
    (
        "mazur:E_o1",
        r"\frac{1}{2} \cdot (t_{o1} - out_{o1})^{2}",
        r"\frac{1}{2} \cdot (0.01 - 0.751365070)^{2}",
    ),
    ("mazur:dE_o1/dout_o1", "-(t_{o1} - out_{o1})", "-(0.01 - 0.751365070)"),
    ("mazur:dE_total/dw5", CHAIN, r"0.741365070 \cdot 0.186815602 \cdot 0.593269992"),
    (
        "mazur@1:w5",
        r"w_5 - \eta \cdot \frac{\partial E_{total}}{\partial w_5}",
        r"0.4 - 0.5 \cdot 0.082167041",
    ),
    (
        "mazur@1:w7",
        r"w_7 - \eta \cdot \frac{\partial E_{total}}{\partial w_7}",
        r"0.5 - 0.5 \cdot (-0.022602540)",
    ),
    (
        "mazur:dE_total/dout_h1",
        r"\frac{\partial E_{o1}}{\partial out_{h1}} + \frac{\partial E_{o2}}{\partial out_{h1}}",
        "0.055399425 + (-0.019049118)",
    ),
    (
        "mazur;momentum=0.9@2:change_w5",
        r"\alpha \cdot \Delta w_5 - \eta \cdot \frac{\partial E_{total}}{\partial w_5}",
        r"0.9 \cdot (-0.041083520) - 0.5 \cdot 0.083125235",
    ),
    ("mazur;update=sequential:dnet_o1/dout_h1", "w_5^{+}", "0.358916480"),
    (
        "signed:net_o1",
        r"w_5 \cdot out_{h1} + w_6 \cdot out_{h2}",
        r"0.1 \cdot 0.516244281 + (-0.6) \cdot 0.514995502",
    ),
    ("signed:out_o1", r"\sigma(net_{o1})", r"\frac{1}{1 + e^{-(-0.257372873)}}"),
    ("relu;rate=0.6@2:out_h1", r"\max(0, net_{h1})", r"\max(0, -2.716953463)"),
    ("relu:dout_h1/dnet_h1", r"[\,net_{h1} > 0\,]", r"[\,1.23 > 0\,]"),
    (
        "descent@1:J",
        r"\theta_0^{2} + \theta_0 \theta_1 + 2 \theta_1^{2} - 4 \theta_0 - 9 \theta_1 + 12",
        r"0.4^{2} + 0.4 \cdot 0.9 + 2 \cdot 0.9^{2} - 4 \cdot 0.4 - 9 \cdot 0.9 + 12",
    ),
]


@pytest.mark.parametrize(("key", "formula", "substitution"), ROWS)
def test_symbols_and_numbers(key: str, formula: str, substitution: str) -> None:
    entry = registry.entry(parse(key))
    assert (entry.formula, entry.substitution) == (formula, substitution)


A, B, N = Ref("a"), Ref("b"), Ref("n")
NUMBERS = {"a": "2", "b": "3", "n": "-4"}
HALF = Num(Fraction(1, 2))
exp, log, sigmoid, tanh = map(function, ("exp", "log", "sigmoid", "tanh"))


@pytest.mark.parametrize(
    ("expr", "symbols", "numbers", "text"),
    [
        (A + N, "a + n", "2 + (-4)", "a + n"),
        (N + A, "n + a", "-4 + 2", "n + a"),
        (A - N, "a - n", "2 - (-4)", "a - n"),
        (N - A, "n - a", "-4 - 2", "n - a"),
        (-N, "-n", "-(-4)", "-n"),
        (A - (-N), "a - (-n)", "2 - (-(-4))", "a - (-n)"),
        (A - (B + N), "a - (b + n)", "2 - (3 + (-4))", "a - (b + n)"),
        (A * N, "a n", r"2 \cdot (-4)", "a * n"),
        (N * A, "n a", r"-4 \cdot 2", "n * a"),
        (A + N * B, "a + n b", r"2 + (-4) \cdot 3", "a + n * b"),
        (A * (B + N), r"a \cdot (b + n)", r"2 \cdot (3 + (-4))", "a * (b + n)"),
        (A * (N + B), r"a \cdot (n + b)", r"2 \cdot (-4 + 3)", "a * (n + b)"),
        (3 * A, "3 a", r"3 \cdot 2", "3 * a"),
        (-2 * A, "-2 a", r"-2 \cdot 2", "-2 * a"),
        (lift(-2) ** 2, "(-2)^{2}", "(-2)^{2}", "(-2)^2"),
        (HALF * A, r"\frac{1}{2} \cdot a", r"\frac{1}{2} \cdot 2", "1/2 * a"),
        (N**2, "n^{2}", "(-4)^{2}", "n^2"),
        ((A + N) ** 2, "(a + n)^{2}", "(2 + (-4))^{2}", "(a + n)^2"),
        ((A * B) ** 2, "(a b)^{2}", r"(2 \cdot 3)^{2}", "(a * b)^2"),
        (A**2 * B, r"a^{2} \cdot b", r"2^{2} \cdot 3", "a^2 * b"),
        (A / N, r"\frac{a}{n}", r"\frac{2}{-4}", "(a) / (n)"),
        ((A + B) / (A - N), r"\frac{a + b}{a - n}", r"\frac{2 + 3}{2 - (-4)}", "(a + b) / (a - n)"),
        (exp(N), "e^{n}", "e^{-4}", "exp(n)"),
        (exp(A) ** 2, "(e^{a})^{2}", "(e^{2})^{2}", "(exp(a))^2"),
        (log(N), r"\ln(n)", r"\ln(-4)", "ln(n)"),
        (-(A * log(B)), r"-a \cdot \ln(b)", r"-2 \cdot \ln(3)", "-a * ln(b)"),
        (tanh(A + B), r"\tanh(a + b)", r"\tanh(2 + 3)", "tanh(a + b)"),
        (sigmoid(A), r"\sigma(a)", r"\frac{1}{1 + e^{-2}}", "sigmoid(a)"),
        (sigmoid(N), r"\sigma(n)", r"\frac{1}{1 + e^{-(-4)}}", "sigmoid(n)"),
        (sigmoid(A + B), r"\sigma(a + b)", r"\frac{1}{1 + e^{-(2 + 3)}}", "sigmoid(a + b)"),
        (sigmoid(A * B), r"\sigma(a b)", r"\frac{1}{1 + e^{-2 \cdot 3}}", "sigmoid(a * b)"),
        (A > 0, r"[\,a > 0\,]", r"[\,2 > 0\,]", "[a > 0]"),
        (total([A, B, N]), "a + b + n", "2 + 3 + (-4)", "a + b + n"),
        (A + lift(-3), "a - 3", "2 - 3", "a - 3"),
    ],
)
def test_brackets(expr: Expr, symbols: str, numbers: str, text: str) -> None:
    assert symbolic(expr, str) == symbols
    assert substituted(expr, NUMBERS.__getitem__) == numbers
    assert plain(expr, str) == text


@pytest.mark.parametrize(
    ("expr", "formula"),
    [
        (A * B + N, "a*b+n"),
        (A - (B - N), "a-(b-n)"),
        (A * (-B), "-(a*b)"),
        (A / (B * N), "a/(b*n)"),
        (A / B / N, "a/b/n"),
        (A / (B / N), "a/(b/n)"),
        (-(A**2), "-(a^2)"),
        ((-A) ** 2, "(-a)^2"),
        (-2 * A**2, "-2*a^2"),
        (lift(-2) ** 2, "(-2)^2"),
        (A ** (-2), "a^(-2)"),
        (HALF * (A - B) ** 2, "(1/2)*(a-b)^2"),
        (HALF**2, "(1/2)^2"),
        (exp(A) / (exp(A) + exp(B)), "EXP(a)/(EXP(a)+EXP(b))"),
        (-(A * log(B)), "-(a*LN(b))"),
        (tanh(A + B), "TANH(a+b)"),
        (sigmoid(A), "1/(1+EXP(-a))"),
        (sigmoid(A**2), "1/(1+EXP(-(a^2)))"),
        (sigmoid(A) ** 2, "(1/(1+EXP(-a)))^2"),
        (function("relu")(A - B), "MAX(0,a-b)"),
        (A > 0, "IF(a>0,1,0)"),
    ],
)
def test_formulas_of_spreadsheets(expr: Expr, formula: str) -> None:
    """There a minus in front binds tighter than a power: -2^2 is 4."""
    assert sheet_formula(expr, str) == formula


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("w_1", "i_1", "w_1 i_1"),
        (r"\theta_0", r"\theta_1", r"\theta_0 \theta_1"),
        (r"\eta", "w_5", r"\eta w_5"),
        ("w_5", "out_{h1}", r"w_5 \cdot out_{h1}"),
        ("net_{h1}", "w_5", r"net_{h1} \cdot w_5"),
        ("a", r"\frac{\partial E}{\partial w}", r"a \cdot \frac{\partial E}{\partial w}"),
        (r"\Delta w_5", "a", r"\Delta w_5 \cdot a"),
    ],
)
def test_only_single_letters_touch(left: str, right: str, expected: str) -> None:
    assert symbolic(A * B, {"a": left, "b": right}.__getitem__) == expected


def test_a_mark_goes_around_each_quantity_and_nothing_else() -> None:
    def mark(name: str, text: str) -> str:
        return f"<{name}|{text}>"

    assert symbolic(A * B + N, str, mark) == "<a|a> <b|b> + <n|n>"
    assert substituted(A * N, NUMBERS.__getitem__, mark) == r"<a|2> \cdot (<n|-4>)"


def test_what_is_no_expression_is_refused() -> None:
    with pytest.raises(TypeError, match="not an expression: 3"):
        symbolic(3, str)  # type: ignore[arg-type]
