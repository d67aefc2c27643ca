"""The walk of a reader, by keyboard alone and by finger alone: a number, its reasons, its slip, and on."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.site.conftest import Visit
from tests.site.test_network import loss_with, panel

PHONE: dict[str, Any] = {"width": 390, "has_touch": True, "is_mobile": True}
# What is opened one after another, from the loss after an update down to an input.
DOWN = [
    "0.267976501, loss at o1",
    "0.742088111, output of o1",
    "1.056849974, net input of o1",
    "0.593256764, output of h1",
    "net input of h1",
]
SLIP = "0.291027924"
Choose = Callable[[Locator], None]


def by_keyboard(control: Locator, key: str = "Tab") -> None:
    """Go to a control with a key, as often as that takes, and press it."""
    control.wait_for()
    for _ in range(150):
        if control.evaluate("one => one === document.activeElement"):
            break
        control.page.keyboard.press(key)
    expect(control).to_be_focused()
    control.page.keyboard.press("Enter")


def by_finger(control: Locator) -> None:
    """Touch a control."""
    control.tap()


WAYS: list[tuple[Choose, dict[str, Any]]] = [(by_keyboard, {}), (by_finger, PHONE)]


@pytest.mark.parametrize(("choose", "screen"), WAYS)
def test_the_walk(visit: Visit, choose: Choose, screen: dict[str, Any]) -> None:
    page = visit("", **screen)
    caption = page.locator("figcaption").first
    choose(page.get_by_role("button", name="One update on"))
    expect(caption).to_contain_text("After 1 update, the loss ≈ 0.291027774")

    choose(page.get_by_role("button", name="Where the loss comes from"))
    for name in DOWN:
        choose(panel(page).get_by_role("button", name=name))
    choose(panel(page).get_by_role("button", name="0.05, input i1"))
    expect(panel(page)).to_contain_text("Input i1")

    see_the_slip(page, choose)

    page.reload()
    expect(caption).to_contain_text("After 1 update, the loss ≈ 0.291027774")
    for name in (*DOWN[:3], "0.358916480, weight from h1 to o1", "0.4, weight from h1 to o1"):
        choose(panel(page).get_by_role("button", name=name))
    field = panel(page).get_by_role("textbox", name="w5 weight from h1 to o1")
    choose(field)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("0.5")
    page.keyboard.press("Enter")
    loss = f"the loss ≈ {loss_with('0.5', 1)}"
    expect(caption).to_contain_text(loss)
    expect(caption).to_contain_text("proved")

    other = visit(page.evaluate("location.search"), **screen)
    expect(other.locator("figcaption").first).to_contain_text(loss)
    expect(panel(other)).to_contain_text("Total loss, after 1 update")


def see_the_slip(page: Page, choose: Choose) -> None:
    """Give a wrong number below the open formula, and read which slip it comes from."""
    choose(page.locator("summary", has_text="Do you have another number?"))
    expect(page.get_by_role("textbox", name="Your number for the total loss after 1 update")).to_be_focused()
    page.keyboard.type(SLIP)
    choose(page.get_by_role("button", name="Check"))
    found = page.locator(".live-other")
    expect(found).to_contain_text("You get your number if you go back through parameters that")
