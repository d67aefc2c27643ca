"""Numbers as a source prints them, and its slips, held to the data beside the page about it."""

from collections.abc import Iterator
from pathlib import PurePath

from backprop.check.context import PageContext, Read
from backprop.check.outcome import Accounted, Outcome
from backprop.check.proof.equations import judge
from backprop.reading.document import Problem, Quote
from backprop.reading.sources import Source, parse_source, source_file


def check_quote(page: PageContext, quote: Quote) -> Iterator[Outcome]:
    """Check that a quote is what the source prints there."""
    source = _source(quote.source, page.read)
    number = source and source.numbers.get(quote.anchor)
    place, digits = (quote.start, quote.end), quote.text.strip().replace("−", "-")
    if not number:
        message = f"found a quote of {quote.source}#{quote.anchor}, where no number is printed"
        yield Problem(*place, "quote", message)
    elif digits != number.printed:
        message = f"found {digits}, expected {number.printed} as {quote.source} prints it"
        yield Problem(*place, "quote", message)
    else:
        yield Accounted("quoted")


def check_slips(page: PageContext) -> Iterator[Outcome]:
    """Check on the page about a source that the wrong form of each of its slips cannot be proved."""
    source = _source(PurePath(page.document.path).stem, page.read)
    for slip in source.slips.values() if source else ():
        if slip.wrong and not judge((slip.wrong,), page.scope).flaws:
            message = f"found the wrong form of {slip.id}, {slip.wrong}, which can be proved"
            yield Problem(0, 0, "source", message)


def _source(name: str, read: Read) -> Source | None:
    """Return what is known of a source; None where there are no such data, as on the page of all sources."""
    file = source_file(name)
    text = None if name == "index" else read(file)
    return None if text is None else parse_source(file, text)
