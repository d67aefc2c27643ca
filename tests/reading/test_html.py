from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop.errors import BackpropError
from backprop.reading.document import (
    Declared,
    Directive,
    Document,
    Link,
    Paragraph,
    Picture,
)
from backprop.reading.html import declared_in, example_in, read_html
from tests.reading.outline import line, outline, spelled

NOTHING = Declared({}, {}, {})
PATH = "mazur/forward/index.html"


def read(article: str, path: str = PATH) -> Document:
    text = f"<html><body><article class='x'>{article}</article></body></html>"
    return read_html(path, text, NOTHING, ["mazur", "relu", "chain"])


def blocks(article: str) -> list[str]:
    return [outline(block) for block in read(article).blocks]


def formula(tex: str, picture: str = "", *, display: bool = False, line: str | None = None) -> str:
    """Return a formula of letters and digits as a built page holds it."""
    plain = escape(tex)
    element = (
        '<span class="katex"><span class="katex-mathml"><math xmlns="http://www.w3.org/1998/Math/MathML">'
        f'<semantics><mrow>{plain}</mrow><annotation encoding="application/x-tex">{plain}</annotation>'
        "</semantics></math></span>"
        f'<span class="katex-html" aria-hidden="true">{picture or plain}</span></span>'
    )
    shown = f'<span class="katex-display">{element}</span>' if display else element
    words = plain if line is None else line
    whole = f'<span hidden>{words}</span><bdi data-search-exclude="true">{shown}</bdi>'
    return f'<div class="math" role="group" tabindex="0">{whole}</div>' if display else whole


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        ("<p>a &lt; 5\nb</p>", ["paragraph(a < 5\nb)"]),
        ("<p>a <em>b</em> <strong>5</strong></p>", ["paragraph(a ·b· ·5)"]),
        (
            '<h2 id=\'a5\'>A 5<a class="headerlink" href="#a5">&para;</a></h2>\n<p>b</p>',
            ["heading(A 5)", "paragraph(b)"],
        ),
        ('<h2>A<a class="headerlink" href="#a">5</a></h2>', ["heading(A·5)"]),
        (
            "<ul>\n<li>a\n<ul><li>b</li></ul>\n</li>\n<li><p>c</p></li></ul>d",
            ["item(a\n)", "item(b)", "item(c)", "paragraph(d)"],
        ),
        ("<ol><li>a<br />\n  = <strong>5</strong></li></ol>", ["item(a·\n  = ·5)"]),
        ("<blockquote><p>a</p></blockquote><p>b</p>", ["quote(a)", "paragraph(b)"]),
        ("<p>a <code>b &lt; <span>5</span></code></p>", ["paragraph(a ·`b < 5`)"]),
        ('<p><a id="net_h1"></a>x</p>', ["paragraph(#net_h1·x)"]),
        ("<p><a id='a' href='b'>x</a></p>", ["paragraph(x)"]),
        (
            '<div class="a"><pre><span></span><code>a = <span class="b">5</span>\n  b\n</code></pre></div>c',
            ["listing(;a = 5\n  b)", "paragraph(c)"],
        ),
        ('<div class="language-python highlight"><pre><code>5</code></pre></div>', ["listing(python;5)"]),
        ('<pre><code class="language-text">5</code></pre>', ["listing(text;5)"]),
        (
            "<table><thead><tr><th>a</th><th>b<b>5</b></th></tr></thead><tr><td></td><td>5</td></tr></table>",
            ["table(a|b·5/|5)"],
        ),
        (
            "<table><caption>c 5</caption><tr><td><p>a</p><p>b</p></td></tr></table>",
            ["paragraph(c 5)", "table(a·b)"],
        ),
        ("<p>a<!-- 5 -->b<script>5</script><style>5</style></p>", ["paragraph(a·b)"]),
        ("<p>a <abbr title='five 5'>v</abbr></p>", ["paragraph(a ·five 5·v)"]),
        ("<p>a <span role='math' aria-label='E = 5'>b</span></p>", ["paragraph(a ·b)"]),
        ("<p>a <span role='img' aria-label='E = 5'>b</span></p>", ["paragraph(a ·E = 5·b)"]),
        ("<details><summary>a 5</summary>b</details>", ["heading(a 5)", "paragraph(b)"]),
        (
            '<details class="numbers"><summary>a</summary><ul><li>5</li></ul></details>b',
            ["repeat(a)", "repeat(5)", "paragraph(b)"],
        ),
        (
            '<ul><li>a<details class="numbers"><summary>b</summary>5</details>c</li></ul>',
            ["item(a)", "repeat(b)", "repeat(5)", "item(c)"],
        ),
        ("<svg><text>5</text></svg>", ["paragraph(5)"]),
        ("a < 5 > b", ["paragraph(a < 5 > b)"]),
    ],
)
def test_blocks(article: str, expected: list[str]) -> None:
    assert blocks(article) == expected


