"""The live learning rate in a browser: by keyboard, field, slider and address, with digits Python proves."""

import pytest
from playwright.sync_api import Locator, Page, expect

from backprop.core.keys import parse
from backprop.core.registry import digits
from tests.site.axe import barriers
from tests.site.conftest import Visit

PAGE = "learn/rate/"
ZIGZAG = "The factor 1 − 2 · 0.9 = −0.8 is between −1 and 0: the walk zigzags"
DEAD = (
    "rises at steps 1 and 2, stays the same from step 3 on, and ends higher than it began: "
    "0.5 after 10 steps."
)


def part(tab: Page, run: str) -> Locator:
    return tab.locator(f'.live[data-words^="{run}"]')


def field(box: Locator, name: str = "Learning rate") -> Locator:
    return box.get_by_role("textbox", name=name)


def report(box: Locator) -> Locator:
    return box.locator(".rate-view > p")


def test_the_walk_opens_and_changes_by_keyboard_alone(visit: Visit) -> None:
    tab = visit(PAGE)
    box = part(tab, "parabola")
    box.get_by_role("slider", name="Learning rate, slider").focus()
    tab.keyboard.press("ArrowRight")
    expect(field(box)).to_have_value("0.11")
    expect(report(box)).to_contain_text("The factor 1 − 2 · 0.11 = 0.78 is above 0 and below 0.9")
    handle = box.get_by_role("slider", name="Learning rate", exact=True)
    expect(handle).to_be_visible()
    handle.focus()
    tab.keyboard.press("ArrowLeft")
    tab.keyboard.press("ArrowLeft")
    expect(field(box)).to_have_value("0.09")
    expect(handle).to_have_attribute("aria-valuetext", "0.09, arrives")
    expect(handle).to_be_focused()


@pytest.mark.parametrize("rate", ["0.01", "0.5", "0.9", "1", "1.1"])
def test_the_end_of_the_walk_is_the_one_that_python_proves(visit: Visit, rate: str) -> None:
    box = part(visit(f"{PAGE}?at=parabola;rate={rate}:-"), "parabola")
    for name, symbol in (("theta0", "θ0"), ("J", "J")):
        number = digits(parse(f"parabola;rate={rate}@10:{name}"))
        expect(report(box)).to_contain_text(f"{symbol} {number.relation} {number.text.replace('-', '−')}")


def test_every_step_stands_in_a_table(visit: Visit) -> None:
    box = part(visit(f"{PAGE}?at=parabola;rate=0.9:-&rate.steps=3"), "parabola")
    box.get_by_text("Step by step").click()
    expect(box.get_by_role("row")).to_have_count(5)
    expect(box.get_by_role("row", name="2 = 1.08")).to_be_visible()


def test_a_network_dies_at_the_rate_of_the_page(visit: Visit) -> None:
    tab = visit(PAGE)
    box = part(tab, "relu")
    field(box).fill("0.6")
    expect(report(box)).to_contain_text(DEAD)
    field(box, "Steps").fill("1")
    expect(report(box)).to_contain_text("rises at its one step: ≈ 0.361973673 after one step.")


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("Learning rate", "0", "above 0"),
        ("Learning rate", "-1", "above 0"),
        ("Learning rate", "abc", "expected a decimal number"),
        ("Learning rate", "1e999", "expected a decimal number"),
        ("Learning rate", "", "expected a decimal number"),
        ("Learning rate", "9" * 41, "expected"),
        ("Learning rate", "1000.1", "up to 1000"),
        ("Steps", "0", "from 1 to 100"),
        ("Steps", "2.5", "from 1 to 100"),
        ("Steps", "101", "from 1 to 100"),
    ],
)
def test_bad_input_gets_one_sentence_and_changes_nothing(
    visit: Visit, name: str, text: str, sentence: str
) -> None:
    tab = visit(f"{PAGE}?at=parabola;rate=0.9:-&rate.steps=100")
    box = part(tab, "parabola")
    expect(report(box)).to_contain_text(ZIGZAG)
    field(box, name).fill(text)
    expect(box.locator(".live-problem:not(:empty)")).to_contain_text(sentence)
    expect(report(box)).to_contain_text(ZIGZAG)
    assert "rate=0.9" in tab.url


def test_the_address_keeps_the_rate(visit: Visit) -> None:
    tab = visit(PAGE)
    box = part(tab, "parabola")
    field(box).fill("0.9")
    field(box).press("Enter")
    expect(report(box)).to_contain_text(ZIGZAG)
    tab.reload()
    expect(report(box)).to_contain_text(ZIGZAG)
    assert "at=parabola;rate=0.9" in tab.url
    tab.go_back()
    expect(field(box)).to_have_value("0.1")


def test_a_bad_address_gets_one_sentence(visit: Visit) -> None:
    box = part(visit(f"{PAGE}?at=parabola:-&rate.steps=many"), "parabola")
    expect(box.locator(".live-bar > .live-problem")).to_contain_text("expected a decimal number")


@pytest.mark.parametrize(
    "options", [{"reduced_motion": "reduce"}, {"forced_colors": "active"}, {"color_scheme": "dark"}]
)
def test_it_keeps_nobody_out(visit: Visit, options: dict[str, str]) -> None:
    tab = visit(f"{PAGE}?at=parabola;rate=0.9:-&at=relu;rate=0.6:-", width=320, **options)
    expect(report(part(tab, "relu"))).to_contain_text(DEAD)
    part(tab, "parabola").get_by_text("Step by step").click()
    assert barriers(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320
    assert tab.evaluate("document.getAnimations().length") == 0
