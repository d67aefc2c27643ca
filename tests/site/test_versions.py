"""The site as one version among others, in a folder of its own: nothing leads out of it, and it works."""

import re
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect

from tests.site.conftest import Visit

# What is typed, and the page that a result leads to.
SEARCHES = {"momentum": "learn/momentum/", "mazur:E_total": "values/mazur/"}


@pytest.mark.parametrize("typed", SEARCHES)
def test_the_search_leads_to_a_page_of_the_same_version(version: str, visit: Visit, typed: str) -> None:
    page = visit("about/citing/", at=version)
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").fill(typed)
    page.locator(f'.md-search-result__link[href*="{SEARCHES[typed]}"]').first.click()
    expect(page).to_have_url(re.compile(f"^{re.escape(version + SEARCHES[typed])}"))


def test_a_live_part_runs(version: str, visit: Visit) -> None:
    part = visit("learn/nudge/", at=version).locator('.live[data-live="nudge"]')
    part.get_by_role("textbox", name="Size of the nudge, h").fill("0.5")
    part.get_by_role("textbox", name="Size of the nudge, h").press("Enter")
    expect(part.get_by_role("rowheader", name="true change ÷ h, slope of the secant")).to_be_visible()


def test_the_navigation_and_the_data_stay_in_the_version(version: str, visit: Visit) -> None:
    page = visit("values/mazur/", at=version)
    addresses = page.locator("a[href]").evaluate_all("links => links.map(link => link.href)")
    assert len(addresses) > 50
    own = [address for address in addresses if address.startswith(urljoin(version, "/"))]
    assert [address for address in own if not address.startswith(version)] == []
    page.get_by_role("link", name="Learn", exact=True).first.click()
    expect(page).to_have_url(f"{version}learn/")
