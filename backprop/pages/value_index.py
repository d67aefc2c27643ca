"""The index on the page of an example's values: the pages that hold its entries, and the keys on each.

A line is `- [Error](mazur/error.md), 3 values:` and the keys as code. In the built page each is an anchor, so
that whatever leads to it on the page of the example, from anywhere, still does.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from markdown.treeprocessors import Treeprocessor

from backprop import files
from backprop.pages.page_text import path_of
from backprop.pages.value_pages import VALUES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from markdown import Markdown

    from backprop.pages.value_pages import ValuesPage

_LINE = re.compile(r"^- \[[^\]]+\]\([\w-]+/(?P<page>[\w-]+)\.md\), [\d,]+ values?: (?P<keys>`.*`)$", re.M)


def index_line(example: str, page: ValuesPage) -> str:
    """Return the line of one page: where it is, how many entries it holds, and which."""
    keys = [f"`{key.fragment}`" for key in page.keys]
    count = "1 value" if len(keys) == 1 else f"{len(keys):,} values"
    return f"- [{page.title}]({example}/{page.name}.md), {count}: {' '.join(keys)}"


def pages_by_key(index: Path) -> Mapping[str, str]:
    """Return the page that holds each key, by the fragments of the keys; none where a file is no index."""
    return _pages_by_key(index, index.stat().st_mtime_ns) if index.is_file() else {}


@lru_cache(maxsize=64)
def _pages_by_key(index: Path, _changed: int) -> Mapping[str, str]:
    return {
        key.strip("`"): line["page"]
        for line in _LINE.finditer(files.read(index))
        for key in line["keys"].split()
    }


class KeyAnchors(Treeprocessor):
    """Makes the keys of an index anchors."""

    def run(self, root: Element) -> None:
        """Find the index on the page of an example, by the links to the pages in its folder."""
        path = path_of(self.md)
        if path and path.parent.name == VALUES:
            for item in root.iter("li"):
                if len(item) and item[0].get("href", "").startswith(f"{path.stem}/"):
                    for code in item.iter("code"):
                        code.set("id", code.text or "")


def register(md: Markdown) -> None:
    """Make the anchors before MkDocs, at 5, looks for them."""
    md.treeprocessors.register(KeyAnchors(md), "backprop_key_anchors", 6)
