"""Symbols and numbers in the colours of their roles, which the style sheet has from the figures."""

import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop.core import registry
from backprop.core.examples import EXAMPLES
from backprop.core.graph import Graph
from backprop.core.keys import parse_run
from backprop.figures import THEMES
from backprop.pages import katex
from backprop.pages.katex import Fault, Formula
from backprop.pages.roles import BASES, coloured
from backprop.reading.document import formulas
from backprop.reading.markdown import read_markdown
from tests.figures.test_style import contrast, mixed
from tests.pages.conftest import KATEX, typeset

ROOT = Path(__file__).parents[2]
CSS = (ROOT / "docs/assets/site.css").read_text("utf-8")
FRAGMENTS = (ROOT / "tests/data/formulas/fragments.txt").read_text("utf-8").split()
CLASS = re.compile(r"\\htmlClass\{role-(\w+)\}")


def shown(tex: str) -> str:
    """Write the role of each coloured part before its braces."""
    return CLASS.sub(r"\1", coloured(tex))


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (r"w_1 i_1+2b_{h1}", r"weight{w_1} input{i_1}+2weight{b_{h1}}"),
        (r"x_1 x i_{12}", r"input{x_1} input{x} input{i_{12}}"),
        (r"\theta_0 W_{1} W", r"weight{\theta_0} weight{W_{1}} weight{W}"),
        (r"a^0 a^{0} a^{(0)}_1 a_1^0", r"input{a^0} input{a^{0}} input{a^{(0)}_1} input{a_1^0}"),
        (r"a^1 a^{2}_k a_1 a^{01}", r"output{a^1} output{a^{2}_k} output{a_1} output{a^{01}}"),
        (r"out_{h1} out o_k", r"output{out_{h1}} output{out} output{o_k}"),
        (r"E_{total} E_\text{total} C J", r"error{E_{total}} error{E_\text{total}} error{C} error{J}"),
        (r"\delta^l_{o1} \delta", r"gradient{\delta^l_{o1}} gradient{\delta}"),
        (r"J'(\theta) \nabla_a C", r"gradient{J'}(weight{\theta}) gradient{\nabla_a C}"),
        # a derivative is one unit, however it is written
        (
            r"\frac{\partial E_{o1}}{\partial w_5} w",
            r"gradient{\frac{\partial E_{o1}}{\partial w_5}} weight{w}",
        ),
        (r"\dfrac{dE}{dw}\frac{d}{dx} x", r"gradient{\dfrac{dE}{dw}}gradient{\frac{d}{dx}} input{x}"),
        (r"\frac{\mathrm{d}E}{\mathrm{d}w}", r"gradient{\frac{\mathrm{d}E}{\mathrm{d}w}}"),
        (r"\partial E_\text{total}/\partial w_5", r"gradient{\partial E_\text{total}/\partial w_5}"),
        (r"\frac{w}{dx}", r"\frac{weight{w}}{dx}"),
        # marks, indices and exponents go with their symbol
        (r"w_5^{+} W^{T} w_5^2", r"weight{w_5^{+}} weight{W^{T}} weight{w_5^2}"),
        (r"w' W^\mathsf{T} {}^{*}W_6", r"weight{w'} weight{W^\mathsf{T}} {}^{*}weight{W_6}"),
        # what commands and environments hold
        (r"\sqrt{w} \sqrt[3]{w}", r"\sqrt{weight{w}} \sqrt[3]{weight{w}}"),
        (r"\underbrace{W}_{2 \times w} e^{-x}", r"\underbrace{weight{W}}_{2 \times w} e^{-input{x}}"),
        (r"\begin{bmatrix} w & b \end{bmatrix}", r"\begin{bmatrix} weight{w} & weight{b} \end{bmatrix}"),
        (r"w \\[6pt]\theta \\b", r"weight{w} \\[6pt]weight{\theta} \\weight{b}"),
        (r"\left(w\right)x\theta", r"\left(weight{w}\right)input{x}weight{\theta}"),
    ],
)
def test_a_symbol_has_the_colour_of_its_role(tex: str, expected: str) -> None:
    assert shown(tex) == expected


@pytest.mark.parametrize(
    "tex",
    [
        r"net_{h1} + t_{o1} - \eta z \alpha 0.5",
        r"i a o y h e \sigma(z)",
        r"\text{a b w} \operatorname{w} \mathbf{W} \hat{b}",
        r"\text{if $w$ and {x}}",
        r"\sum_{i=1}^n t_i \sum_b t_w t^w t_{w_1}",
        r"\begin{array}{b} 1 \end{array} \rule{1ex}{x}",
        r"\htmlClass{role-error}{w_5 - x}",
        r"\htmlData{key=mazur:t_o1}{0.01} \htmlData{key=nobody:w5}{x} \htmlData{key=mazur:w99}{x}",
        r"\def\x{y} w \x",
        r"\newcommand{\w}{y} w",
        r"\let\x=w w",
        r"\verb|w| w",
        "y % w\n",
        r"\w \thetas \deltab wx xw outs",
    ],
)
def test_what_has_no_role_stays_as_it_is(tex: str) -> None:
    assert coloured(tex) == tex


