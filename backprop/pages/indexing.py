"""The search of Material: what it takes from a page is kept, and titles are told apart."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from backprop.cache import kept
from backprop.code import versions

SEARCH, ROOM = "material/search", "search"


def keep_entries(config: MkDocsConfig) -> None:
    """Let the index of the search, where there is one, take the entries of unchanged pages as they were."""
    if index := _index(config):
        index.add_entry_from_context = partial(_add, index.entries, index.add_entry_from_context)


def _add(entries: list[Any], add: Callable[[Page], None], page: Page) -> None:
    """Add the entries of a page, or let them be added."""
    count = len(entries)

    def added() -> bytes:
        add(page)
        return json.dumps(entries[count:], default=str).encode()

    parts = (page.content or "", page.url, str(page.title), json.dumps(page.meta, default=str))
    entries[count:] = json.loads(kept(ROOM, [repr(versions()), *parts], added))


def name_sections(config: MkDocsConfig, sections: Mapping[str, str]) -> None:
    """Put the section of a page, known by its address, behind a title that several pages have."""
    if index := _index(config):
        pages = [entry for entry in index.entries if "#" not in entry["location"]]
        counts = Counter(entry["title"] for entry in pages)
        for entry in pages:
            if counts[entry["title"]] > 1 and entry["location"] in sections:
                entry["title"] += f" · {sections[entry['location']]}"


def _index(config: MkDocsConfig) -> Any:
    return getattr(config.plugins.get(SEARCH), "search_index", None)
