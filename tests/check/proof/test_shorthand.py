"""Symbols that stand for a formula on their page: proved as what they stand for, shapes included."""

import pytest

from backprop.check.proof.equations import judge
from backprop.check.proof.names import is_formula, page_scope

W, V = (
    rf"\begin{{bmatrix}} {rows} \end{{bmatrix}}"
    for rows in (r"w_1 & w_2 \\ w_3 & w_4", r"w_5 & w_6 \\ w_7 & w_8")
)
NET, OUT = (rf"\begin{{bmatrix}} {kind}_{{h1}} \\ {kind}_{{h2}} \end{{bmatrix}}" for kind in ("net", "out"))
NUMBERS = r"\begin{bmatrix} 0.15 & 0.2 \\ 0.25 & 0.3 \end{bmatrix}"
SIGNALS = [rf"\begin{{bmatrix}} \delta_{{{unit}1}} \\ \delta_{{{unit}2}} \end{{bmatrix}}" for unit in "ho"]
SCOPE = page_scope(
    "mazur",
    (
        ("W^1", W),
        ("W^2", V),
        ("x", r"\begin{bmatrix} i_1 \\ i_2 \end{bmatrix}"),
        ("b", r"\begin{bmatrix} b_1 \\ b_1 \end{bmatrix}"),
        ("z", NET),
        ("a", f"{NET}, {OUT}"),
        ("d^1", SIGNALS[0]),
        ("d^2", SIGNALS[1]),
        (r"\frac{\partial E_{total}}{\partial b}", SIGNALS[0]),
    ),
)


def messages(tex: str) -> list[str]:
    return [flaw.message for flaw in judge((tex,), SCOPE).flaws]


@pytest.mark.parametrize(
    "tex",
    [
        "W^1",
        f"W^1 = {W}",
        "z = W^1 x + b",
        r"z = \underbrace{W^1}_{2 \times 2} \underbrace{x}_{2 \times 1} + b",
        r"d^1 = ((W^2)^T d^2) \odot \sigma'(z)",
        r"z = \begin{bmatrix} 0.3775 \\ 0.3925 \end{bmatrix}",
        r"W^1 = \underbrace{\begin{bmatrix} 0.15 & 0.2 \\ 0.25 & 0.3 \end{bmatrix}}_{2 \times 2}",
        r"\frac{\partial E_{total}}{\partial b} = d^1",
        r"(W^1)^T = \begin{bmatrix} 0.15 & 0.25 \\ 0.2 & 0.3 \end{bmatrix}",
        r"(W^2)^T (W^1 x) = \begin{bmatrix} 0.4 & 0.5 \\ 0.45 & 0.55 \end{bmatrix} (W^1 x)",
        rf"W^1 x = {NUMBERS} \begin{{bmatrix}} 0.05 \\ 0.1 \end{{bmatrix}}",
    ],
)
def test_what_holds_is_proved(tex: str) -> None:
    assert messages(tex) == []


@pytest.mark.parametrize(
    ("tex", "message"),
    [
        (f"W^1 = {V}", "found another formula"),
        ("W^1 = W^1", "found the same again"),
        ("z = W^1 x", "found another formula"),
        ("z = x W^1 + b", "found a 2×1 matrix beside a 2×2 matrix, expected shapes that fit together"),
        (r"d^1 = (W^2 d^2) \odot \sigma'(z)", "found another formula"),
        (r"z = \underbrace{W^1}_{2 \times 1} x + b", "found a 2×2 matrix above the label 2 × 1"),
        (r"E_{total} = \underbrace{E_{o1}}_{2 \times 1} + E_{o2}", "found a number above the label 2 × 1"),
        (r"z = \begin{bmatrix} 0.3775 \\ 0.3926 \end{bmatrix}", "found 0.3926, expected 0.3925"),
        (r"(W^1)^T = \begin{bmatrix} 0.15 & 0.2 \\ 0.25 & 0.3 \end{bmatrix}", "found 0.2, expected 0.250"),
        ("a = z", "found another formula"),
    ],
)
def test_what_does_not_hold_is_told(tex: str, message: str) -> None:
    assert messages(tex)
    assert message in messages(tex)[0]


def test_a_broken_meaning_is_told() -> None:
    broken = page_scope("mazur", (("W^1", r"\begin{bmatrix} w_1"),))
    (flaw,) = judge((r"z = W^1",), broken).flaws
    assert "the meaning of W^1" in flaw.message


@pytest.mark.parametrize(
    ("meaning", "is_one"),
    [(W, True), ("w_5^{+}", True), ("w5", False), ("any", False), ("mazur@1:w5", False)],
)
def test_a_meaning_with_marks_of_tex_is_a_formula(meaning: str, *, is_one: bool) -> None:
    assert is_formula(meaning) is is_one
