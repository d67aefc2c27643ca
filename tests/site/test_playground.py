"""The playground in use: by keyboard alone, with proved digits, its address, its files, and bad input."""

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from flint import ctx
from playwright.sync_api import Browser, Locator, Page, expect

from backprop.core.digits import VALUE_DIGITS, Rule, digits, page, significant
from backprop.core.ops import Proved
from backprop.core.program import Run, compiled
from backprop.errors import UndecidedError
from tests.live.shapes import Twin
from tests.site.axe import barriers
from tests.site.conftest import Visit
from tests.site.test_shift import MOST, shift

ADDRESS = "playground/"
CLASSES = "?at=own&own.net=2-2s-2m&own.loss=cross-entropy"
PRECISION = 512
USUAL = {
    "bias": "fixed",
    "loss": "half",
    "rate": "0.5",
    "momentum": "0",
    "update": "together",
    "total": "sum",
    "batch": 1,
}
# The numbers in the fields, by what the fields are called.
FIELDS = """() => Object.fromEntries(
  [...document.querySelectorAll(".own-table input")].map((field) => [field.ariaLabel, field.value]))"""


def opened(visit: Visit, query: str = "", **options: Any) -> Page:
    """Open the playground and wait for its numbers."""
    at = visit(ADDRESS + query, **options)
    expect(at.locator(".own-loss strong")).not_to_be_empty()
    expect(at.locator(".own-panel .live-line").first).to_be_visible()
    return at


def field(at: Page, name: str) -> Locator:
    """Return the field of that name."""
    return at.get_by_role("textbox", name=name, exact=True)


def tab_to(at: Page, name: str) -> None:
    """Press Tab until what is called so has the focus."""
    for _ in range(120):
        at.keyboard.press("Tab")
        focused = at.evaluate(
            "document.activeElement.ariaLabel ?? document.activeElement.labels?.[0]?.textContent "
            "?? document.activeElement.textContent"
        )
        if (focused or "").startswith(name):
            return
    raise AssertionError(f"Tab never came to {name}")


def choose(at: Page, name: str, value: str) -> None:
    """Choose a value of a select by its first letters."""
    tab_to(at, name)
    at.keyboard.type(value)
    assert at.evaluate("document.activeElement.selectedOptions[0].textContent") == value


def twin_of(at: Page, activations: tuple[str, str], widths: tuple[int, int, int]) -> Twin:
    """Return the network whose numbers stand in the fields."""
    numbers = at.evaluate(FIELDS)
    inputs, hidden, outputs = (
        [f"{letter}{n + 1}" for n in range(width)] for letter, width in zip("iho", widths, strict=True)
    )
    layers = [
        {
            "weights": [[numbers[f"weight from {source} to {unit}"] for source in sources] for unit in units],
            "activation": activation,
            "bias": bias,
        }
        for sources, units, activation, bias in zip(
            (inputs, hidden), (hidden, outputs), activations, ("0.35", "0.6"), strict=True
        )
    ]
    ends = {
        "inputs": [[numbers[f"input {unit}"] for unit in inputs]],
        "targets": [[numbers[f"target of {unit}"] for unit in outputs]],
    }
    return Twin({**ends, "layers": layers, **USUAL})


def proved(twin: Twin, names: list[str], step: int, rule: Rule = page) -> list[str]:
    """Return the digits that Python proves."""
    run, program = Run(twin.graph, PRECISION), compiled(twin.graph, names, "proved")
    with ctx.workprec(PRECISION):
        found = program(run.state(step))
        return [text_of(found[name], rule) for name in names]


def text_of(value: Proved, rule: Rule) -> str:
    """Return the digits of a value, none where they cannot be told: a sum that is 0 by its meaning."""
    try:
        return digits(value, rule).text
    except UndecidedError:
        return ""


def slopes(at: Page) -> list[str]:
    """Return the slopes that are shown, as digits."""
    texts = at.locator(".own-slopes button").all_text_contents()
    return [text.partition("≈ ")[2].replace("−", "-") for text in texts]


def build_by_keyboard(at: Page) -> None:
    """Make a network of 3 inputs, 4 tanh and 2 softmax neurons, and train it for one update."""
    at.keyboard.press("Tab")
    tab_to(at, "One more input")
    at.keyboard.press("Enter")
    for count in (3, 4):
        tab_to(at, "One more neuron in hidden layer")
        at.keyboard.press("Enter")
        expect(at.get_by_role("group", name="Hidden layer").locator("output")).to_have_text(str(count))
    choose(at, "Activation: Hidden layer", "tanh")
    choose(at, "Activation: Outputs", "softmax")
    for summary in ("Inputs and targets", "Weights and biases", "Slopes"):
        tab_to(at, summary)
        at.keyboard.press("Enter")
    tab_to(at, "+1")
    at.keyboard.press("Enter")
    expect(at.locator(".live-count")).to_have_text("1 update")
    expect(at.locator(".own-slopes button").first).to_be_visible()


