"""A page under check: a rule for each kind of piece that can be held to the computation."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from backprop.check.code import check_code, check_listing
from backprop.check.context import PageContext
from backprop.check.declared import BareNumber, bare_numbers, check_text, check_words
from backprop.check.entries import check_entries
from backprop.check.groups import check_group, groups, judgement, waivers
from backprop.check.needed import check_needed
from backprop.check.outcome import Outcome, total
from backprop.check.pictures import check_picture
from backprop.check.quotes import check_quote, check_slips
from backprop.check.table import check_table
from backprop.check.texts import texts_of
from backprop.check.value import check_link
from backprop.reading.document import (
    Code,
    Link,
    Listing,
    Mathematics,
    Picture,
    Quote,
    Table,
    inlines,
)
from backprop.reading.sources import FOLDER

Rule = Callable[[PageContext, Any], Iterator[Outcome]]

# What is checked piece by piece; a piece of a block, and the block itself, have their rules here.
RULES: Mapping[type, tuple[Rule, ...]] = {
    Link: (check_link, check_words),
    Quote: (check_quote,),
    Code: (check_code,),
    Listing: (check_listing,),
    Table: (check_table,),
    Picture: (check_picture,),
}


@dataclass(frozen=True)
class Result:
    """What a page accounts for, the equations that it proves, the formulas that it waives."""

    outcome: Outcome
    proved: int
    waived: Mapping[str, str]


def check_page(page: PageContext) -> Result:
    """Check a page by all rules."""
    chains = list(groups(page.document)) if page.holds(Mathematics) else []
    waived = {tex: reason for group in chains for tex, reason in waivers(group, page.document)}
    proved = sum(judgement(group).proved for group in chains if not list(waivers(group, page.document)))
    outcomes = [check_places(page)]
    if page.document.declared.is_any:
        outcomes += check_needed(page, chains)
    if page.is_below(FOLDER):
        outcomes += check_slips(page)
    return Result(total(outcomes), proved, waived)


def check_places(page: PageContext) -> Outcome:
    """Check a page by the rules that need no more than each place and its block."""
    return total([*_pieces(page), *_texts(page), *_formulas(page), *_entries(page)])


def _pieces(page: PageContext) -> Iterator[Outcome]:
    """Check each piece by the rules of its kind."""
    for block in page.document.blocks:
        for piece in (block, *inlines(block)):
            for rule in RULES.get(type(piece), ()):
                yield from rule(page, piece)


def _texts(page: PageContext) -> Iterator[Outcome]:
    """Check every other digit of texts, tables and headings."""
    return (check_text(page, text, near) for text, near in texts_of(page))


def _formulas(page: PageContext) -> Iterator[Outcome]:
    """Check every formula that is not waived."""
    chains = groups(page.document) if page.holds(Mathematics) else ()
    return map(check_group, (group for group in chains if not list(waivers(group, page.document))))


def _entries(page: PageContext) -> Iterator[Outcome]:
    """Check the entries of a values page."""
    return check_entries(page.document) if page.is_values else iter(())


def bare_numbers_of(page: PageContext) -> Iterator[BareNumber]:
    """Yield the numbers of a page that are bound to nothing."""
    return (bare for text, near in texts_of(page) for bare in bare_numbers(page, text, near))
