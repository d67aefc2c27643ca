"""A page as the check sees it, whether it came from Markdown or from built HTML.

`start` and `end` are offsets into the file that was read. Where the file writes characters in another way
(`&lt;` for `<`), the text here is what a reader sees, and an offset is that of the piece it begins.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import TypeAlias


@dataclass(frozen=True)
class _Piece:
    """Where a piece is in its file."""

    start: int
    end: int


@dataclass(frozen=True)
class Text(_Piece):
    """Plain words between other pieces, without the marks of emphasis."""

    text: str


@dataclass(frozen=True)
class Link(_Piece):
    """Words or a number that lead to a quantity: `address` and `title_place` are where its parts stand.

    `example` and `fragment` are as they are written, such as `mazur` and `@1:E_total`; the title is what is
    claimed of the quantity, and empty where nothing is; in a built page the statement is the same with the
    values put in.
    """

    text: str
    example: str
    fragment: str
    address: tuple[int, int]
    title: str = ""
    title_place: tuple[int, int] = (0, 0)
    statement: str = ""

    @property
    def key(self) -> str:
        """The key in full, such as `mazur@1:E_total`."""
        return f"{self.example}{'' if self.fragment[0] in ';@' else ':'}{self.fragment}"


@dataclass(frozen=True)
class Quote(_Piece):
    """A number that leads to where a source prints it: the name of the source, and the anchor there."""

    text: str
    source: str
    anchor: str


@dataclass(frozen=True)
class Mathematics(_Piece):
    """A formula: its TeX, and whether it stands on lines of its own; `start` is where the TeX begins.

    `outer` is where it stands with its marks, in Markdown.
    """

    tex: str
    display: bool
    outer: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Code(_Piece):
    """Code inside a line."""

    text: str


@dataclass(frozen=True)
class Anchor(_Piece):
    """A place that can be linked to."""

    name: str


Inline: TypeAlias = Text | Link | Quote | Mathematics | Code | Anchor


# The kind of what a built page says a second time, such as the list of the numbers in a formula.
REPEAT = "repeat"


@dataclass(frozen=True)
class Paragraph(_Piece):
    """Running text: `kind` is paragraph, heading, item, quote, title (of a browser's tab) or REPEAT."""

    kind: str
    parts: tuple[Inline, ...]


@dataclass(frozen=True)
class Table(_Piece):
    """Rows of cells; the first row is the head."""

    rows: tuple[tuple[tuple[Inline, ...], ...], ...]


@dataclass(frozen=True)
class Picture(_Piece):
    """A picture: the file's name without folders, the text alternative, and the caption below it.

    `alt_start` and `caption_start` are where those two begin, `formulas` those in the alternative. Where the
    page holds the SVG itself, that is the `drawing`, and begins where the picture does.
    """

    file: str
    alt: str
    alt_start: int
    caption: str
    caption_start: int
    formulas: tuple[Mathematics, ...] = ()
    drawing: str = ""


@dataclass(frozen=True)
class Listing(_Piece):
    """Lines of code or output with the language that they name; `start` is where the text begins."""

    language: str
    text: str


@dataclass(frozen=True)
class Directive(_Piece):
    """What the generator was asked for, from its comment to the end of the closing one.

    `body` is where the lines between the two stand, `indent` and `newline` are those of the first line;
    built pages have no directives.
    """

    words: tuple[str, ...]
    body: tuple[int, int]
    indent: str = ""
    newline: str = "\n"


@dataclass(frozen=True)
class Problem(_Piece):
    """What is wrong between two offsets: the rule that is broken, what was found, what was expected."""

    rule: str
    message: str


Block: TypeAlias = Paragraph | Mathematics | Table | Picture | Listing | Directive
# What a line is read as: its pictures and problems are kept beside its paragraph.
Piece: TypeAlias = Inline | Picture | Problem


def inlines(block: Block) -> Iterator[Inline]:
    """Yield the pieces of a paragraph or of a table's cells; a formula on lines of its own is one itself."""
    match block:
        case Paragraph():
            yield from block.parts
        case Table():
            yield from (piece for row in block.rows for cell in row for piece in cell)
        case Mathematics():
            yield block


def formulas(document: "Document") -> Iterator[Mathematics]:
    """Yield all formulas of a page, those in the alternatives of its pictures, too."""
    for block in document.blocks:
        pieces = block.formulas if isinstance(block, Picture) else inlines(block)
        yield from (piece for piece in pieces if isinstance(piece, Mathematics))


@dataclass(frozen=True)
class Declared:
    """What a page says about itself, each with its reason or meaning, as it is written there.

    `numbers` that are no quantity, `symbols` of the page alone, `waived` formulas that are not checked.
    """

    numbers: Mapping[str, str]
    symbols: Mapping[str, str]
    waived: Mapping[str, str]

    @property
    def is_any(self) -> bool:
        """Tell whether anything is declared."""
        return bool(self.numbers or self.symbols or self.waived)


@dataclass(frozen=True)
class Document:
    """One page: its path, its text, the example whose page it is, its declarations and its blocks.

    `problems` are what is broken in the page itself.
    """

    path: str
    text: str
    example: str | None
    declared: Declared
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def pieces(self) -> Iterator[Inline]:
        """The pieces of all blocks, in order."""
        return (piece for block in self.blocks for piece in inlines(block))


def words_of(pieces: Iterable[Piece]) -> str:
    """Return the words of pieces, without formulas."""
    return "".join(piece.text for piece in pieces if isinstance(piece, Text | Code))


def trimmed(pieces: Iterable[Piece]) -> tuple[Inline, ...]:
    """Return what a line shows, without the blanks around it; nothing where only blanks stand."""
    parts = [piece for piece in pieces if not isinstance(piece, Picture | Problem)]
    filled = [at for at, part in enumerate(parts) if not isinstance(part, Text) or part.text.strip()]
    return tuple(parts[filled[0] : filled[-1] + 1]) if filled else ()


def apart(pieces: Iterable[Piece]) -> Iterator[Picture | Problem]:
    """Yield what stands beside the paragraph, or the cell, of a line."""
    return (piece for piece in pieces if isinstance(piece, Picture | Problem))


def paragraph(pieces: Collection[Piece], kind: str) -> Iterator[Block | Problem]:
    """Yield the paragraph that a line makes, if it shows anything, and what stands beside it."""
    if parts := trimmed(pieces):
        yield Paragraph(parts[0].start, parts[-1].end, kind, parts)
    yield from apart(pieces)


def parts_below(path: str, root: str) -> tuple[str, ...]:
    """Return the parts of a path behind the folder `root`; all of them where it is not in it."""
    parts = PurePath(path).parts
    return parts[len(parts) - parts[::-1].index(root) :] if root in parts else parts


def example_of(path: str, root: str, examples: Collection[str]) -> str | None:
    """Return the example that the first folder below `root`, or a page of values, has its name from."""
    below = parts_below(str(PurePath(path).with_suffix("")), root)
    name = next(iter(below[1:] if below[:1] == ("values",) else below[:-1]), "")
    return name if name in examples else None
