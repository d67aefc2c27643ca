"""The built site as a reader meets it: any width, either theme, with and without JavaScript."""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext

from backprop.figures import style as figures

WIDTHS = (1280, 390)
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.fixture(
    scope="module", params=[(w, t) for w in WIDTHS for t in THEMES], ids=lambda p: f"{p[0]} {p[1]}"
)
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    width, theme = request.param
    made = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)
    yield made
    made.close()


def test_no_page_runs_off_the_side_or_asks_another_host(
    context: BrowserContext, base: str, pages: list[str]
) -> None:
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda answer: complaints.append(answer.url) if answer.status >= 400 else None)
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    wide = []
    for address in pages:
        page.goto(base + address)
        excess = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        wide += [f"{address}: {excess} pixels"] if excess > 0 else []
    page.close()
    assert wide == []
    assert complaints == []
    assert [url for url in asked if not url.startswith((base, "data:"))] == []


def test_one_picture_of_each_pair_is_seen(context: BrowserContext, base: str) -> None:
    page = context.new_page()
    page.goto(base + "mazur/training/")
    pairs = [page.locator(f"img.figure.{theme}").all() for theme in THEMES]
    light, dark = ([image.is_visible() for image in images] for images in pairs)
    is_dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    page.close()
    assert len(light) == len(dark) > 0
    assert set(light) == {not is_dark}
    assert set(dark) == {is_dark}


COLORS = """
[...document.querySelectorAll('article p .katex-html, article td .katex-html, article .math .katex-html')]
  .flatMap(one => [...one.querySelectorAll('[class*="role-"]')])
  .map(one => [one.className, getComputedStyle(one).color])
"""


def test_formulas_have_the_colours_of_the_figures(context: BrowserContext, base: str) -> None:
    page = context.new_page()
    page.goto(base + "mazur/update/")
    is_dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    found = dict(page.evaluate(COLORS))
    below = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.close()
    theme = figures.THEMES["dark" if is_dark else "light"]
    assert below == rgb(theme.background)
    assert set(found) >= {"enclosing role-weight", "enclosing role-gradient", "enclosing role-error"}
    assert found == {name: rgb(getattr(theme, name.partition("role-")[2])) for name in found}


def rgb(color: str) -> str:
    """Spell a colour as a browser does."""
    return f"rgb({', '.join(str(int(color[start : start + 2], 16)) for start in (1, 3, 5))})"


def test_paper_has_the_colours_and_figures_of_the_light_theme(browser: Browser, base: str) -> None:
    made = browser.new_context(color_scheme="dark")
    page = made.new_page()
    page.goto(base + "mazur/update/")
    page.emulate_media(media="print")
    color = dict(page.evaluate(COLORS))["enclosing role-weight"]
    seen = [page.locator(f"img.figure.{theme}").first.is_visible() for theme in THEMES]
    made.close()
    assert color == rgb(figures.LIGHT.weight)
    assert seen == [True, False]


def test_forced_colours_win(browser: Browser, base: str) -> None:
    made = browser.new_context(forced_colors="active")
    page = made.new_page()
    page.goto(base + "mazur/update/")
    colors = set(dict(page.evaluate(COLORS)).values())
    ink = page.evaluate("getComputedStyle(document.querySelector('article p')).color")
    made.close()
    assert colors == {ink}


def test_without_javascript_all_mathematics_and_numbers_are_there(browser: Browser, base: str) -> None:
    made = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 900})
    page = made.new_page()
    page.goto(base + "mazur/output-layer/")
    text = page.locator("article").inner_text()
    formulas = page.locator("article .katex").count()
    visible = page.locator("article .katex-html").first.is_visible()
    made.close()
    assert formulas > 10
    assert visible
    assert "0.082167041" in text
    assert "\\frac" not in text


def test_a_number_leads_to_its_quantity(browser: Browser, base: str) -> None:
    made = browser.new_context(viewport={"width": 1280, "height": 900})
    page = made.new_page()
    page.goto(base + "mazur/update/")
    page.locator('article a[href$="values/mazur/#@1:E_total"]').first.click()
    page.wait_for_url("**/values/mazur/#@1:E_total")
    target = page.evaluate("document.querySelector(':target').parentElement.innerText")
    made.close()
    assert "0.29102777369359935" in target


def test_numbers_in_formulas_know_their_key(browser: Browser, base: str) -> None:
    made = browser.new_context()
    page = made.new_page()
    page.goto(base + "mazur/output-layer/")
    number = page.locator('[data-key="mazur:dE_total/dw5"]').first.inner_text()
    focusable = page.locator(".katex a, .katex button, .katex [tabindex]").count()
    made.close()
    assert number == "0.082167041"
    assert focusable == 0
