"""The stepper: a pass walked through by keys, buttons, slider and swipes, and numbers guessed first."""

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from backprop.core.groups import group_keys
from backprop.core.keys import parse_run
from backprop.core.registry import digits
from tests.site.axe import barriers
from tests.site.conftest import Visit

FORWARD, BACKWARD, XOR = "learn/forward/", "learn/backpropagation/", "xor/forward/"
FINGER = {"has_touch": True, "is_mobile": True, "width": 390}
STAGES = ("forward", "error", "backward", "update")
LAST = "?at=mazur@1:w8"
UPPERMOST = """control => {
  const { x, y, width, height } = control.getBoundingClientRect();
  return control.contains(document.elementFromPoint(x + width / 2, y + height / 2));
}"""


def step(page: Page) -> Locator:
    """Return the step that is open."""
    return page.get_by_role("region", name="This step")


def button(page: Page, name: str) -> Locator:
    """Return a button of the walk."""
    return page.get_by_role("group", name="Steps").get_by_role("button", name=name, exact=True)


def result(page: Page) -> Locator:
    """Return the proved digits of the step that is open."""
    return step(page).locator(".stepper-result strong")


def drawn(page: Page, key: str) -> Locator:
    """Return the number of a quantity in the picture of the walk."""
    return page.locator(f'.stepper-picture tspan[data-key="{key}"]').first


def guess(page: Page, number: str) -> None:
    """Type a guess and press Enter."""
    field = step(page).get_by_role("textbox")
    field.fill(number)
    field.press("Enter")


def test_keys_alone_lead_to_the_end_of_a_pass_and_back(visit: Visit) -> None:
    page = visit(FORWARD)
    keys = [key for stage in STAGES for key in group_keys(parse_run("mazur"), stage)]
    button(page, "Next").focus()
    for place, key in enumerate(keys, 1):
        page.keyboard.press("ArrowRight")
        expect(step(page)).to_contain_text(f"step {place} of {len(keys)}")
        expect(result(page)).to_have_text(digits(key).text.replace("-", "−"))
    expect(step(page)).to_contain_text("That was the last update.")
    page.keyboard.press("ArrowRight")
    expect(step(page)).to_contain_text(f"Pass 2 · Forward · step 1 of {len(keys)}")
    page.keyboard.press("ArrowLeft")
    expect(step(page)).to_contain_text(f"Pass 1 · Update · step {len(keys)} of {len(keys)}")
    page.keyboard.press("Home")
    expect(step(page)).to_contain_text("step 1 of")
    page.keyboard.press("End")
    expect(step(page)).to_contain_text("weight from h2 to o2, updated", ignore_case=True)


def test_what_is_not_reached_has_a_question_mark_in_the_picture(visit: Visit) -> None:
    page = visit(f"{FORWARD}?at=mazur:net_o1")
    expect(drawn(page, "mazur:net_o1")).to_have_text("1.11")
    expect(drawn(page, "mazur:net_o2")).to_have_text("?")
    expect(page.get_by_role("button", name="net input of o2: not computed yet")).to_have_count(1)
    assert page.locator("g.is-present").evaluate_all("lit => lit.map(each => each.id)") == [
        "forward-mazur-o1"
    ]
    button(page, "Last").click()
    expect(drawn(page, "mazur:net_o2")).to_have_text("1.22")
    expect(drawn(page, "mazur:w5")).to_have_text("0.359")


def test_the_edge_of_a_slope_is_lit_where_slopes_are_drawn(visit: Visit) -> None:
    page = visit(f"{BACKWARD}?at=mazur:dE_total/dw5")
    expect(drawn(page, "mazur:dE_total/dw5")).to_have_text("0.0822")
    expect(drawn(page, "mazur:delta_o1")).to_have_text("0.138")
    expect(drawn(page, "mazur:dE_total/dw7")).to_have_text("?")
    assert page.locator(".is-chosen[id]").evaluate_all("lit => lit.map(each => each.id)") == [
        "backward-mazur-w5"
    ]


def test_a_page_begins_where_it_speaks_of(visit: Visit) -> None:
    page = visit(BACKWARD)
    button(page, "Next").click()
    expect(step(page)).to_contain_text("Pass 1 · Backward")


def test_buttons_slider_stages_and_numbers_lead_to_steps(visit: Visit) -> None:
    page = visit(FORWARD)
    expect(button(page, "Back")).to_have_attribute("aria-disabled", "true")
    page.get_by_role("button", name="Loss", exact=True).click()
    expect(step(page)).to_contain_text("Loss at o1")
    expect(page.get_by_role("button", name="Loss", exact=True)).to_have_attribute("aria-current", "step")
    step(page).get_by_role("button", name="0.751365070, output of o1: go to its step").click()
    expect(step(page)).to_contain_text("Output of o1")
    expect(button(page, "Next")).to_be_focused()
    slider = page.get_by_role("slider", name="Step of the pass")
    slider.press("End")
    expect(step(page)).to_contain_text("weight from h2 to o2, updated", ignore_case=True)
    expect(slider).to_have_attribute("aria-valuetext", "65 of 65, Update: weight from h2 to o2, updated")
    page.get_by_role("button", name="net input of h2: 0.3925").press("Enter")
    expect(step(page)).to_contain_text("step 2 of 65")
    page.get_by_role("button", name="input i1: 0.05").press("Enter")
    expect(page.locator(".live-voice")).to_have_text("input i1: no step of its own.")


