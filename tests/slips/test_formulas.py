"""Forms of formulas: what they match, and what each rule puts in the place of what is right."""

import pytest

from backprop.core import registry
from backprop.core.expression import Apply, Expr, Ref, function, lift
from backprop.core.graph import Quantity
from backprop.core.keys import parse
from backprop.core.tex import plain
from backprop.slips import formulas
from backprop.slips.forms import A, B, F, N, Rule, X, bindings, scope_of
from backprop.slips.slip import Slip

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
        (formulas.sign, w + i, [("w1 - i1", "subtracts i1 instead of adding it")]),
        (formulas.sign, w * i, []),
        (formulas.dropped, w * i, [("i1", "leaves out the factor w1"), ("w1", "leaves out the factor i1")]),
        (formulas.dropped, w**2, [("w1", "leaves out the power of w1")]),
        (formulas.doubled, 2 * w, [("2 * w1 * w1", "has the factor w1 twice")]),
        (formulas.term, w - i, [("w1", "leaves out the term i1")]),
        (formulas.net, out, [("net_h1", "takes net_h1 where out_h1 belongs")]),
        (formulas.net, w, []),
    ],
)
def test_a_rule_yields_what_stands_instead_and_its_words(
    rule: Rule, part: Expr, expected: list[tuple[str, str]]
) -> None:
    scope = scope_of(registry.graph_of(parse("mazur:")), str)
    assert [(spoken(new), words) for new, words in rule(scope, part)] == expected


def slips_of_column(expr: Expr) -> list[Slip]:
    graph = registry.graph_of(parse("mazur:"))
    return list(formulas.slips_in_column(graph, str.upper, Quantity("x", "x", "", "net", expr)))


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
    tried = {slip.words: spoken(slip.edits[0].expr) for slip in slips_of_column(w * i)}
    assert tried[words] == formula


def test_the_likeliest_slips_of_a_column_come_first() -> None:
    ranks = [slip.rank for slip in slips_of_column(Apply("mul", (w, out)))]
    assert ranks == sorted(ranks)
