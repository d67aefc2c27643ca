"""What symbols mean on a page."""

import pytest

from backprop.check.formulas.parser import parse
from backprop.check.formulas.syntax import Node, TexError
from backprop.check.proof.chains import symbols
from backprop.check.proof.names import ANY, Scope, page_scope, quantity, scopes
from backprop.core.keys import parse_run


def side(tex: str) -> Node:
    return parse(tex).statements[0].sides[0]


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
    assert quantity(side(tex), page_scope(example)) == name


@pytest.mark.parametrize(
    ("example", "tex", "message"),
    [
        ("mazur", "w_9", "found w_9, which mazur does not have; expected one such as w_1, w_2, w_3, w_4"),
        ("mazur", "net_{h3}", "found net_{h3}, which mazur does not have; expected one such as net_{h1}"),
        ("mazur", r"\frac{\partial E_{total}}{\partial x}", "found a derivative of an expression"),
        (None, "w_5", "found w_5 on a page of no example"),
    ],
)
def test_an_unknown_symbol_is_told_with_the_nearest(example: str | None, tex: str, message: str) -> None:
    with pytest.raises(TexError) as caught:
        quantity(side(tex), page_scope(example))
    assert message in str(caught.value)


def test_a_page_has_symbols_of_its_own() -> None:
    scope = page_scope("relu", ((r"\Delta", "delta_o1"), ("{}^{*}W_6", "w6+"), ("a", "eta")))
    assert [quantity(side(tex), scope) for tex in (r"\Delta", "{}^{*}W_6", "a")] == ["delta_o1", "w6+", "eta"]


def test_a_symbol_may_stand_for_one_after_the_other() -> None:
    scope = page_scope("chain", (("a^l", "out_h1, out_o1"), ("w^l", "w1, w2")))
    found = scopes(scope, symbols("a^l w^l"))
    assert [quantity(side("a^l"), one) for one in found] == ["out_h1", "out_o1"]
    assert [quantity(side("w^l"), one) for one in found] == ["w1", "w2"]


def test_a_symbol_that_is_a_key_takes_the_formula_to_its_run() -> None:
    scope = page_scope("descent", ((r"\alpha", "descent;momentum=0.9:alpha"),))
    (with_it,), (without,) = (scopes(scope, symbols(tex)) for tex in (r"\alpha \eta", r"\eta"))
    assert with_it.run is not None
    assert (with_it.run.run, without.run) == ("descent;momentum=0.9", scope.run)
    assert quantity(side(r"\alpha"), with_it) == "alpha"


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
    (found,) = scopes(Scope(parse_run(run)), symbols(tex))
    assert found.run is not None
    assert found.run.run == spoken_of


def test_a_run_that_has_the_symbol_keeps_the_formula() -> None:
    run = scopes(page_scope("descent", ((r"\alpha", "descent;momentum=0.9:alpha"),)), symbols(r"\alpha"))[
        0
    ].run
    assert run is not None
    scope = Scope(run.of("", 3), ((r"\alpha", "descent;momentum=0.5:alpha"),))
    assert scopes(scope, symbols(r"\alpha"))[0].run == run.of("", 3)
