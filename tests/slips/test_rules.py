"""Forms of formulas: what they match, and what each rule puts in the place of what is right."""

import pytest

from backprop.core import registry
from backprop.core.expression import Apply, Expr, Ref, function, lift
from backprop.core.keys import parse
from backprop.core.tex import plain
from backprop.slips import rules
from backprop.slips.column import edits
from backprop.slips.rules import A, B, F, N, X, bindings

w, i, out = Ref("w1"), Ref("i1"), Ref("out_h1")


@pytest.mark.parametrize(
    ("form", "expr", "bound"),
    [
        (A, w * i, {"A": w * i}),
        (A * B, w * i, {"A": w, "B": i}),
        (A * B, w + i, None),
        (N * A, 2 * w, {"N": lift(2), "A": w}),
        (N * A, w * i, None),
        (F * B, w * i, {"F": w, "B": i}),
        (F * B, 2 * w, None),
        (F * B, w * i * out, None),
        (X * (1 - X), out * (1 - out), {"X": out}),
        (X * (1 - X), out * (1 - w), None),
        (X * (1 - X), out * (2 - out), None),
        (function("tanh")(A), function("tanh")(w), {"A": w}),
        (function("tanh")(A), function("relu")(w), None),
    ],
)
def test_a_form_is_matched_with_what_its_letters_stand_for(
    form: Expr, expr: Expr, bound: dict[str, Expr] | None
) -> None:
    assert bindings(form, expr) == bound


def spoken(expr: Expr) -> str:
    return plain(expr, str)


@pytest.mark.parametrize(
    ("rule", "part", "expected"),
    [
        (rules.sign, w + i, [("w1 - i1", "subtracts i1 instead of adding it")]),
        (rules.sign, w * i, []),
        (rules.dropped, w * i, [("i1", "leaves out the factor w1"), ("w1", "leaves out the factor i1")]),
        (rules.dropped, w**2, [("w1", "leaves out the power of w1")]),
        (rules.doubled, 2 * w, [("2 * w1 * w1", "has the factor w1 twice")]),
        (rules.term, w - i, [("w1", "leaves out the term i1")]),
        (rules.net, out, [("net_h1", "takes net_h1 where out_h1 belongs")]),
        (rules.net, w, []),
    ],
)
def test_a_rule_yields_what_stands_instead_and_its_words(
    rule: rules.Rule, part: Expr, expected: list[tuple[str, str]]
) -> None:
    scope = rules.scope_of(registry.graph_of(parse("mazur:")), spoken)
    assert [(spoken(new), words) for new, words in rule(scope, part)] == expected


@pytest.mark.parametrize(
    ("words", "formula"),
    [
        ("has the wrong sign", "-w1 * i1"),
        ("is half of what it should be", "1/2 * w1 * i1"),
        ("always reads W1 of the first row, as an absolute reference does", "w1@first * i1"),
        ("reads W1 after its update", "w1+ * i1"),
        ("is one row late", "w1@above * i1@above"),
    ],
)
def test_a_column_has_slips_of_its_own(words: str, formula: str) -> None:
    tried = edits(registry.graph_of(parse("mazur:")), w * i, str.upper)
    assert {edit.words: spoken(edit.expr) for edit in tried}[words] == formula


def test_the_likeliest_slips_of_a_column_come_first() -> None:
    graph = registry.graph_of(parse("mazur:"))
    ranks = [edit.rank for edit in edits(graph, Apply("mul", (w, out)), str)]
    assert ranks == sorted(ranks)
