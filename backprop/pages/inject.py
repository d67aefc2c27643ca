"""Numbers and generated blocks written into pages: text in, text out.

Untouched text comes back byte for byte, and twice equals once.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from functools import cache, partial
from pathlib import Path, PurePosixPath

from backprop.check.survey import TOTALS
from backprop.check.value import LEAST_DERIVED, LEAST_DIGITS
from backprop.core import claims, registry
from backprop.core.claims import parse_claim
from backprop.core.digits import Rule, at_least, digits, page, precision_of
from backprop.core.examples import EXAMPLES
from backprop.core.keys import Key, parse_fragment
from backprop.core.records import digest_of_file, is_recorded, recorded
from backprop.errors import BackpropError, where
from backprop.pages.block import Context
from backprop.pages.blocks import render_block
from backprop.pages.course_map import MAP
from backprop.pages.listing import FOLDER as CODE
from backprop.pages.messages import FILE as MISTAKES
from backprop.pages.number_keys import key_marks
from backprop.pages.patch import Patch, indented, read_patches, written_patches
from backprop.pages.source_numbers import printed_number
from backprop.pages.value_files import with_parts
from backprop.progress import track
from backprop.reading.document import Directive, Document, Link, Quote, inlines
from backprop.reading.markdown import read_markdown
from backprop.reading.sources import FOLDER as SOURCES

# The first words of blocks that hold what other pages print, prove or teach; they print nothing of their own.
SUMMARIES = frozenset([("values",), (TOTALS,), (MAP,)])
# Those that no record keeps: what is checked has its own records, and a map is quickly made.
UNKEPT = frozenset([(TOTALS,), (MAP,)])
ROOM, MODULE = "pages", "backprop.pages.inject"
# Wherever a block stands that sums up, this does; not every such text is one.
_SUMMING = re.compile(r"backprop:\s*(?P<kind>\w+)(?P<words>[^\n]*)")
_NUMBER = re.compile(r"-?[0-9]{1,1000}(\.[0-9]{1,1000})?")

Patched = dict[PurePosixPath, list[Patch]]
Printed = Mapping[Key, Set[PurePosixPath]]


def patches(document: Document, context: Context, *, summing: bool) -> Iterator[Patch]:
    """Yield what belongs into the blocks of a page that sum up, or else into its links and other blocks.

    Numbers in its own formulas are printed there, though nothing is put in. An error names line and column.
    """
    for owned in owned_parts(document):
        if (isinstance(owned, Directive) and owned.words[:1] in SUMMARIES) is not summing:
            continue
        try:
            yield _patch(owned, context)
        except BackpropError as error:
            place = where(document.text, owned.start)
            raise BackpropError(f"{document.path}:{place}: {error}") from error
    if not summing:
        yield from (replace(mark, text="") for mark in key_marks(document) if mark.keys)


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


def _number(link: Link) -> Patch:
    key = parse_fragment(link.example, link.fragment)
    if key.fragment != link.fragment:
        raise BackpropError(f"found the address {link.fragment}, expected its one spelling {key.fragment}")
    registry.entry(key)
    text = link.text
    if text == "?" or _NUMBER.fullmatch(text):
        least = LEAST_DERIVED if link.title else LEAST_DIGITS
        rule = page if text == "?" else at_least(least, precision_of(text))
        text = _digits(key, link.title, rule) or text
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
    """Return the patches of all pages that there should be, in a new one those of its frame.

    Blocks that sum up come last, since they hold what all pages print.
    """
    own = own_patches(pages, docs)
    printed = _by_key(own)
    needed = with_parts(pages, printed)
    summed = summing_patches(needed, docs, printed)
    return {path: sorted(own.get(path, []) + summed[path], key=lambda patch: patch.start) for path in needed}


def printed_keys(pages: Mapping[PurePosixPath, str], docs: Path) -> Printed:
    """Return the pages that print each key."""
    return _by_key(own_patches(pages, docs))


def own_patches(pages: Mapping[PurePosixPath, str], docs: Path) -> Patched:
    """Return what belongs into the links of each page, and into its blocks that do not sum up."""
    beside = _digests_beside(docs)

    def of_page(path: PurePosixPath, text: str) -> list[Patch]:
        make = partial(_written, path, text, docs, {}, summing=False)
        return read_patches(recorded(ROOM, MODULE, _parts(path, text, docs, beside), make))

    return {path: of_page(path, text) for path, text in track(pages.items(), "writing numbers")}


def unrecorded(pages: Mapping[PurePosixPath, str], docs: Path) -> list[PurePosixPath]:
    """Return the pages of which no record tells what belongs into them."""
    beside = _digests_beside(docs)
    return [
        path
        for path, text in pages.items()
        if not is_recorded(ROOM, MODULE, _parts(path, text, docs, beside))
    ]


def _parts(path: PurePosixPath, text: str, docs: Path, beside: str) -> list[str]:
    return ["own", docs.as_posix(), str(path), text, beside]


def summing_patches(pages: Mapping[PurePosixPath, str], docs: Path, printed: Printed) -> Patched:
    """Return what belongs into the blocks of each page that hold what the pages print, or how much of it."""
    listed = cache(partial(_listed, printed))

    def of_page(path: PurePosixPath, text: str) -> list[Patch]:
        kinds = {(match["kind"],) for match in _SUMMING.finditer(text)} & SUMMARIES
        if not kinds:
            return []
        make = partial(_written, path, text, docs, printed, summing=True)
        if kinds & UNKEPT:
            return read_patches(make())
        words = {word for match in _SUMMING.finditer(text) for word in match["words"].split()}
        parts = ["summing", docs.as_posix(), str(path), text, listed(frozenset(words & EXAMPLES.keys()))]
        return read_patches(recorded(ROOM, MODULE, parts, make))

    return {path: of_page(path, text) for path, text in track(pages.items(), "summing up")}


def _written(path: PurePosixPath, text: str, docs: Path, printed: Printed, *, summing: bool) -> bytes:
    document = read_markdown(f"{docs.name}/{path}", text, tuple(EXAMPLES))
    context = Context("../" * (len(path.parts) - 1), docs, printed)
    return written_patches(patches(document, context, summing=summing))


def _digests_beside(docs: Path) -> str:
    """Return the digests of what blocks show of other files: programs, what they print, and sources."""
    folders = (docs / CODE, docs / SOURCES)
    shown = [path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix != ".md"]
    shown.append(docs / MISTAKES)
    return "\n".join(f"{path.as_posix()} {digest_of_file(path)}" for path in shown if path.is_file())


def _listed(printed: Printed, examples: Set[str]) -> str:
    """Return the pages that print each key of some examples."""
    lines = (f"{key} {sorted(map(str, on))}" for key, on in printed.items() if key.example in examples)
    return "\n".join(sorted(lines))


def _by_key(patched: Patched) -> Printed:
    printed: defaultdict[Key, set[PurePosixPath]] = defaultdict(set)
    for path, parts in patched.items():
        for key in {key for patch in parts for key in patch.keys}:
            printed[key].add(path)
    return printed
