"""A page judged block by block: what each of its numbers and formulas says, and whether it is so."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from backprop import registry
from backprop.check import figures
from backprop.check.formulas.parser import parse
from backprop.check.formulas.syntax import Keyed, TexError
from backprop.check.proof.chains import forms, walk
from backprop.check.proof.equations import Judgement, judge
from backprop.check.proof.names import Scope, page_scope, symbol_form
from backprop.check.reading.document import (
    Block,
    Directive,
    Document,
    Inline,
    Mathematics,
    Paragraph,
    Picture,
    Problem,
    Table,
    Text,
)
from backprop.check.text import (
    around,
    claims,
    colours,
    introduction,
    listings,
    lists,
    prose,
    sources,
    tables,
    totals,
)
from backprop.check.verdict import CLEAN, Verdict, accounted, total, wrong
from backprop.errors import BackpropError
from backprop.keys import Key, parse_run
from backprop.keys import parse as parse_key


@dataclass(frozen=True)
class Result:
    """What a page accounts for, the equations that it proves, the formulas that it waives."""

    verdict: Verdict
    proved: int
    waived: Mapping[str, str]


@dataclass(frozen=True)
class Group:
    """Formulas that make one chain, the pass they speak of, and the quantity that they must begin with."""

    formulas: tuple[Mathematics, ...]
    scope: Scope
    subject: str = ""


def judged(document: Document, read: listings.Read, sums: totals.Sums) -> Result:
    """Judge a page.

    `read` gives the text of a file that it names below the pages, None where there is none; `sums` gives
    what all other pages account for.
    """
    scope = scope_of(document)
    groups = list(_groups(document, scope))
    waived = {tex: reason for group in groups for tex, reason in _waivers(group, document)}
    proved = sum(_judgement(group).proved for group in groups if not list(_waivers(group, document)))
    whole = Verdict(problems=tuple(_unused(document, groups, waived)))
    found = [in_place(document, read, sums), prose.sections(document.blocks, scope), whole]
    found.append(sources.whole(document, read))
    if lists.is_values(document):
        found.append(lists.whole(document))
    return Result(total(found), proved, waived)


def in_place(document: Document, read: listings.Read, sums: totals.Sums) -> Verdict:
    """Judge each block of a page by itself, so that a part of the page can be judged as well."""
    scope = scope_of(document)
    kept = (group for group in _groups(document, scope) if not list(_waivers(group, document)))
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


def scope_of(document: Document) -> Scope:
    """Return what the formulas of a page speak of, unless something beside them says more."""
    return page_scope(document.example, tuple(document.declared.symbols.items()))


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


def _groups(document: Document, scope: Scope) -> Iterator[Group]:
    """Yield the formulas of a page, each with where it stands."""
    subject, asked = None, None
    for block in document.blocks:
        match block:
            case Directive():
                asked = block
            case Mathematics():
                yield _display(block, subject, asked, scope)
            case Paragraph() if key := lists.subject(block):
                yield Group(tuple(_inline(block.parts)), *_about(key, scope))
            case Paragraph(parts=parts):
                yield from (Group((formula,), scope) for formula in _inline(parts))
            case Table(rows=rows):
                cells = (formula for row in rows for cell in row for formula in _inline(cell))
                yield from (Group((formula,), scope) for formula in cells if not claims.is_rate(formula.tex))
        subject = prose.subject(block)


def _inline(parts: tuple[Inline, ...]) -> Iterator[Mathematics]:
    return (part for part in parts if isinstance(part, Mathematics))


def _display(formula: Mathematics, subject: Key | None, asked: Directive | None, scope: Scope) -> Group:
    """Return a formula on lines of its own: it may follow a heading link, or stand in a block of matrices."""
    if subject:
        return Group((formula,), *_about(subject, scope))
    if run := _run_of_keys(formula.tex):
        return Group((formula,), replace(scope, run=run))
    if asked and formula.start < asked.end and asked.words[:1] == ("matrix",):
        return Group((formula,), replace(scope, run=parse_run(asked.words[1])))
    return Group((formula,), scope)


@cache
def _about(key: Key, scope: Scope) -> tuple[Scope, str]:
    """Return the scope of the formula that makes `key`, and the name of what it makes."""
    name = registry.entry(key).quantity.name
    return replace(scope, run=key.of("", key.step - name.endswith("+"))), name


@cache
def _run_of_keys(tex: str) -> Key | None:
    """Return the pass that the keys of a built formula speak of: the first of those in it that can change."""
    try:
        keys = [parse_key(node.key) for node in walk(parse(tex).statements) if isinstance(node, Keyed)]
        moving = [key for key in keys if not _is_fixed(key)]
    except (TexError, BackpropError):
        return None
    first = min(moving or keys, key=lambda key: key.step, default=None)
    return first.of("") if first else None


def _is_fixed(key: Key) -> bool:
    graph = registry.graph_of(key)
    return graph[key.quantity].is_given and key.quantity not in graph.updates


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


def _unused(document: Document, groups: list[Group], waived: Mapping[str, str]) -> Iterator[Problem]:
    """Yield the declarations of a page that nothing on it needs."""
    yield from prose.unused(document)
    used = {form for group in groups for tex in _texts(group) for form in forms(tex)}
    for symbol in document.declared.symbols:
        if symbol_form(symbol) not in used:
            yield _declared(document, symbol, f"found the symbol {symbol} declared, but no formula uses it")
    for tex in document.declared.waived:
        if tex not in waived:
            yield _declared(document, tex, "found a waiver of a formula that the page does not hold")
        elif not any(_formulas(group).problems for group in groups if tex in dict(_waivers(group, document))):
            yield _declared(document, tex, "found a waiver of a formula that can be proved")


def _declared(document: Document, text: str, message: str) -> Problem:
    start = max(0, document.text.find(text))
    return wrong((start, start + len(text)), "declaration", message).problems[0]
