import re
from html import unescape

import pytest
from markdown import Markdown

from backprop.pages.errors import PageError
from backprop.pages.mathematics import register
from tests.pages.conftest import KATEX

EXTENSIONS = [
    "admonition",
    "attr_list",
    "footnotes",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.superfences",
    "pymdownx.tabbed",
]


@pytest.fixture
def md() -> Markdown:
    md = Markdown(extensions=EXTENSIONS)
    register(md, KATEX)
    return md


def outline(html: str) -> str:
    """Write a formula as its plain text, inline in brackets and displayed in braces."""
    formula = r'<span hidden>(.*?)</span><bdi data-search-exclude="true"><span class="katex.*?</bdi>'
    html = re.sub(rf'<div class="math"[^>]*>{formula}</div>', r"{\1}", html, flags=re.DOTALL)
    html = re.sub(formula, r"[\1]", html, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "", html)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("So $`w_5`$ is", "<p>So [w5] is</p>"),
        ("$`a`$", "<p>[a]</p>"),
        ("*$`a`$* **$`b`$**_$`c`$_", "<p><em>[a]</em> <strong>[b]</strong><em>[c]</em></p>"),
        ("$`a +\nb`$", "<p>[a + b]</p>"),
        ("$`a<b`$ & $`\\text{<b>}`$", "<p>[a &lt; b] &amp; [&lt;b&gt;]</p>"),
        ("[see $`a`$](b.md)", '<p><a href="b.md">see [a]</a></p>'),
        ("a | b\n--|--\n$`|x|`$ | $`y`$", "<td>[∣x∣]</td><td>[y]</td>"),
        ("```math\na\n```", "{a}"),
        ("p\n```math\na\n```\nq", "<p>p</p>{a}<p>q</p>"),
        ("> p\n> ```math\n> a\n> ```\n> q", "<blockquote><p>p</p>{a}<p>q</p></blockquote>"),
        ("1. p\n    ```math\n    a\n    ```\n2. q", "<ol><li><p>p</p>{a}</li><li><p>q</p></li></ol>"),
        ("1. p\n\n    ```math\n    a\n    ```\n\n2. q", "<ol><li><p>p</p>{a}</li><li><p>q</p></li></ol>"),
        ("!!! note\n    ```math\n    a\n    ```", '<p class="admonition-title">Note</p>{a}</div>'),
        ("???+ note\n    $`a`$", "<summary>Note</summary><p>[a]</p></details>"),
        ('=== "T"\n    ```math\n    a\n    ```', '<div class="tabbed-content">{a}</div>'),
        ("a[^1]\n\n[^1]: $`b`$", "<p>[b]&#160;<a"),
        ("<div markdown>\n$`a`$\n</div>", "<div><p>[a]</p></div>"),
        ("<div>$`a`$</div>", "<div>[a]</div>"),
        ("<!-- $`a`$ -->", "<!-- $`a`$ -->"),
    ],
)
def test_a_formula_becomes_html_in_the_text(text: str, html: str, md: Markdown) -> None:
    assert html in outline(md.convert(text))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("`` $`a`$ ``", "<code>$`a`$</code>"),
        ("`` $`\\foo`$ ``", "<code>$`\\foo`$</code>"),
        ("<code>$`a`$</code>", "<code>$`a`$</code>"),
        ("```\n$`a`$\n```", "$`a`$</code></pre>"),
        ("    $`a < b`$ & `c`", "$`a &lt; b`$ &amp; `c`</code></pre>"),
        ("    $`\\foo`$", "$`\\foo`$</code></pre>"),
        ("    :::bash\n    x=$`date`", "x=$`date`</code></pre>"),
        ("    ```math\n    a\n      b\n    ```", "<span></span><code>```math\na\n  b\n```"),
        ("````\n```math\na\n```\n````", "<code>```math\na\n```"),
    ],
)
def test_code_shows_its_source(text: str, html: str, md: Markdown) -> None:
    page = md.convert(text)
    assert html in re.sub(r"\s*</code></pre>", "</code></pre>", page)
    assert "katex" not in page


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("![a $`w_5`$](x.png)", 'alt="a w5"'),
        ('[a](b.md "$`x < \\text{"}`$")', 'title="x &lt; &quot;"'),
        ('<div title="$`a<b`$">c</div>', 'title="a &lt; b"'),
    ],
)
def test_an_attribute_holds_plain_text(text: str, html: str, md: Markdown) -> None:
    page = md.convert(text)
    assert html in page
    assert "katex" not in page


