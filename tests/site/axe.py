"""Where a page keeps someone out, by the rules of axe."""

from playwright.sync_api import Page

from tests.site.conftest import ROOT

RULES = (ROOT / "node_modules/axe-core/axe.min.js").read_text("utf-8")
# What passes is most of a page, and nobody reads it.
FIND = """
async parts => {
  const within = parts.length ? { include: parts } : document;
  const { violations } = await axe.run(within, { resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}
"""


def barriers(page: Page, *parts: str) -> list[str]:
    """Return what keeps someone out of a page, or of those of its parts that are named by selectors."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(RULES)
    found: list[str] = page.evaluate(FIND, [[part] for part in parts])
    return found
