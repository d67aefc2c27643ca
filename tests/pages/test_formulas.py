import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown_katex.extension import KatexPreprocessor, iter_inline_katex

from backprop.pages.formulas import find


def found(text: str) -> list[tuple[str, bool]]:
    places = list(find(text))
    assert not [place.fault for place in places if place.fault]
    return [(place.formula.tex, place.formula.display) for place in places]


INLINE = [
    ("$`x`$", ["x"]),
    ("a $`w_5`$, b", ["w_5"]),
    ("$``x``$", ["x"]),
    ("$``a`b``$", ["a`b"]),
    ("$`a`$ and `code` and $`b`$", ["a", "b"]),
    ("`code`$`x`$", ["x"]),
    ("($`x`$)", ["x"]),
    ("| $`|a|`$ | $`b`$ |", ["|a|", "b"]),
    ("# The weight $`w_5`$", ["w_5"]),
    ("![a $`x`$](y.png)", ["x"]),
    ("US$ 5 and $`x`$", ["x"]),
    ("$`a`$$`b`$", ["a", "b"]),
]


@pytest.mark.parametrize(("text", "formulas"), INLINE)
def test_inline_formulas_are_found(text: str, formulas: list[str]) -> None:
    assert found(text) == [(tex, False) for tex in formulas]


@pytest.mark.parametrize("text", [text for text, _ in INLINE])
def test_inline_formulas_are_those_of_markdown_katex(text: str) -> None:
    theirs = [item.inline_text for item in iter_inline_katex(f" {text} ")]
    assert [text[place.start : place.end] for place in find(text)] == theirs


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("so $`a +\nb`$ is", "a +\nb"),
        ("- so $`a +\n  b`$ is", "a +\n  b"),
        ("> so $`a\n> > b`$ is", "a\n  > b"),
        ("so $`a\n> b`$ is", "a\n> b"),
    ],
)
def test_an_inline_formula_runs_over_a_line_break(text: str, tex: str) -> None:
    assert found(text) == [(tex, False)]


BLOCKS = [
    ("```math\nx\n```", "x"),
    ("~~~math\nx\n~~~", "x"),
    ("````math\nx\n````", "x"),
    ("a\n\n```math\nx\n\ny\n```\n\nb", "x\n\ny"),
    ("a\n```math\nx\n```\nb", "x"),
    ("- a\n\n    ```math\n    x\n      y\n    ```\n", "    x\n      y"),
]
MORE_BLOCKS = [
    ("``` math\nx\n```", "x"),
    ("```math\nx\n`````", "x"),
    ("> ```math\n> a\n> > b\n> ```", "  a\n  > b"),
    ("```math\n> 0\n```", "> 0"),
    ("```math\n$`x`$\n```", "$`x`$"),
]


@pytest.mark.parametrize(("text", "tex"), BLOCKS + MORE_BLOCKS)
def test_blocks_are_found(text: str, tex: str) -> None:
    assert found(text) == [(tex, True)]


@pytest.mark.parametrize("text", [text for text, _ in BLOCKS])
def test_blocks_are_those_of_markdown_katex(text: str) -> None:
    theirs = KatexPreprocessor(Markdown(), None)
    theirs._make_tag_for_block = lambda lines: "block: " + "|".join(lines)
    ours = ["block: " + text[place.start : place.end].replace("\n", "|") for place in find(text)]
    assert [line for line in theirs.run(text.split("\n")) if line.startswith("block: ")] == ours


@pytest.mark.parametrize(
    "text",
    [
        "`code`",
        "`` $`x`$ ``",
        "``` $`x`$ ```",
        "$```x```$",
        r"\$`x`$",
        r"a \` b `$` c",
        "```\n$`x`$\n```",
        "```text\n$`x`$\n```",
        "~~~\n```math\nx\n```\n~~~",
        "````markdown\n```math\nx\n```\n````",
        "    ```\n    $`x`$\n    ```",
        "> ```\n> $`x`$\n> ```",
        "```mathematica\nx\n```",
        "<!-- $`x`$\n```math\nx\n``` -->",
        "<pre>\n$`x`$\n\n$`y`$</pre>",
        "<script>let a = $`x`$;</script>",
        "one ` tick\n\n$ `another`",
        "$5 and 6$",
        "```",
        "",
    ],
)
def test_code_and_comments_stay(text: str) -> None:
    assert list(find(text)) == []


@pytest.mark.parametrize(
    ("text", "at", "fault"),
    [
        (
            "a $`x`",
            2,
            r"a formula opens here and does not close in its block; write `\$ after it, or \\\$ instead",
        ),
        ("a $`x` b", 2, "a formula opens here"),
        ("a $`x", 2, "a formula opens here"),
        ("a $`x\n\ny`$", 2, "a formula opens here"),
        ("a $`x\n+ y`$", 2, "a formula opens here"),
        ("a $`x\n# y`$", 2, "a formula opens here"),
        ("a $`x\n> \n> y`$", 2, "a formula opens here"),
        ("a `c` `$ b", 6, r"a formula closes here and does not open in its block; write \$` before it, or"),
        ("a ` b $`x`$", 9, "a formula closes here"),
        ("```math\nx\n", 0, "a ```math block opens here and has no closing fence"),
        ("a\n    ~~~math\nx", 2, "a ```math block opens here"),
        ('```math {"leqno": true}\nx\n```', 24, "'{\"leqno\": true}' stands after math, expected nothing"),
    ],
)
def test_half_a_formula_is_a_fault(text: str, at: int, fault: str) -> None:
    first = next(find(text))
    assert re.match(fault, first.fault)
    assert first.at == at


@given(st.text("$`~\\ \n>a-<!|", max_size=60))
def test_places_are_in_order_and_the_tex_stands_where_they_say(text: str) -> None:
    end = 0
    for place in find(text):
        assert end <= place.start <= place.at <= place.end
        tex = text[place.at : place.at + len(place.formula.tex)]
        assert re.sub("[> ]", "", tex) == re.sub("[> ]", "", place.formula.tex)
        end = place.end
