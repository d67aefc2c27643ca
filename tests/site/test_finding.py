"""Values pages: the filter, the tools of an entry, and that an address still leads to its entry."""

import pytest
from playwright.sync_api import Page, expect

from tests.site.axe import barriers
from tests.site.conftest import Visit

ENTRIES = "li:has(> a[id]:first-child)"


SHOWN = f"""
[...document.querySelectorAll('{ENTRIES}:not([hidden])')]
  .map(item => [item.querySelector('code').textContent, item.textContent.toLowerCase()])
"""


def shown(page: Page) -> dict[str, str]:
    """Return the keys of the entries that are not hidden, each with all its words in small letters."""
    return dict(page.evaluate(SHOWN))


# What is typed, and keys that must stay.
TYPED = {
    "w @40:": ["line@40:w"],
    "LINE;RATE=0.12:ETA": ["line;rate=0.12:eta"],
    "learning rate line;": ["line;rate=0.12:eta"],
    "∂E_total/∂w line;": ["line;total=mean:dE_total/dw"],
    "nothing of the kind": [],
}


def test_what_is_typed_stays(visit: Visit) -> None:
    page = visit("values/line/training/")
    every = len(shown(page))
    field = page.get_by_label("Filter these values")
    for typed, keys in TYPED.items():
        field.fill("")
        field.press_sequentially(typed)
        left = shown(page)
        assert set(keys) <= set(left), typed
        assert keys or not left, typed
        assert all(word in text for text in left.values() for word in typed.lower().split()), typed
        expect(page.locator(".filter-count")).to_have_text(f"{len(left)} of {every} values")


def test_headings_go_with_their_entries_and_come_back(visit: Visit) -> None:
    page = visit("values/trials/")
    field = page.get_by_label("Filter these values")
    headings = page.locator("article h2:visible").count()
    field.fill("trials:share")
    expect(page.locator("article h2:visible")).to_have_text(["Put together¶"])
    field.fill("")
    assert page.locator("article h2:visible").count() == headings


def test_an_address_may_bring_what_is_typed(visit: Visit) -> None:
    page = visit("values/line/given/?filter=line:eta")
    page.get_by_label("Filter these values").wait_for()
    assert list(shown(page)) == ["line:eta"]
    page.get_by_label("Filter these values").fill("nothing of the kind")
    page.wait_for_url("**/?filter=nothing+of+the+kind")


def test_the_target_of_an_address_is_never_hidden(visit: Visit) -> None:
    page = visit("values/line/given/?filter=line:eta#w")
    page.get_by_label("Filter these values").wait_for()
    assert list(shown(page)) == ["line:w", "line:eta"]
    page.evaluate("location.hash = '#b'")
    expect(page.locator(f'{ENTRIES}:has(> a[id="b"])')).to_be_in_viewport()


def test_a_malformed_address_leads_to_the_page(visit: Visit) -> None:
    page = visit("values/line/given/?filter=line:eta#%")
    page.get_by_label("Filter these values").wait_for()
    assert list(shown(page)) == ["line:eta"]
    page.evaluate("location.hash = '#%E0%A4%A'")
    page.get_by_label("Filter these values").fill("")
    expect(page.locator(".filter-count")).not_to_contain_text("of")


@pytest.mark.parametrize(
    ("example", "fragment"), [("line", "w"), ("line", "@40:E_total"), ("mazur", ";bias=each@1:E_total")]
)
def test_an_address_leads_to_its_entry(visit: Visit, example: str, fragment: str) -> None:
    page = visit(f"values/{example}/#{fragment}")
    expect(page.locator(".filter-count")).to_contain_text("values")
    expect(page.locator(f'{ENTRIES}:has(> a[id="{fragment}"])')).to_be_in_viewport()


# An address as it may be cited or kept, and where it leads.
LED = {
    "values/mazur/#dE_total/dw5": "values/mazur/backward/#dE_total/dw5",
    "values/mazur/index.html#w5": "values/mazur/given/#w5",
    "values/mazur/?filter=w5#@1:w5": "values/mazur/update/?filter=w5#@1:w5",
    "values/mazur/given/#@1:w5": "values/mazur/update/#@1:w5",
    "values/mazur/#%3Brate%3D2@1:E_total": "values/mazur/training-4/#%3Brate%3D2@1:E_total",
    "values/mazur/#pages": "values/mazur/#pages",
    "values/mazur/#nothing": "values/mazur/#nothing",
    "values/mazur/given/#nothing": "values/mazur/given/#nothing",
    "values/mazur/#%": "values/mazur/#%",
}


@pytest.mark.parametrize(("address", "leads"), LED.items())
def test_an_old_address_leads_to_the_page_that_holds_the_entry(
    visit: Visit, address: str, leads: str
) -> None:
    page = visit(address)
    page.wait_for_url(f"**/{leads}")
    expect(page.locator(".filter-count")).to_contain_text("values")
    assert page.url.endswith(leads)


def test_an_address_typed_into_an_index_leads_on(visit: Visit) -> None:
    page = visit("values/mazur/")
    page.evaluate("location.hash = '#@1:w5'")
    page.wait_for_url("**/values/mazur/update/#@1:w5")


LISTED = """
[...document.querySelectorAll('a.listed')]
  .filter(link => link.checkVisibility())
  .map(link => [link.textContent, link.href.slice(document.baseURI.replace(/[?#].*/, '').length)])
"""


