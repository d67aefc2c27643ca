"""Pages on paper: nothing cut off, white from the dark theme, answers left out of a work sheet."""

import pytest
from playwright.sync_api import Page, expect

from tests.site.conftest import Visit

# A4 within its margins, in pixels of 96 an inch.
PAPER = 680
# What goes over the right edge of the paper: cells of tables, drawings, formulas.
BEYOND = """
[...document.querySelectorAll("table.data :is(td, th), article svg, .math .base")]
  .filter(node => node.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map(node => node.textContent.slice(0, 40))
"""


def printed(visit: Visit, address: str) -> Page:
    """Return a page of the dark theme as it goes to the printer."""
    page = visit(address, width=PAPER, color_scheme="dark")
    page.emulate_media(media="print")
    return page


@pytest.mark.parametrize(
    "address",
    ["signed/training/", "relu/training/", "mazur/matrix/", "learn/output-layer/", "about/performance/"],
)
def test_nothing_goes_over_the_edge(visit: Visit, address: str) -> None:
    assert printed(visit, address).evaluate(BEYOND) == []


def test_what_goes_over_the_edge_is_seen(visit: Visit) -> None:
    page = printed(visit, "signed/training/")
    page.add_style_tag(content="table.data { font-size: 14px !important; }")
    assert page.evaluate(BEYOND) != []


def test_paper_is_white_and_ink_is_dark(visit: Visit) -> None:
    page = printed(visit, "exercises/training/")
    for selector in ("html", "body"):
        expect(page.locator(selector)).to_have_css("color-scheme", "light only")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    ink = page.locator("article p").first.evaluate(LIGHTNESS)
    assert ink < 100


# The mean of red, green and blue of an element's colour, drawn so that every notation is understood.
LIGHTNESS = """one => {
  const pen = new OffscreenCanvas(1, 1).getContext("2d");
  pen.fillStyle = getComputedStyle(one).color;
  pen.fillRect(0, 0, 1, 1);
  return pen.getImageData(0, 0, 1, 1).data.slice(0, 3).reduce((sum, one) => sum + one) / 3;
}"""


def test_answers_and_hints_are_left_out_and_have_room(visit: Visit) -> None:
    page = printed(visit, "exercises/training/")
    answers = page.locator("details.success")
    assert answers.count() > 5
    expect(answers.first).to_have_css("visibility", "hidden")
    box = answers.first.bounding_box()
    assert box is not None
    assert box["height"] > 100
    expect(page.locator("details.tip").first).to_be_hidden()


def test_what_is_folded_prints_open(visit: Visit) -> None:
    page = visit("learn/output-layer/", width=PAPER, java_script_enabled=False)
    derivation = page.locator("details.note .math").first
    expect(derivation).to_be_hidden()
    page.emulate_media(media="print")
    expect(derivation).to_be_visible()


@pytest.mark.parametrize("address", ["learn/output-layer/", "values/mazur/forward/", "questions/"])
def test_only_the_page_itself_is_printed(visit: Visit, address: str) -> None:
    page = printed(visit, address)
    for selector in (
        ".md-header",
        ".md-tabs",
        ".md-sidebar",
        ".md-footer",
        "details.numbers",
        "article button",
    ):
        for node in page.locator(selector).all():
            expect(node).to_be_hidden()


def test_headings_stay_with_what_follows(visit: Visit) -> None:
    page = printed(visit, "mazur/forward/")
    expect(page.locator("article h2").first).to_have_css("break-after", "avoid")
    expect(page.locator("article p:has(> a.step)").first).to_have_css("break-after", "avoid")