def test_a_link_to_a_value_knows_its_places() -> None:
    document = read('<p>now <a class="a" href="../../values/mazur/#@1:w5">0.<b>5</b></a></p>')
    (paragraph,) = document.blocks
    assert isinstance(paragraph, Paragraph)
    link = paragraph.parts[1]
    assert isinstance(link, Link)
    assert (link.text, link.key) == ("0.5", "mazur@1:w5")
    assert document.text[slice(*link.address)] == "@1:w5"
    assert document.text[link.start : link.end] == "0.<b>5</b>"


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        ('<a href="../../sources/slides/#line-3">0.<b>5</b></a>', "<0.5|slides#line-3>"),
        ('<a href="../../a/#w5">0.5</a>', "0.5"),
        ('<a href="">0.5</a>', "0.5"),
    ],
)
def test_other_links(article: str, expected: str) -> None:
    assert blocks(article) == [f"paragraph({expected})"]


def test_a_formula_in_a_link_stays_a_formula() -> None:
    article = f'<p><a href="../../values/mazur/#w5">the {formula("w5")}</a></p>'
    assert blocks(article) == ["paragraph(<the |mazur:w5>·$w5$)"]


DRAWING = '<svg role="img" data-figure="b"><title>t 4</title><desc id="b">a &lt; 5</desc><text>7</text></svg>'
DRAWN = f'<span class="drawing">{DRAWING}</span>'
PICTURE = '<img alt="a &lt; 5" src="../figures/b.svg" />'


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        (f"<figure>{DRAWN}</figure>", ["picture(b.svg;a < 5;)"]),
        (f"<figure>{DRAWN}<figcaption>c &gt; 5</figcaption></figure>", ["picture(b.svg;a < 5;c > 5)"]),
        (
            f"<figure>{DRAWN}<figcaption><i>w</i><sub>5</sub>, net<sub>h1</sub></figcaption></figure>",
            ["picture(b.svg;a < 5;w₅, net_h1)"],
        ),
        (
            f"<p>d</p><figure>{DRAWN}\n{DRAWN}<figcaption>c</figcaption></figure><p>e</p>",
            ["paragraph(d)", "picture(b.svg;a < 5;c)", "picture(b.svg;a < 5;c)", "paragraph(e)"],
        ),
        (f"<figure>{DRAWN}</figure><p>c</p>", ["picture(b.svg;a < 5;)", "paragraph(c)"]),
        (f"<p>a {DRAWN} b</p>", ["paragraph(a · b)", "picture(b.svg;a < 5;)"]),
        (f"<p>{PICTURE}</p><p><em>c</em></p>", ["picture(b.svg;a < 5;)", "paragraph(c)"]),
        ('<p><svg><path d="M5"/></svg>a</p>', ["paragraph(a)"]),
    ],
)
def test_pictures(article: str, expected: list[str]) -> None:
    assert blocks(article) == expected


