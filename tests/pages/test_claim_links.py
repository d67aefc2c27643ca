"""Links with titles in the built page: their class, and the statement with the values put in."""

import re

import pytest
from markdown import Markdown

from backprop.errors import BackpropError
from backprop.pages.claim_links import register


def built(text: str) -> str:
    md = Markdown()
    register(md)
    return md.convert(text)


@pytest.mark.parametrize(
    ("link", "statement"),
    [
        ('[small](../values/mazur.md#E_o2 "< E_o1 / 10")', "0.023560026 < 0.027481108"),
        ('[187](../values/mazur.md#dE_total/dw5 "/ dE_total/dw1")', "187.353136369"),
        ('[eight weights](values/mazur.md#weights "= 8")', "8 = 8"),
        ('[most](../values/mazur.md#dE_total/dw6 "> dE_total/dw5, 0")', "0.082667628 > 0.082167041, 0"),
        ('[zero](../values/softmax.md#delta_o1 "+ delta_o2 + delta_o3 = 0")', "0 = 0"),
    ],
)
def test_a_claim_carries_its_values(link: str, statement: str) -> None:
    html = built(link)
    assert f'data-claim="{statement.replace("<", "&lt;").replace(">", "&gt;")}"' in html
    assert 'class="claim"' in html
    assert "title=" in html


@pytest.mark.parametrize(
    "link",
    ["[0.4](../values/mazur.md#w5)", '[home](../index.md "home")', '[all](../values/index.md#x "all")'],
)
def test_other_links_stay(link: str) -> None:
    assert "claim" not in built(link)


def test_a_title_that_is_no_claim_ends_the_build() -> None:
    message = "../values/mazur.md#E_o2: no quantity is named 'E_o9'"
    with pytest.raises(BackpropError, match=re.escape(message)):
        built('[small](../values/mazur.md#E_o2 "< E_o9")')
