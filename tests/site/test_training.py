"""Training, live: by keyboard to proved digits, side by side, back and forward, and what bad input meets."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from backprop.core.digits import VALUE_DIGITS, significant
from backprop.core.keys import parse
from backprop.core.registry import digits
from tests.site.axe import barriers
from tests.site.conftest import Visit

MAZUR, XOR, MOMENTUM = "mazur/training/", "xor/training/", "learn/momentum/"
BOX = "div.live[data-live=training]"


def proved(key: str) -> str:
    """Return the digits of a key as pages print them, with the sign that live parts write."""
    return digits(parse(key)).text.replace("-", "−")


def control(page: Page, name: str) -> Locator:
    return page.locator(BOX).get_by_role("button", name=name, exact=True)


def losses(page: Page) -> Locator:
    return page.locator(f"{BOX} .training-loss strong")


def count(page: Page) -> Locator:
    return page.locator(f"{BOX} .training-count")


def slider(page: Page) -> Locator:
    return page.get_by_role("slider", name="Update shown")


def aim(page: Page, text: str) -> None:
    field = page.get_by_label("to update", exact=True)
    field.fill(text)
    field.press("Tab")


def problem(page: Page) -> Locator:
    return page.locator(f"{BOX} .live-problem").filter(has_text=re.compile("."))


def test_by_keyboard_alone_to_the_ten_thousandth_update(visit: Visit) -> None:
    page = visit(MAZUR, reduced_motion="reduce")
    control(page, "One update").focus()
    page.keyboard.press("Enter")
    expect(losses(page)).to_have_text(proved("mazur@1:E_total"))
    page.keyboard.press("Tab")
    expect(control(page, "Run")).to_be_focused()
    page.keyboard.press("Space")
    expect(count(page)).to_have_text("After 10,000 updates")
    expect(losses(page)).to_have_text(proved("mazur@10000:E_total"))
    expect(page.locator(".live-voice")).to_have_text(
        f"After 10,000 updates: total loss {proved('mazur@10000:E_total')}, proved."
    )
    slider(page).focus()
    page.keyboard.press("Home")
    expect(losses(page)).to_have_text(proved("mazur:E_total"))
    expect(slider(page)).to_have_attribute("aria-valuetext", "0 updates")


def test_a_run_that_is_seen_ends_at_its_goal_and_can_be_paused(visit: Visit) -> None:
    page = visit(MAZUR)
    aim(page, "200")
    control(page, "Run").click()
    expect(control(page, "Pause")).to_be_visible()
    expect(control(page, "Run")).to_be_visible()
    expect(count(page)).to_have_text("After 200 updates")
    expect(losses(page)).to_have_text(proved("mazur@200:E_total"))
    aim(page, "20,000")
    control(page, "Run").click()
    control(page, "Pause").click()
    expect(control(page, "Run")).to_be_visible()
    expect(count(page)).not_to_have_text("After 20,000 updates")
    stop = int(re.sub(r"\D", "", count(page).inner_text()))
    expect(losses(page)).to_have_text(proved(f"mazur@{stop}:E_total"))


def test_back_forward_and_reload_keep_the_state(visit: Visit) -> None:
    page = visit(MAZUR)
    control(page, "One update").click()
    control(page, "One update").click()
    expect(count(page)).to_have_text("After 2 updates")
    page.get_by_label("rate of run 1").fill("0.1")
    page.get_by_label("rate of run 1").press("Tab")
    expect(losses(page)).to_have_text(proved("mazur;rate=0.1@2:E_total"))
    page.go_back()
    expect(losses(page)).to_have_text(proved("mazur@2:E_total"))
    page.go_forward()
    expect(losses(page)).to_have_text(proved("mazur;rate=0.1@2:E_total"))
    page.reload()
    expect(losses(page)).to_have_text(proved("mazur;rate=0.1@2:E_total"))
    control(page, "Start again").click()
    expect(losses(page)).to_have_text(proved("mazur;rate=0.1:E_total"))
    expect(slider(page)).to_be_disabled()


def test_up_to_four_runs_stand_side_by_side(visit: Visit) -> None:
    page = visit(MAZUR)
    control(page, "One update").click()
    for place, rate in ((2, "2"), (3, "0.1"), (4, "1")):
        control(page, "Add a run beside it").click()
        page.get_by_label(f"rate of run {place}").fill(rate)
        page.get_by_label(f"rate of run {place}").press("Tab")
    keys = ["mazur@1:E_total", *(f"mazur;rate={rate}@1:E_total" for rate in ("2", "0.1", "1"))]
    expect(losses(page)).to_have_text([proved(key) for key in keys])
    expect(control(page, "Add a run beside it")).to_be_hidden()
    control(page, "Remove run 3").click()
    expect(losses(page)).to_have_text([proved(key) for key in (keys[0], keys[1], keys[3])])
    page.reload()
    expect(losses(page)).to_have_text([proved(key) for key in (keys[0], keys[1], keys[3])])


def test_a_new_run_has_half_the_rate_of_the_last(visit: Visit) -> None:
    page = visit(MAZUR)
    control(page, "One update").click()
    control(page, "Add a run beside it").click()
    control(page, "Add a run beside it").click()
    expect(page.get_by_label("rate of run 3")).to_have_value("0.125")
    keys = [f"mazur{more}@1:E_total" for more in ("", ";rate=0.25", ";rate=0.125")]
    expect(losses(page)).to_have_text([proved(key) for key in keys])


def test_the_count_shown_is_always_that_of_the_loss_shown(visit: Visit) -> None:
    page = visit(XOR)
    aim(page, "5000")
    control(page, "Run").click()
    expect(page.locator(".training-loss")).not_to_be_empty()
    for _ in range(6):
        page.wait_for_timeout(150)
        shown = page.locator(".training-count, .training-loss").evaluate_all(
            "all => all.map((each) => each.textContent)"
        )
        stop = int(re.sub(r"\D", "", shown[0]) or 0)
        assert proved(f"xor@{stop}:E_total") in shown[1]


def test_a_long_number_is_short_wherever_it_is(visit: Visit) -> None:
    page = visit(MOMENTUM, width=390, reduced_motion="reduce")
    control(page, "One update").click()
    page.get_by_label("rate of run 1").fill("5")
    control(page, "Run").click()
    expect(count(page)).to_have_text("After 60 updates")
    expect(page.locator(".training-place")).to_contain_text("· 10")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_page_may_set_runs_side_by_side(visit: Visit) -> None:
    page = visit(MOMENTUM, reduced_motion="reduce")
    control(page, "Run").click()
    keys = ("descent;rate=0.01;momentum=0.9@60:J", "descent;rate=0.01@60:J")
    expect(losses(page)).to_have_text([proved(key) for key in keys])
    expect(page.get_by_label("momentum of run 2")).to_have_value("0")
    place = page.locator(".training-place")
    for name in ("theta0", "theta1", "J"):
        expect(place).to_contain_text(proved(f"descent;rate=0.01;momentum=0.9@60:{name}"))


def test_the_outputs_of_all_samples_stand_beside_the_boundary(visit: Visit) -> None:
    page = visit(XOR, reduced_motion="reduce")
    aim(page, "80")
    control(page, "Run").click()
    expect(count(page)).to_have_text("After 80 updates")
    for place in range(1, 5):
        mark = "✗" if place == 4 else "✓"
        row = page.locator(f"{BOX} tbody tr").nth(place - 1)
        expect(row.locator("td").last).to_have_text(f"{proved(f'xor@80:out_o1_s{place}')} {mark}")
    before = page.locator(".area").first.get_attribute("d")
    control(page, "One update").click()
    expect(count(page)).to_have_text("After 81 updates")
    expect(page.locator(f"{BOX} tbody tr td").last).to_contain_text(proved("xor@81:out_o1_s4"))
    assert page.locator(".area").first.get_attribute("d") != before


def test_all_numbers_of_an_update_have_up_to_17_digits(visit: Visit) -> None:
    page = visit(MAZUR)
    control(page, "One update").click()
    page.locator(".training-numbers summary").click()
    row = page.locator(".training-table tbody tr", has_text="w5")
    expect(row.locator("td")).to_have_text(proved("mazur@1:w5"))
    page.get_by_label("17 digits").check()
    expect(row.locator("td")).to_have_text(digits(parse("mazur@1:w5"), significant(VALUE_DIGITS)).text)


def test_the_reader_chooses_which_parameters_the_map_is_over(visit: Visit) -> None:
    page = visit(MAZUR)
    control(page, "One update").click()
    page.get_by_label("Map of the loss").check()
    expect(page.get_by_label("Horizontal axis", exact=True)).to_have_value("w5")
    page.get_by_label("Horizontal axis", exact=True).select_option("w7")  # the other axis gives way
    expect(page.get_by_label("Vertical axis", exact=True)).to_have_value("w5")
    expect(page.locator(".training-place")).to_contain_text(proved("mazur@1:w7"))
    page.reload()
    expect(page.get_by_label("Horizontal axis", exact=True)).to_have_value("w7")


@pytest.mark.parametrize("text", ["0", "-5", "ten", "1000000000", "", "1.5", "1e3"])
def test_a_run_to_nowhere_is_refused_in_one_sentence(visit: Visit, text: str) -> None:
    page = visit(MAZUR, reduced_motion="reduce")
    aim(page, "3")
    aim(page, text)
    expect(problem(page)).to_have_text(re.compile("^Found .*, expected a whole number from 1 to 20,000.$"))
    control(page, "Run").click()
    expect(page.get_by_label("to update", exact=True)).to_be_focused()
    expect(control(page, "Run")).to_be_visible()
    aim(page, "3")
    control(page, "Run").click()
    expect(count(page)).to_have_text("After 3 updates")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("0", "At a rate of 0"), ("-1", "At a rate of -1"), ("fast", "Found fast"), ("", "Found nothing")],
)
def test_a_rate_that_is_none_is_refused_and_the_last_one_stays(
    visit: Visit, text: str, sentence: str
) -> None:
    page = visit(MAZUR)
    control(page, "One update").click()
    page.get_by_label("rate of run 1").fill(text)
    expect(problem(page)).to_have_text(re.compile(f"^{sentence}"))
    expect(losses(page)).to_have_text(proved("mazur@1:E_total"))


def test_a_run_that_leaves_the_range_says_so(visit: Visit) -> None:
    page = visit(MOMENTUM, reduced_motion="reduce")
    aim(page, "20000")
    control(page, "One update").click()
    page.get_by_label("rate of run 1").fill("5")
    control(page, "Run").click()
    expect(problem(page)).to_have_text(re.compile("more than 4,000 digits"))
    expect(count(page)).to_have_text("After 1 update")
    control(page, "One update").click()
    expect(problem(page)).to_have_count(0)


@pytest.mark.parametrize("address", [MAZUR, XOR, MOMENTUM])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_use_it_keeps_nobody_out(visit: Visit, address: str, scheme: str) -> None:
    page = visit(address, width=320, reduced_motion="reduce", color_scheme=scheme)
    aim(page, "30")
    control(page, "Run").click()
    control(page, "Add a run beside it").click()
    page.locator(".training-numbers summary").click()
    expect(losses(page).nth(1)).to_be_visible()
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_nothing_is_empty_or_pressed_in_vain_without_scripts(visit: Visit) -> None:
    page = visit(MAZUR, java_script_enabled=False)
    expect(page.locator(BOX)).to_be_empty()
    expect(page.locator("figure:has(+ div.live) svg, svg").first).to_be_attached()
    assert page.locator(BOX).evaluate("box => box.clientHeight") == 0
