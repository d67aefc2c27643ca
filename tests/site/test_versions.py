"""The site as one version among others, in a folder of its own: nothing leads out of it, and all of it works."""

import re

from playwright.sync_api import expect

from tests.site.conftest import Visit


def test_the_search_leads_to_a_page_of_the_same_version(visit: Visit, version: str) -> None:
    page = visit("about/citing/", at=version)
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").fill("momentum")
    page.locator(".md-search-result__link").first.click()
    expect(page).to_have_url(re.compile(f"^{re.escape(version)}learn/momentum/"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile("momentum", re.IGNORECASE))


def test_a_key_that_is_searched_for_opens_its_entry(visit: Visit, version: str) -> None:
    page = visit("about/", at=version)
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").fill("mazur:E_total")
    page.locator(".md-search-result__link").first.click()
    expect(page).to_have_url(re.compile(f"^{re.escape(version)}values/mazur/"))


def test_a_live_part_runs(visit: Visit, version: str) -> None:
    part = visit("learn/nudge/", at=version).locator('.live[data-live="nudge"]')
    part.get_by_role("textbox", name="Size of the nudge, h").fill("0.5")
    part.get_by_role("textbox", name="Size of the nudge, h").press("Enter")
    expect(part.get_by_role("rowheader", name="true change ÷ h, slope of the secant")).to_be_visible()


def test_the_navigation_and_the_data_stay_in_the_version(visit: Visit, version: str) -> None:
    page = visit("values/mazur/", at=version)
    addresses = page.locator("a[href]").evaluate_all("links => links.map(link => link.href)")
    assert len(addresses) > 50
    assert [address for address in addresses if not address.startswith(version)] == []
    page.get_by_role("link", name="Learn", exact=True).first.click()
    expect(page).to_have_url(f"{version}learn/")
