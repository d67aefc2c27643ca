"""Check my numbers in a browser: by keyboard, by paste, by finger; what is wrong is marked and named."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.site.axe import barriers
from tests.site.conftest import Visit

CHECK = "check/"
FINGER = {"has_touch": True, "is_mobile": True, "width": 390}
# The fourth is the slope with the net input of h2 for its output, and the last follows from it.
SLIP = "net_h1\t0.3775\nout_h1\t0.593\n∂E/∂w5\t0.0822\ndE/dw6\t0.0544\nw6+\t0.4228"
SLOW = 120_000  # milliseconds for all slips on a busy machine


def text(page: Page) -> Locator:
    return page.get_by_label("Names and numbers")


def result(page: Page) -> Locator:
    return page.get_by_role("region", name="Result")


def checked(page: Page, numbers: str) -> Locator:
    """Return the result for numbers that are typed into the text."""
    text(page).fill(numbers)
    page.get_by_role("button", name="Check my numbers").click()
    return result(page)


def voice(page: Page) -> Locator:
    return page.locator(".live-voice")


def test_the_first_wrong_number_is_marked_and_named(visit: Visit) -> None:
    page = visit(CHECK)
    found = checked(page, SLIP)
    expect(found).to_contain_text("dE/dw6 in line 4 is the first wrong number.")
    expect(found).to_contain_text("Found 0.0544, expected 0.082667628.")
    expect(voice(page)).to_contain_text(re.compile("dE/dw6 in line 4|You get this number"))
    expect(found).to_contain_text("You get this number if you", timeout=SLOW)
    expect(found.locator(".check-slip")).to_contain_text("net_h2")
    row = found.locator("tr[aria-current=true]")
    expect(row).to_contain_text("dE/dw6")
    expect(row).to_have_accessible_description(
        re.compile("Found 0.0544, expected 0.082667628. You get this number if you")
    )
    expect(found.get_by_role("row", name="w6+")).to_contain_text("follows from dE/dw6")
    found.get_by_role("link", name="dE/dw6").click()
    expect(row).to_be_focused()


def test_it_leads_to_the_number_in_the_text(visit: Visit) -> None:
    page = visit(CHECK)
    checked(page, SLIP).get_by_role("button", name="Go to this number").click()
    expect(text(page)).to_be_focused()
    assert page.evaluate("getSelection().toString()") == "0.0544"


def test_the_keyboard_alone_does_it(visit: Visit) -> None:
    page = visit(CHECK)
    page.get_by_label("Network").focus()
    page.keyboard.type("relu")
    expect(page).to_have_url(re.compile("at=relu"))
    while page.evaluate("document.activeElement.id") != "check-text":
        page.keyboard.press("Tab")
    page.keyboard.type("net_h1 1.23\nE 0.634\n")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(result(page)).to_contain_text("E in line 2 is the first wrong number.")
    expect(result(page)).to_contain_text("leave out the factor", timeout=SLOW)


def test_a_pasted_table_is_read(visit: Visit) -> None:
    page = visit(CHECK)
    table = "epoch\tnet_h1\tE_total\r\n0\t0,3775\t0,298371\r\n1\t0,377\t0,291028\r\n"
    page.evaluate("text => navigator.clipboard.writeText(text)", table)
    text(page).focus()
    page.keyboard.press("ControlOrMeta+v")
    page.keyboard.press("ControlOrMeta+Enter")
    expect(result(page)).to_contain_text("Both are right.")


def test_an_example_can_be_tried_and_copied(visit: Visit) -> None:
    page = visit(CHECK)
    page.get_by_role("button", name="Try an example").click()
    expect(result(page)).to_contain_text("is the first wrong number")
    expect(result(page)).to_contain_text("You get this number if you", timeout=SLOW)
    page.get_by_role("button", name="Copy the result as text").click()
    expect(voice(page)).to_have_text("The result is copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "is the first wrong number" in copied
    assert "You get this number if you" in copied
    assert "follows from" in copied
    page.get_by_role("button", name="Clear numbers").click()
    expect(result(page)).to_have_count(0)
    expect(text(page)).to_have_value("")


def test_long_numbers_leave_every_column_in_sight_on_a_phone(visit: Visit) -> None:
    page = visit(CHECK, **FINGER)
    text(page).fill("net_h1 0.3775\nout_o1 0.75136506955231640000000001")
    page.get_by_role("button", name="Check my numbers").click()
    table = result(page).get_by_role("group", name="Each number")
    expect(table).to_be_visible()
    assert table.evaluate("table => table.scrollWidth <= table.clientWidth")


def test_fields_take_what_the_text_holds_and_are_marked(visit: Visit) -> None:
    page = visit(CHECK)
    text(page).fill(SLIP)
    page.get_by_label("in fields").check()
    slope = page.get_by_label("∂E_total/∂w6")
    expect(slope).to_have_value("0.0544")
    page.get_by_label("net_h2").fill("0.3925")
    page.get_by_role("button", name="Check my numbers").click()
    expect(slope).to_have_attribute("aria-invalid", "true")
    expect(slope).to_have_accessible_description(re.compile("Found 0.0544, expected 0.082667628"))
    page.get_by_role("button", name="Go to this number").click()
    expect(slope).to_be_focused()
    slope.fill("0.0827")
    page.get_by_label("w6+").fill("0.4087")
    page.get_by_role("button", name="Check my numbers").click()
    expect(result(page)).to_contain_text("All 6 are right.")
    expect(slope).not_to_have_attribute("aria-invalid", "true")
    page.get_by_label("as text or a table").check()
    expect(text(page)).to_have_value(re.compile("net_h2\t0.3925\n"))


def test_the_address_keeps_network_and_rate_but_no_numbers(visit: Visit) -> None:
    page = visit(CHECK)
    page.get_by_label("Network").select_option("sigmoid")
    page.get_by_text("Learning rate and conventions").click()
    page.get_by_label("Learning rate", exact=True).fill("0.1")
    found = checked(page, "dE/dw5\t0.0543\nw5+\t0.39457")
    expect(found.get_by_role("row", name="w5+")).to_contain_text("follows from dE/dw5")
    expect(page).to_have_url(re.compile("at=sigmoid;rate=0.1"))
    assert "0543" not in page.url
    page.reload()
    expect(page.get_by_label("Network")).to_have_value("sigmoid")
    page.get_by_text("Learning rate and conventions").click()
    expect(page.get_by_label("Learning rate", exact=True)).to_have_value("0.1")
    expect(text(page)).to_have_value("")


def test_a_network_of_the_readers_own_is_checked(visit: Visit) -> None:
    page = visit(CHECK)
    found = checked(page, "w1 0.25\ni1 0.1\nnet_h1 0.395\neta 0.5")
    expect(found).to_contain_text("The number is right.")
    expect(found).to_contain_text("your own i1 = 0.1 (instead of 0.05) and w1 = 0.25 (instead of 0.15).")


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ("", "There is nothing here yet"),
        ("net_h1\t1e999", "Line 1: found “1e999” for net_h1"),
        ("net_h1\t=A1*2", "Line 1: found a formula"),
        ("<img src=x onerror=alert(1)>", "Found no name with a number"),
        ("w5 0.4\n" * 10_000, "Found 10000 lines, expected at most 1000"),
    ],
)
def test_bad_input_is_refused_in_a_sentence(numbers: str, sentence: str, visit: Visit) -> None:
    page = visit(CHECK)
    text(page).evaluate("(area, text) => (area.value = text)", numbers)
    page.get_by_role("button", name="Check my numbers").click()
    expect(page.locator("#check-problem")).to_contain_text(sentence)
    expect(text(page)).to_have_attribute("aria-invalid", "true")
    expect(result(page)).to_have_count(0)
    expect(checked(page, "net_h1 0.3775")).to_contain_text("The number is right.")
    expect(text(page)).to_have_attribute("aria-invalid", "false")


def test_no_one_is_kept_out_while_it_is_used(visit: Visit) -> None:
    page = visit(CHECK)
    page.get_by_text("Learning rate and conventions").click()
    expect(checked(page, SLIP)).to_contain_text("is the first wrong number")
    page.get_by_label("in fields").check()
    expect(page.get_by_label("net_h2")).to_be_visible()
    assert barriers(page) == []


def test_html_stays_text(visit: Visit) -> None:
    page = visit(CHECK)
    found = checked(page, "<img src=x onerror=alert(1)>\t3\nnet_h1\t0.3775")
    expect(found).to_contain_text(
        "<img src=x onerror=alert(1)> (line 1) isn’t a name in this network, so it was skipped"
    )
    assert found.locator("img").count() == 0


def test_a_phone_shows_it_without_moving_sideways(visit: Visit) -> None:
    page = visit(CHECK, **FINGER)
    found = checked(page, SLIP)
    expect(found).to_contain_text("is the first wrong number")
    found.get_by_role("button", name="Go to this number").tap()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for button in page.locator(".check button").all():
        box = button.bounding_box()
        assert box
        assert box["height"] >= 44


def test_without_scripts_the_given_numbers_and_the_command_are_there(visit: Visit) -> None:
    page = visit(CHECK, java_script_enabled=False)
    expect(page.get_by_role("cell", name="weight from h1 to o1")).to_be_visible()
    expect(page.get_by_role("link", name="one command")).to_be_visible()
    assert page.locator("article :is(button, input, textarea)").count() == 0


def test_nothing_moves_when_it_comes_alive(visit: Visit) -> None:
    for screen in ({"width": 1280}, {"width": 390}, FINGER):
        page = visit(CHECK, **screen)
        expect(text(page)).to_be_visible()
        room, height = page.evaluate(
            "() => [parseFloat(getComputedStyle(document.querySelector('.live')).minHeight),"
            " document.querySelector('.check').getBoundingClientRect().height]"
        )
        assert 0 <= room - height < 30
