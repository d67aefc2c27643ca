"""The redirects of a site: each address that a page has left, with the page that stands elsewhere now.

The settings hold them for the plugin `redirects` of MkDocs; Zensical writes the same files of them.
"""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path, PurePosixPath

import yaml

from backprop import files
from backprop.errors import BackpropError
from backprop.pages.pages import address, load
from backprop.pages.patch import Patch
from backprop.pages.settings import SETTINGS, compose_settings, entries_of, items_of, value_of
from backprop.pages.value_files import is_part

PLUGIN, MAP = "redirects", "redirect_maps"


def read_redirects(path: str, text: str) -> dict[str, str]:
    """Return each page that has moved, and where to; raise where the settings have no place for them."""
    _, redirects = _map_in(path, text)
    return {key.value: value.value for key, value in redirects.value}


def redirects_after(
    redirects: Mapping[str, str], old: str, new: str, released: Collection[str]
) -> dict[str, str]:
    """Return the redirects once a page has moved: each leads straight to a page, none from a page.

    A move that is taken back leaves none, unless the address in between is `released`.
    """
    kept = {
        source: new if target == old else target
        for source, target in redirects.items()
        if _address(source) != _address(new)
    }
    is_taken_back = any(target == old and source not in kept for source, target in redirects.items())
    leaves = _address(old) != _address(new) and (not is_taken_back or _address(old) in released)
    return kept | {old: new} if leaves else kept


def redirect_patches(path: str, text: str, redirects: Mapping[str, str]) -> Iterator[Patch]:
    """Yield what makes these the redirects of the settings, a line for each; other lines stay."""
    name, node = _map_in(path, text)
    before, colon = entries_of(node), name.end_mark.index + 1
    for key, value in before:
        if key.value not in redirects:
            yield _patch(text.rindex("\n", 0, key.start_mark.index), _line_end(text, value.end_mark.index))
        elif redirects[key.value] != value.value:
            yield _patch(value.start_mark.index, value.end_mark.index, redirects[key.value])
    known = {key.value for key, _ in before}
    column = before[0][0].start_mark.column if before else name.start_mark.column + 2
    lines = [f"\n{' ' * column}{old}: {new}" for old, new in redirects.items() if old not in known]
    last = _line_end(text, before[-1][1].end_mark.index if before else node.end_mark.index)
    yield _patch(last, last, "".join(lines))
    if bool(before) != bool(redirects):
        yield _patch(colon, colon, " {}") if before else _patch(colon, node.end_mark.index)


def kept_addresses(docs: Path) -> set[str]:
    """Return the addresses that lead to a page, by themselves or redirected, from the root of the site.

    The pages that values are divided into come and go: their keys stand on the page of the example.
    """
    pages = {path for path, text in load(docs).items() if not is_part(path, text)}
    path = docs.parent / SETTINGS
    moved = read_redirects(path.as_posix(), files.read(path))
    sources = {PurePosixPath(old) for old, new in moved.items() if PurePosixPath(new) in pages}
    return {f"/{address(path)}" for path in pages | sources}


def _map_in(path: str, text: str) -> tuple[yaml.Node, yaml.MappingNode]:
    """Return the name of the map, and the map."""
    plugins = value_of(compose_settings(path, text), "plugins")
    for plugin in (plugins, *items_of(plugins)):
        for key, value in entries_of(value_of(plugin, PLUGIN)):
            is_in_braces = isinstance(value, yaml.MappingNode) and value.flow_style and value.value
            if key.value == MAP and isinstance(value, yaml.MappingNode) and not is_in_braces:
                return key, value
    raise BackpropError(
        f"{path}: found no place for redirects, expected `- {PLUGIN}:` below plugins, and below it "
        f"`{MAP}: {{}}`, or a line for each page"
    )


def _address(page: str) -> str:
    return f"/{address(PurePosixPath(page))}"


def _line_end(text: str, place: int) -> int:
    end = text.find("\n", place)
    return end if end >= 0 else len(text)


def _patch(start: int, end: int, text: str = "") -> Patch:
    return Patch(start, end, text, frozenset())
