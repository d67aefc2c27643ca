import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_katex.extension import iter_inline_katex

from backprop.errors import BackpropError
from backprop.reading.document import (
    Code,
    Directive,
    Document,
    Link,
    Listing,
    Mathematics,
    Picture,
    Quote,
    Table,
    Text,
    formulas,
)
from backprop.reading.markdown import read_markdown
from tests.reading.outline import line, outline

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs").rglob("*.md"))
OPEN, CLOSE = "<!-- backprop: step mazur:w1 -->", "<!-- /backprop -->"
ALONE = f"<!-- backprop: … --> or {CLOSE} alone on its line"
LINK = "[0.15](../values/mazur.md#w1)"
OPENS, CLOSES = "a formula opens here and does not close", "a formula closes here and does not open"


def read(text: str, path: str = "docs/mazur/a.md") -> Document:
    return read_markdown(path, text)


def blocks(text: str) -> list[str]:
    return [outline(block) for block in read(text).blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\nb", ["paragraph(a\nb)"]),
        ("a\n\nb", ["paragraph(a)", "paragraph(b)"]),
        (
            "# A 5 #\n## B { .step }\n### C\ntext",
            ["heading(A 5)", "heading(B )", "heading(C)", "paragraph(text)"],
        ),
        ("A 5\n---\nB\n===\n", ["heading(A 5)", "heading(B)"]),
        ("a\n\n---\n\n* * *\nb", ["paragraph(a)", "paragraph(b)"]),
        ("- a\n  b\n- c", ["item(a\n  b)", "item(c)"]),
        ("- a\nb", ["item(a\nb)"]),
        ("1. a\n2. b\n10) c", ["item(a)", "item(b)", "item(c)"]),
        ("- a\n    - b\n        - c\n- d", ["item(a)", "item(b)", "item(c)", "item(d)"]),
        ("- a\n\n  b\n\nc", ["item(a)", "item(b)", "paragraph(c)"]),
        ("- - a", ["item(a)"]),
        ("in\n5. a", ["paragraph(in\n5. a)"]),
        ("of\n1. a\n2. b", ["paragraph(of)", "item(a)", "item(b)"]),
        ("2015. a", ["item(a)"]),
        ("-5 is less", ["paragraph(-5 is less)"]),
        ("> a\n> b\nc\n\nd", ["quote(a\n  b\nc)", "paragraph(d)"]),
        ("> - a\n> > b", ["item(a)", "quote(b)"]),
        ("```python\na = 5\n  b\n```\nc", ["listing(python;a = 5\n  b)", "paragraph(c)"]),
        ("~~~ text\n```\n~~~~", ["listing(text;```)"]),
        ("- a\n\n    ```\n    5\n      6\n    ```", ["item(a)", "listing(;5\n  6)"]),
        ('``` { .python title="five.py" }\n5\n```', ["paragraph(five.py)", "listing(python;5)"]),
        ("```math\na = 5\n```", ["math(a = 5)"]),
        ("> ~~~math\n> a\n> = 5\n> ~~~", ["math(  a\n  = 5)"]),
        ("```\n```", ["listing(;)"]),
        ("    a = 5\n\n    b\n\nc", ["listing(;a = 5\n\nb)", "paragraph(c)"]),
        ("a\n    b", ["paragraph(a\n    b)"]),
        ("<!-- 5 -->a", ["paragraph(a)"]),
        ("<!--\n\n5\n-->\n\na", ["paragraph(a)"]),
        ("a <!-- 5 --> b", ["paragraph(a · b)"]),
        ("<!-- 5\n\na", ["paragraph(<!-- 5\n\na)"]),
        ("<!--> 5", ["paragraph( 5)"]),
        ("<style>\n.a { width: 5 }\n</style>\na", ["paragraph(a)"]),
        ("<style>5</style> b", ["paragraph( b)"]),
        ("<script>5</script>", []),
        ("<script>5", ["paragraph(5)"]),
        ("<pre><b>a</b> = 5\n\n&lt;</pre>", ["listing(;a = 5\n\n<)"]),
        ("<div>\n<p class='x'>a 5</p>\n</div>", ["paragraph(a 5)"]),
        (
            '!!! note "Five 5"\n    a\n\n    b\n\nc',
            ["heading(Five 5)", "paragraph(a)", "paragraph(b)", "paragraph(c)"],
        ),
        ("??? tip5\n    a", ["heading(tip5)", "paragraph(a)"]),
        ('!!! a5 "b" 6', ['paragraph(!!! a5 "b" 6)']),
        ('=== "Tab 5"\n\n    - a', ["heading(Tab 5)", "item(a)"]),
        ("a[^5]", ["paragraph(a[^5])"]),
        ("", []),
        ("\ufeff# A", ["heading(A)"]),
        ("# A\r\n\r\na\r\nb\r\n", ["heading(A)", "paragraph(a \nb)"]),
    ],
)
def test_blocks(text: str, expected: list[str]) -> None:
    assert blocks(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| a | b |\n| - | -: |\n| 1 | 2 |\n| 3 | 4 |", "table(a|b/1|2/3|4)"),
        ("a | b\n--|--\n1 | 2", "table(a|b/1|2)"),
        ("| a |\n| - |\n| 1 |", "table(a/1)"),
        ("| a \\| 5 | `b|5` |\n| - | - |\n|  | $`c|5`$ |", "table(a \\| 5|`b|5`/|$c|5$)"),
        ("| a | b |\n| - | - |\n| 1 | 2 | 3 |\n| 4 |", "table(a|b/1|2/4|)"),
        ("| a |\n| - |\n| [0.5](../values/mazur.md#w5) |", "table(a/<0.5|mazur:w5>)"),
    ],
)
def test_tables(text: str, expected: str) -> None:
    assert blocks(f"{text}\n\nbelow") == [expected, "paragraph(below)"]
    assert blocks(f"{text}\n{OPEN}\n{CLOSE}") == [expected, "directive(step mazur:w1)"]


