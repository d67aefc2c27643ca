"""A page under check: a rule for each kind of piece that can be held to the computation."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from backprop.check.code import check_code, check_listing
from backprop.check.context import PageContext
from backprop.check.declared import check_texts, check_words
from backprop.check.entries import check_entries
from backprop.check.groups import Group, check_group, groups, judgement
from backprop.check.needed import check_needed
from backprop.check.outcome import Accounted, Outcome
from backprop.check.pictures import check_picture
from backprop.check.quotes import check_quote, check_slips
from backprop.check.report import Page, finding
from backprop.check.table import check_table
from backprop.check.value import check_link
from backprop.reading.document import (
    REPEAT,
    Block,
    Code,
    Link,
    Listing,
    Mathematics,
    Paragraph,
    Picture,
    Problem,
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


def check_page(name: str, page: PageContext) -> Page:
    """Check a page by all rules; `name` is what a person calls its file."""
    chains = _groups(page)
    outcomes: list[Outcome] = [*page.document.problems, *check_places(page)]
    if page.document.declared.is_any:
        outcomes += check_needed(page, chains)
    if page.is_below(FOLDER):
        outcomes += check_slips(page)
    waived = {tex: reason for group in chains for tex, reason in group.waivers.items()}
    proved = sum(judgement(group).proved for group in chains if not group.waivers)
    return total(name, page.document.text, outcomes, proved, waived)


def check_places(page: PageContext) -> Iterator[Outcome]:
    """Check a page by the rules that need no more than each place and its block."""
    for block in page.document.blocks:
        is_repeated = isinstance(block, Paragraph) and block.kind == REPEAT
        outcomes = _outcomes(page, block)
        yield from _uncounted(outcomes) if is_repeated else outcomes
    yield from check_texts(page)
    for group in _groups(page):
        if not group.waivers:
            yield from check_group(group)
    if page.is_values:
        yield from check_entries(page.document)


def _outcomes(page: PageContext, block: Block) -> Iterator[Outcome]:
    for piece in (block, *inlines(block)):
        for rule in RULES.get(type(piece), ()):
            yield from rule(page, piece)


def _uncounted(outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
    """Yield the problems of what stands there a second time; the first is counted."""
    return (outcome for outcome in outcomes if not isinstance(outcome, Accounted))


def _groups(page: PageContext) -> list[Group]:
    return list(groups(page)) if page.holds(Mathematics) else []


def total(
    name: str, text: str, outcomes: list[Outcome], proved: int = 0, waived: Mapping[str, str] | None = None
) -> Page:
    """Return what outcomes say of a page: counts by kind, and a finding for each problem, in order."""
    counts: Counter[str] = Counter()
    for outcome in outcomes:
        if isinstance(outcome, Accounted):
            counts[outcome.kind] += outcome.count
    problems = dict.fromkeys(outcome for outcome in outcomes if isinstance(outcome, Problem))
    ordered = sorted(problems, key=lambda problem: (problem.start, problem.end))
    return Page(name, +counts, proved, waived or {}, tuple(finding(name, text, each) for each in ordered))
