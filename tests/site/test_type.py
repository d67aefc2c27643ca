"""The type of the pages: the face that the site serves, its sizes and its widths."""

from statistics import median

import pytest
from playwright.sync_api import Page

from tests.site.conftest import Visit

LOADED = """
document.fonts.ready
  .then(fonts => [...fonts].filter(font => font.status === "loaded").map(font => font.family))
"""
# How many letters stand in a line of each paragraph of four lines and more, the last of which is half full.
LETTERS = """
[...document.querySelectorAll("article > p:not(:has(.katex))")]
  .map(one => [one.textContent.length, one.clientHeight / parseFloat(getComputedStyle(one).lineHeight)])
  .filter(([, lines]) => lines > 3.5)
  .map(([letters, lines]) => letters / (lines - 0.5))
"""
SIZE = "one => parseFloat(getComputedStyle(one).fontSize)"


def size(page: Page, selector: str) -> float:
    """Return the size of the letters of the first element that is selected."""
    result: float = page.locator(selector).first.evaluate(SIZE)
    return result


@pytest.mark.parametrize("address", ["learn/neuron/", "mazur/update/"])
def test_the_text_is_set_in_the_face_that_the_site_serves(visit: Visit, address: str) -> None:
    page = visit(address)
    assert "Source Serif 4 Variable" in page.evaluate(LOADED)
    family = page.locator("article > p:not([class])").first.evaluate(
        "one => getComputedStyle(one).fontFamily"
    )
    assert family.startswith('"Source Serif 4 Variable"')


def test_a_line_has_70_to_78_letters_on_a_wide_screen(visit: Visit) -> None:
    counts = visit("questions/").evaluate(LETTERS)
    assert len(counts) > 5
    assert 70 <= median(counts) <= 78


@pytest.mark.parametrize("width", [1280, 390])
def test_formulas_are_no_smaller_than_the_text(visit: Visit, width: int) -> None:
    page = visit("learn/nudge/", width=width)
    text = size(page, "article > p:not([class])")
    assert 17 <= text <= 18
    assert size(page, "article .math .katex") >= text
    assert size(page, "article p .katex") >= text
