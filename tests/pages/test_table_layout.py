"""Tables in the built page: a frame that scrolls, numbers with their points in line."""

import re

import pytest
from markdown import Markdown

from backprop.pages import table_layout


def built(text: str, extension: str = "toc") -> str:
    md = Markdown(extensions=["tables", extension], extension_configs={"toc": {"permalink": True}})
    table_layout.register(md)
    return md.convert(text)


def table_of(*cells: str, ruler: str = ":--") -> str:
    return "\n".join(f"| {cell} |" for cell in ("Head", ruler, *cells))


@pytest.mark.parametrize(
    ("cells", "missing"),
    [
        (["0.25", "0.5"], ["", "1"]),
        (["1", "1.5", "-12.125"], ["3.5", "2", ""]),
        (["10,000", "1"], ["", ""]),
        (["[0.25](a)", "**0.5**"], ["", "1"]),
    ],
)
def test_numbers_leave_free_the_places_that_they_lack(cells: list[str], missing: list[str]) -> None:
    html = built(table_of(*cells))
    styles = re.findall(r'<td class="number"(?: style="--missing: ([\d.]+)")?>', html)
    assert styles == missing
    assert '<th class="number">' in html


@pytest.mark.parametrize("cells", [["0.25", "a word"], ["after 2 updates"], ["`0.25`", "w5"]])
def test_a_column_with_words_keeps_its_side(cells: list[str]) -> None:
    assert '<th style="text-align: left;">' in built(table_of(*cells))


def test_the_side_of_a_column_of_numbers_does_not_depend_on_its_ruler() -> None:
    assert built(table_of("1.5", ruler=":--")) == built(table_of("1.5", ruler="--:"))


def test_a_column_may_have_empty_cells() -> None:
    assert built(table_of("1.5", "")).count('class="number"') == 2


@pytest.mark.parametrize(
    ("heading", "name"), [("# Rates", "Table: Rates"), ("# At 0.5", "Table"), ("Words", "Table")]
)
def test_a_table_scrolls_in_a_frame_with_a_name(heading: str, name: str) -> None:
    frame = f'<div aria-label="{name}" class="table" role="group" tabindex="0"><table class="data"'
    assert frame in built(f"{heading}\n\n{table_of('1')}").replace("\n", "")


def test_a_heading_without_words_is_none() -> None:
    html = built("| | b |\n| -- | -- |\n| a | 1 |")
    assert re.findall(r"<th\b[^>]*>([^<]*)", html) == ["b"]


def test_a_heading_that_is_a_formula_is_named_in_words() -> None:
    html = built("| $`E`$ |\n| -- |\n| 1 |", "backprop.pages")
    assert '<th class="number"><span aria-label="E" role="math"><span hidden>E</span>' in html
