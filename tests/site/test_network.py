"""The live network: chosen by keyboard, by mouse, by finger; every digit that of Python's balls."""

from fractions import Fraction

import pytest
from playwright.sync_api import Locator, Page, expect

from backprop.core.digits import digits, page
from backprop.core.expression import Num
from backprop.core.keys import parse
from backprop.core.program import Run
from backprop.core.registry import decided, graph_of
from tests.site.conftest import Visit

FINGER = {"has_touch": True, "is_mobile": True, "width": 390}
HOME = ""


def panel(page: Page) -> Locator:
    """Return the formulas that are open."""
    return page.get_by_role("region", name="Where the number comes from")


def loss_with(weight: str, step: int = 0) -> str:
    """Return the digits of mazur's total loss with another w5, as pages print them."""
    from dataclasses import replace

    graph = graph_of(parse("mazur:E_total"))
    graph = graph.edited([replace(graph["w5"], expr=Num(Fraction(weight)))])
    return decided(lambda bits: digits(Run(graph, bits).value(step, "E_total"), page)).text


def test_the_home_page_opens_with_it(visit: Visit) -> None:
    page = visit(HOME)
    expect(page.get_by_role("button", name="Where the loss comes from")).to_be_visible()
    expect(page.get_by_role("group", name="The two-output network")).to_be_visible()


def test_a_number_opens_down_to_what_is_given_by_keyboard_alone(visit: Visit) -> None:
    page = visit(HOME)
    opener = page.get_by_role("button", name="Where the loss comes from")
    opener.focus()
    page.keyboard.press("Enter")
    for name in ("0.274811083, loss at o1", "0.751365070, output of o1", "1.105905967, net input of o1"):
        number = panel(page).get_by_role("button", name=name)
        number.focus()
        page.keyboard.press("Enter")
        expect(panel(page).get_by_role("button", name=name)).to_be_focused()
        expect(panel(page).get_by_role("button", name=name)).to_have_attribute("aria-expanded", "true")
    panel(page).get_by_role("button", name="0.4, weight from h1 to o1").press("Enter")
    expect(panel(page).get_by_role("textbox")).to_have_value("0.4")
    expect(panel(page)).to_contain_text("proved")


def test_arrows_lead_from_part_to_part(visit: Visit) -> None:
    page = visit(HOME)
    page.locator('.live-picture [tabindex="0"]').focus()
    seen = []
    for _ in range(30):
        seen.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
        page.keyboard.press("ArrowRight")
    assert {"w5: 0.4", "out_h1: 0.593", "i1: 0.05", "t_o2: 0.99"} <= set(seen)
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    expect(panel(page)).to_be_visible()
    page.keyboard.press("Escape")


@pytest.mark.parametrize("weight", ["0.5", "-3.25", "0", "12345678901234567890"])
def test_a_weight_of_ones_own_is_computed_as_python_does(weight: str, visit: Visit) -> None:
    page = visit("?at=mazur:w5")
    panel(page).get_by_role("textbox").fill(weight)
    expect(page.locator("figcaption").first).to_contain_text(f"the loss ≈ {loss_with(weight)}")
    page.get_by_role("button", name="One update on").click()
    expect(page.locator("figcaption").first).to_contain_text(f"1 update, the loss ≈ {loss_with(weight, 1)}")


@pytest.mark.parametrize("typed", ["abc", "", "1e999", "1" * 41, "=1+1"])
def test_bad_input_is_said_beside_the_field_and_the_last_good_number_stays(typed: str, visit: Visit) -> None:
    page = visit("?at=mazur:w5&w5=0.5")
    field = panel(page).get_by_role("textbox")
    field.fill(typed)
    expect(panel(page).locator(".live-problem")).to_contain_text("expected a decimal number such as 0.5")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.locator("figcaption").first).to_contain_text(loss_with("0.5"))
    field.fill("0.25")
    expect(panel(page).locator(".live-problem")).to_be_empty()


def test_back_forward_and_reload_keep_the_state(visit: Visit) -> None:
    page = visit(HOME)
    page.get_by_role("button", name="One update on").click()
    caption = page.locator("figcaption").first
    expect(caption).to_contain_text("After 1 update, the loss ≈ 0.291027774")
    page.get_by_role("button", name="Where the loss comes from").click()
    expect(panel(page)).to_contain_text("Total loss, after 1 update")
    assert page.url.endswith("?at=mazur@1:E_total")
    page.reload()
    expect(caption).to_contain_text("0.291027774")
    expect(panel(page)).to_be_visible()
    page.go_back()
    expect(panel(page)).to_be_hidden()
    page.go_back()
    expect(caption).to_have_text("The number in each neuron is its output; the loss is 0.298.")
    page.go_forward()
    expect(caption).to_contain_text("0.291027774")


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("at=mazur:w5&w5=abc", "Found abc, expected a decimal number such as 0.5"),
        ("at=mazur&w77=1", "The address sets w77, which is no given number here."),
        ("at=mazur;rte=1:w5", "There is no option rte; there are"),
        ("at=mazur:w55", "No quantity is named w55; the nearest: w5"),
        ("at=mazur@1000000:w5", "A key looks like"),
    ],
)
def test_a_bad_address_gives_one_sentence_and_what_is_usual(query: str, problem: str, visit: Visit) -> None:
    page = visit(f"?{query}")
    expect(page.locator(".live > .live-problem")).to_contain_text(problem)
    expect(page.locator("figcaption").first).to_contain_text("the loss is 0.298")
    page.get_by_role("button", name="One update on").click()
    expect(page.locator(".live > .live-problem")).to_have_count(0)


def test_a_drag_changes_a_given_number(visit: Visit) -> None:
    page = visit(HOME)
    label = page.locator('svg text:has([data-key="mazur:w5"])')
    expect(page.locator(".live-picture")).to_be_attached()
    label.hover()
    box = label.bounding_box()
    assert box
    expect(page.locator("svg .is-chosen").first).to_be_attached()
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + 5, steps=5)
    page.mouse.up()
    expect(page.locator("figcaption").first).to_contain_text("With w5 = 0.")
    expect(panel(page)).to_be_hidden()


def test_by_touch_a_neuron_opens_and_the_page_does_not_scroll_sideways(visit: Visit) -> None:
    page = visit(HOME, **FINGER)
    page.get_by_role("button", name="out_h1: 0.593").tap()
    expect(panel(page)).to_contain_text("Output of h1")
    panel(page).get_by_role("button", name="0.3775, net input of h1").tap()
    expect(panel(page)).to_contain_text("Net input of h1")
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_what_lights_up_is_what_a_number_is_made_of_and_what_is_made_of_it(visit: Visit) -> None:
    page = visit("?at=mazur:net_o1")
    expect(page.locator("#network-mazur-o1")).to_have_class("live-part is-chosen")
    for name in ("w5", "w6"):
        expect(page.locator(f"#network-mazur-{name}")).to_have_class("live-part is-source")
    expect(page.locator("#network-mazur-w7")).to_have_class("live-part")
