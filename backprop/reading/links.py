"""Where a link of a page leads, and which example its folder names; for Markdown and for built pages."""

import posixpath
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePath

_ELSEWHERE = re.compile(r"//|[A-Za-z][\w+.-]*:")
_PAGE = re.compile(
    r"(?:\A|/)(?P<folder>values|sources)/(?!index\b)(?P<name>[\w-]+?)(?:\.md|\.html|/index\.html)?\Z"
)


@dataclass(frozen=True)
class Target:
    """A place on a page of `values` or `sources`: the page's name, and the fragment that is the place."""

    folder: str
    name: str
    fragment: str


def target_of(page: str, address: str) -> Target | None:
    """Return where an address on a page leads; None where it is neither a value nor a source's place."""
    path, _, fragment = address.partition("#")
    if not fragment or _ELSEWHERE.match(path):
        return None
    leads = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    match = _PAGE.search(leads)
    if match is None or (match["folder"] == "sources" and not path):
        return None
    return Target(match["folder"], match["name"], fragment)


def example_of(page: str, root: str, examples: Collection[str]) -> str | None:
    """Return the example that the first folder below `root`, or a page of values, has its name from."""
    parts = PurePath(page).with_suffix("").parts
    below = parts[len(parts) - parts[::-1].index(root) :] if root in parts else parts
    name = next(iter(below[1:] if below[:1] == ("values",) else below[:-1]), "")
    return name if name in examples else None
