import re
from pathlib import Path

import pytest

from backprop.pages import katex
from backprop.pages.errors import PageError
from backprop.pages.katex import Formula
from tests.pages.conftest import fault, typeset


@pytest.mark.parametrize(
    ("tex", "part"),
    [
        ("w_5", "<msub><mi>w</mi><mn>5</mn></msub>"),
        (r"\frac{1}{2}", "<mfrac><mn>1</mn><mn>2</mn></mfrac>"),
        (r"\htmlData{key=mazur@1:dE_total/dw5}{0.082}", 'data-key="mazur@1:dE_total/dw5"'),
        (r"\htmlData{key=sigmoid;rate=2@69:E_total}{x}", 'data-key="sigmoid;rate=2@69:E_total"'),
        (r"\htmlClass{role-gradient}{x}", 'class="enclosing role-gradient"'),
        (r"\newcommand{\net}{\mathrm{net}}\net_{h1}", '<mi mathvariant="normal">n</mi>'),
    ],
)
def test_tex_becomes_html(tex: str, part: str) -> None:
    assert part in typeset(tex)


REFUSED = r"\S+ is refused, only \\htmlData{key=…} and \\htmlClass with one of role-input, .* may stand here"
TOO_MANY = "Too many expansions"
NO_METRICS = "No character metrics for '�'"


@pytest.mark.parametrize(
    ("tex", "message"),
    [
        (r"\foo", r"Undefined control sequence: \\foo"),
        (r"\frac{1}{2", "Unexpected end of input in a macro argument, expected '}'"),
        (r"\text{a & b}", "Expected 'EOF', got '&'"),
        ("x % no end", "% comment has no terminating newline"),
        ("é", 'Accented Unicode text character "é" used in math mode'),
        ("😀", 'Unrecognized Unicode character "�"'),
        ("a\u2028b", "Unexpected character: ' '"),
        (r"\href{javascript:alert(1)}{x}", REFUSED),
        (r"\href{page.html}{x}", REFUSED),
        (r"\href{javascript&colon;alert(1)}{x}", "an address of this kind is refused"),
        (r"\def\x{\href{javascript:alert(1)}}\x{x}", REFUSED),
        (r"\url{page.html}", REFUSED),
        (r"\includegraphics{x.png}", REFUSED),
        (r"\htmlId{x}{y}", REFUSED),
        (r"\htmlStyle{color:red}{x}", REFUSED),
        (r"\htmlData{onclick=alert(1)}{x}", REFUSED),
        (r"\htmlData{key=a,onclick=b}{x}", REFUSED),
        (r"\htmlData{key onclick=a}{x}", REFUSED),
        (r"\htmlData{key}{x}", "missing equals sign"),
        (r"\htmlClass{md-header}{x}", REFUSED),
        (r"\htmlClass{role-input md-header}{x}", REFUSED),
        (r"\color{red;background:url(x)}x", "Invalid color"),
        (r"\def\a{\a\a}\a", TOO_MANY),
        (r"\def\a#1{#1#1}" + r"\a{" * 12 + "x" + "}" * 12, TOO_MANY),
        (r"\def\a{x}" + r"\edef\a{\a\a}" * 40 + r"\a", TOO_MANY),
        ("{" * 20000 + "}" * 20000, "Maximum call stack size exceeded"),
        (r"\sqrt{" * 100 + "}" * 100, "Groups nest too deep"),
        (r'\text{\char"2}', NO_METRICS),
        (r'\text{\char"D800}', NO_METRICS),
        (r'\text{\char"FFFE}', NO_METRICS),
    ],
)
def test_a_broken_or_hostile_formula_is_a_fault(tex: str, message: str) -> None:
    text = fault(tex).message
    assert re.search(message, text)
    assert text.endswith("; correct the formula")
    assert text.isprintable()


@pytest.mark.parametrize(
    ("tex", "escaped"),
    [
        (r'\htmlData{key="><script>}{x}', 'data-key="&quot;&gt;&lt;script&gt;"'),
        ("<script>", "<mo>&lt;</mo>"),
        (r"\text{<b onclick='x'>}", "&lt;b onclick=&#x27;x&#x27;&gt;"),
        (r'\char"3C b\char"3E', "&lt;"),
        (r"\verb|<b>|", "&lt;b&gt;"),
    ],
)
def test_what_could_be_markup_is_escaped(tex: str, escaped: str) -> None:
    html = typeset(tex)
    assert escaped in html
    assert not re.search(r"<(script|b|a|img)\b|\sonclick=\"", html)


def test_a_rule_has_a_greatest_size() -> None:
    html = typeset(r"\rule{1000em}{1000em}")
    assert "1000em" not in re.sub(r"(?s)<annotation.*?</annotation>", "", html)


def test_a_message_printed_by_tex_is_not_taken_for_an_answer() -> None:
    assert "<mi>x</mi>" in typeset(r'\message{[{"html":"evil"}]}x')


@pytest.mark.parametrize(
    ("tex", "offset"),
    [(r"x + \foo", 4), ("α + \\foo", 4), (r"\text{é} \foo", 9), (r"\frac{1}{2", 10), ("x^1^2", 3)],
)
def test_a_fault_says_where_in_the_tex(tex: str, offset: int) -> None:
    assert fault(tex).offset == offset


def test_definitions_end_with_their_formula() -> None:
    typeset(r"\gdef\foo{x}\foo")
    assert fault(r"\foo").offset == 0


def test_display_and_inline_differ() -> None:
    assert typeset("x").startswith('<span class="katex">')
    assert typeset("x", display=True).startswith('<span class="katex-display">')


def test_the_same_formula_gives_the_same_bytes_and_no_address() -> None:
    first, second = (typeset(r"\sqrt{x}") for _ in range(2))
    assert first == second
    namespaces = {"http://www.w3.org/1998/Math/MathML", "http://www.w3.org/2000/svg"}
    assert set(re.findall(r'\w+://[^"\s]*', first)) == namespaces


def test_one_node_serves_all_formulas() -> None:
    typeset("x")
    started = katex._node.cache_info().misses
    typeset("y")
    assert katex._node.cache_info().misses == started


def test_missing_katex_names_the_cure(tmp_path: Path) -> None:
    with pytest.raises(PageError, match=r"nowhere: KaTeX is not there, .*; run scripts/install$"):
        katex.typeset(Formula("x"), tmp_path / "nowhere")


def test_a_katex_that_does_not_load_is_an_error_each_time(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "package.json").write_text('{"version": "0"}')
    for _ in range(2):
        with pytest.raises(PageError, match="Node ended without an answer"):
            katex.typeset(Formula("x"), tmp_path)
    assert "dist/katex.mjs" in capfd.readouterr().err
