"""Which pages print a key, by the addresses that they have on the site."""

from pathlib import Path, PurePosixPath

from backprop.core.keys import Key
from backprop.pages.inject import VALUES, printed_keys
from backprop.pages.pages import load


def printing(docs: Path) -> dict[Key, list[str]]:
    """Return the pages below `docs` that print each key, the one of its example's values aside."""
    addresses = {
        key: [address(path) for path in sorted(paths) if path != PurePosixPath(VALUES, f"{key.example}.md")]
        for key, paths in printed_keys(load(docs), docs).items()
    }
    return {key: pages for key, pages in addresses.items() if pages}


def address(path: PurePosixPath) -> str:
    """Return the address of a page relative to the site: `mazur/` for `mazur/index.md`."""
    place = path.parent if path.stem == "index" else path.with_suffix("")
    return "" if place == PurePosixPath() else f"{place}/"
