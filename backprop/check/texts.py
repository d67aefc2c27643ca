"""The running texts of a page, each with the pieces beside it that may say what its digits are."""

from collections.abc import Iterator, Sequence

from backprop.check.context import PageContext
from backprop.reading.document import Document, Inline, Paragraph, Table, Text

Pieces = Sequence[Inline]


def texts_of(page: PageContext) -> Iterator[tuple[Text, Pieces]]:
    """Yield the texts outside generated blocks, each with the pieces beside it."""
    for parts, near in _lines(page.document):
        yield from ((p, near) for p in parts if isinstance(p, Text) and not page.is_generated(p.start))


def _lines(document: Document) -> Iterator[tuple[Pieces, Pieces]]:
    """Yield paragraphs and cells; what a table of contents repeats stands in the page as well."""
    paragraphs = [block for block in document.blocks if isinstance(block, Paragraph)]
    headings = {_words(block) for block in paragraphs if block.kind == "heading"}
    for block in document.blocks:
        match block:
            case Paragraph(parts=parts) if block.kind != "title" or _words(block) not in headings:
                yield parts, parts
            case Table(rows=rows):
                for place, row in enumerate(rows):
                    yield from ((cell, _pieces_near(rows, place, column)) for column, cell in enumerate(row))


def _pieces_near(rows: Sequence[Sequence[Pieces]], place: int, column: int) -> Pieces:
    """Return what a cell may speak of: a head of its column, a first cell of its row, any other of both."""
    below = [row[column] for row in rows if column < len(row)]
    if place == column == 0:
        cells = [cell for row in rows for cell in row]
    else:
        cells = [*(rows[place] if place else ()), *(below if column else ())]
    return [part for cell in cells for part in cell]


def _words(paragraph: Paragraph) -> str:
    return " ".join(part.text.strip() for part in paragraph.parts if isinstance(part, Text))
