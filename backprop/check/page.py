"""A page judged block by block: what each of its numbers and formulas says, and whether it is so."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from backprop.check import figures
from backprop.check.groups import Group, groups, scope_of
from backprop.check.proof.chains import symbols
from backprop.check.proof.equations import Judgement, judge
from backprop.check.proof.names import Scope, parse_symbol
from backprop.check.text import (
    around,
    colours,
    introduction,
    listings,
    lists,
    prose,
    sources,
    tables,
    totals,
    whole,
)
from backprop.check.verdict import CLEAN, Verdict, accounted, total, wrong
from backprop.reading.document import (
    Block,
    Document,
    Paragraph,
    Picture,
    Problem,
    Table,
    Text,
)


@dataclass(frozen=True)
class Result:
    """What a page accounts for, the equations that it proves, the formulas that it waives."""

    verdict: Verdict
    proved: int
    waived: Mapping[str, str]


def judged(document: Document, read: listings.Read, sums: totals.Sums, prints: whole.AskPrints) -> Result:
    """Judge a page.

    `read` gives the text of a file that it names below the pages, None where there is none; `sums` gives
    what all other pages account for; `prints` tells which pages print a quantity.
    """
    scope = scope_of(document)
    chains = list(groups(document))
    waived = {tex: reason for group in chains for tex, reason in _waivers(group, document)}
    proved = sum(_judgement(group).proved for group in chains if not list(_waivers(group, document)))
    unused = Verdict(problems=tuple(_unused(document, chains, waived)))
    found = [in_place(document, read, sums), prose.sections(document.blocks, scope), unused]
    found.append(sources.whole(document, read))
    if lists.is_values(document):
        found.append(whole.verdict(document, prints()))
    return Result(total(found), proved, waived)


def in_place(document: Document, read: listings.Read, sums: totals.Sums) -> Verdict:
    """Judge each block of a page by itself, so that a part of the page can be judged as well."""
    scope = scope_of(document)
    kept = (group for group in groups(document) if not list(_waivers(group, document)))
    found = [
        total(_block(document, block, scope, sums) for block in _unrepeated(document.blocks)),
        listings.verdict(document.blocks, scope, read),
        sources.verdict(document, scope, read),
        introduction.verdict(document.blocks, scope),
        around.verdict(document.blocks, scope),
        total(map(_formulas, kept)),
        colours.verdict(document.blocks),
    ]
    return total([*found, lists.verdict(document)] if lists.is_values(document) else found)


def _judgement(group: Group) -> Judgement:
    return judge(_texts(group), group.scope, group.subject)


def _texts(group: Group) -> tuple[str, ...]:
    return tuple(formula.tex for formula in group.formulas)


def _unrepeated(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield the blocks, without the lines of a table of contents that repeat a heading."""
    headings = {_words(block) for block in blocks if isinstance(block, Paragraph) and block.kind == "heading"}
    for block in blocks:
        if not (isinstance(block, Paragraph) and block.kind == "title" and _words(block) in headings):
            yield block


def _words(paragraph: Paragraph) -> str:
    return " ".join(part.text.strip() for part in paragraph.parts if isinstance(part, Text))


def _block(document: Document, block: Block, scope: Scope, sums: totals.Sums) -> Verdict:
    declared = frozenset(document.declared.numbers)
    match block:
        case Paragraph(kind="title"):  # navigation speaks of other pages too
            return Verdict(problems=prose.verdict(block, Scope(None), declared).problems)
        case Paragraph() | Table() if sources.covers(document, block):
            return CLEAN
        case Paragraph() if not lists.covers(document, block):
            return prose.verdict(block, scope, declared)
        case Table() if totals.is_totals(block):
            return totals.verdict(block, sums)
        case Table():
            return tables.verdict(block, scope, declared)
        case Picture():
            return _picture(block)
    return CLEAN


def _picture(picture: Picture) -> Verdict:
    """Judge what a page says of a figure; the picture itself is judged with its file."""
    verdict = figures.claims(figures.stem(picture.file), picture.alt, picture.caption)
    starts = {"alt": picture.alt_start, "caption": picture.caption_start}
    problems = [
        Problem(starts[flaw.part] + flaw.start, starts[flaw.part] + flaw.end, "figure", flaw.message)
        for flaw in verdict.flaws
    ]
    counted = 0 if picture.file.endswith(".dark.svg") else verdict.numbers  # it repeats the light one's
    return accounted("in captions", counted) + Verdict(problems=tuple(problems))


def _formulas(group: Group) -> Verdict:
    judgement = _judgement(group)
    starts = [formula.start for formula in group.formulas]
    problems = [
        Problem(starts[flaw.part] + flaw.start, starts[flaw.part] + flaw.end, flaw.rule, flaw.message)
        for flaw in judgement.flaws
    ]
    return accounted("in formulas", judgement.numbers) + Verdict(problems=tuple(problems))


def _waivers(group: Group, document: Document) -> Iterator[tuple[str, str]]:
    """Yield the waivers of the page that a formula is one of."""
    for tex, reason in document.declared.waived.items():
        if any(_plain(formula.tex) == _plain(tex) for formula in group.formulas):
            yield tex, reason


def _plain(tex: str) -> str:
    return " ".join(tex.split())


def _unused(document: Document, found: list[Group], waived: Mapping[str, str]) -> Iterator[Problem]:
    """Yield the declarations of a page that nothing on it needs."""
    yield from prose.unused(document)
    used = {symbol for group in found for tex in _texts(group) for symbol in symbols(tex)}
    for symbol in document.declared.symbols:
        if parse_symbol(symbol) not in used:
            yield _declared(document, symbol, f"found the symbol {symbol} declared, but no formula uses it")
    for tex in document.declared.waived:
        if tex not in waived:
            yield _declared(document, tex, "found a waiver of a formula that the page does not hold")
        elif not any(_formulas(group).problems for group in found if tex in dict(_waivers(group, document))):
            yield _declared(document, tex, "found a waiver of a formula that can be proved")


def _declared(document: Document, text: str, message: str) -> Problem:
    start = max(0, document.text.find(text))
    return wrong((start, start + len(text)), "declaration", message).problems[0]
