"""The live parts of the built site: where each kind is, how it is used, and what can be wrong with it."""

import gzip
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from time import monotonic
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, Response, Route

from tests.site import axe
from tests.site.conftest import ROOT, SITE

BOX = re.compile(r'<div class="live" data-live="([a-z]+)"')
IMPORTED = re.compile(r'^(?:import|export)\b[^;]*?"(\.[^"]+)";', re.M)
PARTS = re.compile(r"const PARTS = \{(.*?)\};", re.S)
ROOM = 1  # pixels that rounding may move something
PATIENCE = 60  # seconds for what may come late on a busy machine


@cache
def boxes() -> dict[str, Counter[str]]:
    """Return how many live parts of each kind a page has, by its address, for pages that have any."""
    found: dict[str, Counter[str]] = {}
    for path in sorted(SITE.rglob("index.html")):
        if parts := Counter(BOX.findall(path.read_text("utf-8"))):
            found[path.relative_to(SITE).as_posix().removesuffix("index.html")] = parts
    return found


def places() -> dict[str, str]:
    """Return a page for each kind of part, the one with the fewest parts."""
    pages = sorted(boxes().items(), key=lambda page: page[1].total())
    return {kind: address for address, parts in reversed(pages) for kind in parts}


def kinds() -> set[str]:
    """Return the kinds of parts that pages can load."""
    table = PARTS.search((ROOT / "docs/assets/live/parts.mjs").read_text("utf-8"))
    assert table
    return set(re.findall(r"^ *([a-z]+):", table[1], re.M))


def needed(*roots: str) -> set[str]:
    """Return modules below `assets`, and all that they import at once."""
    assets = ROOT / "docs/assets"
    found: set[str] = set()
    waiting = list(roots)
    while waiting:
        if (name := waiting.pop()) not in found:
            found.add(name)
            paths = IMPORTED.findall((assets / name).read_text("utf-8"))
            waiting += [
                ((assets / name).parent / path).resolve().relative_to(assets).as_posix() for path in paths
            ]
    return found


class Scripts:
    """The scripts of our own that a page loads from now on, by their path below `assets`."""

    def __init__(self, page: Page) -> None:
        """Begin to watch a page."""
        self.answers: dict[str, Response] = {}
        page.on("response", self._keep)

    def _keep(self, answer: Response) -> None:
        path = urlsplit(answer.url).path.partition("/assets/")[2]
        if path.endswith((".mjs", ".js")) and not path.startswith("javascripts/"):
            self.answers[path] = answer

    @property
    def weight(self) -> int:
        """Return how many bytes they are, compressed."""
        return sum(len(gzip.compress(answer.body(), 9)) for answer in self.answers.values())


CONTROLS = (
    ":is(button, input, select, textarea, [role=button], [role=slider]):not(:disabled, [tabindex='-1'])"
)
ENDING = re.compile("close|reset|start again|clear|download|copy|share", re.I)
TYPED = {"textarea": "net_h1 0.3775"}


def box_of(page: Page, kind: str) -> Locator:
    """Return the first box of a kind."""
    return page.locator(f'div.live[data-live="{kind}"]').first


def controls(page: Page, kind: str) -> list[Locator]:
    """Return what can be reached in a part and in the still form before it, but for what ends its use."""
    box = box_of(page, kind)
    still = box.locator("xpath=preceding-sibling::*[1]")
    both = [*still.locator(CONTROLS).all(), *box.locator(CONTROLS).all()]
    return [each for each in both if each.is_visible() and not ENDING.search(name_of(each))]


def name_of(control: Locator) -> str:
    """Return what a control says of itself."""
    return str(control.evaluate("one => one.getAttribute('aria-label') ?? one.textContent"))


def use(control: Locator, *, by_touch: bool = False) -> None:
    """Use a control as its kind is used."""
    kind = control.evaluate("one => one.getAttribute('type') ?? one.getAttribute('role') ?? one.localName")
    if kind in {"text", "number", "search", "textarea"}:
        control.fill(TYPED.get(kind, "0.3"))
        control.press("Tab")
    elif kind in {"range", "slider", "select"}:
        control.press("ArrowRight")
    elif by_touch:
        control.evaluate("one => one.scrollIntoView({ block: 'center' })")
        control.tap(force=True)  # what lies above the middle of a line belongs to it
    else:
        control.press("Space")


def acts(page: Page, kind: str, *, most: int = 8, by_touch: bool = False) -> Iterator[None]:
    """Use one control after another; as each may bring others, they are looked for anew."""
    for place in range(most):
        if place >= len(there := controls(page, kind)):
            return
        use(there[place], by_touch=by_touch)
        settle(page)
        yield


