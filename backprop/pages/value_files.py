"""The files of the pages that values are divided into: `values/mazur/error.md` beside `values/mazur.md`.

Each is made with its title and one block; whatever has this block is the generator's to write and to remove.
"""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from backprop.core.examples import EXAMPLES
from backprop.core.keys import Key, known_example
from backprop.core.records import recorded
from backprop.errors import BackpropError
from backprop.pages.value_pages import VALUES, page_title, values_pages

ROOM, MODULE = "divided", "backprop.pages.value_pages"
_ALL = r"^<!--\s*backprop:\s*values\s+{}\s*-->"


def with_parts(pages: Mapping[PurePosixPath, str], printed: Iterable[Key]) -> dict[PurePosixPath, str]:
    """Return the pages with those that values are divided into, and without those that they no longer are."""
    parts = {
        PurePosixPath(VALUES, name, f"{part}.md")
        for name in EXAMPLES
        if re.search(_ALL.format(name), pages.get(first_page(name), ""), re.M)
        for part in _names(name, printed)
    }
    for path in sorted(parts & pages.keys()):
        if not is_part(path, pages[path]):
            raise BackpropError(
                f"{path}: found a page of yours, expected {_directive(path)} there; rename yours"
            )
    kept = {path: text for path, text in pages.items() if path in parts or not is_part(path, text)}
    return {path: kept[path] if path in kept else frame(path) for path in sorted(parts | kept.keys())}


def first_page(example: str) -> PurePosixPath:
    """Return the page of an example, which its numbers link to."""
    return PurePosixPath(VALUES, f"{example}.md")


def is_part(path: PurePosixPath, text: str) -> bool:
    """Tell whether a page is one that values are divided into, by the block that it has."""
    return re.search(f"^{_directive(path)}\\s*$", text, re.M) is not None


def frame(path: PurePosixPath) -> str:
    """Return such a page before its block holds anything; its title is words like any other."""
    example = known_example(path.parent.name)
    title = page_title(example.name, path.stem)
    heading = f"# {example.title}, all values: {title[:1].lower()}{title[1:]}"
    return f"{heading}\n\n{_directive(path)}\n<!-- /backprop -->\n"


def _directive(path: PurePosixPath) -> str:
    return f"<!-- backprop: values {path.parent.name} {path.stem} -->"


def _names(example: str, printed: Iterable[Key]) -> list[str]:
    """Return the names of the pages that the values of an example are divided into, if they are."""
    own = [key for key in printed if key.example == example]

    def names() -> bytes:
        return json.dumps([page.name for page in values_pages(example, own) if page.name]).encode()

    parts: list[str] = json.loads(recorded(ROOM, MODULE, [example, *sorted(map(str, own))], names))
    return parts