def test_a_drawing_is_kept_with_its_places() -> None:
    document = read(f"<figure>{DRAWN}<figcaption>c 5</figcaption></figure>")
    (picture,) = document.blocks
    assert isinstance(picture, Picture)
    assert picture.drawing == document.text[picture.start : picture.end] == DRAWING
    assert document.text.startswith("a &lt; 5</desc>", picture.alt_start)
    assert document.text.startswith("c 5</", picture.caption_start)


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        (f"<p>a {formula('x5')} b</p>", ["paragraph(a ·$x5$· b)"]),
        (formula("x < 5", display=True), ["math(x < 5)"]),
        (f"<table><tr><th>{formula('x5')}</th></tr></table>", ["table($x5$)"]),
        (f"<ul><li>a {formula('x5', display=True)} b</li></ul>", ["item(a )", "math(x5)", "item( b)"]),
    ],
)
def test_formulas(article: str, expected: list[str]) -> None:
    document = read(article)
    assert [outline(block) for block in document.blocks] == expected
    assert document.problems == ()


@pytest.mark.parametrize(
    ("article", "message"),
    [
        (formula("x5", "x6"), "found x6 in the picture of the formula, expected x5 as in the MathML"),
        (formula("x5", line="x6"), "found x6 in the line that is searched, expected x5 as in the formula"),
        (
            formula("x = 5", line="x ≈ 5"),
            "found x≈5 in the line that is searched, expected x=5 as in the formula",
        ),
        ('<span class="katex"><b>5</b></span>', "found no TeX, expected a formula as KaTeX writes it"),
        ('<p><span class="katex">5</p>', "found a formula that does not end, expected </span>"),
    ],
)
def test_a_formula_that_contradicts_itself_is_a_problem(article: str, message: str) -> None:
    document = read(article)
    (problem,) = document.problems
    assert (problem.rule, problem.message) == ("layers", message)
    assert document.text[problem.start : problem.end] in article


def test_a_link_to_a_value_carries_its_title_and_no_other_does() -> None:
    article = '<a href="../../values/mazur/#w5" title="&lt; w6">less</a> <a href="x/" title="b">c</a>'
    document = read(article)
    (paragraph,) = document.blocks
    assert isinstance(paragraph, Paragraph)
    link = paragraph.parts[0]
    assert isinstance(link, Link)
    assert (link.title, document.text[slice(*link.title_place)]) == ("< w6", "&lt; w6")
    assert line(paragraph.parts[1:]) == " ·c·b"


def test_a_relation_at_a_link_to_no_quantity_is_a_problem() -> None:
    document = read('<a href="x/" title="&lt; 3">b</a> <a href="y/" aria-label="&lt; 3">c</a>')
    (problem,) = document.problems
    assert (problem.rule, document.text[problem.start : problem.end]) == ("link", "&lt; 3")
    assert problem.message.startswith("found the title '< 3' at a link to no quantity, expected a link to")


def test_what_stands_between_two_comments_of_a_directive_is_its_block() -> None:
    opening, closing = "<!-- backprop: step mazur:w1 -->", "<!-- /backprop -->"
    document = read(f"<p>a</p>{opening}<p>b</p>{closing}<p>c</p><!-- d -->{closing}{opening}")
    assert [outline(block) for block in document.blocks if isinstance(block, Paragraph)] == [
        f"paragraph({words})" for words in "abc"
    ]
    directive = document.blocks[1]
    assert isinstance(directive, Directive)
    assert directive.words == ("step", "mazur:w1")
    assert document.text[slice(*directive.body)] == "<p>b</p>"
    assert document.text[directive.start : directive.end] == f"{opening}<p>b</p>{closing}"


def test_the_words_around_the_article_are_titles_once() -> None:
    text = (
        '<html><head><title>Page 5</title><meta name="description" content="All &amp; 6"></head><body>'
        "<header><a href='x'><svg><title>7</title></svg> Page 5 </a></header><p>8</p>"
        "<nav><ul><li>One</li><nav>Two</nav><li>Three</li></ul></nav>"
        "<article><h1>A</h1></article><footer><nav>Next: Two</nav>CC BY 4.0</footer></body></html>"
    )
    document = read_html(PATH, text, NOTHING)
    assert [outline(block) for block in document.blocks] == [
        *[f"title({words})" for words in ("Page 5", "All & 6", "One", "Two", "Three", "Next: Two")],
        "heading(A)",
    ]


