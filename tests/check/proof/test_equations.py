"""Formulas judged: whatever they are made of, they are proved, or told what is wrong, and nothing breaks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backprop.check.formulas.syntax import Node, Symbol
from backprop.check.proof.equations import judge
from backprop.check.proof.names import Scope, page_scope
from backprop.core.keys import parse_run
from tests.check.formulas.trees import NUMBERS, larger, written

NAMES = [
    ("w", "1"),
    ("w", "5"),
    ("net", "h1"),
    ("out", "o1"),
    ("E", "total"),
    (r"\eta", ""),
    ("x", ""),
    ("q", ""),
]
SYMBOLS = st.sampled_from(NAMES).map(lambda name: Symbol(0, 0, *name))
NODES = st.recursive(NUMBERS | SYMBOLS, larger, max_leaves=8)
SCOPES = [page_scope(name) for name in ("mazur", "relu", "chain", "descent", None)]
SCOPES.append(Scope(parse_run("relu;rate=0.6@2")))


@given(
    NODES,
    NODES,
    st.sampled_from(["=", r"\approx", ":=", "<", r"\le", r"\ne", r"\to"]),
    st.sampled_from(SCOPES),
)
@settings(max_examples=500, deadline=None)
def test_any_two_sides_are_judged(left: Node, right: Node, relation: str, scope: Scope) -> None:
    tex = f"{written(left)} {relation} {written(right)}"
    for flaw in judge((tex,), scope).flaws:
        assert 0 <= flaw.start <= flaw.end <= len(tex) + 1
        assert flaw.message
        assert "\n" not in flaw.message


@given(NODES, st.sampled_from(SCOPES))
@settings(max_examples=200, deadline=None)
def test_what_repeats_itself_says_nothing(node: Node, scope: Scope) -> None:
    tex = written(node)
    assert judge((f"{tex} = {tex}",), scope).flaws


COLUMNS = [
    rf"\begin{{bmatrix}} {base}_{{o1}} \\ {base}_{{o2}} \\ {base}_{{o3}} \end{{bmatrix}}"
    for base in ("out", "net", r"\delta", "t")
]
OUT, NET, DELTA, TARGET = COLUMNS


@pytest.mark.parametrize(
    ("tex", "flaw"),
    [
        (r"\delta_{o1} = out_{o1} - t_{o1} \approx 0.327301073 - 1 \approx -0.672698927", ""),
        (r"\delta_{o2} = out_{o2} - t_{o2}", ""),
        (r"\frac{\partial E_{total}}{\partial w_4} = \left(out_{o2} - t_{o2}\right) i_2", ""),
        (rf"{DELTA} = {OUT} - {TARGET}", ""),
        (rf"{OUT} = \operatorname{{softmax}}\left({NET}\right)", ""),
        (r"out_{o1} + out_{o2} + out_{o3} = 1", ""),
        (r"\frac{\partial out_{o1}}{\partial net_{o2}} = -out_{o1} \cdot out_{o2}", ""),
        (r"\delta_{o1} = t_{o1} - out_{o1}", "found another formula"),
        (r"\delta_{o1} = out_{o1} - t_{o2}", "found another formula"),
        (r"\delta_{o2} = out_{o2}", "found another formula"),
        (rf"{OUT} = \operatorname{{softmax}}\left({TARGET}\right)", "found another formula"),
        (r"out_{o1} + out_{o2} = 1", "found 1 with 1 significant digit, expected at least 3: 0.867"),
        (r"out_{o1} + out_{o2} + out_{o3} = 2", "found 2, expected 1.000"),
        (
            r"out_{o1} + out_{o2} + out_{o3} \approx 1",
            "found 1 with 1 significant digit, expected at least 3: 1.00",
        ),
    ],
)
def test_what_is_told_of_a_softmax_is_proved(tex: str, flaw: str) -> None:
    messages = [flaw.message for flaw in judge((tex,), page_scope("softmax")).flaws]
    assert any(message.startswith(flaw) for message in messages) if flaw else messages == [], messages


@given(NODES)
@settings(max_examples=200, deadline=None)
def test_a_formula_is_proved_in_parts_as_in_one(node: Node) -> None:
    scope = page_scope("mazur")
    complete, parts = judge((f"w_1 = {written(node)}",), scope), judge(("w_1", f"= {written(node)}"), scope)
    assert [flaw.message for flaw in complete.flaws] == [flaw.message for flaw in parts.flaws]
