"""The boxes for answers: by keyboard and by names alone, what is said of an answer, and what is kept."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.site.conftest import Visit

PAGE = "exercises/backward/"
MISTAKES = "exercises/mistakes/"
VOICE = ".live-voice"
# A browser that keeps nothing of what is solved.
REFUSING = """
for (const name of ["getItem", "setItem"]) {
  const usual = Storage.prototype[name];
  Storage.prototype[name] = function (key, ...rest) {
    if (key === "backprop.solved") throw new Error("refused");
    return usual.call(this, key, ...rest);
  };
}
"""


def box(page: Page, heading: str) -> Locator:
    """Return the box below a heading."""
    return page.locator(f"#{heading.lower().replace(' ', '-')} ~ div.live").first


def answer(page: Page, heading: str, text: str) -> Locator:
    """Type an answer and send it with the keyboard; return the box."""
    own = box(page, heading)
    own.get_by_role("textbox", name="Your answer").fill(text)
    page.keyboard.press("Enter")
    return own


@pytest.mark.parametrize(
    ("heading", "text", "sentence"),
    [
        ("The slope of a sigmoid", "0.175510053", "Right, to all 9 digits you gave."),
        ("The slope of a sigmoid", "0,175510", "Right, to all six digits you gave."),
        ("The slope of a sigmoid", "0.1755", "Right so far, to four digits; give six digits."),
        (
            "An error signal",
            "0.038098237",
            "You get your number if you leave out the minus sign before",
        ),
        ("An error signal", "-0.5", "The sign is right, but the number is about 13 times too large."),
        ("One signal for several weights", "0.082667629", "Your last one is off by one"),
        ("Twice as large", "0.000438568", "You get your number if you "),
        ("ReLU backward by hand", "-0.175186", "Right: that’s the number itself."),
    ],
)
def test_an_answer_is_judged_and_read_out(visit: Visit, heading: str, text: str, sentence: str) -> None:
    page = visit(PAGE)
    own = answer(page, heading, text)
    expect(own.locator(".answer-result")).to_contain_text(sentence)
    expect(own).to_contain_text("proved in your browser")
    expect(page.locator(VOICE)).to_contain_text(sentence)
    is_solved = "is off by one" in sentence or sentence.startswith(("Right,", "Right:"))
    expect(own.get_by_text("✓ Solved")).to_have_count(int(is_solved))


def test_a_slip_is_named_with_its_formula(visit: Visit) -> None:
    page = visit(MISTAKES)
    own = answer(page, "Half of the way", "0.000364723")
    expect(own).to_contain_text("if you go back through parameters that are already updated.")
    expect(own.locator(".live-line")).to_contain_text("≈ 0.358916480")
    expect(page.locator(VOICE)).to_contain_text("∂net_o1/∂out_h1 = w5^+ ≈ 0.358916480")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Type a number first, such as 0.5."),
        ("abc", "Found “abc”, expected a decimal number such as 0.5."),
        ("1e999", "The exponent must be between -60 and 60; yours is 999."),
        ("0." + "1" * 39, "Found 40 digits, expected at most 30."),
    ],
)
def test_what_is_no_number_is_told_beside_the_field(visit: Visit, text: str, sentence: str) -> None:
    page = visit(PAGE)
    heading = "The slope of a sigmoid"
    expect(answer(page, heading, "0.175510").get_by_text("✓ Solved")).to_be_visible()
    own = answer(page, heading, text)
    field = own.get_by_role("textbox", name="Your answer")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(sentence)
    expect(page.locator(VOICE)).to_have_text(sentence)
    expect(own.locator(".answer-result")).to_be_empty()
    expect(own.get_by_text("✓ Solved")).to_be_visible()


def test_tab_leads_from_the_field_to_the_button_to_the_hint(visit: Visit) -> None:
    page = visit(PAGE)
    box(page, "An error signal").get_by_role("textbox").focus()
    page.keyboard.type("-0.038098237")
    page.keyboard.press("Tab")
    expect(box(page, "An error signal").get_by_role("button", name="Check")).to_be_focused()
    page.keyboard.press("Enter")
    expect(box(page, "An error signal")).to_contain_text("Right, to all")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Hint"


def test_the_box_stands_between_the_question_and_its_hint(visit: Visit) -> None:
    page = visit(PAGE)
    own = box(page, "An error signal")
    expect(own.get_by_role("textbox")).to_be_visible()
    assert own.evaluate("box => box.previousElementSibling.textContent").startswith("Asked for:")
    assert own.evaluate("box => box.nextElementSibling.textContent.trim()").startswith("Hint")


def test_progress_is_kept_and_shown_and_cleared(visit: Visit) -> None:
    page = visit(PAGE)
    count = page.locator('.live[data-live="tasks"]')
    expect(count).to_contain_text("0 of 11 solved")
    answer(page, "The slope of a sigmoid", "0.175510")
    expect(count).to_contain_text("✓ 1 of 11 solved")
    answer(page, "An error signal", "0.5")
    page.reload()
    expect(count).to_contain_text("✓ 1 of 11 solved")
    expect(box(page, "The slope of a sigmoid").get_by_text("✓ Solved")).to_be_visible()
    page.goto(page.url.replace("backward/", ""))
    expect(count).to_contain_text("✓ 1 of 54 solved")
    link = page.get_by_role("article").get_by_role("link", name="The slope of a sigmoid")
    expect(link.locator("xpath=..")).to_contain_text("✓ solved")
    count.get_by_role("button", name="Clear").press("Enter")
    expect(count).to_contain_text("0 of 54 solved")
    expect(page.locator(VOICE)).to_contain_text("0 of 54 solved")
    expect(page.get_by_text("✓ solved")).to_have_count(0)


def test_it_works_where_nothing_can_be_kept(visit: Visit) -> None:
    page = visit("")
    page.add_init_script(REFUSING)
    page.goto(page.url + PAGE)
    answer(page, "The slope of a sigmoid", "0.175510")
    expect(page.locator('.live[data-live="tasks"]')).to_contain_text("✓ 1 of 11 solved")


def test_a_later_answer_wins(visit: Visit) -> None:
    page = visit(PAGE)
    answer(page, "The slope of a sigmoid", "0.3")
    own = answer(page, "The slope of a sigmoid", "0.175510")
    expect(own.locator(".answer-result")).to_contain_text("Right, to all six digits")
    page.wait_for_timeout(1500)
    expect(own.locator(".answer-result")).to_have_text(
        "Right, to all six digits you gave. proved in your browser"
    )
