"""The conventions as switches: beside each choice the number that it leads to, and what changes first."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from backprop.core.keys import parse
from backprop.core.registry import digits
from tests.site.conftest import Visit

NETWORKS = ["mazur", "sigmoid", "signed", "relu", "chain", "xor"]
SLOPE = "∂neto1∂outh1, the derivative of the net input of o1 with respect to the output of h1"
# What is chosen on the page of a network, one after the other; the options then, and the first to change.
CHOICES = [
    (
        *("mazur", ["one bias per neuron"], ";bias=each"),
        "bh1, the bias of h1, after the update: 0.345614323 instead of 0.35",
    ),
    (
        *("mazur", ["one bias per layer"], ";bias=shared"),
        "b1, the bias of h1 and h2, after the update: 0.340637195 instead of 0.35",
    ),
    (
        *("mazur", ["one after another", "one bias per neuron"], ";bias=each;update=sequential"),
        f"{SLOPE}: 0.358916480 instead of 0.4; that is w5, already updated.",
    ),
    (
        *("mazur", ["sum of the squares"], ";loss=sum"),
        "Eo1, the loss at o1: 0.549622166 instead of 0.274811083",
    ),
    ("xor", ["batches of 2"], ";batch=2", "w1, the weight from i1 to h1, after the update: "),
    (
        *("xor", ["mean over the samples"], ";total=mean"),
        "Etotal, the total loss: 0.124771912 instead of 0.499087650",
    ),
]


def numbers(box: Locator) -> dict[str, str]:
    """Return the number beside each choice by its words, as soon as the part has them."""
    expect(box.locator(".switches-number").last).not_to_be_empty()
    rows = box.locator(".switches-choice").all()
    return {row.locator("label").inner_text().strip(): row.locator("span").inner_text() for row in rows}


def still(page: Page) -> dict[str, str]:
    """Return the numbers of the table that stands there without scripts."""
    table = page.locator(":has(+ .live) >> tbody tr")
    rows = [re.split(r"\t+", row.inner_text().strip()) for row in table.all()]
    return {words: number for words, number in rows if words != "as on these pages"}


@pytest.mark.parametrize("network", NETWORKS)
def test_each_choice_leads_to_the_number_of_the_table(visit: Visit, network: str) -> None:
    page = visit(f"{network}/conventions/")
    shown, printed = numbers(page.locator(".live")), still(page)
    usual = digits(parse(f"{network}@1:E_total")).text
    chosen = page.get_by_role("radio", checked=True).all()
    assert {shown[radio.locator("..").inner_text().strip()] for radio in chosen} == {usual}
    assert shown.items() >= printed.items()
    assert len(shown) == len(printed) + len(chosen)


@pytest.mark.parametrize(("network", "choices", "options", "first"), CHOICES)
def test_the_chosen_number_stands_by_the_usual_one(
    visit: Visit, network: str, choices: list[str], options: str, first: str
) -> None:
    page = visit(f"{network}/conventions/")
    usual, chosen = (digits(parse(f"{network}{more}@1:E_total")).text for more in ("", options))
    for choice in choices:
        page.get_by_role("radio", name=choice, exact=True).check()
    expect(page.locator(".switches-both dd")).to_have_text([usual, chosen])
    expect(page.locator(".switches-first")).to_contain_text(f"The first number to change is {first}")
    assert page.url.endswith(f"?at={network}{options}")


def test_a_choice_that_changes_nothing_says_so(visit: Visit) -> None:
    page = visit("mazur/conventions/")
    page.get_by_role("radio", name="mean of the squares").check()
    expect(page.locator(".switches-first")).to_have_text(
        "No number changes: the mean of two squares is half their sum."
    )


def test_the_address_opens_the_choice_and_reset_ends_it(visit: Visit) -> None:
    page = visit("mazur/conventions/?at=mazur;bias=each@2:w5&w5=0.5&b1=0.4")
    box = page.locator(".live")
    expect(box.get_by_role("radio", name="one bias per neuron")).to_be_checked()
    expect(box.locator(".switches-head")).to_contain_text("w5, weight from h1 to o1, after 2 updates")
    box.get_by_role("button", name="Reset").click()
    expect(box.get_by_role("radio", name="biases fixed")).to_be_checked()
    expect(box.get_by_role("button", name="Reset")).to_be_disabled()
    page.go_back()
    expect(box.get_by_role("radio", name="one bias per neuron")).to_be_checked()


def test_the_switches_work_by_keyboard_and_are_told(visit: Visit) -> None:
    page = visit("chain/conventions/")
    page.get_by_role("radio", name="biases fixed").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="one bias per neuron")).to_be_checked()
    told = "The usual choices 0.085032311 Your choices 0.074679872."
    expect(page.locator("[aria-live=polite]", has_text=told)).to_be_attached()
