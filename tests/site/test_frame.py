"""What stands around the text: first screen, header, navigation, titles, cards, the page for none."""

from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect

from tests.metadata import Head
from tests.pages.conftest import size_of_png
from tests.site.conftest import Visit

SCREENS = [(1280, 800), (390, 844)]
WAYS = ("Start the course", "The well-known example", "Check my numbers", "Cite a number")


@pytest.fixture(scope="module")
def heads(site: Path, pages: list[str]) -> dict[str, Head]:
    """Return the head of every page by its address."""
    texts = {name: (site / name / "index.html").read_text("utf-8") for name in pages}
    return {name: Head(text.partition("</head>")[0]) for name, text in texts.items()}


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_the_promise_the_network_and_the_ways_on_fit_the_first_screen(
    visit: Visit, width: int, height: int
) -> None:
    page = visit("", width=width)
    shown = [page.locator("article").get_by_role("link", name=name, exact=True) for name in WAYS]
    shown += [page.locator("article h1"), page.locator("article h1 + p"), page.locator("figure svg").first]
    for each in shown:
        box = each.bounding_box()
        assert box
        assert box["y"] + box["height"] <= height
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        # The words of a button stay within it.
        assert each.evaluate(
            "one => one.scrollWidth <= one.clientWidth || getComputedStyle(one).display === 'inline'"
        )


def test_a_number_of_the_first_picture_opens_its_formula(visit: Visit) -> None:
    page = visit("")
    page.get_by_role("button", name="out_h1: 0.593").click()
    expect(page.get_by_role("region", name="Where the number comes from")).to_contain_text("0.593269992")


@pytest.mark.parametrize(
    ("address", "sections", "title"),
    [
        (
            "mazur/forward/",
            "Worked networks · Two outputs, with biases",
            "Forward pass · Two outputs, with biases · ",
        ),
        ("learn/neuron/", "Learn · Forward", "The neuron · Forward · "),
    ],
)
def test_a_page_names_its_section(visit: Visit, address: str, sections: str, title: str) -> None:
    page = visit(address)
    expect(page.locator("article > .eyebrow")).to_have_text(sections)
    assert page.title().startswith(title)


def test_titles_tell_pages_apart(heads: dict[str, Head]) -> None:
    titles = [head.title for head in heads.values()]
    assert sorted({title for title in titles if titles.count(title) > 1}) == []


def test_every_page_has_the_card_of_its_section_and_words_of_its_own(
    site: Path, heads: dict[str, Head]
) -> None:
    cards = {urljoin(name, head.meta["og:image"]) for name, head in heads.items()}
    assert len(cards) > 15
    assert {size_of_png((site / card).read_bytes()) for card in cards} == {(1200, 630)}
    words = [head.meta["description"] for head in heads.values()]
    assert len(set(words)) > 0.9 * len(words)
    assert [word for word in words if not word.strip() or len(word) > 400] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_header_is_no_block_of_colour(visit: Visit, scheme: str) -> None:
    page = visit("learn/neuron/", color_scheme=scheme)
    colours = [
        page.locator(one).evaluate("one => getComputedStyle(one).backgroundColor")
        for one in ("body", ".md-header")
    ]
    assert colours[0] == colours[1]


def test_the_navigation_shows_one_section(visit: Visit) -> None:
    page = visit("mazur/forward/")
    links = page.locator(".md-sidebar--primary a:visible").all_inner_texts()
    assert "Hidden layer" in links
    assert len(links) < 25


def test_tabs_and_search_work_by_keyboard(visit: Visit) -> None:
    page = visit("learn/neuron/")
    tab = page.locator(".md-tabs").get_by_role("link", name="Practice")
    tab.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/questions/")
    page.keyboard.press("/")
    expect(page.locator(".md-search__input")).to_be_focused()


def test_the_page_for_none_leads_on(visit: Visit) -> None:
    page = visit("404.html")
    page.get_by_role("searchbox", name="Words or a key").fill("softmax")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=softmax")
    expect(page.locator(".md-search-result__item").first).to_be_visible()


SHIFT = """
new Promise(resolve => {
  new PerformanceObserver(list => resolve(list.getEntries().reduce((sum, { value }) => sum + value, 0)))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(resolve, 500, 0);
})
"""


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("address", ["", "learn/nudge/", "mazur/hidden-layer/", "values/mazur/forward/"])
def test_nothing_moves_while_a_page_comes(visit: Visit, address: str, width: int) -> None:
    page = visit(address, width=width)
    page.wait_for_load_state("networkidle")
    assert page.evaluate(SHIFT) < 0.02
