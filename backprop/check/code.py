"""Code inside a page: the keys in it exist and have the values it gives, its names are those of examples."""

import difflib
import re
from collections.abc import Iterator
from functools import cache

from backprop.check.context import PageContext
from backprop.check.declared import declared_spans
from backprop.check.names import indexed_names, is_name, nearest_names
from backprop.check.outcome import Accounted, Outcome
from backprop.check.value import misstated
from backprop.core import keys, registry
from backprop.core.examples import EXAMPLES
from backprop.errors import BackpropError
from backprop.reading.document import Code, Listing, Problem

# TeX escapes `_`.
KEY = re.compile(
    r"(?<![\w;@=-])(?P<example>[a-z][a-z0-9-]*)(?:;[a-z]+=[\w.]+)*(?:@\d+)?:(?=[A-Za-z])(?:[\w/]|\\_)+"
)
# What stands behind a key in any kind of text: plain, Markdown, JSON or TeX.
_STATED = re.compile(r"(?:`|</span>)?\s*(?P<sign>=|≈|\$\\approx\$)\s*\[?(?P<digits>-?\d+(?:\.\d+)?)")
# A number by itself, or said of a name: no code, but what has to be bound like any other number.
_NUMBER_ALONE = re.compile(r"(?:[\w/]+\s*[=≈]\s*)?[-−]?\d+\.\d+")
_ALIKE = 0.8


def check_code(page: PageContext, code: Code) -> Iterator[Outcome]:
    """Check the keys in a piece of code, and its names where no generator has written them."""
    yield from check_keys(code.start, _undeclared(page, code.text))
    if not page.is_generated(code.start):
        yield from _names(page, code)
        if _NUMBER_ALONE.fullmatch(_undeclared(page, code.text).strip()):
            message = (
                f"found the number {code.text} as code, expected a link to its quantity, or a declaration"
            )
            yield Problem(code.start, code.end, "number", message)


def check_listing(page: PageContext, listing: Listing) -> Iterator[Outcome]:
    """Check the keys in lines of code or output."""
    yield from check_keys(listing.start, _undeclared(page, listing.text))


def _undeclared(page: PageContext, text: str) -> str:
    """Return a text with what is declared blanked."""
    for start, end in declared_spans(text, page.declared):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _names(page: PageContext, code: Code) -> Iterator[Outcome]:
    """Check names with an index: of the page's examples, of its listings, or declared."""
    for match in indexed_names(KEY.sub(lambda key: " " * len(key[0]), code.text)):
        name = match[0]
        if {name, code.text} & page.written or is_name(name, page.examples):
            yield Accounted("named")
        else:
            nearest = nearest_names(name, page.examples)
            message = f"found {name}, expected a name such as {nearest}, or a declaration with a reason"
            yield Problem(code.start, code.end, "name", message)


def check_keys(start: int, text: str) -> Iterator[Outcome]:
    """Check the keys in code that begins at `start`, and the values it gives them; other digits are code."""
    for match in KEY.finditer(text):
        if _is_like_an_example(match["example"]):
            yield _check_key(start, text, match)
    yield Accounted("code", len(re.findall(r"\d[\d.,_]*", KEY.sub("", text))))


@cache
def _is_like_an_example(name: str) -> bool:
    return bool(difflib.get_close_matches(name, EXAMPLES, n=1, cutoff=_ALIKE))


def _check_key(start: int, text: str, match: re.Match[str]) -> Outcome:
    """Check a key, the digits behind it if there are any, and the sign between them."""
    stated = _STATED.match(text, match.end())
    try:
        key = registry.entry(keys.parse(match[0].replace("\\_", "_"))).key
        relation = "≈" if stated and stated["sign"] != "=" else "="
        wrong = misstated(relation, stated["digits"], key) if stated else None
    except BackpropError as error:
        return Problem(start + match.start(), start + match.end(), "key", str(error))
    if not (stated and wrong):
        return Accounted("code")
    low, high = stated.span("sign" if wrong[0] == "sign" else "digits")
    return Problem(start + low, start + high, *wrong)