@pytest.mark.parametrize("text", ["| a | b |\n| - |\n| 1 |", "| a |\nb", "| a |\n\n| - |"])
def test_what_has_no_ruler_as_wide_as_its_head_is_no_table(text: str) -> None:
    assert not any(isinstance(block, Table) for block in read(text).blocks)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a *b* **c** ***d*** _e_", "a ·b· ·c· ·d· ·e"),
        ("E_total and dE_total/dw_5", "E_total and dE_total/dw_5"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("*a", "*a"),
        ("**a*", "*·a"),
        ("2*3", "2*3"),
        ("2*3*4", "2·3·4"),
        ("*a **b** c*", "a ·b· c"),
        ("a\\*b\\*", "a·*b·*"),
        ("a\\5", "a\\5"),
        ("1 &lt; 2 &amp; &#53; &nosuch;", "1 ·<· 2 ·&· ·5· &nosuch;"),
        ("`a*b*` ``c`d`` `` ` ``", "`a*b*`· ·`c`d`· ·```"),
        ("`a ``b", "`a ``b"),
        ("$`w_5 = 0.4`$ and $``a`b``$", "$w_5 = 0.4$· and ·$a`b$"),
        ("costs $5 and `5`$", "costs $5 and ·`5`·$"),
        ('<a id="net_h1"></a>x', "#net_h1·x"),
        ("a <b class='5'>5</b> <br/>c", "a ·5· ·c"),
        ('<abbr title="five 5">v</abbr>', "five 5·v"),
        ("a < 5 and b > 3", "a < 5 and b > 3"),
        ("<https://a.b/5>", "<https://a.b/5>"),
        ("[a 5](b5.md)", "a 5"),
        ('[a `5`](b5.md "title 5")', "a ·`5`·title 5"),
        ("[a][b]", "[a][b]"),
        ("[0.5](../sources/slides.md#line-3)", "<0.5|slides#line-3>"),
        ("[**0.5**](../sources/slides.md#line-3)", "<0.5|slides#line-3>"),
        ("[the $`w_5`$](../values/mazur.md#w5)", "<the |mazur:w5>·$w_5$"),
        ("[a] 5](b)", "[a] 5](b)"),
        ('[a](b){ .c title="5" } d', "a·5· d"),
        ("the set { .5 }", "the set { .5 }"),
        ("a <!-- 5 --> b", "a · b"),
    ],
)
def test_lines(text: str, expected: str) -> None:
    assert line(read(text).pieces) == expected


