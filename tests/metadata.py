"""What the head of a built page tells machines: its title, `meta` and `link` elements, and JSON-LD."""

import json
from html.parser import HTMLParser
from typing import Any

# What a page may link to once.
RELATIONS = {"canonical", "cite-as", "describedby", "license"}


class Head(HTMLParser):
    """The metadata of a page, read as a browser does: a script ends at the first `</script`."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self.title = ""
        self._data: list[str] = []
        self._inside = self._is_title = False
        self.feed(html)

    @property
    def data(self) -> dict[str, Any]:
        """The one JSON-LD of the page."""
        (text,) = self._data
        found: dict[str, Any] = json.loads(text)
        return found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: text or "" for name, text in attrs}
        if tag == "meta" and (name := found.get("name") or found.get("property")):
            assert name not in self.meta
            self.meta[name] = found["content"]
        if tag == "link" and (rel := found.get("rel")) in RELATIONS:
            assert rel not in self.links
            self.links[rel] = found["href"]
        self._inside = tag == "script" and found.get("type") == "application/ld+json"
        self._is_title = tag == "title"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self._data.append(data)
            self._inside = False
        if self._is_title:
            self.title, self._is_title = data, False
