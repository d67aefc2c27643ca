"""A page that MkDocs has converted, as it is kept: what it was given, where its links led, what it drew.

Links are followed anew each time, so that a dead one is named at every build. A page whose links lead
elsewhere now, or whose figures have changed, is converted anew.
"""

import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import pages
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from backprop.pages.drawings import Drawings, svg_of
from backprop.pages.hidden import hide, packed
from backprop.pages.value_links import direct

_ADDRESSES = {"a": "href", "img": "src"}


@dataclass(frozen=True)
class Conversion:
    """The HTML without its hidden parts, these packed, its headings, title, anchors, links and figures.

    A link is what the page has for an address, and what MkDocs made of it; a figure its name and a digest.
    """

    html: str
    parts: bytes
    headings: Sequence[Any]
    title: str | None
    anchors: Sequence[str]
    links: Sequence[Sequence[str]]
    figures: Mapping[str, str]


def to_bytes(conversion: Conversion) -> bytes:
    """Return a conversion as it is kept."""
    head = json.dumps({name: value for name, value in vars(conversion).items() if name != "parts"})
    return head.encode() + b"\n" + conversion.parts


def from_bytes(body: bytes) -> Conversion:
    """Return the conversion that is kept so."""
    head, _, parts = body.partition(b"\n")
    return Conversion(**json.loads(head), parts=parts)


def conversion_of(page: Page, notes: "Notes") -> Conversion:
    """Return the conversion of a page that MkDocs has just converted with these notes as an extension."""
    html, parts = hide(page.content or "")
    anchors = sorted(page.present_anchor_ids or ())
    title = page._title_from_render
    return Conversion(html, packed(parts), notes.headings, title, anchors, notes.links, notes.figures)


def apply(conversion: Conversion, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Give a page what its conversion gave it, and name its dead links."""
    page.content = conversion.html
    page.toc = get_toc([*conversion.headings])
    page._title_from_render = conversion.title
    page.present_anchor_ids = {*conversion.anchors}
    follower = pages._RelativePathTreeprocessor(page.file, files, config)
    for address, _ in conversion.links:
        _follow(address, page, follower)
    page.links_to_anchors = follower.links_to_anchors


def leads_as_before(conversion: Conversion, page: Page, config: MkDocsConfig, files: Files) -> bool:
    """Tell whether every link still becomes what it became."""
    follower = pages._RelativePathTreeprocessor(page.file, files, config)
    with _unlogged():
        links = {*map(tuple, conversion.links)}
        return all(_follow(address, page, follower) == url for address, url in links)


def _follow(address: str, page: Page, follower: pages._RelativePathTreeprocessor) -> str:
    """Return what becomes of an address on a page; one of a value may have moved to another page."""
    path = page.file.abs_src_path
    return follower.path_to_url(direct(address, Path(path)) if path else address)


def draws_as_before(conversion: Conversion, figures: Path) -> bool:
    """Tell whether the figures of a folder are those that were drawn."""
    return all(_digest(svg_of(figures, name)) == digest for name, digest in conversion.figures.items())


@contextmanager
def _unlogged() -> Iterator[None]:
    log = logging.getLogger(pages.__name__)
    log.disabled = True
    try:
        yield
    finally:
        log.disabled = False


def _digest(svg: str) -> str:
    return sha256(svg.encode()).hexdigest()


class Notes(Extension):
    """What Markdown tells of the page that it converted last."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Python-Markdown calls it so
        """Note the addresses before and after MkDocs, at 0, resolves them."""
        self.md, self.before, self.after = md, _Addresses(md), _Addresses(md)
        md.treeprocessors.register(self.before, "backprop_addresses_before", 0.5)
        md.treeprocessors.register(self.after, "backprop_addresses_after", -0.5)

    def forget(self) -> None:
        """Let go of what Markdown holds of the page, in circles that only a search for garbage ends."""
        vars(self.md).clear()

    @property
    def headings(self) -> Sequence[Any]:
        """The headings as the table of contents has them."""
        return getattr(self.md, "toc_tokens", [])

    @property
    def links(self) -> Sequence[tuple[str, str]]:
        """What each link was, and what it became."""
        return list(zip(self.before.addresses, self.after.addresses, strict=False))

    @property
    def figures(self) -> Mapping[str, str]:
        """The figures that the page asks for, each with a digest of its SVG."""
        drawings = (each for each in self.md.treeprocessors if isinstance(each, Drawings))
        return {name: _digest(svg) for each in drawings for name, svg in each.read.items()}


class _Addresses(Treeprocessor):
    def run(self, root: Element) -> None:
        self.addresses = [
            element.get(_ADDRESSES[element.tag], "") for element in root.iter() if element.tag in _ADDRESSES
        ]
