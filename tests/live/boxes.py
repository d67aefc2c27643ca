"""The boxes for answers that pages have."""

import re
from pathlib import Path

from backprop.core.keys import Key, parse

DOCS = Path(__file__).parents[2] / "docs"
_BOX = re.compile(r"<!-- backprop: live answer (?P<key>\S+)(?: unnamed)? -->")
_COUNT = re.compile(r"<!-- backprop: live tasks (?P<count>\d+)(?P<all> all)? -->")


def boxes() -> dict[Path, list[Key]]:
    """Return the keys that the boxes of each page ask for."""
    pages = sorted(DOCS.glob("exercises/*.md")) + sorted(DOCS.glob("learn/*.md"))
    found = {
        page: [parse(match["key"]) for match in _BOX.finditer(page.read_text("utf-8"))] for page in pages
    }
    return {page: keys for page, keys in found.items() if keys}


def counts() -> dict[Path, int]:
    """Return how many tasks a page says that it has."""
    found = {page: _COUNT.search(page.read_text("utf-8")) for page in sorted(DOCS.glob("exercises/*.md"))}
    return {page: int(match["count"]) for page, match in found.items() if match}
