"""What symbols mean on a page: quantities of the example, or formulas, proved as what they stand for."""

import pytest

from backprop.check.formulas.parser import parse_expression, symbols
from backprop.check.formulas.syntax import TexError
from backprop.check.proof.equations import judge
from backprop.check.proof.names import ANY, Scope, is_formula, page_scope, quantity, scopes
from backprop.core.keys import parse_run


@pytest.mark.parametrize(
    ("example", "tex", "name"),
    [
        ("mazur", "w_5", "w5"),
        ("mazur", r"net_{h1}", "net_h1"),
        ("mazur", r"w_5^{+}", "w5+"),
        ("mazur", r"\delta_{o1}", "delta_o1"),
        ("mazur", r"\frac{\partial E_{total}}{\partial w_5}", "dE_total/dw5"),
        ("mazur", r"\eta", "eta"),
        ("mazur", r"n_{weights}", "weights"),
        ("mazur", "x", ANY),
        ("mazur", "w_5 + w_6", None),
        ("chain", "a^2", "out_o1"),
        ("chain", "C", "E_total"),
        ("chain", r"\frac{\partial C}{\partial w^1}", "dE_total/dw1"),
        ("chain", r"\delta^1", "delta_h1"),
        ("descent", r"J(\theta_0, \theta_1)", "J"),
        ("descent", r"\theta_1^{+}", "theta1+"),
        (None, "z", ANY),
    ],
)
def test_a_symbol_names_a_quantity(example: str | None, tex: str, name: str | None) -> None:
    assert quantity(parse_expression(tex), page_scope(example)) == name


@pytest.mark.parametrize(
    ("example", "tex", "message"),
    [
        ("mazur", "w_9", "found w_9, which mazur does not have; expected one such as w_8, w_7, w_6"),
        (
            "mazur",
            "net_{h3}",
            "found net_{h3}, which mazur does not have; expected one such as net_{h2}, net_{h1}",
        ),
        ("mazur", r"\frac{\partial E_{total}}{\partial x}", "found a derivative of an expression"),
        (None, "w_5", "found w_5 on a page of no example"),
    ],
)
def test_an_unknown_symbol_is_told_with_the_nearest(example: str | None, tex: str, message: str) -> None:
    with pytest.raises(TexError) as caught:
        quantity(parse_expression(tex), page_scope(example))
    assert message in str(caught.value)


def test_a_page_has_symbols_of_its_own() -> None:
    scope = page_scope("relu", ((r"\Delta", "delta_o1"), ("{}^{*}W_6", "w6+"), ("a", "eta")))
    assert [quantity(parse_expression(tex), scope) for tex in (r"\Delta", "{}^{*}W_6", "a")] == [
        "delta_o1",
        "w6+",
        "eta",
    ]


def test_a_symbol_may_stand_for_one_after_the_other() -> None:
    scope = page_scope("chain", (("a^l", "out_h1, out_o1"), ("w^l", "w1, w2")))
    turns = scopes(scope, symbols("a^l w^l"))
    assert [quantity(parse_expression("a^l"), one) for one in turns] == ["out_h1", "out_o1"]
    assert [quantity(parse_expression("w^l"), one) for one in turns] == ["w1", "w2"]


def test_a_symbol_that_is_a_key_takes_the_formula_to_its_run() -> None:
    scope = page_scope("descent", ((r"\alpha", "descent;momentum=0.9:alpha"),))
    (with_it,), (without,) = (scopes(scope, symbols(tex)) for tex in (r"\alpha \eta", r"\eta"))
    assert with_it.run is not None
    assert (with_it.run.run, without.run) == ("descent;momentum=0.9", scope.run)
    assert quantity(parse_expression(r"\alpha"), with_it) == "alpha"


@pytest.mark.parametrize(
    ("run", "tex", "spoken_of"),
    [
        ("line", "E_{batch} = s_1 E_1", "line;batch=1"),
        ("line;total=mean@2", "E_{batch}", "line;total=mean;batch=1@2"),
        ("line;batch=2", "E_{batch}", "line;batch=2"),
        ("line", "E_{total} = E_1", "line"),
        ("mazur", "w_5", "mazur"),
    ],
)
def test_a_formula_with_the_symbols_of_batches_speaks_of_them(run: str, tex: str, spoken_of: str) -> None:
    (scope,) = scopes(Scope(parse_run(run)), symbols(tex))
    assert scope.run is not None
    assert scope.run.run == spoken_of


def test_a_run_that_has_the_symbol_keeps_the_formula() -> None:
    run = scopes(page_scope("descent", ((r"\alpha", "descent;momentum=0.9:alpha"),)), symbols(r"\alpha"))[
        0
    ].run
    assert run is not None
    scope = Scope(run.of("", 3), ((r"\alpha", "descent;momentum=0.5:alpha"),))
    assert scopes(scope, symbols(r"\alpha"))[0].run == run.of("", 3)


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
        (
            r"(W^1)^T = \begin{bmatrix} 0.15 & 0.2 \\ 0.25 & 0.3 \end{bmatrix}",
            "found 0.2 with 1 significant digit, expected at least 3: 0.25",
        ),
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
