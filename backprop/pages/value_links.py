"""Links to values in the built page: each leads straight to the page that holds the entry.

A page of Markdown names the page of the example, wherever its entries stand: `../values/mazur.md#w5`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown.treeprocessors import Treeprocessor

from backprop.pages.page_text import path_of
from backprop.pages.value_index import pages_by_key
from backprop.pages.value_pages import VALUES

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from markdown import Markdown


class ValueLinks(Treeprocessor):
    """Turns the links; one whose key has no entry stays, and the site generator misses its anchor."""

    def run(self, root: Element) -> None:
        """Turn the links of a page that is in a file."""
        if path := path_of(self.md):
            for link in root.iter("a"):
                link.set("href", direct(link.get("href", ""), path))


def direct(href: str, page: Path) -> str:
    """Return the address of the entry that an address on a page leads to, any other as it is."""
    target, _, fragment = href.partition("#")
    first = target or page.name
    if not fragment or not first.endswith(".md") or (page.parent / first).parent.name != VALUES:
        return href
    name = pages_by_key(page.parent / first).get(fragment)
    return f"{first.removesuffix('.md')}/{name}.md#{fragment}" if name else href


def register(md: Markdown) -> None:
    """Turn the links once they are noted for the next build, at 0.5, before MkDocs, at 0, resolves them."""
    md.treeprocessors.register(ValueLinks(md), "backprop_value_links", 0.4)