@pytest.mark.parametrize(
    ("text", "words", "key", "fragment"),
    [
        ("[0.5](../values/mazur.md#w5)", "0.5", "mazur:w5", "w5"),
        ("[0.5](../values/relu.md#;rate=0.6@2:w5)", "0.5", "relu;rate=0.6@2:w5", ";rate=0.6@2:w5"),
        ('[0.5](../values/mazur.md#w5 "title")', "0.5", "mazur:w5", "w5"),
        ("[0.5](<../values/mazur.md#w5>)", "0.5", "mazur:w5", "w5"),
        ("[**0.5**](../values/mazur.md#w5)", "0.5", "mazur:w5", "w5"),
        ("[`w5`](../values/mazur.md#w5)", "w5", "mazur:w5", "w5"),
        ("[0.5][W5]\n\n[w5]: ../values/mazur.md#w5", "0.5", "mazur:w5", "w5"),
        ("[w5][]\n\n[w5]: <../values/mazur.md#w5> 'title'", "w5", "mazur:w5", "w5"),
        ("[w5]\n\n[w5]: ../values/mazur.md#w5", "w5", "mazur:w5", "w5"),
        ("a [b [0.5](../values/mazur.md#w5) c](d)", "0.5", "mazur:w5", "w5"),
        ("*[0.5](../values/mazur.md#w5)*", "0.5", "mazur:w5", "w5"),
    ],
)
def test_a_link_to_a_value_has_its_key(text: str, words: str, key: str, fragment: str) -> None:
    (link,) = (piece for piece in read(text).pieces if isinstance(piece, Link))
    assert (link.text, link.key, text[slice(*link.address)]) == (words, key, fragment)
    assert words in text[link.start : link.end]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("[0.5](../values/mazur.md#w5)", ""),
        ('[187](../values/mazur.md#w5 "/ dE_total/dw1")', "/ dE_total/dw1"),
        ("[less](<../values/mazur.md#w5> '< E_o1 / 10')", "< E_o1 / 10"),
        ("[less](../values/mazur.md#w5 (&gt; 0))", "> 0"),
        ("[187][w]\n\n[w]: ../values/mazur.md#w5", ""),
    ],
)
def test_a_link_to_a_value_carries_its_title(text: str, title: str) -> None:
    (link,) = read(text).pieces
    assert isinstance(link, Link)
    assert (link.title, unescape(text[slice(*link.title_place)])) == (title, title)