@pytest.mark.parametrize(
    ("key", "role"),
    [
        ("mazur:i1", "input"),
        ("mazur@1:w5", "weight"),
        ("mazur;bias=each@1:b_h1", "weight"),
        ("descent@3:theta0", "weight"),
        ("sigmoid;rate=2@3:out_o1", "output"),
        ("mazur@1:E_total", "error"),
        ("descent:J", "error"),
        ("mazur:dE_total/dw5", "gradient"),
        ("mazur:delta_h1", "gradient"),
        *((f"mazur:{name}", "") for name in ("net_h1", "t_o1", "eta")),
        ("mazur;momentum=0.9@1:change_w5", ""),
    ],
)
def test_a_number_has_the_colour_of_its_quantity(key: str, role: str) -> None:
    number = rf"\htmlData{{key={key}}}{{-0.5}}"
    assert shown(f"2 {number}^2") == (f"2 {role}{{{number}}}^2" if role else f"2 {number}^2")


def quantities(graph: Graph) -> list[str]:
    """Return names of all kinds in a graph: the pass, slopes, updates and error signals."""
    slopes = [f"d{graph.loss}/d{name}" for name in graph.updates]
    return [*graph.forward, *slopes, *graph.signals, *graph.updates.values()]


@pytest.mark.parametrize("example", EXAMPLES)
def test_symbols_have_the_roles_of_the_graph(example: str) -> None:
    graph = registry.graph_of(parse_run(example))
    for quantity in map(graph.__getitem__, quantities(graph)):
        role = {"bias": "weight", "update": "weight"}.get(quantity.role, quantity.role)
        expected = f"{role}{{{quantity.tex}}}" if role in BASES else quantity.tex
        assert shown(quantity.tex) == expected, quantity.name


def bare(tex: str) -> str:
    """Take the classes out of TeX."""
    while match := CLASS.search(tex):
        start, depth, end = match.end(), 0, match.end()
        while end == start or depth:
            depth += (tex[end] == "{") - (tex[end] == "}")
            end += 2 if tex[end] == "\\" else 1
        tex = tex[: match.start()] + tex[start + 1 : end - 1] + tex[end:]
    return tex


@given(st.lists(st.sampled_from([*FRAGMENTS, "w", "w_5", r"\delta", "x", " ", "\n"])).map("".join))
def test_classes_come_round_what_is_there_and_once(tex: str) -> None:
    once = coloured(tex)
    assert bare(once) == bare(tex)
    assert coloured(once) == once


def test_katex_takes_every_formula_of_the_pages_in_colours() -> None:
    pages = [
        read_markdown(str(path), path.read_text("utf-8")) for path in sorted((ROOT / "docs").rglob("*.md"))
    ]
    written = {(formula.tex, formula.display) for page in pages for formula in formulas(page)}
    coloured_formulas = [Formula(coloured(tex), display) for tex, display in sorted(written)]
    assert [one.tex for one in coloured_formulas if isinstance(katex.typeset(one, KATEX), Fault)] == []


def test_katex_gives_the_classes_to_what_is_seen() -> None:
    html = typeset(coloured(r"w_5 \cdot \frac{\partial E}{\partial w_5}"))
    seen = html[html.index('class="katex-html"') :]
    assert re.findall(r'class="enclosing role-(\w+)"', unescape(seen)) == ["weight", "gradient"]


def test_katex_trusts_the_roles_and_no_other_class() -> None:
    (line,) = re.findall(r"const roles = (\[.*\]);", katex.SCRIPT.read_text("utf-8"))
    assert re.findall(r'"role-(\w+)"', line) == list(BASES)


def properties(selector: str) -> dict[str, str]:
    """Return the colours of the roles that the style sheet gives to a selector."""
    blocks = re.findall(rf"(?m)^ *{re.escape(selector)} {{([^}}]*)}}", CSS)
    return dict(re.findall(r"--role-(\w+): (#\w+);", "".join(blocks)))


SELECTORS = {"light": ":root", "dark": '[data-md-color-scheme="slate"]'}


@pytest.mark.parametrize("theme", THEMES)
class TestStyleSheet:
    def test_has_the_colours_of_the_figures(self, theme: str) -> None:
        assert properties(SELECTORS[theme]) == {role: getattr(THEMES[theme], role) for role in BASES}

    @pytest.mark.parametrize("role", BASES)
    @pytest.mark.parametrize(
        ("tint", "share"),
        [("page", 0), ("table row", 0.036), ("code", 0.05), ("#526cfe", 0.1), ("#448aff", 0.1)],
    )
    def test_can_be_read_on_all_that_lies_below(self, theme: str, role: str, tint: str, share: float) -> None:
        over = tint if tint.startswith("#") else {"light": "#000000", "dark": "#ffffff"}[theme]
        color = properties(SELECTORS[theme])[role]
        assert contrast(color, mixed(THEMES[theme].background, over, share)) >= 4.5


def test_each_role_has_its_rule() -> None:
    rules = re.findall(r"(?m)^\.role-(\w+) \{\n  color: var\(--role-(\w+)\);\n\}", CSS)
    assert rules == [(role, role) for role in BASES]
