"""The search of Material: what it takes from a page is kept, as reading a page by its tags takes it long."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from backprop.cache import kept
from backprop.code import versions

SEARCH, ROOM = "material/search", "search"


def keep_entries(config: MkDocsConfig) -> None:
    """Let the index of the search, where there is one, take the entries of unchanged pages as they were."""
    index: Any = getattr(config.plugins.get(SEARCH), "search_index", None)
    if index:
        index.add_entry_from_context = partial(_add, index.entries, index.add_entry_from_context)


def _add(entries: list[Any], add: Callable[[Page], None], page: Page) -> None:
    """Add the entries of a page, or let them be added."""
    count = len(entries)

    def added() -> bytes:
        add(page)
        return json.dumps(entries[count:], default=str).encode()

    parts = (page.content or "", page.url, str(page.title), json.dumps(page.meta, default=str))
    entries[count:] = json.loads(kept(ROOM, [repr(versions()), *parts], added))
