"""Names of several letters are upright; everything else is left as it is written."""

import pytest

from backprop.pages.plain import plain
from backprop.pages.roles import coloured
from backprop.pages.upright import upright
from tests.pages.conftest import typeset


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        ("net_{h1}", r"\mathrm{net}_{h1}"),
        ("E_{total} = out_{o1}", r"E_{\mathrm{total}} = \mathrm{out}_{o1}"),
        (
            r"\frac{\partial E_{total}}{\partial net}",
            r"\frac{\partial E_{\mathrm{total}}}{\partial \mathrm{net}}",
        ),
        (r"\htmlClass{role-output}{out_{h1}}", r"\htmlClass{role-output}{\mathrm{out}_{h1}}"),
        (r"\underbrace{net}_{total}", r"\underbrace{\mathrm{net}}_{\mathrm{total}}"),
        ("% net\nout", "% net\n\\mathrm{out}"),
        (r"2\cdot net", r"2\cdot \mathrm{net}"),
    ],
)
def test_a_name_is_set_upright(tex: str, expected: str) -> None:
    assert upright(tex) == expected


@pytest.mark.parametrize(
    "tex",
    [
        "",
        "w_{jk} dx e^{-x}",
        "E_total",
        r"\mathrm{net}_{h1} \text{so that}",
        r"\operatorname{softmax}(z) \tanh \htmlData{key=mazur:net_h1}{0.3775}",
        r"\begin{bmatrix} a \\ b \end{bmatrix}",
        r"\color{red} \tag{last}",
        r"\def\net{abc} \net",
    ],
)
def test_what_is_no_name_stays(tex: str) -> None:
    assert upright(tex) == tex


def test_an_upright_name_is_seen_and_named_as_before() -> None:
    answer = typeset(upright(coloured("net_{h1} = E_{total}")))
    assert all(f'mathrm{size}">{name}</span>' in answer for name, size in (("net", ""), ("total", " mtight")))
    assert plain(answer) == "net_h1 = E_total"
