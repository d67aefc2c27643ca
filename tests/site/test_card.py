"""The card at a number: by mouse, by keyboard, by finger; in prose, in tables, in formulas."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.site.axe import barriers
from tests.site.conftest import Visit

TOTAL = 'article a[href$="values/mazur/training/#@1:E_total"]'
SLOPE = 'article .katex [data-key="mazur:dE_total/dw5"]'
REST, LINGER = 150, 300  # milliseconds, as in card.mjs
SHORT = "code/numpy/"  # the shortest page with that number
FINGER = {"has_touch": True, "is_mobile": True, "width": 390}


def test_pointing_opens_it_and_going_away_closes_it(visit: Visit) -> None:
    page = visit(SHORT, is_still=True)
    page.locator(TOTAL).first.hover()
    page.clock.run_for(REST)
    card = page.get_by_role("dialog", name="total loss")
    expect(card).to_be_visible()
    expect(card.locator(".card-value")).to_have_text("≈ 0.29102777369359935")
    expect(card.locator("code")).to_have_text("mazur@1:E_total")
    assert card.locator(".card-formula").count() == 2
    card.hover()
    page.clock.run_for(2 * LINGER)
    expect(card).to_be_visible()
    page.mouse.move(5, 5)
    page.clock.run_for(LINGER - 1)
    expect(card).to_be_visible()
    page.clock.run_for(1)
    expect(card).to_be_hidden()


def test_a_claim_shows_its_values(visit: Visit) -> None:
    page = visit("mazur/forward/", is_still=True)
    page.locator('article a.claim[title="> 70 * t_o1"]').hover()
    page.clock.run_for(REST)
    card = page.get_by_role("dialog", name="output of o1")
    expect(card.locator(".card-claim")).to_have_text("> 70 * t_o1 0.751365070 > 0.7")


@pytest.mark.parametrize(
    ("title", "claim", "lines"),
    [
        ("= 8", "8 = 8", []),
        ("> 6", "8 > 6", ["8 > 6"]),
        ("> hidden_neurons", "8 > 2", ["> hidden_neurons 8 > 2"]),
    ],
)
def test_the_card_of_a_count_says_it_once(visit: Visit, title: str, claim: str, lines: list[str]) -> None:
    page = visit("learn/network/")
    link = page.locator('article a.claim[href$="values/mazur/given/#weights"]').first
    link.evaluate("(link, change) => Object.assign(link, change)", {"title": title})
    link.evaluate("(link, claim) => { link.dataset.claim = claim }", claim)
    link.hover()
    card = page.get_by_role("dialog", name="number of weights")
    expect(card.locator(".card-value")).to_have_text("= 8")
    assert card.locator(".card-claim").all_inner_texts() == lines


@pytest.mark.parametrize("width", [1280, 600])
@pytest.mark.parametrize(
    "selector",
    ['.katex [data-key="mazur:net_h1"]', '.katex [data-key="mazur:w1"]', 'a.claim[title="> 70 * t_o1"]'],
)
def test_a_card_never_covers_what_it_repeats(visit: Visit, selector: str, width: int) -> None:
    page = visit("mazur/forward/", width=width)
    number = page.locator(f"article {selector}").first
    number.evaluate("number => number.scrollIntoView({ block: 'center' })")
    number.hover()
    card = page.locator(".card")
    expect(card).to_be_visible()
    repeated = number.locator("xpath=ancestor::*[self::p or @class='math'][1]").bounding_box()
    box = card.bounding_box()
    assert repeated is not None
    assert box is not None
    assert box["y"] >= repeated["y"] + repeated["height"] or box["y"] + box["height"] <= repeated["y"]


def test_a_pointer_that_passes_by_opens_nothing(visit: Visit) -> None:
    page = visit(SHORT, is_still=True)
    page.locator(TOTAL).first.hover()
    page.clock.run_for(REST - 1)
    page.mouse.move(5, 5)
    page.clock.run_for(2 * LINGER)
    expect(page.locator(".card")).to_have_count(0)


def test_the_keyboard_opens_it_goes_in_and_comes_back(visit: Visit) -> None:
    page = visit(SHORT, is_still=True)
    link = page.locator(TOTAL).first
    before_last(page, link_at=TOTAL)
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    page.clock.run_for(REST)
    card = page.get_by_role("dialog", name="total loss")
    expect(card).to_be_visible()
    assert "0.29102777369359935" in described(page, TOTAL)
    page.keyboard.press("Tab")
    expect(card.get_by_role("button", name="Number")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(card.get_by_role("button", name="TeX")).to_be_focused()
    page.keyboard.press("Tab")
    expect(card.get_by_role("link")).to_be_focused()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(link).to_be_focused()
    page.clock.run_for(2 * REST)
    expect(card).to_be_hidden()
    assert page.locator("[aria-describedby=card-name]").count() == 0


def before_last(page: Page, link_at: str) -> None:
    """Put the focus just before a link, as if someone had come there by the keyboard."""
    page.locator(link_at).first.evaluate(
        """link => {
            const stop = document.createElement('button');
            link.before(stop);
            stop.focus();
        }"""
    )


def described(page: Page, link_at: str) -> str:
    """Return what a screen reader says of a link after its name."""
    said: str = page.locator(link_at).first.evaluate(
        "link => link.getAttribute('aria-describedby').split(' ')"
        ".map(id => document.getElementById(id).textContent).join(' ')"
    )
    return said


def test_the_next_number_takes_its_place(visit: Visit) -> None:
    page = visit("mazur/training/")
    numbers = page.locator('article td a[href*="values/mazur/"]')
    for place in (4, 7):
        numbers.nth(place).focus()
        page.keyboard.press("Shift")
        numbers.nth(place).hover()
        fragment = str(numbers.nth(place).get_attribute("href")).partition("#")[2]
        expect(page.locator(".card code")).to_have_text(
            f"mazur{'' if fragment[0] in '@;' else ':'}{fragment}"
        )
    expect(page.locator(".card")).to_have_count(1)


def test_a_tap_opens_it_and_does_not_lead_away(visit: Visit) -> None:
    page = visit("mazur/update/", **FINGER)
    address = page.url
    card = page.locator(".card")
    for selector in (TOTAL, 'article .katex [data-key="mazur@1:w5"]'):
        page.locator(selector).first.tap()
        expect(card).to_be_visible()
        expect(card).to_be_focused()
        box = card.bounding_box()
        assert box is not None
        assert (box["x"], box["width"], box["y"] + box["height"]) == (0, 390, 900)
        assert page.url == address
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        page.touchscreen.tap(195, 20)
        expect(card).to_be_hidden()


def test_a_tapped_number_is_not_hidden_by_its_card(visit: Visit) -> None:
    page = visit(SHORT, reduced_motion="reduce", **FINGER)
    link = page.locator(TOTAL).first
    link.evaluate("link => scrollTo(0, link.getBoundingClientRect().bottom + scrollY - innerHeight + 5)")
    link.tap()
    card = page.locator(".card")
    expect(card).to_be_visible()
    number, sheet = link.bounding_box(), card.bounding_box()
    assert number is not None
    assert sheet is not None
    assert number["y"] + number["height"] <= sheet["y"]


def test_its_link_leads_on_after_a_tap(visit: Visit) -> None:
    page = visit(SHORT, **FINGER)
    page.locator(TOTAL).first.tap()
    page.locator(".card").get_by_role("link", name="values page").tap()
    page.wait_for_url("**/values/mazur/training/#@1:E_total")


def test_every_number_in_a_formula_is_reached_by_a_pointer(visit: Visit) -> None:
    page = visit("mazur/output-layer/")
    page.evaluate("document.querySelectorAll('details').forEach(folded => folded.open = true)")
    missed = page.evaluate(
        """() => [...document.querySelectorAll('article .katex [data-key]')].filter(number => {
            number.scrollIntoView({block: 'center', inline: 'center'});
            const {left, top, width, height} = number.getBoundingClientRect();
            const hit = document.elementFromPoint(left + width / 2, top + height / 2);
            return hit?.closest('[data-key]') !== number;
        }).map(number => number.dataset.key)"""
    )
    assert missed == []


def test_a_number_in_a_formula_has_a_card_that_is_no_part_of_the_formula(visit: Visit) -> None:
    page = visit("mazur/output-layer/")
    page.locator(SLOPE).first.hover()
    name = "derivative of the total loss with respect to the weight from h1 to o1"
    card = page.get_by_role("dialog", name=name)
    expect(card).to_be_visible()
    assert card.evaluate("card => card.closest('[aria-hidden], .katex')") is None
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_a_number_in_a_figure_has_a_card_that_is_no_part_of_the_drawing(visit: Visit) -> None:
    page = visit("mazur/output-layer/")
    page.locator('figure text [data-key="mazur:dnet_o1/dw5"]').hover()
    name = "derivative of the net input of o1 with respect to the weight from h1 to o1"
    card = page.get_by_role("dialog", name=name)
    expect(card).to_be_visible()
    assert card.evaluate("card => card.closest('svg')") is None


def test_what_is_done_to_a_quantity_has_no_card(visit: Visit) -> None:
    page = visit("learn/nudge/", is_still=True)
    page.locator("figure text [data-then]").first.hover()
    page.clock.run_for(2 * REST)
    expect(page.locator(".card")).to_have_count(0)


def test_the_card_brings_no_second_anchor_and_nothing_that_runs(visit: Visit) -> None:
    page = visit(SHORT)
    page.route("**/values/mazur/training/", planted)
    page.locator(TOTAL).first.hover()
    expect(page.locator(".card")).to_be_visible()
    assert page.evaluate("[...document.querySelectorAll('[id]')].map(n => n.id)").count("@1:E_total") == 0
    assert page.locator(".card :is(script, img, iframe)").count() == 0
    assert page.locator('.card a[href^="https:"]').count() == 0
    assert page.evaluate("globalThis.planted") is None


def planted(route: Route) -> None:
    """Serve the values page with things in a formula that no card may take over."""
    answer = route.fetch()
    harm = "<script>planted = 1</script><img src=x onerror='planted = 2'><a href='https://example.org'>x</a>"
    text = answer.text().replace('<span class="katex-html" aria', f'{harm}<span class="katex-html" aria')
    route.fulfill(response=answer, body=text)


def test_it_works_in_the_folder_of_a_version(visit: Visit, version: str) -> None:
    page = visit(SHORT, at=version)
    page.locator(TOTAL).first.hover()
    expect(page.locator(".card code")).to_have_text("mazur@1:E_total")


@pytest.mark.parametrize("fragment", ["@1:nothing", "%"])
def test_where_there_is_no_entry_the_link_stays_a_link(visit: Visit, base: str, fragment: str) -> None:
    page = visit(SHORT, **FINGER)
    page.locator(TOTAL).first.evaluate(
        "(link, address) => link.href = address", f"{base}values/line/#{fragment}"
    )
    page.locator(f'article a[href$="#{fragment}"]').first.tap()
    page.wait_for_url(f"**/values/line/#{fragment}")
    expect(page.locator(".filter-count")).to_contain_text("values")


def test_without_javascript_numbers_are_links(visit: Visit) -> None:
    page = visit(SHORT, java_script_enabled=False)
    page.locator(TOTAL).first.click()
    page.wait_for_url("**/values/mazur/training/#@1:E_total")


def test_it_moves_only_for_those_who_like_it_and_is_not_printed(visit: Visit) -> None:
    page = visit(SHORT, reduced_motion="no-preference")
    page.locator(TOTAL).first.hover()
    card = page.locator(".card")
    expect(card).to_be_visible()
    expect(card).to_have_css("animation-name", "card-appears")
    page.emulate_media(reduced_motion="reduce")
    expect(card).to_have_css("animation-name", "none")
    page.emulate_media(media="print")
    expect(card).to_be_hidden()


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (390, "dark")])
def test_nobody_is_kept_out_of_it(visit: Visit, width: int, theme: str) -> None:
    page = visit(SHORT, width=width, color_scheme=theme, reduced_motion="reduce")
    page.locator(TOTAL).first.hover()
    page.locator(".card").get_by_role("button", name="Cite").click()
    expect(page.locator(".card .tools-cited")).to_be_visible()
    assert barriers(page) == []


def test_a_barrier_is_seen(visit: Visit) -> None:
    page = visit(SHORT, reduced_motion="reduce")
    page.locator(TOTAL).first.hover()
    page.locator(".card").hover()
    page.locator(".card button").first.evaluate("button => button.replaceChildren()")
    page.locator(".card button").first.evaluate("button => button.removeAttribute('title')")
    assert [barrier.partition(":")[0] for barrier in barriers(page)] == ["button-name"]
