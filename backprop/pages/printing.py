"""Which pages print a key, by the addresses that they have on the site."""

from collections import defaultdict
from pathlib import Path, PurePosixPath

from backprop.core.keys import Key
from backprop.pages.inject import VALUES, site
from backprop.pages.pages import load


def printing(docs: Path) -> dict[Key, list[str]]:
    """Return the pages below `docs` that print each key, the one of its example's values aside."""
    addresses: defaultdict[Key, list[str]] = defaultdict(list)
    for path, patches in sorted(site(load(docs), docs).items()):
        for key in frozenset[Key]().union(*(patch.keys for patch in patches)):
            if path != PurePosixPath(VALUES, f"{key.example}.md"):
                addresses[key].append(address(path))
    return dict(addresses)


def address(path: PurePosixPath) -> str:
    """Return the address of a page relative to the site: `mazur/` for `mazur/index.md`."""
    place = path.parent if path.stem == "index" else path.with_suffix("")
    return "" if place == PurePosixPath() else f"{place}/"
