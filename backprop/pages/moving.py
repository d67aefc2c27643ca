"""A page moved to another address: links, navigation and redirects follow, and the generated blocks."""

import difflib
import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

import yaml

from backprop import files
from backprop.core.examples import EXAMPLES
from backprop.errors import BackpropError
from backprop.pages.lessons import NAVIGATION
from backprop.pages.mentions import mentions
from backprop.pages.pages import address, inject, load
from backprop.pages.patch import Patch, injected
from backprop.pages.redirects import read_redirects, redirect_patches, redirects_after
from backprop.pages.relinking import Move, link_patches
from backprop.pages.settings import SETTINGS, compose_settings, entries_of, items_of, value_of
from backprop.pages.value_pages import VALUES
from backprop.reading.document import example_of
from backprop.reading.front import read_front
from backprop.reading.sources import FOLDER as SOURCES
from backprop.releases.addresses import released_addresses

# Folders in which the place of a page is part of what it says.
_FIXED = {
    VALUES: "its pages are generated",
    SOURCES: "its pages are found by name",
    "assets": "it holds no pages",
}
_PAGE = re.compile(r"(?:[\w-][\w.-]*/)*[\w-][\w.-]*\.md")

Texts = Mapping[Path, str]


def move_page(docs: Path, old: str, new: str) -> list[str]:
    """Move a page below `docs`, with all that leads to it; return what has changed, and what still names it.

    Whatever goes wrong, all pages and settings are as they were before.
    """
    before = _texts(docs)
    move = _checked_move(docs, before, path_below(docs, old), path_below(docs, new))
    patches = dict(_patches(docs.parent, before, move))
    try:
        _write(docs.parent, before, patches, move)
        inject(docs, [], check=False)
    except BaseException:
        _restore(docs, before)
        raise
    links = [len(each) for path, each in patches.items() if each and path.suffix == ".md"]
    named = mentions(docs.parent, PurePosixPath(move.old).relative_to(docs.name).as_posix())
    return [
        f"{move.old} → {move.new}: {sum(links)} links in {len(links)} files",
        *(f"{place}: still names the old path" for place in named),
    ]


def path_below(docs: Path, word: str) -> str:
    """Return the path below `docs` that a page has or is to have, given from there or from the project."""
    if "#" in word:
        raise BackpropError(f"{word}: found an anchor, expected a page; its anchors come along with it")
    path = posixpath.normpath(word).removeprefix(f"{docs.as_posix()}/")
    if (docs / path).is_dir():
        raise BackpropError(f"{word}: found a folder, expected a page; move its pages one by one")
    if not _PAGE.fullmatch(path):
        expected = f"the path of a page below {docs}, such as learn/paths.md"
        raise BackpropError(f"{word}: found no place for a page, expected {expected}")
    folder = path.partition("/")[0]
    if folder in _FIXED:
        raise BackpropError(f"{word}: found the folder {folder}, expected another; {_FIXED[folder]}")
    return path


def _texts(docs: Path) -> dict[Path, str]:
    """Return the pages, the settings, and the Markdown beside them."""
    pages = {docs / path: text for path, text in load(docs).items()}
    others = (docs.parent / SETTINGS, *sorted(docs.parent.glob("*.md")))
    return pages | {path: files.read(path) for path in others}


def _checked_move(docs: Path, texts: Texts, old: str, new: str) -> Move:
    """Return the move of a page to a place that is free, where it is a page of the same example."""
    pages = [path.relative_to(docs).as_posix() for path in texts if path.is_relative_to(docs)]
    if old not in pages:
        near = difflib.get_close_matches(old, pages, 1)
        question = f" (did you mean {near[0]}?)" if near else ""
        raise BackpropError(f"{docs / old}: found no page there, expected one{question}")
    for page in pages:
        if page == new or (_address(page) == _address(new) and page != old):
            raise BackpropError(f"{docs / page}: found a page at that address, expected none; move it first")
    move = Move(*((docs / path).relative_to(docs.parent).as_posix() for path in (old, new)))
    _refuse_loss_of_example(docs, texts[docs / old], move)
    return move


def _refuse_loss_of_example(docs: Path, text: str, move: Move) -> None:
    """Raise where a page has its example from its folder alone, and would leave that."""
    example = example_of(move.old, docs.name, EXAMPLES)
    if example in {None, example_of(move.new, docs.name, EXAMPLES)}:
        return
    if read_front(move.old, text, EXAMPLES).example is None:
        raise BackpropError(
            f"{move.old}:1:1: found a page of {example} by its folder, expected example: {example} between "
            "two lines --- at its top; then it can leave the folder"
        )


def _patches(root: Path, texts: Texts, move: Move) -> Iterator[tuple[Path, list[Patch]]]:
    """Yield what changes in each file."""
    for path, text in texts.items():
        name = path.relative_to(root).as_posix()
        yield (
            path,
            (
                list(_settings_patches(name, text, move))
                if name == SETTINGS
                else link_patches(name, text, move)
            ),
        )


def _settings_patches(path: str, text: str, move: Move) -> Iterator[Patch]:
    """Yield what changes in the navigation and in the redirects."""
    old, new = (name.partition("/")[2] for name in (move.old, move.new))
    for node in _pages_in(value_of(compose_settings(path, text), NAVIGATION)):
        if node.value == old:
            start, end = node.start_mark.index, node.end_mark.index
            yield Patch(start, end, text[start:end].replace(old, new), frozenset())
    redirects = read_redirects(path, text)
    yield from redirect_patches(path, text, redirects_after(redirects, old, new, released_addresses()))


def _pages_in(node: yaml.Node | None) -> Iterator[yaml.Node]:
    """Yield the names of pages in a navigation, or in a part of it."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    for below in (*items_of(node), *(value for _, value in entries_of(node))):
        yield from _pages_in(below)


def _write(root: Path, before: Texts, patches: Mapping[Path, list[Patch]], move: Move) -> None:
    for path, text in before.items():
        place = root / move.of(path.relative_to(root).as_posix())
        if patches[path] or place != path:
            files.write(place, injected(text, patches[path]))
    _remove(root / move.old)


def _remove(page: Path) -> None:
    """Remove a page, and the folders that hold nothing without it."""
    page.unlink()
    for folder in page.parents:
        if any(folder.iterdir()):
            break
        folder.rmdir()


def _restore(docs: Path, before: Texts) -> None:
    """Bring every file back as it was."""
    for path in [*docs.rglob("*.md")]:
        if path not in before:
            _remove(path)
    for path, text in before.items():
        files.write(path, text)


def _address(page: str) -> str:
    return address(PurePosixPath(page))
