"""What a paragraph says of the table or picture behind it: the symbols it names are shown there."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from backprop.check import figures
from backprop.check.proof.names import Scope
from backprop.check.text.line import LINK, line_of
from backprop.check.text.links import key_of
from backprop.check.text.meaning import symbol
from backprop.check.text.numbers import moves, numbers
from backprop.check.text.words import NUMBER as WORDS
from backprop.check.text.words import value
from backprop.check.verdict import CLEAN, Verdict, total, wrong
from backprop.core.keys import Key, known_example, parse_run, settings
from backprop.reading.document import Block, Directive, Link, Mathematics, Paragraph, Picture, Table

_FACTORS = re.compile(rf"\b(?P<count>{WORDS.pattern})\s+factors\b(?:,\s+multiplied)?:\s*$", re.I)
# The first right side that is a product.
_PRODUCT = re.compile(r"(?<==)(?:(?!\\\\|=).)*\\cdot(?:(?!\\\\|=).)*", re.S)
_AT = re.compile(rf"At\s+(?:the\s+rate\s+)?{LINK}")
_COMPARED = re.compile(r"\b(?:rates?|usual|other|against|than|instead|at|while)\b", re.I)
_DRAWN = re.compile(
    r"(?:contour|surface|training|slice|walk)-(?P<example>[a-z]+)(?:-rate-(?P<rate>\d+(?:\.\d+)?))?(?=-)"
)


def verdict(blocks: Sequence[Block], scope: Scope) -> Verdict:
    """Judge each paragraph with the block behind it."""
    shown = [block for block in blocks if not isinstance(block, Directive)]
    pairs = [(one, other) for one, other in pairwise(shown) if isinstance(one, Paragraph)]
    formulas = zip(shown, shown[1:], [*shown[2:], *shown[-1:]], strict=False)
    return total(
        [
            *(_judged(one, other, scope) for one, other in pairs),
            *(one for paragraph, block in pairs for one in _rates(paragraph, block)),
            *(
                _factors(one, other if isinstance(other, Mathematics) else last)
                for one, other, last in formulas
            ),
        ]
    )


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


def _factors(paragraph: Block, formula: Block) -> Verdict:
    """Judge "three factors:" by the product that follows, or that is the formula of the step that follows."""
    if not isinstance(paragraph, Paragraph) or not isinstance(formula, Mathematics):
        return CLEAN
    line = line_of(paragraph.parts)
    match, product = _FACTORS.search(line.text), _PRODUCT.search(formula.tex)
    if not match or not product or value(match["count"]) == product[0].count(r"\cdot") + 1:
        return CLEAN
    there = product[0].count(r"\cdot") + 1
    return wrong(
        line.place(*match.span("count")), "beside", f"found {match['count']!r}, but there are {there} factors"
    )


def _rates(paragraph: Paragraph, block: Block) -> Iterator[Verdict]:
    """Judge a paragraph that begins "At the rate …": its numbers and the picture behind are of that rate."""
    line = line_of(paragraph.parts)
    found = numbers(line)
    if not found or found[0].key.quantity != "eta" or not _AT.match(line.text):
        return
    rate, example = _rate(found[0].key), found[0].key.example
    for before, number in pairwise(found):
        if _COMPARED.search(line.text, before.place, number.place):
            continue
        if number.key.example == example and moves(number.key) and _rate(number.key) != rate:
            yield number.wrong(f"found {number.key}, but the paragraph begins with the rate {rate}")
    drawn = _DRAWN.match(block.file) if isinstance(block, Picture) else None
    shown = (drawn["rate"] or _rate(parse_run(example))) if drawn and drawn["example"] == example else rate
    if shown != rate:
        yield found[0].wrong(f"found the rate {rate}, but the picture behind is of the rate {shown}")


def _rate(key: Key) -> str:
    return settings(known_example(key.example), key.options)["rate"]
