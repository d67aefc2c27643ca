"""The part of a page around one place: enough to check what stands there, and little enough to be quick."""

from bisect import bisect_right
from collections.abc import Iterator

from backprop.reading.document import Block, Directive, Document, Listing, Mathematics

# What a block may need to be understood: its program above an output, its heading link, its caption below.
BEFORE, AFTER = 3, 1


def excerpt(document: Document, start: int, end: int, replacement: str) -> str:
    """Return the surroundings of a place with what stands between `start` and `end` replaced.

    The comments of directives are left out, one of which might stand there without the other.
    """
    begins = sorted({0, *(_first_line(document.text, block) for block in document.blocks)})
    first, last = (bisect_right(begins, place) - 1 for place in (start, max(start, end - 1)))
    low, high = begins[max(0, first - BEFORE)], [*begins, len(document.text)][last + AFTER + 1 :][:1]
    above, below = _written(document, low, start), _written(document, end, *high)
    return f"{''.join(above)}{replacement}{''.join(below)}\n"


def _first_line(text: str, block: Block) -> int:
    """Return where the first line of a block begins; with a formula or listing, its fence."""
    is_fenced = isinstance(block, Listing | Mathematics)
    begin = text.rfind("\n", 0, block.start)
    return (text.rfind("\n", 0, max(0, begin)) if is_fenced else begin) + 1


def _written(document: Document, start: int, end: int | None = None) -> Iterator[str]:
    """Yield what a page has between two offsets, and between the comments of its directives."""
    stop = len(document.text) if end is None else max(start, end)
    for block in document.blocks:
        if isinstance(block, Directive):
            for comment, behind in ((block.start, block.body[0]), (block.body[1], block.end)):
                if start <= comment < stop:
                    yield document.text[start:comment]
                    start = behind
    yield document.text[start:stop]
