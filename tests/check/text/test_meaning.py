"""Formulas of one symbol, and what quantities are about."""

import pytest

from backprop.check.proof.names import page_scope
from backprop.check.text.meaning import lone, parts, samples, units
from backprop.core.keys import parse_run


@pytest.mark.parametrize(
    ("tex", "example", "name"),
    [
        ("w_5", "mazur", "w5"),
        ("w_5^{+}", "mazur", "w5+"),
        (r"\frac{\partial E_{total}}{\partial w_5}", "mazur", "dE_total/dw5"),
        (r"\delta_{o1}", "mazur", "delta_o1"),
        ("z^1", "chain", "net_h1"),
        ("w_9", "mazur", None),
        ("x", "chain", None),
        ("w_5 + w_6", "mazur", None),
        ("w_5 = 1", "mazur", None),
        (r"\frac{", "mazur", None),
    ],
)
def test_lone_symbols(tex: str, example: str, name: str | None) -> None:
    assert lone(tex, page_scope(example)) == name


def test_a_symbol_that_stands_for_several_is_none_of_them() -> None:
    assert lone("v", page_scope("mazur", (("v", "w1, w2"),))) is None


@pytest.mark.parametrize(
    ("run", "name", "about"),
    [
        ("mazur", "out_h1", "h1"),
        ("mazur", "w5", "w5 h1 o1"),
        ("mazur", "w5+", "w5 h1 o1"),
        ("mazur", "dE_total/dw5", "w5 h1 o1"),
        ("mazur", "b1", "b1 h1 h2"),
        ("mazur", "E_total", ""),
        ("mazur", "delta_o2", "o2"),
        ("descent", "dJ/dtheta0", "theta0"),
        ("line", "w", "w"),
        ("line", "dE_total/db", "b"),
        ("line", "E_total", ""),
        ("line;batch=1", "E_batch", ""),
    ],
)
def test_parts(run: str, name: str, about: str) -> None:
    assert parts(parse_run(run), name) == set(about.split())


@pytest.mark.parametrize("name", ["x_2", "t_2", "out_2", "E_2", "s_2", "s_2+", "dE_2/dout_2"])
def test_a_quantity_is_about_its_sample(name: str) -> None:
    assert parts(parse_run("line;batch=1"), name) == {"sample 2"}


def test_samples() -> None:
    assert samples(parse_run("line")) == ("sample 1", "sample 2", "sample 3", "sample 4")
    assert samples(parse_run("mazur")) == samples(None) == ()


def test_units() -> None:
    assert units(parse_run("relu")) == (("i1", "i2"), ("h1", "h2"), ("o1",))
    assert units(parse_run("descent")) == units(None) == ()
