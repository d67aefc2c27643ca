"""Keys for the numbers in formulas by hand, found as the check finds them.

Where its keys would let the check of the built page take a formula for one of another pass, it has none.
"""

from collections.abc import Iterator
from dataclasses import replace

from backprop.check.context import PageContext
from backprop.check.groups import groups, run_of_keys
from backprop.check.proof.names import Scope
from backprop.check.proof.numbers import KeyedNumber, keyed_numbers, only_scope
from backprop.pages.patch import Patch, injected
from backprop.reading.document import Document, Mathematics


def key_marks(document: Document) -> Iterator[Patch]:
    """Yield what is to be put round each number of a page's own formulas that is a quantity, in order."""
    page = PageContext(document, {}, lambda _name: None)
    for group in groups(page):
        for formula in group.formulas:
            scope = None if page.is_generated(formula.start) else only_scope(formula.tex, group.scope)
            if scope:
                yield from _marks_in(formula, scope)


def _marks_in(formula: Mathematics, scope: Scope) -> list[Patch]:
    marks = [mark for number in keyed_numbers(formula.tex, scope) for mark in _marks_of(number)]
    if formula.display and run_of_keys(injected(formula.tex, marks)) != scope.run:
        return []
    return [replace(mark, start=mark.start + formula.start, end=mark.end + formula.start) for mark in marks]


def _marks_of(number: KeyedNumber) -> tuple[Patch, Patch]:
    opening, closing = rf"\htmlData{{key={number.key}}}{{", "}"
    return (
        Patch(number.start, number.start, opening, frozenset({number.key})),
        Patch(number.end, number.end, closing, frozenset()),
    )