def test_the_loss_is_compared_with_that_of_the_pass_before(visit: Visit) -> None:
    page = visit(FORWARD + LAST)
    button(page, "Next pass").click()
    expect(step(page)).to_contain_text("Pass 2 · Forward · step 1")
    page.get_by_role("button", name="Loss", exact=True).click()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(result(page)).to_have_text("0.291027774")
    expect(step(page)).to_contain_text("Before the update it was 0.298371109: the loss has come down.")
    page.goto(page.url.replace(f"{FORWARD}?at=mazur@", f"{XOR}?at=xor;rate=16@"))
    expect(step(page)).to_contain_text("the loss has gone up.")


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_lies_over_the_controls_of_a_walk(width: int, visit: Visit) -> None:
    page = visit(FORWARD, width=width)
    for _ in range(14):
        button(page, "Next").click()
    expect(step(page)).to_contain_text("step 14 of")
    for control in page.get_by_role("group", name="Steps").get_by_role("button").all():
        assert control.evaluate(UPPERMOST)


def test_paper_has_the_numbers_that_are_still_to_be_computed(visit: Visit) -> None:
    page = visit(FORWARD)
    button(page, "Next").click()
    expect(drawn(page, "mazur:out_o1")).to_have_text("?")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(drawn(page, "mazur:out_o1")).to_have_text("0.751")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(drawn(page, "mazur:out_o1")).to_have_text("?")


def test_a_step_stays_over_reload_back_and_forward(visit: Visit) -> None:
    page = visit(FORWARD)
    for name in ("net input of h1", "net input of h2", "output of h1"):
        button(page, "Next").click()
        expect(step(page)).to_contain_text(name, ignore_case=True)
    assert page.url.endswith("?at=mazur:out_h1")
    page.reload()
    expect(result(page)).to_have_text("0.593269992")
    page.go_back()
    expect(result(page)).to_have_text("0.3925")
    page.go_forward()
    expect(result(page)).to_have_text("0.593269992")
    for _ in range(3):
        page.go_back()
    expect(step(page)).to_be_hidden()
    expect(drawn(page, "mazur:net_o2")).to_have_text("1.22")


def test_a_walk_is_closed_and_the_printed_picture_is_back(visit: Visit) -> None:
    page = visit(FORWARD + LAST)
    caption = page.locator("figcaption").first
    expect(caption).to_contain_text("the outputs and the loss are still from before the update")
    step(page).get_by_role("button", name="Close").click()
    expect(step(page)).to_be_hidden()
    expect(caption).to_contain_text("the loss is 0.298")
    expect(drawn(page, "mazur:w5")).to_have_text("0.4")
    expect(button(page, "Next")).to_be_focused()
    assert page.url.endswith(FORWARD)


def swipe(page: Page, at: str, across: int, along: int = 0) -> None:
    """Draw a finger over an element."""
    target = page.locator(at).first
    target.scroll_into_view_if_needed()
    box = target.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    session = page.context.new_cdp_session(page)
    for name, share in (("touchStart", 0.0), ("touchMove", 0.5), ("touchMove", 1.0)):
        points = [{"x": x + across * share, "y": y + along * share}]
        session.send("Input.dispatchTouchEvent", {"type": name, "touchPoints": points})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_finger_swipes_on_and_back(visit: Visit) -> None:
    page = visit(f"{FORWARD}?at=mazur:net_h1", **FINGER)
    expect(result(page)).to_have_text("0.3775")
    swipe(page, ".stepper-picture", -120)
    expect(result(page)).to_have_text("0.3925")
    swipe(page, ".stepper-where", -120)
    expect(result(page)).to_have_text("0.593269992")
    swipe(page, ".stepper-picture", 120)
    expect(result(page)).to_have_text("0.3925")
    swipe(page, ".stepper-picture", -20)
    swipe(page, ".stepper-picture", 30, 120)
    expect(result(page)).to_have_text("0.3925")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    sizes = page.locator(".stepper-bar button").evaluate_all("all => all.map(each => each.offsetHeight)")
    assert min(sizes) >= 44