def test_an_index_filters_the_keys_of_all_its_pages(visit: Visit) -> None:
    page = visit("values/mazur/")
    page.get_by_label("Filter these values").wait_for()
    every = page.evaluate(LISTED)
    assert len(every) > 300
    page.get_by_label("Filter these values").press_sequentially("mazur:de_TOTAL dw5")
    expect(page.locator(".filter-count")).to_have_text(f"1 of {len(every)} values")
    assert page.evaluate(LISTED) == [["dE_total/dw5", "backward/#dE_total/dw5"]]
    expect(page.locator("article li:visible > a:first-child")).to_have_text(["Backward pass"])
    for _ in range(3):  # past the heading and the page
        page.keyboard.press("Tab")
    expect(page.locator(".card-value")).to_have_text("≈ 0.082167040564230779")
    page.keyboard.press("Enter")
    page.wait_for_url("**/values/mazur/backward/#dE_total/dw5")


def test_without_javascript_an_index_names_every_page_and_its_keys(visit: Visit) -> None:
    page = visit("values/mazur/#dE_total/dw5", java_script_enabled=False)
    line = page.locator("article li", has=page.get_by_text("dE_total/dw5", exact=True))
    line.get_by_role("link").click()
    page.wait_for_url("**/values/mazur/backward/")


# The buttons of an entry, and what each copies.
COPIED = {
    "Number": "0.29102777369359935",
    "TeX": r"E_{total} = E_{o1} + E_{o2} \approx 0.267976501 + 0.023051272 \approx 0.29102777369359935",
    "Markdown": "[0.29102777369359935]({base}values/mazur/#@1:E_total)",
    "Address": "{base}values/mazur/#@1:E_total",
}


def test_an_entry_is_copied(visit: Visit, base: str) -> None:
    page = visit("values/mazur/#@1:E_total")
    page.get_by_role("button", name="Copy or cite mazur@1:E_total").click()
    tools = page.get_by_role("toolbar", name="Copy mazur@1:E_total")
    for button, text in COPIED.items():
        tools.get_by_role("button", name=button).click()
        expected = text.replace("{base}", base)
        expect(page.locator(".tools-said:not(:empty)")).to_have_text(f"Copied: {expected}")
        assert page.evaluate("navigator.clipboard.readText()") == expected


def test_a_citation_is_shown_and_copied(visit: Visit) -> None:
    page = visit("values/line/#w")
    page.get_by_role("button", name="Copy or cite line:w", exact=True).click()
    page.get_by_role("toolbar", name="Copy line:w").get_by_role("button", name="Cite").click()
    cited = page.locator(".tools-cited")
    expect(cited).to_contain_text("line:w")
    cited.get_by_role("button").first.click()
    expect(page.locator(".tools-said:not(:empty)")).to_contain_text("Copied")
    assert "line:w" in page.evaluate("navigator.clipboard.readText()")


def test_what_may_not_be_copied_is_shown_selected(visit: Visit) -> None:
    page = visit("values/line/#w")
    page.wait_for_url("**/given/#w")  # the page that the address leads on to
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new DOMException()) }")
    page.get_by_role("button", name="Copy or cite line:w", exact=True).click()
    page.get_by_role("toolbar", name="Copy line:w").get_by_role("button", name="Number").click()
    expect(page.locator(".tools-said:not(:empty)")).to_have_text("Not allowed to copy; here it is: 0.5")
    assert page.evaluate("getSelection().toString()") == "0.5"


def test_the_tools_of_an_entry_are_made_when_asked_for_and_put_away(visit: Visit) -> None:
    page = visit("values/line/given/")
    assert page.locator(".tools").count() == 0
    more = page.get_by_role("button", name="Copy or cite line:eta")
    more.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".tools")).to_be_visible()
    expect(more).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Enter")
    expect(page.locator(".tools")).to_be_hidden()


@pytest.mark.parametrize(("touch", "opacity"), [(True, "1"), (False, "0")])
def test_a_finger_has_the_button_always(visit: Visit, touch: bool, opacity: str) -> None:
    page = visit("values/line/given/", has_touch=touch, is_mobile=touch)
    more = page.get_by_role("button", name="Copy or cite line:eta")
    assert more.evaluate("button => getComputedStyle(button).opacity") == opacity
    more.focus()
    assert more.evaluate("button => getComputedStyle(button).opacity") == "1"


def test_without_javascript_there_is_nothing_that_does_nothing(visit: Visit) -> None:
    page = visit("values/line/training/", java_script_enabled=False)
    assert page.locator("article :is(input, button)").count() == 0
    assert len(shown(page)) > 30


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (390, "dark")])
def test_nobody_is_kept_out_of_an_index(visit: Visit, width: int, theme: str) -> None:
    page = visit("values/mazur/?filter=w5", width=width, color_scheme=theme)
    expect(page.locator("a.listed:visible")).not_to_have_count(0)
    assert barriers(page) == []


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (390, "dark")])
def test_nobody_is_kept_out(visit: Visit, width: int, theme: str) -> None:
    page = visit(
        "values/line/given/?filter=line:eta", width=width, color_scheme=theme, has_touch=width == 390
    )
    page.get_by_role("button", name="Copy or cite line:eta").click()
    page.get_by_role("button", name="Cite", exact=True).click()
    expect(page.locator(".tools-cited")).to_be_visible()
    page.mouse.move(0, 0)
    assert barriers(page) == []