@pytest.mark.parametrize(("sentence", "is_repeated"), [("A 5 &amp; b", True), ("A 6 &amp; b", False)])
def test_a_description_that_repeats_the_page_is_read_there(sentence: str, is_repeated: bool) -> None:
    head = f'<head><meta name="description" content="{sentence}."></head>'
    document = read_html(
        PATH, f"<html>{head}<body><article><p>A <a>5</a>\n&amp; b. C.</p></article>", NOTHING
    )
    kinds = [block.kind for block in document.blocks if isinstance(block, Paragraph)]
    assert kinds == (["paragraph"] if is_repeated else ["title", "paragraph"])


def test_declarations_are_passed_on() -> None:
    declared = Declared({"5": "fingers"}, {}, {})
    assert read_html(PATH, "", declared).declared is declared


def test_declarations_are_read_from_the_head() -> None:
    text = (
        """<meta name="declared-numbers" content='{"2015": "the year"}'>"""
        """<meta name="declared-symbols" content='{"\\\\Delta": "delta_o1", "a\\u003cb": "any"}'>"""
    )
    declared = declared_in("a/index.html", text)
    assert declared.numbers == {"2015": "the year"}
    assert declared.symbols == {"\\Delta": "delta_o1", "a<b": "any"}
    assert declared.waived == {}


@pytest.mark.parametrize("content", ["", "[1]", "{", "7"])
def test_what_is_no_map_is_an_error(content: str) -> None:
    with pytest.raises(
        BackpropError, match="as declared waived, expected a JSON object; build the site anew"
    ):
        declared_in("a/index.html", f"""<meta name="declared-waived" content='{content}'>""")


@pytest.mark.parametrize(
    ("content", "example"),
    [("mazur", "mazur"), ("mazer", None), ("", None)],
    ids=["known", "unknown", "none"],
)
def test_a_built_page_names_its_example(content: str, example: str | None) -> None:
    text = f"<meta name=\"declared-example\" content='{content}'>"
    assert example_in(text, ["mazur"]) == example


def test_a_page_without_an_article_is_read_as_a_whole() -> None:
    assert [outline(block) for block in read_html(PATH, "<p>5</p>", NOTHING).blocks] == ["paragraph(5)"]


ELEMENTS = ("p", "li", "table", "tr", "td", "a href='../../values/mazur/#w5'", "a", "pre", "code", "em")
CLOSED = ("p", "li", "table", "tr", "td", "a", "pre", "code", "em", "span", "article", "nav")
MARKS = [
    *"ab5 \n<>&;\"'/=!-#",
    *(f"<{name}>" for name in ELEMENTS),
    *(f"</{name}>" for name in CLOSED),
    *('<span class="katex">', "<article>", "<nav>", "<!--", "-->", "<script>", PICTURE, formula("x5")),
    *("<span hidden>", "<h1>"),
]


@given(st.lists(st.sampled_from(MARKS), max_size=40).map("".join) | st.text())
def test_no_page_gives_a_traceback(text: str) -> None:
    document = read_html(PATH, text, NOTHING)
    assert all(0 <= piece.start <= piece.end <= len(text) for piece in [*document.blocks, *document.problems])


HIDING = {"<", "<!--", '"', "'", PICTURE, '<span class="katex">'}


@given(st.lists(st.sampled_from([mark for mark in MARKS if mark not in HIDING]), max_size=30))
def test_no_element_takes_a_word_away(marks: list[str]) -> None:
    document = read("".join(f"{mark}w{number}w" for number, mark in enumerate(marks)))
    found = " ".join(map(repr, document.blocks))
    assert [number for number in range(len(marks)) if f"w{number}w" not in found] == []


def test_what_folds_up_within_an_item_is_one_line_with_it() -> None:
    document = read("<ul><li><details><summary>used by 2</summary> a, b</details></li></ul>")
    (paragraph,) = (block for block in document.blocks if isinstance(block, Paragraph))
    assert (paragraph.kind, "".join(map(spelled, paragraph.parts))) == ("item", "used by 2 a, b")