@pytest.mark.parametrize(
    ("text", "body", "indent", "newline"),
    [
        (f"{OPEN}\na\n{CLOSE}\n", "a\n", "", "\n"),
        (f"{OPEN}\n{CLOSE}", "", "", "\n"),
        (f"\ufeff{OPEN}\r\na\r\n{CLOSE}\r\n", "a\r\n", "", "\r\n"),
        (f"- b\n\n  {OPEN}\n  a\n\n  {CLOSE}\n", "  a\n\n", "  ", "\n"),
        (f"??? note\n\n    {OPEN}\n    a\n    {CLOSE}\n", "    a\n", "    ", "\n"),
    ],
)
def test_a_directive_knows_its_body(text: str, body: str, indent: str, newline: str) -> None:
    (directive,) = (block for block in read(text).blocks if isinstance(block, Directive))
    assert (text[slice(*directive.body)], directive.indent, directive.newline) == (body, indent, newline)
    assert text[: directive.end].endswith(CLOSE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![a 5](../figures/b-5.svg)", ["picture(b-5.svg;a 5;)"]),
        ("![a](b.svg)\n\n*c 5\nd.*", ["picture(b.svg;a;c 5\nd.)"]),
        ("![a](b.svg)\n\n_c 5_\n\n*d*", ["picture(b.svg;a;c 5)", "paragraph(d)"]),
        ("![a](b.svg)\n\n**c**", ["picture(b.svg;a;)", "paragraph(c)"]),
        ("![a](b.svg)\n\n*c* d *e*", ["picture(b.svg;a;)", "paragraph(c· d ·e)"]),
        ("![a](b.svg)\n\n*c `5`*", ["picture(b.svg;a;)", "paragraph(c ·`5`)"]),
        ("![a](b.svg)\n\nc\n\n*d*", ["picture(b.svg;a;)", "paragraph(c)", "paragraph(d)"]),
        ("a ![b 5](c.svg) d", ["paragraph(a · d)", "picture(c.svg;b 5;)"]),
        ("[![a](b.svg)](c.md)", ["picture(b.svg;a;)"]),
        ('![a](b.svg "t 5")', ["paragraph(t 5)", "picture(b.svg;a;)"]),
        ("![E_total is 5 \\* 6](b.svg)", ["picture(b.svg;E_total is 5 * 6;)"]),
        ('<img src="../b.svg?x#y" alt="a 5">', ["picture(b.svg;a 5;)"]),
        ("*c*", ["paragraph(c)"]),
    ],
)
def test_pictures(text: str, expected: list[str]) -> None:
    assert blocks(text) == expected


def test_a_picture_knows_where_its_words_begin() -> None:
    text = "![a 5](b.svg)\n\n*c 5*\n"
    (picture,) = read(text).blocks
    assert isinstance(picture, Picture)
    assert text[picture.start : picture.end] == "![a 5](b.svg)"
    assert (text[picture.alt_start :][:3], text[picture.caption_start :][:3]) == ("a 5", "c 5")


def test_a_directive_spans_its_block_and_the_blocks_follow() -> None:
    text = f"a\n{OPEN}\n[0.15](../values/mazur.md#w1)\n{CLOSE}\nb"
    document = read(text)
    assert [outline(block) for block in document.blocks] == [
        "paragraph(a)",
        "directive(step mazur:w1)",
        "paragraph(<0.15|mazur:w1>)",
        "paragraph(b)",
    ]
    directive = document.blocks[1]
    assert text[directive.start : directive.end] == text[2:-2]


@pytest.mark.parametrize(
    "text",
    [
        "```\n{}\n```",
        "~~~\n```\n{}\n~~~",
        "- a\n\n    ```\n    {}\n\n    {}\n    ```",
        "1. ```\n   {}\n   ```",
        "> ```\n> {}\n>\n> {}\n> ```",
        "```\r\n{}\r\n```\r\n",
        "\ufeff```\n{}\n```",
        "```\n{}",
        "```\n{}\n``` text",
        "`` {} ``",
        "<pre>\n{}\n\n{}\n</pre>",
        "<script>\n{}\n</script>",
    ],
)
@pytest.mark.parametrize("inside", [LINK, OPEN, CLOSE])
def test_links_and_directives_in_code_are_text(text: str, inside: str) -> None:
    document = read(text.replace("{}", inside))
    assert not any(isinstance(block, Directive) for block in document.blocks)
    assert not any(isinstance(piece, Link) for piece in document.pieces)