def test_a_network_is_built_by_keyboard_alone_and_its_digits_are_proved(visit: Visit) -> None:
    at = opened(visit)
    build_by_keyboard(at)
    twin = twin_of(at, ("tanh", "softmax"), (3, 4, 2))
    names = [*(f"w{n}" for n in range(1, 21)), "b1", "b2"]
    (loss,) = proved(twin, ["E_total"], 1)
    expect(at.locator(".own-loss strong")).to_have_text(loss)
    assert slopes(at) == proved(twin, [f"dE_total/d{name}" for name in names], 1)
    assert "own.net=3-4t-2m" in at.url


def test_a_number_opens_down_to_what_is_given(visit: Visit) -> None:
    at = opened(visit)
    panel = at.locator(".own-panel")
    expect(panel.locator(".live-line").last).to_contain_text("0.3775")
    at.get_by_role("button", name="output of o1: 0.751").press("Enter")
    expect(panel.locator(".live-line").last).to_contain_text("0.751365070")
    panel.get_by_role("button", name="1.105905967, net input of o1").press("Enter")
    panel.get_by_role("button", name="0.593269992, output of h1").press("Enter")
    expect(panel).to_contain_text("0.3775")


def test_escape_closes_what_is_opened(visit: Visit) -> None:
    at = opened(visit)
    panel = at.locator(".own-panel")
    at.get_by_role("button", name="output of o1: 0.751").press("Enter")
    panel.get_by_role("button", name="1.105905967, net input of o1").press("Enter")
    panel.get_by_role("button", name="0.593269992, output of h1").press("Escape")
    expect(panel.locator(".live-reason")).to_have_count(1)
    expect(panel.get_by_role("button", name="1.105905967, net input of o1")).to_be_focused()


def test_a_removed_layer_leaves_the_focus_where_nothing_is_destroyed(visit: Visit) -> None:
    at = opened(visit)
    at.get_by_role("button", name="Remove hidden layer").press("Enter")
    expect(at.get_by_role("button", name="Add a hidden layer")).to_be_focused()
    assert "own.net=2-2s" in at.url


def test_a_starting_weight_is_changed_at_the_start(visit: Visit) -> None:
    at = opened(visit, "?at=own@2:w5")
    panel = at.locator(".own-panel")
    expect(panel).to_contain_text("To change its starting value, go back to the start.")
    panel.get_by_role("button", name="Back to the start").click()
    expect(panel.get_by_role("slider")).to_be_visible()
    expect(panel.locator(".own-way-back")).to_be_hidden()


def test_the_address_holds_all_that_is_shown(visit: Visit) -> None:
    at = opened(visit)
    build_by_keyboard(at)
    field(at, "weight from i1 to h1").fill("-0.75")
    at.keyboard.press("Tab")
    at.get_by_role("button", name="with respect to the weight from i2 to h1").press("Enter")
    expect(at.locator(".own-panel .live-title").first).to_contain_text("weight from i2 to h1")
    again = opened(visit, at.url.partition("/playground/")[2])
    for part in (".own-loss", ".own-panel", ".live-count"):
        expect(again.locator(part)).to_have_text(at.locator(part).text_content() or "")
    assert again.evaluate(FIELDS) == at.evaluate(FIELDS)
    at.go_back()
    at.go_back()
    expect(field(at, "weight from i1 to h1")).to_have_value("0.15")


