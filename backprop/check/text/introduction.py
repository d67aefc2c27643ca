"""What a paragraph says of the table or picture behind it: the symbols it names are shown there."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from backprop.check import figures
from backprop.check.proof.names import Scope
from backprop.check.reading.document import Block, Directive, Link, Mathematics, Paragraph, Picture, Table
from backprop.check.text.line import line_of
from backprop.check.text.links import key_of
from backprop.check.text.meaning import symbol
from backprop.check.verdict import Verdict, total, wrong
from backprop.keys import Key


def verdict(blocks: Sequence[Block], scope: Scope) -> Verdict:
    """Judge each paragraph with the block behind it."""
    shown = [block for block in blocks if not isinstance(block, Directive)]
    return total(_judged(one, other, scope) for one, other in pairwise(shown) if isinstance(one, Paragraph))


def _judged(paragraph: Paragraph, block: Block, scope: Scope) -> Verdict:
    named = {name for part in paragraph.parts if (name := symbol(part, scope))}
    shown = _shown(paragraph, block, scope)
    if not named or not shown or named == shown:
        return Verdict()
    place = next((part.start, part.end) for part in paragraph.parts if isinstance(part, Mathematics))
    message = f"found {', '.join(sorted(named))} named, but what follows shows {', '.join(sorted(shown))}"
    return wrong(place, "beside", message)


def _shown(paragraph: Paragraph, block: Block, scope: Scope) -> set[str]:
    """Return the quantities that a block is about, where the paragraph before it is what tells them."""
    match block:
        case Picture(file=file):
            return set(figures.parameters(figures.stem(file)))
        case Table() if line_of(paragraph.parts).text.rstrip().endswith(":") and not _tells(block, scope):
            return {key.quantity for key in _keys(block)}
    return set()


def _keys(table: Table) -> Iterator[Key]:
    links = (part for row in table.rows for cell in row for part in cell if isinstance(part, Link))
    return (key for link in links if (key := key_of(link.key)))


def _tells(table: Table, scope: Scope) -> bool:
    """Tell whether the table says by itself which quantity stands where."""
    cells = [*table.rows[0], *(row[0] for row in table.rows)]
    return any(symbol(part, scope) for cell in cells for part in cell)
