"""The live nudge in a browser: by keyboard, field, slider and address, with the digits that Python proves."""

import re
from collections.abc import Callable
from fractions import Fraction

import pytest
from playwright.sync_api import Locator, Page, expect

from backprop.core.digits import digits, page
from backprop.core.keys import parse
from backprop.core.registry import at
from backprop.figures.fact import Fact, value_of
from tests.site.axe import barriers
from tests.site.conftest import Visit

PAGE = "learn/nudge/"
QUOTIENT, SLOPE = "true change ÷ h, slope of the secant", re.compile("slope of the tangent")
LOSS = parse("mazur:E_total")
SHOW = re.compile("Show the (curve|printed picture)")


@pytest.fixture
def nudge(visit: Visit) -> Callable[..., Page]:
    """Return what opens the page with its part at work."""

    def opened(query: str = "", **options: object) -> Page:
        tab = visit(PAGE + query, **options)
        expect(part(tab).get_by_role("button", name=SHOW)).to_be_visible()
        return tab

    return opened


def part(tab: Page) -> Locator:
    return tab.locator('.live[data-live="nudge"]')


def field(tab: Page) -> Locator:
    return part(tab).get_by_role("textbox", name="Size of the nudge, h")


def number(tab: Page, name: str | re.Pattern[str]) -> Locator:
    heading = tab.get_by_role("rowheader", name=name, exact=True)
    return part(tab).get_by_role("row").filter(has=heading).get_by_role("cell")


def proved(lower: str, by: str) -> dict[str, str]:
    """Return loss after the nudge, true change and prediction, from Python's balls."""
    where = f"{lower} + {by}" if not by.startswith("-") else f"{lower} = {Fraction(by) + VALUES[lower]}"
    slope = at(LOSS, f"dE_total/d{lower}")
    facts = {
        "true change": Fact(LOSS, "- E_total", where),
        "slope · h, the prediction": Fact(slope, f"* {by}"),
    }
    return {name: digits(value_of(fact), page).text.replace("-", "−") for name, fact in facts.items()}


VALUES = {"w5": Fraction("0.4"), "w7": Fraction("0.5"), "i1": Fraction("0.05")}


def test_the_picture_and_the_numbers_open_by_keyboard_alone(nudge: Callable[..., Page]) -> None:
    tab = nudge()
    part(tab).get_by_role("combobox", name="Nudge").focus()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    expect(number(tab, QUOTIENT)).to_have_text("≈ 0.082105685")
    expect(number(tab, SLOPE)).to_have_text("≈ 0.082167041")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")
    tab.keyboard.press("ArrowRight")
    expect(field(tab)).to_have_value("0.02")
    for name, text in proved("w5", "0.02").items():
        expect(number(tab, name)).to_have_text(f"≈ {text}")


@pytest.mark.parametrize(
    ("lower", "by"), [("w5", "0.5"), ("w5", "0.000001"), ("w7", "-3"), ("i1", "-0.125"), ("i1", "7")]
)
def test_the_digits_are_those_that_python_proves(nudge: Callable[..., Page], lower: str, by: str) -> None:
    tab = nudge(f"?at=mazur:-&nudge.along={lower}&nudge.by={by}")
    for name, text in proved(lower, by).items():
        expect(number(tab, name)).to_have_text(f"≈ {text}")


def test_the_point_on_the_curve_is_moved_by_keys(nudge: Callable[..., Page]) -> None:
    tab = nudge("?at=mazur:-&nudge.by=0.1")
    handle = part(tab).get_by_role("slider", name="Nudge h")
    expect(handle).to_be_visible()  # nothing takes the focus before it is drawn
    handle.focus()
    tab.keyboard.press("ArrowLeft")
    expect(field(tab)).to_have_value("0.05")
    expect(handle).to_have_attribute("aria-valuetext", "0.05, at 0.45")


def test_the_point_on_the_curve_is_dragged(nudge: Callable[..., Page]) -> None:
    tab = nudge("?at=mazur:-&nudge.by=2")
    handle = part(tab).get_by_role("slider", name="Nudge h")
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    tab.mouse.move(x, y)
    tab.mouse.down()
    tab.mouse.move(x + 40, y, steps=4)
    tab.mouse.up()
    expect(field(tab)).to_have_value("3.1")


def test_without_a_nudge_the_tangent_is_left(nudge: Callable[..., Page]) -> None:
    tab = nudge()
    field(tab).fill("0")
    expect(part(tab)).to_contain_text("nothing is left but the tangent. Its slope is 0.082167041.")
    expect(part(tab).get_by_role("row")).to_have_count(2)


@pytest.mark.parametrize("text", ["abc", "1e999", "", "1" * 41, "0.1.2", "--1"])
def test_bad_input_gets_one_sentence_and_changes_nothing(nudge: Callable[..., Page], text: str) -> None:
    tab = nudge("?at=mazur:-&nudge.by=0.1")
    expect(number(tab, QUOTIENT)).to_have_text("≈ 0.081532247")
    field(tab).fill(text)
    expect(part(tab).locator(".live-problem").first).to_contain_text("expected")
    expect(number(tab, QUOTIENT)).to_have_text("≈ 0.081532247")
    assert "nudge.by=0.1" in tab.url


def test_a_bad_address_gets_one_sentence(nudge: Callable[..., Page]) -> None:
    tab = nudge("?at=mazur:-&nudge.by=much")
    expect(part(tab).locator(".live-bar > .live-problem")).to_contain_text("expected a decimal number")


def test_the_address_keeps_the_state(nudge: Callable[..., Page]) -> None:
    tab = nudge()
    part(tab).get_by_role("combobox", name="Nudge").focus()
    part(tab).get_by_role("combobox", name="Nudge").select_option("w7")
    expect(number(tab, SLOPE)).to_have_text("≈ −0.022602540")
    tab.reload()
    expect(number(tab, SLOPE)).to_have_text("≈ −0.022602540")
    tab.go_back()
    expect(number(tab, SLOPE)).to_have_text("≈ 0.082167041")


@pytest.mark.parametrize(
    "options", [{"reduced_motion": "reduce"}, {"forced_colors": "active"}, {"color_scheme": "dark"}]
)
def test_it_keeps_nobody_out(nudge: Callable[..., Page], options: dict[str, str]) -> None:
    tab = nudge("?at=mazur:-&nudge.by=1", width=320, **options)
    expect(number(tab, QUOTIENT)).to_be_visible()
    assert barriers(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320
    assert tab.evaluate("document.getAnimations().length") == 0
