"""Pages stand still while they load, however late fonts and scripts come."""

import time

import pytest
from playwright.sync_api import Browser, Route

# What has moved by itself so far, as browsers measure it: 0 is nothing.
OBSERVED = """
globalThis.moved = 0;
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) globalThis.moved += entry.hadRecentInput ? 0 : entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
MOST = 0.02
PAGES = [
    "",
    "learn/output-layer/",
    "mazur/hidden-layer/",
    "mazur/training/",
    "values/mazur/",
    "sources/relu/",
]


def shift(browser: Browser, address: str, width: int, style: str = "") -> float:
    """Return how much a page moves, from an empty cache to the end of what it loads."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    context.add_init_script(OBSERVED)
    page = context.new_page()
    page.route("**/*.{woff2,js,mjs}", late)
    page.goto(address, wait_until="networkidle")
    if style:
        page.add_style_tag(content=style)
    page.wait_for_timeout(200)
    moved: float = page.evaluate("globalThis.moved")
    context.close()
    return moved


def late(route: Route) -> None:
    """Let a file wait until the page has been painted without it."""
    time.sleep(0.1)
    route.continue_()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("address", PAGES)
def test_nothing_moves(browser: Browser, base: str, address: str, width: int) -> None:
    assert shift(browser, base + address, width) < MOST


def test_what_moves_is_seen(browser: Browser, base: str) -> None:
    planted = "article { padding-top: 300px !important; }"
    assert shift(browser, f"{base}learn/output-layer/", 390, planted) > MOST