@pytest.mark.parametrize(
    ("text", "anchor", "name"),
    [
        ("The weight $`w_5`$", "the-weight-w5", "The weight w5"),
        ("$`net_{h1}`$ and $`\\mathrm{out}_{h1}`$", "net_h1-and-out_h1", "net_h1 and out_h1"),
        ("The derivative of $`\\sigma`$", "the-derivative-of", "The derivative of σ"),
        ("If $`a<b`$", "if-a-b", "If a &lt; b"),
        ('The long one {data-toc-label="Short $`x`$"}', "the-long-one", "Short x"),
        ("$`x`$ {#given}", "given", "x"),
    ],
)
def test_a_heading_is_named_by_plain_text(text: str, anchor: str, name: str, md: Markdown) -> None:
    html = md.convert(f"# {text}\n\n[TOC]")
    (token,) = md.toc_tokens  # type: ignore[attr-defined]
    assert (token["id"], token["name"]) == (anchor, name)
    assert f'<h1 id="{anchor}">' in html
    assert f'<li><a href="#{anchor}">{name}</a></li>' in html
    assert "katex" not in token["html"]


def layers(html: str) -> tuple[str, list[str]]:
    """Return the TeX that a formula quotes, and the classes of what is seen of it."""
    quoted, seen = re.findall(r'(?s)tex">([^<]*)</annotation>.*?(class="katex-html".*)', html)[0]
    return unescape(quoted), re.findall(r'class="enclosing ([^"]*)"', seen)


@pytest.mark.parametrize(
    ("tex", "classes"),
    [
        (r"w_5 < i_1 + \text{'w'}", ["role-weight", "role-input"]),
        (r"\htmlData{key=mazur:w5}{0.4} w", ["role-weight", "role-weight"]),
        (r"\htmlClass{role-error}{0.5} + w", ["role-error", "role-weight"]),
        (r"w + \frac{1}w", []),  # with classes, KaTeX would want braces here
        (r"net_{h1}", []),
    ],
)
def test_a_formula_has_its_colours_and_quotes_what_was_written(
    tex: str, classes: list[str], md: Markdown
) -> None:
    text, names = layers(md.convert(f"$`{tex}`$"))
    assert text == tex
    assert [name for name in names if name] == classes


def test_a_display_can_be_reached_and_holds_nothing_else_that_can(md: Markdown) -> None:
    html = md.convert("```math\n\\htmlData{key=mazur:w5}{w_5}\n```")
    assert html.startswith('<div class="math" role="group" aria-label="Formula" tabindex="0">')
    assert len(re.findall("tabindex|<a |<button|<input", html)) == 1


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (
            "a $`\\foo`$",
            ["1:5: KaTeX does not take this: Undefined control sequence: \\foo; correct the formula"],
        ),
        ("a\n\nb $`c \\foo`$ d", ["3:7: "]),
        ("a $`b\n  \\foo`$", ["2:3: "]),
        ("> a $`b\n> \\foo`$", ["2:3: "]),
        ("```math\na\n\\foo\n```", ["3:1: "]),
        ("- a\n\n    ```math\n    \\foo\n    ```", ["4:5: "]),
        ("> ```math\n> \\frac{1}{2\n> ```", ["2:13: "]),
        ("# $`\\foo`$\n\n$`\\bar{a}`$ $`\\foo`$", ["1:5: ", "3:15: "]),
        ("![$`\\foo`$](a.png)", ["1:5: "]),
        ("$`w_5`$ $`w_5 x + \\frac{E}{w}\n \\foo`$", ["2:2: "]),
        ("a $`b", ["1:3: a formula opens here and does not close in its block; "]),
        ("```math\nb", ["1:1: found ```math, expected a line ``` after it"]),
        ("a $`\\href{javascript:x}{y}`$", ["1:5: KaTeX does not take this: \\href is refused"]),
    ],
)
def test_each_broken_formula_is_named_with_its_place(text: str, faults: list[str], md: Markdown) -> None:
    with pytest.raises(PageError) as error:
        md.convert(text)
    lines = str(error.value).split("\n")
    assert len(lines) == len(faults)
    assert all(line.startswith(f"<page>:{fault}") for line, fault in zip(lines, faults, strict=True))


def test_a_page_after_a_broken_one_is_sound(md: Markdown) -> None:
    with pytest.raises(PageError):
        md.convert("$`\\foo`$")
    assert outline(md.convert("# $`a`$\n\n$`b`$")) == '<h1 id="a">[a]</h1><p>[b]</p>'


def test_the_same_page_gives_the_same_bytes(md: Markdown) -> None:
    text = "# $`a`$\n\n$`b`$ and `` $`c`$ ``\n\n```math\nd\n```"
    assert md.convert(text) == md.reset().convert(text)
