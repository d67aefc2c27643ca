"""The built site as a reader meets it: any width, either theme, with and without JavaScript."""

import re
from collections.abc import Iterator, Mapping
from itertools import cycle
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext

from backprop.figures import style as figures

WIDTHS = (1280, 390)
# The theme moves its drawers when the width changes, for as long as these would take.
AT_ONCE = "*, ::before, ::after { transition: none !important; animation: none !important; }"
# By how many pixels a page is too wide, once the window has its width.
EXCESS = """async width => {
  while (innerWidth !== width) await new Promise(requestAnimationFrame);
  return document.documentElement.scrollWidth - width;
}"""
# A page of one group of values, with the example and the kind of group.
GROUP = re.compile(r"values/(\w+/)(\w+)(?:-\d+)?/")
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.fixture(scope="module", params=list(zip(WIDTHS, THEMES, strict=True)), ids=lambda p: f"{p[0]} {p[1]}")
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    width, theme = request.param
    made = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)
    yield made
    made.close()


def walked_pages(sizes: Mapping[str, int]) -> list[str]:
    """Return every page but the groups of values that are the largest neither of their example nor kind."""
    groups = {name: match.groups() for name in sizes if (match := GROUP.fullmatch(name))}
    largest = {of: name for name in sorted(groups, key=sizes.__getitem__) for of in groups[name]}
    return [name for name in sizes if name not in groups or name in largest.values()]


def test_groups_of_values_are_walked_by_kind_and_example() -> None:
    sizes = {
        "values/line/": 1,
        "values/relu/error/": 1,
        "values/relu/update/": 2,
        "values/relu/update-2/": 3,
        "values/chain/update/": 4,
        "values/chain/error/": 0,
    }
    assert walked_pages(sizes) == [
        "values/line/",
        "values/relu/error/",
        "values/relu/update-2/",
        "values/chain/update/",
    ]


def test_no_page_runs_off_the_side_or_asks_another_host(
    browser: Browser, base: str, site: Path, pages: list[str]
) -> None:
    """Each page is loaded once, at the last width, and laid out at the other; colours change neither."""
    page = browser.new_page(viewport={"width": WIDTHS[0], "height": 900})
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda answer: complaints.append(answer.url) if answer.status >= 400 else None)
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    wide = []
    walked = walked_pages({name: (site / name / "index.html").stat().st_size for name in pages})
    for address, widths in zip(walked, cycle((WIDTHS, WIDTHS[::-1]))):
        page.goto(base + address)
        page.add_style_tag(content=AT_ONCE)
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            excess = page.evaluate(EXCESS, width)
            wide += [f"{address}: {excess} of {width} pixels"] if excess > 0 else []
    page.close()
    assert wide == []
    assert complaints == []
    assert [url for url in asked if not url.startswith((base, "data:"))] == []


INKS = "one => [getComputedStyle(one).fill, one.closest('svg').dataset.figure]"


def test_figures_have_the_colours_of_the_theme(context: BrowserContext, base: str) -> None:
    page = context.new_page()
    page.goto(base + "mazur/")
    is_dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    number = page.locator('figure.figure svg [data-key="mazur:w5"]').last
    color, name = number.evaluate(INKS)
    drawings = page.locator("figure.figure svg").all()
    boxes = [drawing.bounding_box() for drawing in drawings]
    pictures = page.locator("article img").count()
    page.close()
    assert (color, name) == (rgb((figures.DARK if is_dark else figures.LIGHT).weight), "network-mazur")
    assert all(box and 300 < box["width"] <= 560 for box in boxes)
    assert pictures == 0


def test_letters_of_diagrams_can_be_read_on_a_telephone(browser: Browser, base: str) -> None:
    made = browser.new_context(viewport={"width": 390, "height": 900})
    page = made.new_page()
    page.goto(base + "learn/paths/")
    sizes = page.evaluate(SIZES)
    made.close()
    assert len(sizes) > 20
    assert min(sizes) >= 11


# The size of the letters of each text as it is seen, indices too.
SIZES = """
[...document.querySelectorAll('figure svg')]
  .map(svg => [svg.clientWidth / svg.viewBox.baseVal.width, [...svg.querySelectorAll('text, tspan')]])
  .flatMap(([scale, texts]) => texts.map(text => scale * parseFloat(getComputedStyle(text).fontSize)))
"""
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
    page.goto(base + "mazur/")
    page.emulate_media(media="print")
    color = dict(page.evaluate(COLORS))["enclosing role-weight"]
    drawn, _ = page.locator("figure.figure text [data-key]").first.evaluate(INKS)
    made.close()
    assert color == rgb(figures.LIGHT.weight)
    assert drawn in {rgb(color) for color in vars(figures.LIGHT).values() if str(color).startswith("#")}


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
    page.locator('article a[href$="values/mazur/training/#@1:E_total"]').first.click()
    page.wait_for_url("**/values/mazur/training/#@1:E_total")
    target = page.evaluate("document.querySelector(':target').parentElement.innerText")
    made.close()
    assert "0.29102777369359935" in target


def test_numbers_in_formulas_know_their_key(browser: Browser, base: str) -> None:
    made = browser.new_context()
    page = made.new_page()
    page.goto(base + "mazur/output-layer/")
    number = page.locator('.katex [data-key="mazur:dE_total/dw5"]').first.inner_text()
    focusable = page.locator(".katex a, .katex button, .katex [tabindex]").count()
    made.close()
    assert number == "0.082167041"
    assert focusable == 0
