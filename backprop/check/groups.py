"""Which formulas of a page make one chain, and the pass that each speaks of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from backprop.check.entries import entry_key
from backprop.check.formulas.parser import parse
from backprop.check.formulas.syntax import Keyed, TexError, walk
from backprop.check.outcome import Outcome, accounted
from backprop.check.proof.equations import Judgement, judge
from backprop.check.proof.names import Scope, page_scope
from backprop.check.value import NUMBER, key_of
from backprop.core import registry
from backprop.core.keys import Key, parse_run
from backprop.core.keys import parse as parse_key
from backprop.errors import BackpropError
from backprop.reading.document import (
    Block,
    Directive,
    Document,
    Inline,
    Link,
    Mathematics,
    Paragraph,
    Problem,
    Text,
    inlines,
)

_RATE = re.compile(r"\\eta\s*=\s*(?P<rate>\d+(?:\.\d+)?)")


@dataclass(frozen=True)
class Group:
    """Formulas that make one chain, the pass they speak of, and the quantity that they must begin with."""

    formulas: tuple[Mathematics, ...]
    scope: Scope
    subject: str = ""


def scope_of(document: Document) -> Scope:
    """Return what the formulas of a page speak of, unless something beside them says more."""
    return page_scope(document.example, tuple(document.declared.symbols.items()))


def groups(document: Document) -> Iterator[Group]:
    """Yield the formulas of a page, each with where it stands."""
    scope = scope_of(document)
    for block, subject, asked in _placed(document):
        match block:
            case Mathematics():
                yield _display(block, subject, asked, scope)
            case Paragraph(kind="item") if key := entry_key(block):
                yield Group(tuple(_formulas(block.parts)), *_scope_of_key(key, scope))
            case Paragraph(parts=parts):
                yield from (Group((formula,), scope) for formula in _formulas(parts))
            case _:
                cells = (
                    formula
                    for formula in _formulas(inlines(block))
                    if not _RATE.fullmatch(formula.tex.strip())
                )
                yield from (Group((formula,), scope) for formula in cells)


def _placed(document: Document) -> Iterator[tuple[Block, Key | None, Directive | None]]:
    """Yield each block with the quantity that the line above it is about, and the directive before it."""
    subject, asked = None, None
    for block in document.blocks:
        if isinstance(block, Directive):
            asked = block
        yield block, subject, asked
        subject = heading_key(block)


def heading_key(block: Block) -> Key | None:
    """Return the key of a line that is nothing but a link in words: what the formula below it is of."""
    if not isinstance(block, Paragraph) or block.kind != "paragraph":
        return None
    inner = [part for part in block.parts if not (isinstance(part, Text) and not part.text.strip())]
    match inner:
        case [Link(text=text, key=key)] if not NUMBER.fullmatch(text):
            return key_of(key)
    return None


@cache
def _scope_of_key(key: Key, scope: Scope) -> tuple[Scope, str]:
    """Return the scope of the formula that makes `key`, and the name of what it makes."""
    name = registry.entry(key).quantity.name
    return replace(scope, run=key.of("", key.step - name.endswith("+"))), name


def _formulas(parts: Iterator[Inline] | tuple[Inline, ...]) -> Iterator[Mathematics]:
    return (part for part in parts if isinstance(part, Mathematics))


def _display(formula: Mathematics, subject: Key | None, asked: Directive | None, scope: Scope) -> Group:
    """Return a formula on lines of its own: it may follow a heading link, or stand in a block of matrices."""
    if subject:
        return Group((formula,), *_scope_of_key(subject, scope))
    if run := _run_of_keys(formula.tex):
        return Group((formula,), replace(scope, run=run))
    if asked and formula.start < asked.end and asked.words[:1] == ("matrix",):
        return Group((formula,), replace(scope, run=parse_run(asked.words[1])))
    return Group((formula,), scope)


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


def judgement(group: Group) -> Judgement:
    """Return what the formulas of a group prove."""
    return judge(texts_of(group), group.scope, group.subject)


def texts_of(group: Group) -> tuple[str, ...]:
    """Return the TeX of the formulas of a group."""
    return tuple(formula.tex for formula in group.formulas)


def check_group(group: Group) -> Outcome:
    """Check the formulas of a group."""
    proof = judgement(group)
    starts = [formula.start for formula in group.formulas]
    problems = [
        Problem(starts[flaw.part] + flaw.start, starts[flaw.part] + flaw.end, flaw.rule, flaw.message)
        for flaw in proof.flaws
    ]
    return accounted("in formulas", proof.numbers) + Outcome(problems=tuple(problems))


def waivers(group: Group, document: Document) -> Iterator[tuple[str, str]]:
    """Yield the waivers of the page that a formula is one of."""
    for tex, reason in document.declared.waived.items():
        if any(_plain(formula.tex) == _plain(tex) for formula in group.formulas):
            yield tex, reason


def _plain(tex: str) -> str:
    return " ".join(tex.split())
