"""Formulas judged: whatever they are made of, they are proved, or told what is wrong, and nothing breaks."""

from hypothesis import given, settings
from hypothesis import strategies as st

from backprop.check.formulas.syntax import Node, Symbol
from backprop.check.proof.equations import judge
from backprop.check.proof.names import Scope, page_scope
from backprop.keys import parse_run
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


@given(NODES)
@settings(max_examples=200, deadline=None)
def test_a_formula_is_proved_in_parts_as_in_one(node: Node) -> None:
    scope = page_scope("mazur")
    whole, parts = judge((f"w_1 = {written(node)}",), scope), judge(("w_1", f"= {written(node)}"), scope)
    assert [flaw.message for flaw in whole.flaws] == [flaw.message for flaw in parts.flaws]
