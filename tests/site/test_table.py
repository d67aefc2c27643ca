"""Tables: points in line, a first column that stays, links that are quiet, on any screen."""

import pytest
from playwright.sync_api import Page, expect

from tests.site.conftest import Visit

# The places of the points of all numbers, column by column and table by table.
POINTS = """
[...document.querySelectorAll("table.data")].flatMap(table => {
  const columns = new Map();
  for (const cell of table.querySelectorAll("td.number")) {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const point = walker.currentNode.data.indexOf(".");
      if (point < 0) continue;
      const range = document.createRange();
      range.setStart(walker.currentNode, point);
      range.setEnd(walker.currentNode, point + 1);
      columns.set(cell.cellIndex, [...(columns.get(cell.cellIndex) ?? []), range.getBoundingClientRect().x]);
    }
  }
  return [...columns.values()];
})
"""


def spread(page: Page) -> float:
    """Return how far the points of any column are apart."""
    columns: list[list[float]] = page.evaluate(POINTS)
    assert len(columns) > 10
    return max(max(places) - min(places) for places in columns)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_points_of_a_column_are_in_line(visit: Visit, width: int) -> None:
    page = visit("relu/training/", width=width)
    assert spread(page) < 1
    page.add_style_tag(content="table.data td.number { --missing: 0 !important; }")
    assert spread(page) > 10


@pytest.mark.parametrize(("width", "least"), [(1280, 14), (390, 14)])
def test_numbers_are_large_enough_to_read(visit: Visit, width: int, least: float) -> None:
    page = visit("mazur/training/", width=width)
    sizes = page.evaluate(
        "[...document.querySelectorAll('td.number')].map(cell => parseFloat(getComputedStyle(cell).fontSize))"
    )
    assert len(sizes) > 100
    assert min(sizes) >= least


def test_the_first_column_stays_while_the_keyboard_scrolls(visit: Visit) -> None:
    page = visit("signed/training/", width=390)
    frame = page.get_by_role("group", name="Table: Weights that change their sign")
    first, second = frame.locator("tbody tr").first.locator("td").all()[:2]
    places = [cell.evaluate("cell => cell.getBoundingClientRect().x") for cell in (first, second)]
    frame.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(frame).not_to_have_js_property("scrollLeft", 0)
    page.wait_for_timeout(300)
    moved = [cell.evaluate("cell => cell.getBoundingClientRect().x") for cell in (first, second)]
    assert moved[0] == places[0]
    assert moved[1] < places[1]


def test_links_in_tables_are_quiet_until_pointed_at(visit: Visit) -> None:
    page = visit("mazur/training/")
    link = page.locator("td.number > a").first
    expect(link).to_have_css("text-decoration-line", "none")
    link.hover()
    expect(link).to_have_css("text-decoration-line", "underline")
