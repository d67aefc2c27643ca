"""The box that knows every key: proved digits, computed digits, and one clear line for anything else."""

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.site.axe import barriers
from tests.site.conftest import Visit


def looked_up(page: Page, key: str) -> Locator:
    """Type a key, and return where the answer is."""
    field = page.get_by_label("Look up any key")
    field.fill(key)
    field.press("Enter")
    return page.locator(".lookup-found")


def copied(found: Locator, button: str) -> str:
    """Press a button that copies, and return what it copied once it says so."""
    found.get_by_role("button", name=button).click()
    expect(found.locator(".tools-said")).to_contain_text("Copied")
    text: str = found.page.evaluate("navigator.clipboard.readText()")
    return text


@pytest.mark.parametrize("address", ["values/mazur/", "values/line/"])
def test_a_key_of_a_values_page_has_its_proved_digits(visit: Visit, base: str, address: str) -> None:
    page = visit(address)
    found = looked_up(page, "mazur;rate=0.50@1:E_total")
    expect(found.locator(".lookup-value")).to_have_text("≈ 0.29102777369359935")
    assert (
        found.get_by_role("link").first.evaluate("a => a.href") == f"{base}values/mazur/training/#@1:E_total"
    )
    assert copied(found, "Number") == "0.29102777369359935"


@pytest.mark.parametrize("address", ["values/", "values/parabola/", "values/descent/training/"])
def test_the_box_shows_a_key_of_its_page(visit: Visit, address: str) -> None:
    page = visit(address)
    key = page.get_by_label("Look up any key").get_attribute("placeholder")
    assert key
    assert key.startswith(address.split("/")[1])
    expect(looked_up(page, key)).to_contain_text("Every digit is proved; how it comes about.")


# What is typed, its one spelling, and the digits where they are known.
COMPUTED = [
    ("mazur;rate=0.3@250:E_total", "mazur;rate=0.3@250:E_total", "≈ 0.011963666050975487"),
    (" mazur;loss=sum;bias=each;rate=0.30@2:w1 ", "mazur;bias=each;rate=0.3;loss=sum@2:w1", ""),
    ("hollows;start=-0.50@3:theta0", "hollows;start=-0.5@3:theta0", ""),
    ("line;batch=1@7:w", "line;batch=1@7:w", "= 1.629029006875"),
    ("relu;rate=0.06@1000:dE_total/dw5", "relu;rate=0.06@1000:dE_total/dw5", ""),
    ("relu;rate=0.7@2:out_h1", "relu;rate=0.7@2:out_h1", "= 0"),
]


def test_any_other_key_is_proved_in_the_browser(visit: Visit) -> None:
    page = visit("values/")
    for key, spelled, digits in COMPUTED:
        found = looked_up(page, key)
        expect(found).to_contain_text(f"backprop value '{spelled}'")
        expect(found).to_contain_text("Every digit is proved, in your browser")
        expect(found.locator(".lookup-value")).to_contain_text(digits or "≈")
        assert copied(found, "Command") == f"backprop value '{spelled}'"


MISTAKES = {
    "": "A key looks like mazur:net_h1 or mazur;rate=0.3@250:E_total.",
    "E_total": "A key looks like mazur:net_h1 or mazur;rate=0.3@250:E_total.",
    "mazer:E_total": "No example is named mazer; the nearest: mazur.",
    "mazur:E_totl": "No quantity is named E_totl; the nearest: E_total, dE_total/di1, dE_total/di2.",
    "parabola:constructor": "No quantity is named constructor; there are theta0, J, eta, dJ/dtheta0.",
    "mazur:dE_o1/dE_o2": "E_o1 does not depend on E_o2; this derivative is 0 and has no key.",
    "mazur:dw5/dw5": "The derivative of w5 with respect to itself is 1 and has no key.",
    "mazur@2:i1": "i1 is given and never changes; write mazur:i1.",
    "mazur:w5+": "Write mazur@1:w5 for an updated quantity.",
    "mazur;speed=1:w5": "There is no option speed; there are bias, rate, update, momentum, loss, weights.",
    "mazur;rate=fast:w5": "Found rate=fast, expected a decimal number such as 0.5.",
    "mazur;bias=some:w5": "Found bias=some, expected fixed or each or shared.",
    "mazur;weights=some:w5": "Found weights=some, expected given or a decimal number such as 0.5.",
    "mazur;rate=1;rate=2:w5": "Give each option once.",
    "mazur@200000:w5": "Found step 200000; steps up to 100000 are computed here.",
}


def test_each_mistake_gets_one_clear_line(visit: Visit) -> None:
    page = visit("values/")
    told = {}
    for key in MISTAKES:
        looked_up(page, "mazur:w5")
        expect(page.locator(".lookup-value")).to_have_text("= 0.4")
        found = looked_up(page, key)
        expect(found.locator("p")).to_have_count(1)
        told[key] = found.inner_text().strip()
    assert told == MISTAKES


def test_the_address_may_bring_the_key(visit: Visit) -> None:
    page = visit("values/mazur/?key=mazur;rate=0.3@250:E_total#w5")
    expect(page.locator(".lookup-value")).to_have_text("≈ 0.011963666050975487")
    expect(page.get_by_label("Look up any key")).to_have_value("mazur;rate=0.3@250:E_total")
    looked_up(page, "mazur:w5")
    expect(page.locator(".lookup-value")).to_have_text("= 0.4")
    assert page.url.endswith("?key=mazur%3Aw5#w5")


# Time for a page to show what it has just received.
FRAMES = "async () => { for (let frame = 0; frame < 20; frame++) await new Promise(requestAnimationFrame) }"


def test_the_last_question_has_the_last_word(visit: Visit) -> None:
    page = visit("values/")
    held: list[Route] = []
    page.route("**/values/descent.json", lambda route: held.append(route))
    looked_up(page, "descent;rate=0.3@2:J")
    found = looked_up(page, "mazur:w5")
    expect(found.locator(".lookup-value")).to_have_text("= 0.4")
    with page.expect_request_finished():
        held[0].continue_()
    page.evaluate(FRAMES)
    expect(found.locator(".lookup-value")).to_have_text("= 0.4")


def test_data_that_is_missing_is_told(visit: Visit) -> None:
    page = visit("values/")
    page.evaluate("fetch = () => Promise.resolve(new Response('', {status: 404}))")
    expect(looked_up(page, "mazur:w5")).to_have_text("The data of mazur could not be loaded (404).")


@pytest.mark.parametrize(("key", "theme"), [("mazur:w5", "light"), ("mazur;rate=0.3@2:w5", "dark")])
def test_nobody_is_kept_out(visit: Visit, key: str, theme: str) -> None:
    page = visit("values/", color_scheme=theme)
    expect(looked_up(page, key).locator(".lookup-value")).to_be_visible()
    assert barriers(page) == []
    expect(looked_up(page, "mazur:w55")).to_contain_text("No quantity is named w55")
    assert barriers(page) == []


def test_it_works_in_the_folder_of_a_version(visit: Visit, version: str) -> None:
    page = visit("values/", at=version)
    found = looked_up(page, "mazur@1:E_total")
    expect(found.get_by_role("link")).to_be_visible()
    assert found.get_by_role("link").evaluate("a => a.href") == f"{version}values/mazur/training/#@1:E_total"