@pytest.mark.parametrize(
    "text",
    [
        "{}`",
        "`{}``",
        r"\`{}\`",
        "a ` b\n\n{}\n\nc ` d",
        "a ` b\n- {} c ` d",
        "| ` |\n| - |\n| {} ` |",
        "<!-- a -->{}<!-- b -->",
        "<!-- ``` -->\n{}",
        "`<!--` {} `-->`",
        "```\n`\n```\n{} `",
        "a ``` b\n{}",
        "<!-- {}",
        "<preface>{}</preface>",
        "<div>\n<p>{}</p>\n</div>",
        f"{OPEN}\n```\n{CLOSE}\n" + "{}",
        f"{OPEN}\n`\n{CLOSE}\n" + "{} `",
        f"{OPEN}\n<!--\n{CLOSE}\n" + "{} -->",
    ],
)
def test_what_has_closed_or_never_opened_hides_nothing(text: str) -> None:
    assert any(isinstance(piece, Link) for piece in read(text.replace("{}", LINK)).pieces)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a\n```python\n5", "2-11 fence: found ```python, expected a line ``` after it"),
        ("> ~~~~\n> 5\n> ~~~\n\na", "2-6 fence: found ~~~~, expected a line ~~~~ after it"),
        (f"{OPEN}\n```\n{CLOSE}", "33-36 fence: found ```, expected a line ``` after it"),
        ("```", "0-3 fence: found ```, expected a line ``` after it"),
        (
            '```math {"leqno": true}\nx\n```',
            "8-23 formula: found '{\"leqno\": true}' after math, expected nothing",
        ),
        ("a $`x`", f"2-4 formula: {OPENS}"),
        ("a $`x` b", f"2-4 formula: {OPENS}"),
        ("a $`x", f"2-4 formula: {OPENS}"),
        ("a $`x\n\ny`$", f"2-4 formula: {OPENS}"),
        ("a $`x\n# y`$", f"2-4 formula: {OPENS}"),
        ("a `c` `$ b", f"6-8 formula: {CLOSES}"),
        ("a ` b $`x`$", f"9-11 formula: {CLOSES}"),
        ('[a](b.md "< 3")', "10-13 link: found the title '< 3' at a link to no quantity, expected a link"),
        ('[a][b]\n\n[b]: c.md "it / 2 &gt;= w6"', "19-34 link: found the title 'it / 2 >= w6'"),
        ('| [a](b.md "E_o1 < E_o2") |\n| - |', "12-23 link: found the title 'E_o1 < E_o2'"),
    ],
)
def test_what_is_not_whole_is_a_problem_at_its_place(text: str, problem: str) -> None:
    first = read(text).problems[0]
    assert f"{first.start}-{first.end} {first.rule}: {first.message}".startswith(problem)


WHOLE = ("```\n$`x\n```", "```$```", "``$`x``", r"\$`x`", "costs $5 and `5`$", "$`x`$ $5", '[a](b "c")')


@pytest.mark.parametrize("text", [*WHOLE, '[a](../values/mazur.md#w5 "< 3")'])
def test_what_is_whole_is_no_problem(text: str) -> None:
    assert read(text).problems == ()


@pytest.mark.parametrize(
    ("text", "tex", "outer"),
    [
        ("a $`w_5`$, b", "w_5", "$`w_5`$"),
        ("$``a`b``$", "a`b", "$``a`b``$"),
        ("$`a``b`$ `c`$", "a``b", "$`a``b`$"),
        ("`code`$`x`$", "x", "$`x`$"),
        ("# The weight $`w_5`$", "w_5", "$`w_5`$"),
        ("| $`|a|`$ |\n| - |", "|a|", "$`|a|`$"),
        ("![a $`x`$](y.png)", "x", "$`x`$"),
        ("<div>$`x`$</div>", "x", "$`x`$"),
        ('<b title="$`x`$">', "x", "$`x`$"),
        ('[a](b "of $`x`$")', "x", "$`x`$"),
        ("- so $`a +\n  b`$ is", "a +\n  b", "$`a +\n  b`$"),
        ("> so $`a\nb`$ is", "a\nb", "$`a\nb`$"),
        ("a\n```math\nx\n\ny\n`````\nb", "x\n\ny", "```math\nx\n\ny\n`````"),
        (
            "- a\n\n    ~~~ math\n    x\n      y\n    ~~~\n",
            "    x\n      y",
            "~~~ math\n    x\n      y\n    ~~~",
        ),
        ("> ```math\n> a\n> > b\n> ```", "  a\n  > b", "```math\n> a\n> > b\n> ```"),
    ],
)
def test_a_formula_knows_its_place_with_its_marks(text: str, tex: str, outer: str) -> None:
    (formula,) = formulas(read(text))
    assert (formula.tex, text[slice(*formula.outer)]) == (tex, outer)
    assert len(tex) == formula.end - formula.start