def settle(page: Page) -> None:
    """Wait until a part has done what it was asked for."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(100)


@contextmanager
def held_back(page: Page, scripts: str) -> Iterator[None]:
    """Let no script of a pattern come before the end of the block."""
    waiting: list[Route] = []
    is_over = False

    def hold(route: Route) -> None:
        if is_over:
            route.continue_()
        else:
            waiting.append(route)

    page.route(scripts, hold)
    yield
    is_over = True
    for route in waiting:
        route.continue_()


# Where each paragraph, heading, table and picture of the article is down the page; what is hidden, nowhere.
PLACED = """
() => [...document.querySelectorAll("article > :not(.live)")].map(each => {
  const top = Math.round(each.getBoundingClientRect().top + scrollY);
  return [each.textContent.slice(0, 40), each.checkVisibility() ? top : -1];
})
"""


def moved(page: Page, before: list[tuple[str, int]]) -> list[str]:
    """Return what is no longer where it was."""
    pairs = zip(before, page.evaluate(PLACED), strict=True)
    return [f"{name} from {old} to {new}" for (name, old), (_, new) in pairs if abs(old - new) > ROOM]


# What goes beyond the window and cannot be scrolled by itself; the page would cut it off.
CUT = """
window => [...document.querySelectorAll(".live, .live *, :has(+ .live), :has(+ .live) *")].filter(one => {
  const { left, right, width } = one.getBoundingClientRect();
  if (!(one instanceof HTMLElement) || !width || (left >= -1 && right <= window + 1)) return false;
  for (let above = one.parentElement; above; above = above.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(above).overflowX)) return false;
  }
  return true;
}).map(one => one.outerHTML.slice(0, 80))
"""


def cut_off(page: Page, width: int) -> list[str]:
    """Return what of the live parts does not fit a window so wide."""
    page.set_viewport_size({"width": width, "height": 600})
    return list(page.evaluate(CUT, width))


def barriers(page: Page, kind: str) -> list[str]:
    """Return where a part and its still form keep someone out."""
    box = f'div.live[data-live="{kind}"]'
    return axe.barriers(page, box, f":has(+ {box})")


ANIMATED = """
document.getAnimations().map(each => each.effect?.target)
  .filter(one => one?.closest(".live, .live-picture")).map(one => one.outerHTML.slice(0, 80))
"""


def animated(page: Page) -> list[str]:
    """Return what moves by itself in live parts."""
    return list(page.evaluate(ANIMATED))


STATE = """
box => {
  const parts = [box.previousElementSibling, box];
  const fields = parts.flatMap(part => [...part.querySelectorAll("input, select, textarea")]);
  return JSON.stringify([
    parts.map(part => part.textContent.replace(/\\s+/g, " ")),
    fields.map(({ type, value, checked }) => (/radio|checkbox/.test(type) ? checked : value)),
  ]);
}
"""


def state(page: Page, kind: str) -> str:
    """Return all that a part shows."""
    settle(page)
    return str(box_of(page, kind).evaluate(STATE))


def steady_state(page: Page, kind: str) -> str:
    """Return all that a part shows once nothing of it changes any more."""
    before, now = "", state(page, kind)
    while before != now:
        page.wait_for_timeout(500)
        before, now = now, state(page, kind)
    return now


def comes(
    page: Page, kind: str, by: Callable[[], object], is_wanted: Callable[[str], bool], patience: float
) -> bool:
    """Return whether a part comes to show what is wanted by an act within so many seconds."""
    by()
    end = monotonic() + patience
    while not is_wanted(state(page, kind)):
        if monotonic() > end:
            return False
    return True


def forgotten(page: Page, kind: str, patience: float = PATIENCE) -> list[str]:
    """Return which way loses the first change that the address keeps; back may leave open what was opened."""
    address = page.url
    if not any(page.url != address for _ in acts(page, kind)):
        return ["no act changes the address"]
    changed = steady_state(page, kind)  # and no entry of the history is still waiting
    ways = {
        "back": comes(page, kind, page.go_back, lambda now: now != changed, patience),
        "forward": comes(page, kind, page.go_forward, lambda now: now == changed, patience),
        "reload": comes(page, kind, page.reload, lambda now: now == changed, patience),
    }
    return [way for way, is_kept in ways.items() if not is_kept]


def unseen(page: Page, kind: str) -> list[str]:
    """Return the controls whose picture is the same with the focus and without."""
    page.keyboard.press("Tab")
    return [name_of(each) for each in controls(page, kind)[:3] if without_focus(each) == with_focus(each)]


def without_focus(control: Locator) -> bytes:
    """Return a picture of the window."""
    control.evaluate("one => { document.activeElement.blur(); one.scrollIntoView({ block: 'center' }); }")
    return control.page.screenshot()


def with_focus(control: Locator) -> bytes:
    """Return a picture of the window while a control has the focus."""
    control.focus()
    return control.page.screenshot()
