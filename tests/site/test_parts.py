"""A part of one's own, as the page about live parts tells it: the module it prints comes alive."""

import re

from playwright.sync_api import expect

from tests.site.conftest import ROOT, Visit


def module_of_the_page() -> str:
    """Return the JavaScript that the page shows."""
    text = (ROOT / "docs/about/live.md").read_text("utf-8")
    found = re.search(r"```js\n(.*?)```", text, re.DOTALL)
    assert found
    return found[1]


def test_the_part_that_the_page_shows_comes_alive(visit: Visit) -> None:
    page = visit("about/")
    page.route(
        "**/assets/live/network/network.mjs",
        lambda route: route.fulfill(body=module_of_the_page(), content_type="text/javascript"),
    )
    page.route(
        "**/mazur/",
        lambda route: route.fulfill(
            body=route.fetch().text().replace('data-words="mazur"', 'data-words="mazur w5"'),
            content_type="text/html",
        ),
    )
    page.goto(page.url.replace("about/", "mazur/"))
    expect(page.locator(".live output")).to_have_text("0.298371109")
    page.get_by_role("textbox", name="w5").fill("0.5")
    expect(page.locator(".live output")).to_have_text("0.306524333")
    page.wait_for_url("**/mazur/?at=mazur&w5=0.5")