@pytest.mark.parametrize(
    "text",
    ["a $`w_5`$, b", "$``a`b``$", "$`a`$ `b` $`c`$", "`code`$`x`$", "($`x`$)", "US$ 5 $`x`$", "$`a`$$`b`$"],
)
def test_inline_formulas_are_those_of_markdown_katex(text: str) -> None:
    theirs = [item.inline_text for item in iter_inline_katex(f" {text} ")]
    assert [text[slice(*formula.outer)] for formula in formulas(read(text))] == theirs


@pytest.mark.parametrize(
    "text",
    [
        "`code`",
        "`` $`x`$ ``",
        "$```x```$",
        r"\$`x`$",
        r"a \` b `$` c",
        "    $`x`$",
        "```text\n$`x`$\n```",
        "~~~\n```math\nx\n```\n~~~",
        "```mathematica\nx\n```",
        "<!-- $`x`$\n```math\nx\n``` -->",
        "<pre>\n$`x`$\n\n$`y`$</pre>",
        "one ` tick\n\n$ `another`",
        "",
    ],
)
def test_code_and_comments_hold_no_formula(text: str) -> None:
    assert list(formulas(read(text))) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (OPEN, f"1:1: found {OPEN}, expected a line {CLOSE} after it"),
        (f"a\n\n- b\n  {OPEN}\nc", f"4:3: found {OPEN}, expected a line {CLOSE} after it"),
        (f"{OPEN}\n{OPEN}\n{CLOSE}", f"2:1: found {OPEN}, expected {CLOSE} before it"),
        (f"a\n{CLOSE}", f"2:1: found {CLOSE}, expected <!-- backprop: … --> before it"),
        (f"> {OPEN}\n> {CLOSE}", f"1:3: found {OPEN}, expected {ALONE}"),
        (f"{OPEN} a", f"1:1: found {OPEN}, expected {ALONE}"),
        (
            f"a\n{OPEN}\n\n  <!-- backprop: step mazur:w2 -->\n{CLOSE}",
            f"4:3: found <!-- backprop: step mazur:w2 -->, expected {CLOSE} before it",
        ),
        (f"{OPEN}\n{CLOSE} a", f"1:1: found {OPEN}, expected a line {CLOSE} after it"),
        (f"a {OPEN}\n\nb", f"1:3: found {OPEN}, expected {ALONE}"),
        (f"- {OPEN}\n  {CLOSE}", f"1:3: found {OPEN}, expected {ALONE}"),
        (f"{OPEN}{CLOSE}", f"1:1: found {OPEN}, expected {ALONE}"),
        (f"a {CLOSE} b", f"1:3: found {CLOSE}, expected {ALONE}"),
        ("<!-- backprop step mazur:w1 -->", f"1:1: found <!-- backprop step mazur:w1 -->, expected {ALONE}"),
        (
            "a\n<!-- backprop: steps mazur\n  net_h1 -->",
            f"2:1: found <!-- backprop: steps mazur, expected {ALONE}",
        ),
        ("<!-- / backprop -->", f"1:1: found <!-- / backprop -->, expected {ALONE}"),
        (">" * 3000 + " 5", f"1:59: found {'>' * 59}…, expected at most 30 blocks in each other"),
    ],
)
def test_what_is_not_closed_is_an_error_at_its_place(text: str, message: str) -> None:
    with pytest.raises(BackpropError) as raised:
        read(text)
    assert str(raised.value) == f"docs/mazur/a.md:{message}"


def test_front_matter_is_declared_and_its_title_is_shown() -> None:
    document = read("---\ntitle: Page 5\nnumbers:\n  5: fingers\n---\n# A\n")
    assert [outline(block) for block in document.blocks] == ["title(Page 5)", "heading(A)"]
    assert document.declared.numbers == {"5": "fingers"}


