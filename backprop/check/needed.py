"""The declarations of a page: each is needed by something on it."""

from collections.abc import Iterator, Sequence

from backprop.check.context import PageContext
from backprop.check.declared import declared_spans
from backprop.check.formulas.parser import parse_expression, symbols
from backprop.check.groups import Group, judgement
from backprop.reading.document import Code, Document, Listing, Problem, Text, inlines


def check_needed(page: PageContext, chains: Sequence[Group]) -> Iterator[Problem]:
    """Yield a problem for each declaration of a page that nothing on it needs."""
    yield from _numbers(page)
    used = {symbol for group in chains for tex in group.texts for symbol in symbols(tex)}
    for symbol in page.document.declared.symbols:
        if parse_expression(symbol) not in used:
            yield _idle(page, symbol, f"found the symbol {symbol} declared, but no formula uses it")
    for tex in page.document.declared.waived:
        waiving = [group for group in chains if tex in group.waivers]
        if not waiving:
            yield _idle(page, tex, "found a waiver of a formula that the page does not hold")
        elif not any(judgement(group).flaws for group in waiving):
            yield _idle(page, tex, "found a waiver of a formula that can be proved")


def _numbers(page: PageContext) -> Iterator[Problem]:
    texts = "\n".join(_texts(page.document))
    for entry in page.document.declared.numbers:
        if not any(map(str.isdigit, entry)):
            yield _idle(page, entry, f"found {entry!r} declared, which has no digit and needs no word")
        elif not (list(declared_spans(texts, {entry: ""})) or entry in texts):
            yield _idle(page, entry, f"found {entry!r} declared, but no text of the page uses it")


def _texts(document: Document) -> Iterator[str]:
    """Yield the texts of a page in which a declared number may stand."""
    for block in document.blocks:
        yield "".join(part.text for part in inlines(block) if isinstance(part, Text | Code))
        if isinstance(block, Listing):
            yield block.text


def _idle(page: PageContext, text: str, message: str) -> Problem:
    start = max(0, page.document.text.find(text))
    return Problem(start, start + len(text), "declaration", message)
