"""What a page prints: links, the numbers of generated formulas, and pictures."""

from dataclasses import replace

import pytest

from backprop.check.groups import printed
from backprop.core.keys import parse
from backprop.pages.block import Context
from backprop.pages.blocks import render
from backprop.reading.document import Declared
from backprop.reading.html import read_html
from backprop.reading.markdown import read_markdown
from tests.pages.conftest import PAGE


def of(text: str, path: str = "docs/mazur/a.md") -> set[str]:
    return set(map(str, printed(read_markdown(path, text))))


def block(words: str, context: Context = PAGE) -> str:
    return f"<!-- backprop: {words} -->\n{render(tuple(words.split()), context).text}\n<!-- /backprop -->\n"


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("It is [0.4](../values/mazur.md#w5).", {"mazur:w5"}),
        ("See [weight from h1 to o1](../values/mazur.md#@3:w5).", {"mazur@3:w5"}),
        ("| a |\n| -- |\n| [0.4](../values/relu.md#eta) |\n", {"relu:eta"}),
        ("It is $`w_5 = 0.4`$ and `mazur:w5`.", set()),
        ("It is [0.4](../values/mazur.md#w99).", set()),
        ("```math\nw_5 = 0.4\n```\n", set()),
    ],
)
def test_what_stands_in_the_text(text: str, keys: set[str]) -> None:
    assert of(text) == keys


@pytest.mark.parametrize(
    "words",
    [
        "step mazur:net_h1",
        "step mazur@1:w5",
        "step mazur;bias=each@2:b_h1",
        "steps relu forward error",
        "steps descent;momentum=0.9@1 update",
        "matrix mazur forward",
        "matrix mazur backward",
        "matrix relu@1 update",
        "table given chain",
        "figure network mazur",
        "figure path mazur:dE_total/dw1",
        "figure loss chain",
        "figure walk hollows;momentum=0.9 8",
        "figure runs 100 signed signed;loss=sum signed;rate=1",
    ],
)
def test_generated_blocks_print_what_the_generator_says(words: str) -> None:
    rendered = render(tuple(words.split()), PAGE)
    assert of(block(words)) == set(map(str, rendered.keys))


@pytest.mark.parametrize("words", ["step mazur@1:w5", "matrix relu forward"])
def test_formulas_of_a_built_page_carry_their_keys(words: str) -> None:
    marked = render(tuple(words.split()), replace(PAGE, marked=True)).text
    tex = marked.partition("```math\n")[2].partition("\n```")[0].replace("&", "&amp;")
    annotation = f'<annotation encoding="application/x-tex">{tex}</annotation>'
    head = '<p><a href="../../values/mazur/#@1:w5">Weight from h1 to o1, updated</a></p>' * ("step" in words)
    html = f"""<article>{head}<span class="katex-display"><span class="katex"><span class="katex-mathml">
<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mi>x</mi>{annotation}</semantics></math></span></span></span>
</article>"""
    document, _ = read_html("mazur/a/index.html", html, Declared({}, {}, {}))
    assert printed(document) & {parse("mazur:w5"), parse("relu:w1")}


def test_a_list_of_values_prints_nothing_of_its_own() -> None:
    values = block("values line").replace("learn/", "")
    assert of(f"[0.5](line.md#w) and [0.4](mazur.md#w5)\n\n{values}", "docs/values/line.md") == {"mazur:w5"}
