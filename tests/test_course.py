"""What every page owes its reader: what it is good for, and a picture before the first long formula."""

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
HOME = DOCS / "index.md"
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_PICTURE = re.compile(r"<!-- backprop: figure ")
_FORMULA = re.compile(r"^```math$", re.MULTILINE)


def body(page: Path) -> str:
    return _FRONT.sub("", page.read_text("utf-8"))


def faults(text: str) -> list[str]:
    """Return what a page lacks."""
    picture, formula = _PICTURE.search(text), _FORMULA.search(text)
    opening = re.match(r"\s*# [^\n]+\n\n(?P<words>[^\n]+(?:\n[^\n]+)*)\n", text)
    found = []
    if opening is None or not opening["words"].startswith("After this page you "):
        found.append("found no opening, expected `After this page you …` below the title")
    if picture is None:
        found.append("found no picture, expected one")
    elif formula and formula.start() < picture.start():
        found.append("found a long formula before the first picture")
    return found


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page != HOME], ids=lambda p: str(p.relative_to(DOCS))
)
def test_a_page_says_what_it_is_good_for_and_shows_it(page: Path) -> None:
    assert faults(body(page)) == []


def test_the_first_page_shows_a_picture_too() -> None:
    assert faults(body(HOME)) == ["found no opening, expected `After this page you …` below the title"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("# T\n\nAfter this page you can.\n\n<!-- backprop: figure a -->\n```math\na\n```\n", 0),
        ("# T\n\nAfter this page you can.\n\n```math\na\n```\n<!-- backprop: figure a -->\n", 1),
        ("# T\n\nAfter this page you can.\n", 1),
        ("# T\n\nHere is a page.\n", 2),
        ("", 2),
    ],
)
def test_a_fault_is_found(text: str, count: int) -> None:
    assert len(faults(text)) == count
