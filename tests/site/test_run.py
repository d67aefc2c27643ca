"""Long runs in a browser: every digit is proved, and the page answers while they go on."""

from typing import Any

from playwright.sync_api import Page

from backprop.core.digits import VALUE_DIGITS, significant
from backprop.core.keys import parse
from backprop.core.registry import digits
from tests.site.conftest import Visit

UPDATES = 10_000
START = """async () => {
  const { Run } = await import("/assets/graph.mjs");
  const { significant } = await import("/assets/digits.mjs");
  const { graph } = await (await fetch("/values/mazur.json")).json();
  window.started = { run: new Run(graph), full: significant(17) };
}"""
# The digits of the loss, the time that the run took, and the longest in which the page could not move.
MEASURE = """async (updates) => {
  const { run, full } = window.started;
  let [gap, last, frames] = [0, performance.now(), 0];
  const look = () => {
    gap = Math.max(gap, performance.now() - last);
    last = performance.now();
    frames++;
  };
  const timer = setInterval(look);
  const start = performance.now();
  const pass = await run.pass(updates);
  const taken = performance.now() - start;
  look();
  clearInterval(timer);
  return { text: pass.digits("E_total", full).text, taken, gap, frames };
}"""
END = """() => {
  const controller = new AbortController();
  const button = document.createElement("button");
  button.textContent = "End the run";
  button.onclick = () => controller.abort();
  document.querySelector("article").prepend(button);
  window.ended = window.started.run
    .pass(100000, { signal: controller.signal })
    .then(() => "went on to its end", (error) => error.name);
}"""


def started(visit: Visit) -> Page:
    """Return a page with a run of the first example that has not begun."""
    page = visit("values/")
    page.evaluate(START)
    return page


def test_ten_thousand_updates_are_proved_while_the_page_moves(visit: Visit) -> None:
    found: dict[str, Any] = started(visit).evaluate(MEASURE, UPDATES)
    assert found["text"] == digits(parse(f"mazur@{UPDATES}:E_total"), significant(VALUE_DIGITS)).text
    # Slices of some milliseconds leave dozens of turns; a busy machine may stretch any of them.
    assert found["frames"] > 5, found
    assert found["gap"] < max(1000, found["taken"] / 3), found


def test_a_click_is_answered_while_a_run_goes_on(visit: Visit) -> None:
    page = started(visit)
    page.evaluate(END)
    page.get_by_role("button", name="End the run").click()
    assert page.evaluate("window.ended") == "AbortError"