def test_a_number_is_asked_for_before_it_is_shown(visit: Visit) -> None:
    page = visit(f"{FORWARD}?at=mazur:net_h1")
    page.get_by_role("switch", name="Guess first").check()
    expect(result(page)).to_have_text("0.3775")
    button(page, "Next").click()
    field = step(page).get_by_role("textbox", name="Your number for the net input of h2")
    expect(field).to_be_focused()
    expect(drawn(page, "mazur:net_h2")).to_have_text("?")
    expect(step(page)).not_to_contain_text("0.3925")
    answer = step(page).locator(".guess-answer")
    guess(page, "0.4925")
    expect(answer).to_have_text("Not yet: your number is too large.")
    guess(page, "0.2925")
    expect(answer).to_have_text("Not yet: your number is too small. “Show it” shows you the number.")
    guess(page, "0.3925")
    expect(answer).to_have_text("✓ Right: that is the number itself.")
    expect(page.locator(".live-voice")).to_contain_text(
        "Right: that is the number itself. net input of h2 = 0.3925"
    )
    expect(drawn(page, "mazur:net_h2")).to_have_text("0.3925")
    expect(button(page, "Next")).to_be_focused()
    page.keyboard.press("Enter")
    guess(page, "0.5933")
    expect(answer).to_have_text("✓ Right to 4 digits.")
    expect(result(page)).to_have_text("0.593269992")


def test_a_number_may_be_shown_or_passed_over(visit: Visit) -> None:
    page = visit(f"{FORWARD}?at=mazur:net_h2&stepper.guess=on")
    expect(result(page)).to_have_count(0)
    step(page).get_by_role("button", name="Show it").click()
    expect(result(page)).to_have_text("0.3925")
    expect(step(page).locator(".guess-answer")).to_have_count(0)
    page.keyboard.press("ArrowRight")
    expect(step(page).get_by_role("textbox")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(step(page)).to_contain_text("Output of h2")
    expect(drawn(page, "mazur:out_h1")).to_have_text("0.593")
    page.get_by_role("switch", name="Guess first").uncheck()
    expect(result(page)).to_have_text("0.596884378")
    assert page.url.endswith("?at=mazur:out_h2")


@pytest.mark.parametrize("typed", ["", "abc", "1e999", "1" * 41])
def test_what_is_no_number_gets_one_sentence_and_is_no_try(typed: str, visit: Visit) -> None:
    page = visit(f"{FORWARD}?at=mazur:net_h2&stepper.guess=on")
    for _ in range(3):
        guess(page, typed)
    answer = step(page).locator(".guess-answer")
    expect(answer).to_contain_text("expected a decimal number such as 0.5")
    expect(answer).not_to_contain_text("Show it")
    expect(step(page).get_by_role("textbox")).to_have_attribute("aria-invalid", "true")
    guess(page, "0.3925")
    expect(answer).to_have_text("✓ Right: that is the number itself.")


def test_of_several_samples_the_first_is_walked_through(visit: Visit) -> None:
    page = visit(f"{XOR}?at=xor:E_o1_s1")
    expect(step(page)).to_contain_text("Pass 1 · Loss · step 7 of 53")
    page.keyboard.press("Tab")
    button(page, "Next").press("ArrowRight")
    expect(result(page)).to_have_text("0.499087650")


def test_data_that_do_not_come_are_told(browser: Browser, base: str) -> None:
    page = browser.new_page()
    page.goto(base + FORWARD)
    page.route("**/values/mazur.json", lambda route: route.fulfill(status=503))
    button(page, "Next").click()
    expect(step(page).get_by_role("alert")).to_have_text("The data of mazur could not be loaded (503).")
    page.unroute("**/values/mazur.json")
    button(page, "Next").click()
    expect(result(page)).to_have_text("0.3775")
    page.close()


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (390, "dark")])
def test_nobody_is_kept_out_of_it(visit: Visit, width: int, theme: str) -> None:
    page = visit(
        f"{BACKWARD}?at=mazur:dE_total/dw1&stepper.guess=on",
        width=width,
        color_scheme=theme,
        reduced_motion="reduce",
    )
    guess(page, "5")
    expect(step(page).locator(".guess-answer")).to_contain_text("too large")
    assert barriers(page) == []
    step(page).get_by_role("button", name="Show it").click()
    expect(result(page)).to_be_visible()
    assert barriers(page) == []


def test_nothing_moves_for_those_who_like_it_still(visit: Visit) -> None:
    page = visit(f"{FORWARD}?at=mazur:net_h1", reduced_motion="no-preference")
    line = step(page).locator(".stepper-result")
    expect(line).to_have_css("animation-name", "stepper-appears")
    seen = step(page).inner_text()
    page.emulate_media(reduced_motion="reduce")
    expect(line).to_have_css("animation-name", "none")
    assert step(page).inner_text() == seen


def test_without_javascript_the_picture_is_complete_and_nothing_can_be_pressed(visit: Visit) -> None:
    page = visit(FORWARD, java_script_enabled=False)
    expect(page.locator('figure tspan[data-key="mazur:net_o2"]').first).to_have_text("1.22")
    expect(page.locator(".live")).to_be_empty()
    expect(page.locator(".live")).to_be_hidden()
