"""Every topic of the sources has its place on the site: a table names pages and anchors, and all exist."""

import re
from functools import cache
from pathlib import Path

import pytest
from markdown.extensions.toc import slugify

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
TABLE = ROOT / "tests/data/topics.txt"
_HEADING = re.compile(r"^#{2,4} (?P<title>.+?)\s*$", re.MULTILINE)

# Equations that the sources number, and how many figures each has; no page may lose one.
EQUATIONS = {
    "000": [f"({number})" for number in range(1, 21)],
    "001": ["(1.1)", "(1.2)", "(1.3)", "(A)", "(2.1)", "(2.2)", "(2.3.1)", "(2.3.2)", "(B)"],
}
FIGURES = {"000": 11, "001": 4, "002": 10, "003": 4, "004": 7}


def rows(text: str) -> list[tuple[str, str, str]]:
    """Return source, topic and address of each line that is no remark."""
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [tuple(part.strip() for part in line.split("|")) for line in lines]  # type: ignore[misc]


ROWS = rows(TABLE.read_text("utf-8"))


@cache
def anchors(page: str) -> frozenset[str]:
    """Return the anchors of the headings of a page."""
    titles = _HEADING.findall((DOCS / page).read_text("utf-8"))
    return frozenset(slugify(re.sub(r"[`$*]", "", title), "-") for title in titles)


def missing(address: str) -> str:
    """Return what is not there, the page or the anchor; nothing where both are."""
    page, _, anchor = address.partition("#")
    if not (DOCS / page).is_file():
        return f"found no page {page}"
    return f"found no section {anchor} on {page}" if anchor and anchor not in anchors(page) else ""


def test_every_topic_has_its_place() -> None:
    assert {source for source, _, _ in ROWS} <= FIGURES.keys()
    assert all(topic for _, topic, _ in ROWS)
    assert {row: missing(row[2]) for row in ROWS if missing(row[2])} == {}


def test_no_topic_stands_twice() -> None:
    topics = [row[:2] for row in ROWS]
    assert len(topics) == len(set(topics))


@pytest.mark.parametrize("source", EQUATIONS)
def test_every_numbered_equation_has_its_place(source: str) -> None:
    equations = [
        topic.removeprefix("equation ") for name, topic, _ in ROWS if name == source and "equation (" in topic
    ]
    assert equations == EQUATIONS[source]


@pytest.mark.parametrize(("source", "count"), FIGURES.items())
def test_every_figure_has_its_place(source: str, count: int) -> None:
    figures = [address for name, topic, address in ROWS if name == source and topic.startswith("figure")]
    assert len(figures) == count
    for address in figures:
        text = (DOCS / address.partition("#")[0]).read_text("utf-8")
        assert "backprop: figure" in text or "backprop: live" in text


@pytest.mark.parametrize("address", ["mazur/nowhere.md", "mazur/index.md#nowhere"])
def test_what_is_missing_is_named(address: str) -> None:
    assert missing(address).startswith("found no ")
