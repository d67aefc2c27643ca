"""A page under check: one rule for each way in which what it shows can be held to the computation."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from backprop.check import figures
from backprop.check.context import PageContext
from backprop.check.declared import BareNumber, bare_numbers, check_text, check_words, declared_spans
from backprop.check.entries import check_entries, is_values
from backprop.check.groups import check_group, groups, judgement, waivers
from backprop.check.names import indexed_names, is_name, nearest_names
from backprop.check.needed import check_needed
from backprop.check.outcome import Outcome, accounted, problem, total
from backprop.check.quotes import check_quote, check_slips
from backprop.check.table import check_table
from backprop.check.value import KEY, check_code, check_link
from backprop.reading.document import (
    Code,
    Document,
    Inline,
    Link,
    Listing,
    Paragraph,
    Picture,
    Problem,
    Quote,
    Table,
    Text,
    inlines,
)

Rule = Callable[[PageContext], Iterator[Outcome]]


@dataclass(frozen=True)
class Result:
    """What a page accounts for, the equations that it proves, the formulas that it waives."""

    outcome: Outcome
    proved: int
    waived: Mapping[str, str]


def check_page(page: PageContext) -> Result:
    """Check a page by all rules."""
    chains = list(groups(page.document))
    waived = {tex: reason for group in chains for tex, reason in waivers(group, page.document)}
    proved = sum(judgement(group).proved for group in chains if not list(waivers(group, page.document)))
    outcome = total([check_places(page), *check_needed(page, chains), *check_slips(page)])
    return Result(outcome, proved, waived)


def check_places(page: PageContext) -> Outcome:
    """Check a page by the rules that need no more than each place and its block."""
    return total(outcome for rule in RULES for outcome in rule(page))


def _bound(page: PageContext) -> Iterator[Outcome]:
    """Check links, quotes, and the keys in code."""
    for block in page.document.blocks:
        for part in inlines(block):
            match part:
                case Link():
                    yield check_link(part)
                    yield check_words(page, part)
                case Quote():
                    yield check_quote(page, part)
                case Code():
                    yield check_code(Code(part.start, part.end, _undeclared(part.text, page)))
        if isinstance(block, Listing):
            yield check_code(Code(block.start, block.end, _undeclared(block.text, page)))


def _undeclared(text: str, page: PageContext) -> str:
    """Return a text with what is declared blanked."""
    for start, end in declared_spans(text, page.declared):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _named(page: PageContext) -> Iterator[Outcome]:
    """Check the names with an index in code: of the page's examples, of its listings, or declared."""
    listings = " ".join(block.text for block in page.document.blocks if isinstance(block, Listing))
    written = {name[0] for name in indexed_names(listings)} | set(page.declared)
    for block in page.document.blocks:
        for part in inlines(block):
            if isinstance(part, Code) and not page.is_generated(part.start):
                yield from _names_in(part, page, written)


def _names_in(code: Code, page: PageContext, written: set[str]) -> Iterator[Outcome]:
    for name in indexed_names(KEY.sub(lambda key: " " * len(key[0]), code.text)):
        if name[0] in written or code.text in written or is_name(name[0], page.examples):
            yield accounted("named")
        else:
            nearest = nearest_names(name[0], page.examples)
            message = f"found {name[0]}, expected a name such as {nearest}, or a declaration with a reason"
            yield problem((code.start, code.end), "name", message)


def _declared(page: PageContext) -> Iterator[Outcome]:
    """Check every other digit of texts, tables and headings."""
    return (check_text(page, text, near) for text, near in _texts(page))


def _texts(page: PageContext) -> Iterator[tuple[Text, Sequence[Inline]]]:
    """Yield the texts outside generated blocks, each with the pieces that may say what its digits are."""
    for parts, near in _lines(page.document):
        yield from ((p, near) for p in parts if isinstance(p, Text) and not page.is_generated(p.start))


def _lines(document: Document) -> Iterator[tuple[Sequence[Inline], Sequence[Inline]]]:
    """Yield paragraphs and cells; what a table of contents repeats stands in the page as well."""
    paragraphs = [block for block in document.blocks if isinstance(block, Paragraph)]
    headings = {_words(block) for block in paragraphs if block.kind == "heading"}
    for block in document.blocks:
        match block:
            case Paragraph(parts=parts) if block.kind != "title" or _words(block) not in headings:
                yield parts, parts
            case Table(rows=rows):
                for place, row in enumerate(rows):
                    yield from ((cell, _beside(rows, place, column)) for column, cell in enumerate(row))


def _beside(rows: Sequence[Sequence[Sequence[Inline]]], place: int, column: int) -> list[Inline]:
    """Return what a cell may speak of: a head of its column, a first cell of its row, any other of both."""
    below = [row[column] for row in rows if column < len(row)]
    if place == column == 0:
        cells = [cell for row in rows for cell in row]
    else:
        cells = [*(rows[place] if place else ()), *(below if column else ())]
    return [part for cell in cells for part in cell]


def bare_numbers_of(page: PageContext) -> Iterator[BareNumber]:
    """Yield the numbers of a page that are bound to nothing."""
    return (bare for text, near in _texts(page) for bare in bare_numbers(page, text, near))


def _words(paragraph: Paragraph) -> str:
    return " ".join(part.text.strip() for part in paragraph.parts if isinstance(part, Text))


def _headed(page: PageContext) -> Iterator[Outcome]:
    """Check that the numbers of a table stand below and behind their own symbols."""
    for block in page.document.blocks:
        if isinstance(block, Table):
            yield from check_table(page.scope, block)


def _listed(page: PageContext) -> Iterator[Outcome]:
    """Check the entries of a values page."""
    if is_values(page.document):
        yield from check_entries(page.document)


def _drawn(page: PageContext) -> Iterator[Outcome]:
    """Check what the page says of its figures, and the drawings where it holds them."""
    for block in page.document.blocks:
        if isinstance(block, Picture):
            yield _picture(block)


def _picture(picture: Picture) -> Outcome:
    name = figures.stem(picture.file)
    verdict = figures.claims(name, picture.alt, picture.caption)
    drawn = figures.drawn(name, picture.drawing).flaws if picture.drawing else ()
    starts = {"alt": picture.alt_start, "caption": picture.caption_start, "svg": picture.start}
    problems = [
        Problem(starts[flaw.part] + flaw.start, starts[flaw.part] + flaw.end, "figure", flaw.message)
        for flaw in (*verdict.flaws, *drawn)
    ]
    return accounted("in captions", verdict.numbers) + Outcome(problems=tuple(problems))


def _proved(page: PageContext) -> Iterator[Outcome]:
    """Check every formula that is not waived."""
    kept = (group for group in groups(page.document) if not list(waivers(group, page.document)))
    return map(check_group, kept)


RULES: tuple[Rule, ...] = (_bound, _named, _declared, _headed, _listed, _drawn, _proved)
