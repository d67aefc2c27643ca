"""Numbers as a source prints them, and its slips, held to the data beside the page about it."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import PurePath
from typing import Any

from backprop.check.context import PageContext, Read
from backprop.check.outcome import Outcome, accounted, problem
from backprop.check.proof.equations import judge
from backprop.errors import BackpropError
from backprop.reading.document import Quote

FOLDER = "sources"
Rows = Mapping[str, Mapping[str, Any]]


def check_quote(page: PageContext, quote: Quote) -> Iterator[Outcome]:
    """Check that a quote is what the source prints there."""
    row = _rows(quote.source, "claims", page.read).get(quote.anchor)
    place, shown = (quote.start, quote.end), quote.text.strip().replace("−", "-")
    if row is None:
        message = f"found a quote of {quote.source}#{quote.anchor}, where no number is printed"
        yield problem(place, "quote", message)
    elif shown != row["printed"]:
        message = f"found {shown}, expected {row['printed']} as {quote.source} prints it"
        yield problem(place, "quote", message)
    else:
        yield accounted("quoted")


def check_slips(page: PageContext) -> Iterator[Outcome]:
    """Check on the page about a source that the wrong form of each of its slips cannot be proved."""
    for anchor, row in _rows(PurePath(page.document.path).stem, "slips", page.read).items():
        if "wrong" in row and not judge((row["wrong"],), page.scope).flaws:
            message = f"found the wrong form of {anchor}, {row['wrong']}, which can be proved"
            yield problem((0, 0), "source", message)


def _rows(name: str, kind: str, read: Read) -> Rows:
    """Return the numbers or the slips of a source by their anchors; none where there are no such data."""
    file = f"{FOLDER}/{name}.json"
    text = read(file)
    return {} if text is None else _parsed(file, text).get(kind, {})


@cache
def _parsed(file: str, text: str) -> Mapping[str, Rows]:
    try:
        parsed: dict[str, Any] = json.loads(text)
    except json.JSONDecodeError as error:
        raise BackpropError(f"{file}: {error}, expected JSON") from error
    return {kind: {row["id"]: row for row in parsed.get(kind, ())} for kind in ("claims", "slips")}
