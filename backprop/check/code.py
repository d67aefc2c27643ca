"""Code inside a page: the keys in it exist and have the values it gives, its names are those of examples."""

from collections.abc import Iterator

from backprop.check.context import PageContext
from backprop.check.declared import declared_spans
from backprop.check.names import indexed_names, is_name, nearest_names
from backprop.check.outcome import Outcome, accounted, problem
from backprop.check.value import KEY, check_keys
from backprop.reading.document import Code, Listing


def check_code(page: PageContext, code: Code) -> Iterator[Outcome]:
    """Check the keys in a piece of code, and its names where no generator has written them."""
    yield check_keys(code.start, _undeclared(page, code.text))
    if not page.is_generated(code.start):
        yield from _names(page, code)


def check_listing(page: PageContext, listing: Listing) -> Iterator[Outcome]:
    """Check the keys in lines of code or output."""
    yield check_keys(listing.start, _undeclared(page, listing.text))


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
            yield accounted("named")
        else:
            nearest = nearest_names(name, page.examples)
            message = f"found {name}, expected a name such as {nearest}, or a declaration with a reason"
            yield problem((code.start, code.end), "name", message)
