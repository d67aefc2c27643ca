"""Formulas read from TeX: each rule with formulas that keep it and some that break it; never a traceback."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop.check.formulas.parser import TALLEST, parse
from backprop.check.formulas.syntax import (
    Binary,
    Call,
    Derivative,
    Keyed,
    Matrix,
    Negative,
    Node,
    Number,
    Repeated,
    Statement,
    Symbol,
    TexError,
    Transposed,
)
from backprop.check.formulas.tokens import DEEPEST
from tests.check.formulas.spelling import show
from tests.check.formulas.trees import TREES, written

DATA = Path(__file__).parents[2] / "data/formulas"


def entries(name: str) -> list[tuple[str, str]]:
    """Return each formula of a file with the line below it."""
    paragraphs = (DATA / name).read_text(encoding="utf-8").rstrip("\n").split("\n\n")
    pairs = [paragraph.split("\n") for paragraph in paragraphs if not paragraph.startswith("# ")]
    return [(formula, below) for formula, below in pairs]


@pytest.mark.parametrize(("tex", "tree"), entries("valid.txt"))
def test_a_formula_is_read_as_its_tree(tex: str, tree: str) -> None:
    assert show(parse(tex)) == tree.strip()


@pytest.mark.parametrize(("tex", "caret"), entries("invalid.txt"))
def test_what_cannot_be_read_is_told_at_its_place(tex: str, caret: str) -> None:
    with pytest.raises(TexError) as caught:
        parse(tex)
    assert f"{' ' * caught.value.offset}^ {caught.value}" == caret


def nodes(part: object) -> Iterator[Node]:
    """Yield all nodes of a tree, from the top."""
    if isinstance(part, tuple):
        for inner in part:
            yield from nodes(inner)
    elif isinstance(part, Node | Statement):
        if not isinstance(part, Statement):
            yield part
        yield from nodes(tuple(vars(part).values()))


def pieces(tex: str, *kinds: type) -> list[str]:
    """Return what the nodes of some kinds were read from."""
    return [tex[node.start : node.end] for node in nodes(parse(tex)) if isinstance(node, kinds)]


@pytest.mark.parametrize(
    ("tex", "kind", "expected"),
    [
        (r"a = 0.15 + 10{,}000 - (50\%)", Number, ["0.15", "10{,}000", r"50\%"]),
        (r"x^2 + \frac12 + 3.5 \cdot 10^{-7} i", Number, ["2", "1", "2", r"3.5 \cdot 10^{-7}"]),
        (r"\sum_{i = 12}^3 a", Number, ["12", "3"]),
        (r" net_{h1} w_5^{+} \theta", Symbol, ["net_{h1}", "w_5^{+}", r"\theta"]),
        (r"\mathrm{net}_{h1} {w}_1 (b)", Symbol, [r"\mathrm{net}_{h1}", "{w}_1", "b"]),
        (r"x^2 w^l_{jk}", Symbol, ["x", "w^l_{jk}", "l"]),
        (r"a \frac{\partial E}{\partial w_5} b", Derivative, [r"\frac{\partial E}{\partial w_5}"]),
        (r"a \cdot \frac{d}{dx} f(x) b", Derivative, [r"\frac{d}{dx} f(x)"]),
        (r"\frac{dE}{dw_5}", Symbol, ["E", "w_5"]),
        (r"-\partial E / \partial w b", Derivative, [r"\partial E / \partial w"]),
        (r"2 \sigma'(x) \max(0, a)^2", Call, [r"\sigma'(x)", r"\max(0, a)"]),
        (r"a [ x > 0 ] \exp{x} e^{-x} |x|", Call, ["[ x > 0 ]", r"\exp{x}", "e^{-x}", "|x|"]),
        (r"(a + b) - -c_1", Binary, ["a + b) - -c_1", "a + b"]),
        (r"\frac{a}{b} c", Binary, [r"\frac{a}{b} c", r"\frac{a}{b}"]),
        (r"a \cdot -b_1", Negative, ["-b_1"]),
        (r"a \begin{bmatrix} 1 \end{bmatrix}^T b", Matrix, [r"\begin{bmatrix} 1 \end{bmatrix}"]),
        (r"a W_1^T b", Transposed, ["W_1^T"]),
        (r"a \sum_i a_i b + c", Repeated, [r"\sum_i a_i b"]),
        (r"a \htmlData{key=a:b}{0.5} b", Keyed, [r"\htmlData{key=a:b}{0.5}"]),
    ],
)
def test_a_node_knows_what_it_was_read_from(tex: str, kind: type, expected: list[str]) -> None:
    assert pieces(tex, kind) == expected


def test_a_statement_knows_what_it_was_read_from() -> None:
    tex = r"\begin{aligned} a &= b, \\ &\approx c \\ d &= 1. \end{aligned}"
    statements = parse(tex)
    assert [tex[one.start : one.end] for one in statements] == ["a &= b", r"\approx c", "d &= 1"]
    assert [one.leads for one in statements] == [False, True, False]


@pytest.mark.parametrize("tex", ["", " ", "%", r"\quad", r"\text{if so}", r"\text{and}", ",", r"\\", "{}&"])
def test_a_formula_of_words_alone_says_nothing(tex: str) -> None:
    assert parse(tex) == ()


def test_lines_are_nothing_but_space() -> None:
    assert parse("a\n=\nb % c\n+ d") == parse("a\n=\nb    \n+ d")


def test_a_formula_is_read_once() -> None:
    assert parse("a = b") is parse("a = b")


OPENINGS = [
    "(", "[", "{", "-", "|", "x^{", r"\{", r"\frac{", r"\frac1{", r"\sum ", r"\max(", "f(", "e^{", r"\sqrt{",
    r"\exp{", r"\ln ", r"\frac{d}{dx}", r"\partial ", r"\htmlData{key=a}{", r"\underbrace{", r"\sum_{i=",
    r"\begin{aligned}",
]  # fmt: skip
CLOSED = [
    ("(", ")"), ("{", "}"), ("{", "}^2"), ("|", "|"), ("x^{", "}"), (r"\sum_{i=(", ")} b"),
    (r"\max(0, ", ")"), (r"f\begin{bmatrix}", r"\end{bmatrix}"),
    (r"\begin{array}{c}", r"\end{array}"), (r"a \underbrace{", "}_{b}"), (r"\frac{", "}{2}"),
]  # fmt: skip


@pytest.mark.parametrize("opening", OPENINGS)
def test_what_nests_without_end_is_refused(opening: str) -> None:
    with pytest.raises(TexError):
        parse(opening * 5000)


@pytest.mark.parametrize(("opening", "closing"), CLOSED)
def test_nesting_has_a_limit(opening: str, closing: str) -> None:
    assert parse(opening * 3 + "a" + closing * 3)
    with pytest.raises(TexError):
        parse(opening * 5000 + "a" + closing * 5000)


@pytest.mark.parametrize("text", ["(", "-", r"\sqrt{", r"\begin{aligned}", "{a "])
def test_the_limit_is_told(text: str) -> None:
    with pytest.raises(TexError, match=f"found more than {DEEPEST} levels, expected a flatter formula"):
        parse(text * 100)


@pytest.mark.parametrize("term", ["+ a", "a ", r"\cdot a", "- (a)", "/ a_{1}"])
def test_a_tree_has_so_many_levels(term: str) -> None:
    assert parse("a " + term * TALLEST)
    with pytest.raises(TexError, match=f"found more than {TALLEST} levels, expected a shorter formula"):
        parse("a " + term * (TALLEST + 1))


def test_the_first_value_of_an_index_counts_too() -> None:
    with pytest.raises(TexError, match=f"found more than {TALLEST} levels"):
        parse(rf"\sum_{{i={'1+' * TALLEST}1}} a")


@pytest.mark.parametrize(
    "text", ["{a}^2 ", r"\frac{a}{b}", "a(", "1,", "_{a}", "'", "{}", "a=", r"\left", " ", "_{"]
)
def test_a_long_formula_takes_no_long_time(text: str) -> None:
    assert is_read_or_refused(text * 20_000)


def is_read_or_refused(tex: str) -> bool:
    """Tell whether `tex` is read, or refused with one short line at a place in it."""
    try:
        show(parse(tex))
    except TexError as error:
        return 0 <= error.offset <= len(tex) and str(error).isprintable() and len(str(error)) < 200
    return True


FRAGMENTS = st.sampled_from((DATA / "fragments.txt").read_text(encoding="utf-8").split())


@given(st.text())
def test_no_text_gives_a_traceback(tex: str) -> None:
    assert is_read_or_refused(tex)


@given(st.lists(FRAGMENTS, max_size=30).map("".join) | st.lists(FRAGMENTS, max_size=30).map(" ".join))
def test_no_pieces_of_tex_give_a_traceback(tex: str) -> None:
    assert is_read_or_refused(tex)


@given(st.data())
def test_no_change_of_a_formula_gives_a_traceback(data: st.DataObject) -> None:
    tex = data.draw(st.sampled_from([formula for formula, _ in entries("valid.txt")]))
    start = data.draw(st.integers(0, len(tex)))
    end = data.draw(st.integers(start, min(start + 8, len(tex))))
    assert is_read_or_refused(tex[:start] + data.draw(FRAGMENTS) + tex[end:])


@given(TREES)
def test_what_is_written_is_read_again(tree: Node) -> None:
    assert show(parse(written(tree))) == show(tree)
