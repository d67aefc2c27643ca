"""A page of Markdown as a document: CommonMark, tables, GitLab's mathematics and directives."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePath

from backprop.networks.examples import EXAMPLES
from backprop.reading.document import Block, Document, Inline, Paragraph, Picture, Table, Text
from backprop.reading.front import read_front
from backprop.reading.inline import Addresses, Piece, pieces, trimmed
from backprop.reading.layout import Layout, layout
from backprop.reading.leaves import Grid, Part, Prose


def read_markdown(path: str, text: str) -> Document:
    """Return a page below `docs`; raise where its front matter, a fence or a directive is broken."""
    front = read_front(path, text)
    found = layout(path, text, front.end)
    folders = _below(path, "docs")
    beside = folders[:1] == ("values",)
    example = front.example or example_of(folders[1:] if beside else folders[:-1])
    addresses = Addresses((example or "") if beside else None, found.defined)
    blocks = _captioned(found.page, _blocks(found, addresses))
    return Document(path, text, example, front.declared, (*front.titles, *blocks))


def example_of(names: tuple[str, ...]) -> str | None:
    """Return the example that the first of `names` names, as a folder or a page."""
    name = PurePath(names[0]).stem if names else ""
    return name if name in EXAMPLES else None


def _below(path: str, folder: str) -> tuple[str, ...]:
    """Return the parts of a path below the last folder of that name."""
    parts = PurePath(path).parts
    return parts[len(parts) - parts[::-1].index(folder) :] if folder in parts else parts


def _blocks(found: Layout, addresses: Addresses) -> Iterator[Block]:
    for part in found.parts:
        yield from _read(found.page, part, addresses)


def _read(page: str, part: Part, addresses: Addresses) -> Iterator[Block]:
    """Yield the block that a part is, and the pictures that stand in it."""
    match part:
        case Prose(start, end, kind):
            inner = pieces(page, start, end, addresses)
            if parts := _words(inner):
                yield Paragraph(start, end, kind, parts)
        case Grid(start, end, rows):
            cells = [[pieces(page, *cell, addresses) for cell in row] for row in rows]
            inner = [piece for row in cells for cell in row for piece in cell]
            yield Table(start, end, tuple(tuple(_words(cell) for cell in row) for row in cells))
        case _:
            yield part
            return
    yield from (piece for piece in inner if isinstance(piece, Picture))


def _words(inner: Iterable[Piece]) -> tuple[Inline, ...]:
    return trimmed([piece for piece in inner if not isinstance(piece, Picture)])


def _captioned(page: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """Give each picture the emphasised paragraph below it."""
    picture: Picture | None = None
    for block in blocks:
        caption = _caption(page, block) if picture else None
        if picture:
            yield replace(picture, caption=caption.text, caption_start=caption.start) if caption else picture
        picture = block if isinstance(block, Picture) else None
        if not picture and not caption:
            yield block
    if picture:
        yield picture


def _caption(page: str, block: Block) -> Text | None:
    """Return the words of a paragraph that is emphasised as a whole and holds nothing else."""
    match block:
        case Paragraph(start, end, _, (Text(start=low, end=high) as words,)):
            marks = page[start], page[end - 1]
            whole = (low, high) == (start + 1, end - 1)
            return words if whole and marks in {("*", "*"), ("_", "_")} else None
    return None
