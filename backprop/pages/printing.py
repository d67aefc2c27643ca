"""Which pages print a key, by the addresses that they have on the site."""

from collections import defaultdict
from pathlib import Path, PurePosixPath

from backprop.keys import Key
from backprop.pages.inject import VALUES, site
from backprop.pages.pages import load


def printing(docs: Path) -> dict[Key, list[str]]:
    """Return the pages below `docs` that print each key, the page of its own values aside."""
    found: defaultdict[Key, list[str]] = defaultdict(list)
    pages = {path: text for path, text in load(docs).items() if not _tells_all(path)}
    for path, patches in sorted(site(pages, docs).items()):
        for key in frozenset().union(*(patch.keys for patch in patches)):
            found[key].append(address(path))
    return dict(found)


def _tells_all(path: PurePosixPath) -> bool:
    """Tell whether a page is that of all values of an example."""
    return path.parts[0] == VALUES and path.stem != "index"


def address(path: PurePosixPath) -> str:
    """Return the address of a page relative to the site: `mazur/` for `mazur/index.md`."""
    place = path.parent if path.stem == "index" else path.with_suffix("")
    return "" if place == PurePosixPath() else f"{place}/"
