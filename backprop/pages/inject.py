"""Numbers and generated blocks written into pages: text in, text out.

Untouched text comes back byte for byte, and twice equals once.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from backprop.core import claims, registry
from backprop.core.claims import parse_claim
from backprop.core.digits import Rule, digits, page, precision_of
from backprop.core.keys import Key, parse_fragment
from backprop.errors import BackpropError, where
from backprop.pages.block import Context
from backprop.pages.blocks import render_block
from backprop.pages.source_numbers import printed_number
from backprop.reading.document import Directive, Document, Link, Quote, inlines
from backprop.reading.markdown import read_markdown

VALUES = "values"
_NUMBER = re.compile(r"-?[0-9]{1,1000}(\.[0-9]{1,1000})?")


@dataclass(frozen=True)
class Patch:
    """What belongs into a page at one region, and the keys of the numbers it prints."""

    start: int
    end: int
    text: str
    keys: frozenset[Key]


def injected(text: str, patches: list[Patch]) -> str:
    """Return `text` with each patch in its place."""
    for patch in sorted(patches, key=lambda patch: patch.start, reverse=True):
        text = text[: patch.start] + patch.text + text[patch.end :]
    return text


def patches(document: Document, context: Context) -> Iterator[Patch]:
    """Yield what belongs into each link and block of a page, in order; an error names its line and column."""
    for owned in owned_parts(document):
        try:
            yield _patch(owned, context)
        except BackpropError as error:
            place = where(document.text, owned.start)
            raise BackpropError(f"{document.path}:{place}: {error}") from error


def owned_parts(document: Document) -> Iterator[Link | Quote | Directive]:
    """Yield what belongs to the generator: its blocks, and outside of them each link whose text is plain."""
    behind = 0
    for block in document.blocks:
        if isinstance(block, Directive):
            behind = block.end
            yield block
        elif block.start >= behind:
            links = (piece for piece in inlines(block) if isinstance(piece, Link | Quote))
            yield from (link for link in links if document.text[link.start : link.end] == link.text)


def _patch(owned: Link | Quote | Directive, context: Context) -> Patch:
    match owned:
        case Link():
            return _number(owned)
        case Quote(start=start, end=end):
            text = printed_number(context.docs, owned.source, owned.anchor)
            return Patch(start, end, text, frozenset())
    rendered = render_block(owned.words, context)
    body = indented(rendered.text, owned.indent).replace("\n", owned.newline)
    return Patch(*owned.body, body, rendered.keys)


def indented(text: str, indent: str) -> str:
    """Return the body of a block at the indentation of its directive."""
    return "".join(f"{indent}{line}\n" if line else "\n" for line in text.split("\n"))


def _number(link: Link) -> Patch:
    key = parse_fragment(link.example, link.fragment)
    if key.fragment != link.fragment:
        raise BackpropError(f"found the address {link.fragment}, expected its one spelling {key.fragment}")
    registry.entry(key)
    text = link.text
    if text == "?" or _NUMBER.fullmatch(text):
        text = _digits(key, link.title, page if text == "?" else precision_of(text)) or text
    return Patch(link.start, link.end, text, frozenset({key}))


def _digits(key: Key, title: str, rule: Rule) -> str:
    """Return the digits of a quantity, or of the number that the title derives from it; none for a claim."""
    if not title:
        return registry.digits(key, rule).text
    claim = parse_claim(title, key)
    if claim.relation:
        return ""
    return registry.decided(lambda precision: digits(claims.value_of(claim.value, precision), rule)).text


def context_of(path: PurePosixPath, docs: Path) -> Context:
    """Return the context of a page by its path below `docs`."""
    return Context("../" * (len(path.parts) - 1), docs)


def site(pages: Mapping[PurePosixPath, str], docs: Path) -> dict[PurePosixPath, list[Patch]]:
    """Return the patches of all pages; the values pages come last, since they hold what all pages print.

    They come twice: what stands on one of them outside its block may belong into the block of another.
    """
    documents = {path: read_markdown(f"{docs.name}/{path}", text) for path, text in pages.items()}
    patched: dict[PurePosixPath, list[Patch]] = {}
    printed: defaultdict[Key, set[PurePosixPath]] = defaultdict(set)
    others, last = ([path for path in pages if (path.parts[0] == VALUES) is late] for late in (False, True))
    for path in [*others, *last, *last]:
        context = replace(context_of(path, docs), printed=printed)
        patched[path] = list(patches(documents[path], context))
        for key in {key for patch in patched[path] for key in patch.keys}:
            printed[key].add(path)
    return patched
