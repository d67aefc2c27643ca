"""Numbers and generated blocks written into pages: text in, text out.

Untouched text comes back byte for byte, and twice equals once.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from backprop.core import claims, registry
from backprop.core.claims import parse_claim
from backprop.core.digits import Rule, digits, page, precision_of
from backprop.core.examples import EXAMPLES
from backprop.core.keys import Key, parse_fragment
from backprop.errors import BackpropError, where
from backprop.pages.block import Context
from backprop.pages.blocks import render_block
from backprop.pages.source_numbers import printed_number
from backprop.reading.document import Directive, Document, Link, Quote, inlines
from backprop.reading.markdown import read_markdown

VALUES = "values"
# The first words of blocks that hold what all pages print or prove; they print nothing of their own.
SUMMARIES = frozenset([("values",), ("checked",)])
_NUMBER = re.compile(r"-?[0-9]{1,1000}(\.[0-9]{1,1000})?")


@dataclass(frozen=True)
class Patch:
    """What belongs into a page at one region, and the keys of the numbers it prints."""

    start: int
    end: int
    text: str
    keys: frozenset[Key]


Patched = dict[PurePosixPath, list[Patch]]
Printed = Mapping[Key, Set[PurePosixPath]]


def injected(text: str, patches: list[Patch]) -> str:
    """Return `text` with each patch in its place."""
    for patch in sorted(patches, key=lambda patch: patch.start, reverse=True):
        text = text[: patch.start] + patch.text + text[patch.end :]
    return text


def patches(document: Document, context: Context, *, summing: bool) -> Iterator[Patch]:
    """Yield what belongs into the blocks of a page that sum up, or else into its links and other blocks.

    An error names its line and column.
    """
    for owned in owned_parts(document):
        if (isinstance(owned, Directive) and owned.words[:1] in SUMMARIES) is not summing:
            continue
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


def site(pages: Mapping[PurePosixPath, str], docs: Path) -> Patched:
    """Return the patches of all pages; blocks that sum up come last, since they hold what all pages print."""
    patched = _patched(pages, docs, {}, summing=False)
    summed = _patched(pages, docs, _by_key(patched), summing=True)
    return {path: sorted(patched[path] + summed[path], key=lambda patch: patch.start) for path in pages}


def printed_keys(pages: Mapping[PurePosixPath, str], docs: Path) -> Printed:
    """Return the pages that print each key."""
    return _by_key(_patched(pages, docs, {}, summing=False))


def _patched(pages: Mapping[PurePosixPath, str], docs: Path, printed: Printed, *, summing: bool) -> Patched:
    patched = {}
    for path, text in pages.items():
        document = read_markdown(f"{docs.name}/{path}", text, tuple(EXAMPLES))
        context = Context("../" * (len(path.parts) - 1), docs, printed)
        patched[path] = list(patches(document, context, summing=summing))
    return patched


def _by_key(patched: Patched) -> Printed:
    printed: defaultdict[Key, set[PurePosixPath]] = defaultdict(set)
    for path, parts in patched.items():
        for key in {key for patch in parts for key in patch.keys}:
            printed[key].add(path)
    return printed
