"""Where the things stand on a page that a mutant can change, as the file itself writes them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from backprop.check.mutation.terms import Span
from backprop.check.value import NUMBER
from backprop.reading.document import (
    Directive,
    Document,
    Inline,
    Link,
    Listing,
    Mathematics,
    Picture,
    Quote,
    Table,
    Text,
)

FORMULAS = frozenset({"formula", "symbol"})

# Addresses, elements, entities and attributes.
_NO_WORDS = re.compile(r"(?<=\])\([^()\s]*\)|<[^<>\n]+>|&#?\w+;|\{[:#][^{}\n]*\}")
_RELATION = re.compile(r"[=<>]|\\(?:approx|neq?|leq?|geq?|to|in)\b")
_SVG_TEXT = re.compile(r"<(?:text|tspan|title|desc)\b[^>]*>([^<]+)")
_SUBSCRIPT = re.compile(r"(?P<base>\\?[A-Za-z]+)_(?:\{(?P<long>[A-Za-z0-9]+)\}|(?P<short>[A-Za-z0-9]))")
_LAYER = re.compile(r"(?<![A-Za-z\\])(?P<base>\\delta|[A-Za-z])\^(?P<short>[0-9])")
_NAME = re.compile(r"(?<!\w)(?P<base>(?:[A-Za-z]+_)?[A-Za-z]+|[A-Za-zΑ-ω])(?P<short>[0-9]+|[₀-₉]+)(?!\w)")
_UPDATED = re.compile(r"(\\?[A-Za-z]+)_(?:\{\w+\}|\w)\^\{\+\}")

INDEXED = {"subscript": _SUBSCRIPT, "layer": _LAYER, "name": _NAME}


@dataclass(frozen=True)
class Spot:
    """A piece of text and its offset.

    The role is prose, formula, symbol, output, claim, alternative or figure.

    What is no text of its own, such as an address, is blank in prose. A symbol is a formula
    without a relation, in a line of a table that has numbers; elsewhere it claims nothing.
    """

    role: str
    start: int
    text: str


@dataclass(frozen=True)
class Page:
    """A page's text, its spots in order, and the fragments that its links with digits or claims name.

    `amounts` is what is added to a digit to change it.
    """

    path: str
    text: str
    spots: tuple[Spot, ...]
    addresses: tuple[Span, ...] = ()
    amounts: tuple[int, ...] = (1,)

    @cached_property
    def indices(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """The indices that the page knows for each kind of name and base, in order."""
        indices_of: dict[tuple[str, str], set[str]] = {}
        for spot in self.spots:
            for kind in ("subscript", "layer") if spot.role in FORMULAS else ("name",):
                for match in INDEXED[kind].finditer(spot.text):
                    indices_of.setdefault((kind, match["base"]), set()).add(index_of(match))
        return {base: tuple(sorted(indices)) for base, indices in indices_of.items()}

    @cached_property
    def updated(self) -> frozenset[str]:
        """The bases that the page marks with a plus after an update."""
        formulas = (spot.text for spot in self.spots if spot.role in FORMULAS)
        return frozenset(base for tex in formulas for base in _UPDATED.findall(tex))


def index_of(match: re.Match[str]) -> str:
    """Return the index that a pattern of `INDEXED` has found."""
    return match[index_group(match)]


def index_group(match: re.Match[str]) -> str:
    """Return which group of a pattern of `INDEXED` holds the index: short, or long in braces."""
    return "short" if match["short"] else "long"


def page_of(document: Document, amounts: tuple[int, ...]) -> Page:
    """Return where things stand on a page."""
    pieces = list(document.pieces)
    return Page(
        document.path,
        document.text,
        (*_spots(document, pieces),),
        tuple(piece.address for piece in pieces if isinstance(piece, Link) and _is_held(piece)),
        amounts,
    )


def page_of_figure(path: str, svg: str, amounts: tuple[int, ...]) -> Page:
    """Return where the texts of a figure stand."""
    texts = _SVG_TEXT.finditer(svg)
    return Page(path, svg, tuple(Spot("figure", text.start(1), text[1]) for text in texts), amounts=amounts)


def _spots(document: Document, pieces: Iterable[Inline]) -> Iterator[Spot]:
    tables = (block for block in document.blocks if isinstance(block, Table))
    heads = {formula.start for table in tables for formula in _heads(table)}
    for piece in pieces:
        spots = _spots_of(document.text, piece)
        yield from (spot for spot in spots if spot.role != "symbol" or piece.start in heads)
    for block in document.blocks:
        match block:
            case Picture(alt=alt, alt_start=start, caption=caption, caption_start=below):
                yield Spot("alternative", start, document.text[start : start + len(alt)])
                yield Spot("alternative", below, document.text[below : below + len(caption)])
            case Listing(language="text", start=start) if _is_output(document, start):
                yield Spot("output", start, document.text[start : start + len(block.text)])


def _heads(table: Table) -> Iterator[Inline]:
    """Yield the formulas that are a cell of their own in the lines of a table that hold links to values."""
    width = max(map(len, table.rows), default=0)
    columns = [[row[column] for row in table.rows if column < len(row)] for column in range(width)]
    for line in (*table.rows, *columns):
        if any(isinstance(piece, Link) for cell in line for piece in cell):
            yield from (cell[0] for cell in line if len(cell) == 1 and isinstance(cell[0], Mathematics))


def _spots_of(text: str, piece: Inline) -> Iterator[Spot]:
    match piece:
        case Text():
            yield _words(text, piece.start, piece.end)
        case Link() | Quote():
            start = text.find(piece.text, piece.start)
            yield _words(text, start, start + len(piece.text))
            if isinstance(piece, Link) and piece.title:
                yield Spot("claim", piece.title_place[0], text[slice(*piece.title_place)])
        case Mathematics():
            yield _formula(text, piece)


def _is_output(document: Document, start: int) -> bool:
    """Tell whether a listing is in the block of a program that printed it."""
    blocks = (block for block in document.blocks if isinstance(block, Directive))
    return any(block.start <= start < block.end and block.words[:1] == ("listing",) for block in blocks)


def _is_held(link: Link) -> bool:
    """Tell whether a link shows or claims something; words alone go with any quantity."""
    return bool(link.title or NUMBER.search(link.text))


def _words(text: str, start: int, end: int) -> Spot:
    return Spot("prose", start, _NO_WORDS.sub(lambda match: " " * len(match[0]), text[start:end]))


def _formula(text: str, piece: Mathematics) -> Spot:
    end = piece.start + len(piece.tex)
    tex = text[piece.start : end if text.startswith(piece.tex, piece.start) else piece.end]
    role = "formula" if piece.display or _RELATION.search(tex) else "symbol"
    return Spot(role, piece.start, tex)
