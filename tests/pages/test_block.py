from pathlib import Path

import pytest

from backprop.core.keys import parse
from backprop.errors import BackpropError
from backprop.pages.block import Context, arguments, table_of


@pytest.mark.parametrize(
    ("up", "key", "link"),
    [
        ("", "mazur:w1", "[0.15](values/mazur.md#w1)"),
        ("../", "mazur:w1", "[0.15](../values/mazur.md#w1)"),
        ("../../", "mazur@1:dE_total/dw5", "[0.15](../../values/mazur.md#@1:dE_total/dw5)"),
        ("../", "relu;rate=0.6@2:w1", "[0.15](../values/relu.md#;rate=0.6@2:w1)"),
    ],
)
def test_a_number_leads_to_its_quantity(up: str, key: str, link: str) -> None:
    context = Context(up, Path())
    assert context.link(parse(key), "0.15") == link


def test_a_number_has_its_printed_digits() -> None:
    link = "[0.298371109](../values/mazur.md#E_total)"
    assert Context("../", Path()).number(parse("mazur:E_total")) == link


def test_a_table_has_its_head_above_the_ruler() -> None:
    assert table_of(["a", "b"], [":--", "--:"], [["1", "2"]]) == "| a | b |\n| :-- | --: |\n| 1 | 2 |"


@pytest.mark.parametrize(
    ("marked", "tex"), [(False, "0.15"), (True, r"\htmlData{key=mazur;bias=each@1:w1}{0.15}")]
)
def test_a_number_in_a_formula_carries_its_key_where_the_page_is_built(marked: bool, tex: str) -> None:
    assert Context("", Path(), marked=marked).mark(parse("mazur;bias=each@1:w1"), "0.15") == tex


USAGE = "table epochs RUN steps=… quantities=…"


@pytest.mark.parametrize(
    ("words", "plain", "lists"),
    [
        ("mazur steps=0,1 quantities=w1", ["mazur"], {"steps": ["0", "1"], "quantities": ["w1"]}),
        ("steps=0 mazur quantities=w1,w2", ["mazur"], {"steps": ["0"], "quantities": ["w1", "w2"]}),
        (
            "mazur;bias=each;rate=2 steps= quantities=dE_total/dw5",
            ["mazur;bias=each;rate=2"],
            {"steps": [""], "quantities": ["dE_total/dw5"]},
        ),
    ],
)
def test_words_are_plain_or_lists(words: str, plain: list[str], lists: dict[str, list[str]]) -> None:
    assert arguments(tuple(words.split()), USAGE, 1, "steps", "quantities") == (plain, lists)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "mazur",
        "mazur steps=0",
        "mazur relu steps=0 quantities=w1",
        "steps=0 quantities=w1",
        "mazur steps=0 quantities=w1 more=1",
        "mazur step=0 quantities=w1",
    ],
)
def test_wrong_words_are_refused_with_those_expected(words: str) -> None:
    with pytest.raises(BackpropError) as raised:
        arguments(tuple(words.split()), USAGE, 1, "steps", "quantities")
    assert str(raised.value) == f"found {words or 'nothing'}, expected {USAGE}"
