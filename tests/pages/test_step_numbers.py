"""The numbers of a formula as a list of links below it."""

from pathlib import Path
from textwrap import indent
from xml.etree.ElementTree import Element, SubElement

import pytest
from markdown import Markdown

from backprop.core.keys import parse
from backprop.pages.step_numbers import insert_lists
from tests.pages.test_marks import standing_in

DISPLAY = "```math\nw_1 i_1 = 0.15 \\cdot 0.05\n```\n"
IN_A_LIST = f"- a\n\n{indent(DISPLAY, '    ')}"


def items_of(*keys: str, above: str = "") -> list[tuple[str | None, str | None]]:
    """Return address and words of each link below a paragraph with keys, itself below another with a link."""
    root = Element("div")
    SubElement(SubElement(root, "p"), "a", {"href": above})
    formula = SubElement(root, "p")
    insert_lists(root, lambda paragraph: list(map(parse, keys)) if paragraph is formula else [], "../")
    return [(link.get("href"), link.text) for details in root.iter("details") for link in details.iter("a")]


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("mazur:w5", "weight from h1 to o1 = 0.4"),
        ("mazur:out_h1", "output of h1 ≈ 0.593269992"),
        ("mazur@1:w5", "weight from h1 to o1 after 1 update ≈ 0.358916480"),
        ("mazur@1000:E_total", "total loss after 1,000 updates ≈ 0.001114349"),
    ],
)
def test_a_quantity_has_name_and_value(key: str, words: str) -> None:
    assert items_of(key) == [(f"../values/mazur.md#{parse(key).fragment}", words)]


def test_each_stands_there_once_in_its_order() -> None:
    keys = ["mazur:w5", "mazur:eta", "mazur:w5"]
    assert [address for address, _ in items_of(*keys)] == [
        f"../values/mazur.md#{name}" for name in ("w5", "eta")
    ]


def test_what_is_linked_right_above_needs_no_list() -> None:
    assert items_of("mazur:w5", above="../values/mazur.md#w5") == []
    assert len(items_of("mazur:w5", "mazur:eta", above="../values/mazur.md#w5")) == 2


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (DISPLAY, 1),
        (IN_A_LIST, 1),
        ("```math\nw_5\n```", 0),
        ("$`w_5 = 0.4`$", 0),
    ],
)
def test_a_display_has_its_list(text: str, count: int, tmp_path: Path) -> None:
    md = standing_in(Markdown(extensions=["backprop.pages"]), tmp_path / "docs/mazur/page.md", text)
    assert md.convert(text).count('<details class="numbers" data-search-exclude="true">') == count


def test_a_page_of_no_file_has_none() -> None:
    assert "<details" not in Markdown(extensions=["backprop.pages"]).convert(DISPLAY)