def saved(at: Page, form: str, folder: Path) -> Path:
    """Return the file that a button gives."""
    with at.expect_download() as waiting:
        at.get_by_role("button", name=form, exact=True).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_what_is_taken_away_reads_back(visit: Visit, tmp_path: Path) -> None:
    at = opened(visit, "?at=own@2&own.net=3-2t-2s&w1=0.7&eta=0.25")
    at.get_by_text("Inputs and targets").first.click()
    shape = twin_of(at, ("tanh", "sigmoid"), (3, 2, 2)).shape | {"rate": "0.25"}
    names = ["E_total", "dE_total/dw1", "net_h2", "w1+"]
    expected = dict(zip(names, proved(Twin(shape), names, 2, significant(VALUE_DIGITS)), strict=True))
    with saved(at, "CSV", tmp_path).open(encoding="utf-8") as file:
        rows = {row["quantity"]: row["digits"] for row in csv.DictReader(file)}
    document = json.loads(saved(at, "JSON", tmp_path).read_text("utf-8"))
    values = {value["quantity"]: value["digits"] for value in document["values"]}
    assert expected.items() <= rows.items()
    assert rows == values
    assert document["graph"]["expressions"]["w1"] == {"number": "7/10"}
    assert document["step"] == 2
    program = saved(at, "Python", tmp_path)
    printed = subprocess.run(
        [sys.executable, program], capture_output=True, encoding="utf-8", check=True
    ).stdout
    results = {name: float(number) for name, number in map(str.split, printed.splitlines())}
    assert results["E_total"] == pytest.approx(float(expected["E_total"]), rel=1e-12)
    assert results["dE_total/dw1"] == pytest.approx(float(expected["dE_total/dw1"]), rel=1e-9)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("abc", "expected a decimal number"),
        ("1e999", "expected a decimal number"),
        ("", "Please enter a number."),
        ("0." + "1" * 40, "at most 12 digits"),
        ("9" * 12, ""),
    ],
)
def test_bad_numbers_are_refused_beside_their_field(visit: Visit, text: str, sentence: str) -> None:
    at = opened(visit)
    at.get_by_text("Weights and biases at the start").click()
    before = at.locator(".own-loss").text_content() or ""
    field(at, "weight from i1 to h1").fill(text)
    at.keyboard.press("Tab")
    row = at.locator("tr", has=field(at, "weight from i1 to h1")).locator("+ tr")
    if sentence:
        expect(row).to_contain_text(sentence)
        expect(field(at, "weight from i1 to h1")).to_have_attribute("aria-invalid", "true")
        expect(at.locator(".own-loss")).to_have_text(before)
    else:
        expect(at.locator(".own-loss")).not_to_have_text(before)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?at=own&own.net=2-7s-2s", "Found net “2-7s-2s”"),
        ("?at=own&own.net=-2-2s-2s", "Found net “-2-2s-2s”"),
        ("?at=own&own.samples=-3", "Found samples “-3”"),
        ("?at=own&own.colour=red", "Found colour “red”"),
        (
            "?at=own&own.net=2-2r-2t&own.loss=cross-entropy&w5=-9&w6=-9",
            "Cross-entropy needs positive outputs",
        ),
        ("?at=own&w99=3", "w99"),
        ("?at=own&w1=abc", "abc"),
        ("?at=own&eta=-1", "At a rate of -1 nothing is learned"),
        (f"{CLASSES}&t_o1=0.5", "The targets add up to 1.49"),
        ("?at=own;;;", "key"),
    ],
)
def test_bad_addresses_say_so_and_show_the_usual_network(visit: Visit, query: str, sentence: str) -> None:
    at = opened(visit, query)
    expect(at.locator(".live > .live-problem")).to_contain_text(sentence)
    expect(at.locator(".own-loss strong")).to_have_text("0.298371109")


def test_targets_of_a_softmax_add_up_to_one(visit: Visit) -> None:
    at = opened(visit, CLASSES)
    at.get_by_text("Inputs and targets").first.click()
    before = at.locator(".own-loss").text_content() or ""
    field(at, "target of o1").fill("0.25")
    at.keyboard.press("Tab")
    problem = at.locator(".own-problem").first
    expect(problem).to_contain_text(
        "The targets add up to 1.24; with softmax and cross-entropy they must add up to 1."
    )
    expect(at.locator(".own-loss")).to_have_text(before)
    field(at, "target of o2").fill("0.75")
    at.keyboard.press("Tab")
    expect(problem).to_be_hidden()
    expect(at.locator(".own-loss")).not_to_have_text(before)


def test_a_loss_that_cannot_be_computed_is_refused(visit: Visit) -> None:
    at = opened(visit, "?at=own&own.net=2-2s-2t&w5=-9&w6=-9")
    at.get_by_label("Loss", exact=True).select_option("cross-entropy")
    expect(at.locator(".own-controls > .live-problem")).to_contain_text(
        "Cross-entropy needs positive outputs"
    )
    expect(at.get_by_label("Loss", exact=True)).to_have_value("half")


@pytest.mark.parametrize(("width", "theme"), [(320, "dark"), (390, "light"), (1280, "dark"), (1280, "light")])
def test_nobody_is_kept_out_in_mid_use(visit: Visit, width: int, theme: str) -> None:
    query = "?at=own@30:dE_total/dw2&own.net=6-6s-6t-6r-6m&own.samples=2"
    at = opened(visit, query, width=width, color_scheme=theme, reduced_motion="reduce")
    for summary in at.locator(".own-tables summary").all():
        summary.click()
    field(at, "input i1 in sample 1").fill("abc")
    at.keyboard.press("Tab")
    expect(at.locator(".own-problem").first).to_be_visible()
    assert barriers(at) == []
    assert at.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_when_it_comes_alive(browser: Browser, base: str, width: int) -> None:
    assert shift(browser, base + ADDRESS, width) < MOST


def test_without_scripts_the_figure_and_the_ways_on_are_there(visit: Visit) -> None:
    at = visit(ADDRESS, java_script_enabled=False)
    expect(at.locator("article .figure svg")).to_be_visible()
    assert at.locator(".live *").count() == 0
    expect(at.get_by_role("link", name="Here they are, side by side")).to_be_visible()