@pytest.mark.parametrize("depth", [19, 28])
def test_boxes_in_boxes_end_somewhere(depth: int) -> None:
    assert outline(read(">" * depth + " 5").blocks[0]).rstrip(")").endswith("5")


# What a reader does not meet as text: addresses, comments, tags, a fence's first line, the number of an item.
UNSHOWN = re.compile(
    r"\]\([^()\s]*(?:\)| \"\0*\"\))|<!--.*?-->|</?[a-z][^<>]*>|^(?:`{3}|~{3}).*$|^ *[0-9]+[.)] ",
    re.MULTILINE | re.DOTALL,
)


def places_of_text(document: Document) -> Iterator[tuple[int, int]]:
    """Yield where text stands; each piece must be what the file says there."""
    yield from (piece.title_place for piece in document.pieces if isinstance(piece, Link) and piece.title)
    for piece in [
        *document.pieces,
        *(block for block in document.blocks if not isinstance(block, Mathematics)),
    ]:
        match piece:
            case Picture():
                yield piece.alt_start, piece.alt_start + len(piece.alt)
                yield piece.caption_start, piece.caption_start + len(piece.caption)
                assert document.text[piece.alt_start :].startswith(piece.alt)
                assert document.text[piece.caption_start :].startswith(piece.caption)
            case (
                Text(text=text)
                | Link(text=text)
                | Quote(text=text)
                | Code(text=text)
                | Mathematics(tex=text)
                | Listing(text=text)
            ):
                yield piece.start, piece.end
                assert len(text) != piece.end - piece.start or document.text[piece.start : piece.end] == text


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_digit_of_a_page_is_lost_or_read_twice(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    document = read_markdown(str(path.relative_to(ROOT)), text)
    front = re.match(r"---\n.*?\n---\n", text, re.DOTALL)
    left = [" "] * front.end() if front else []
    left += text[len(left) :]
    for start, end in places_of_text(document):
        if not front or start >= front.end():
            assert "\0" not in left[start:end], f"read twice: {text[start:end]!r}"
            left[start:end] = "\0" * (end - start)
    lost = UNSHOWN.sub("", "".join(left))
    assert not re.search("[0-9].{,20}", lost), re.findall(".{,20}[0-9].{,20}", lost)[:3]


MARKS = [
    *"ab5 \n\t\r\\*_`~<>[](){}!|#-+=.:&;$^\"'0",
    *("    ", "```", "~~~", "\n\n", "- ", "1. ", "> ", "| - |\n", "$`", "`$", "![", "](", "<!--", "-->"),
    *(OPEN, f"\n{OPEN}\n", f"\n{CLOSE}\n", "\n---\n", "<a id='x'>", "<pre>", "</pre>", "!!! a\n"),
    *("[a]: b\n", "&#5;"),
]


def fault_of(text: str) -> str:
    """Return the message for a page that cannot be read; nothing for any other."""
    try:
        document = read(text)
    except BackpropError as error:
        return str(error)
    assert all(0 <= block.start <= block.end <= len(text) for block in document.blocks)
    return ""


@given(st.lists(st.sampled_from(MARKS), max_size=40).map("".join) | st.text())
def test_no_page_gives_a_traceback(text: str) -> None:
    assert "\n" not in fault_of(text)


HARMLESS = [
    *"\n\t\\*_[]|#-+=.&;$^\"'!> ",
    *("    ", "\n\n", "\n- ", "\n1. ", "\n> ", "\n| - |\n", "| - |\n", "![", "\n---\n", "\n!!! "),
    *("<b>", "</div>", "**"),
]


@given(st.lists(st.sampled_from(HARMLESS), max_size=30))
def test_no_mark_takes_a_word_away(marks: list[str]) -> None:
    document = read("".join(f"{mark}w{number}w" for number, mark in enumerate(marks)))
    found = " ".join(map(repr, document.blocks))
    assert [number for number in range(len(marks)) if f"w{number}w" not in found] == []
