from types import SimpleNamespace
from typing import Any

import pytest

from backprop.pages.indexing import SEARCH, name_sections

SECTIONS = {"a/forward/": "One output", "b/forward/": "Two outputs", "a/update/": "One output"}


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (
            {"a/forward/": "Forward pass", "b/forward/": "Forward pass"},
            ["Forward pass · One output", "Forward pass · Two outputs"],
        ),
        ({"a/forward/": "Forward pass", "a/update/": "Update"}, ["Forward pass", "Update"]),
        ({"a/forward/": "Pass", "b/forward/#pass": "Pass"}, ["Pass", "Pass"]),
        ({"a/forward/": "Pass", "elsewhere/": "Pass"}, ["Pass · One output", "Pass"]),
    ],
)
def test_titles_of_several_pages_name_their_sections(titles: dict[str, str], expected: list[str]) -> None:
    entries = [{"location": location, "title": title} for location, title in titles.items()]
    index = SimpleNamespace(search_index=SimpleNamespace(entries=entries))
    config: Any = SimpleNamespace(plugins={SEARCH: index})
    name_sections(config, SECTIONS)
    assert [entry["title"] for entry in entries] == expected


def test_a_site_without_search_has_nothing_to_name() -> None:
    config: Any = SimpleNamespace(plugins={})
    name_sections(config, SECTIONS)
