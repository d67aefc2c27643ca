"""Which formulas of a page make one chain, and the pass that each speaks of."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from backprop.check.context import PageContext
from backprop.check.entries import entry_key
from backprop.check.formulas.parser import parse
from backprop.check.formulas.syntax import Keyed, TexError, walk
from backprop.check.outcome import Accounted, Outcome
from backprop.check.proof.equations import Judgement, judge
from backprop.check.proof.names import Scope
from backprop.check.value import NUMBER, key_of
from backprop.core import registry
from backprop.core.keys import Key, parse_run
from backprop.core.keys import parse as parse_key
from backprop.errors import BackpropError
from backprop.reading.document import (
    Block,
    Directive,
    Link,
    Mathematics,
    Paragraph,
    Problem,
    Table,
    Text,
    inlines,
)

_RATE = re.compile(r"\\eta\s*=\s*\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Group:
    """Formulas that make one chain, the pass they speak of, and the quantity that they must begin with.

    `waivers` are those of the page, with their reasons, that waive one of the formulas.
    """

    formulas: tuple[Mathematics, ...]
    scope: Scope
    subject: str = ""
    waivers: Mapping[str, str] = field(default_factory=dict)

    @property
    def texts(self) -> tuple[str, ...]:
        """The TeX of the formulas."""
        return tuple(formula.tex for formula in self.formulas)


def groups(page: PageContext) -> Iterator[Group]:
    """Yield the formulas of a page, each with where it stands."""
    waived = page.document.declared.waived
    for group in _grouped(page):
        plain = set(map(_plain, group.texts)) if waived else ()
        yield replace(group, waivers={tex: reason for tex, reason in waived.items() if _plain(tex) in plain})


def _plain(tex: str) -> str:
    return " ".join(tex.split())


def _grouped(page: PageContext) -> Iterator[Group]:
    """Yield the groups of each block, which the line above it and the directive before it may explain."""
    subject, asked = None, None
    for block in page.document.blocks:
        formulas = tuple(piece for piece in inlines(block) if isinstance(piece, Mathematics))
        match block:
            case Directive():
                asked = block
            case Mathematics():
                yield _display(block, subject, asked, page.scope)
            case Paragraph(kind="item") if key := entry_key(block):
                yield Group(formulas, *_scope_of_key(key, page.scope))
            case Table():
                alone = (formula for formula in formulas if not _RATE.fullmatch(formula.tex.strip()))
                yield from (Group((formula,), page.scope) for formula in alone)
            case _:
                yield from (Group((formula,), page.scope) for formula in formulas)
        subject = _heading_key(block)


def _heading_key(block: Block) -> Key | None:
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


def _display(formula: Mathematics, subject: Key | None, asked: Directive | None, scope: Scope) -> Group:
    """Return a formula on lines of its own: it may follow a heading link, or be in a block of matrices."""
    if subject:
        return Group((formula,), *_scope_of_key(subject, scope))
    if run := run_of_keys(formula.tex):
        return Group((formula,), replace(scope, run=run))
    if asked and formula.start < asked.end and asked.words[:1] == ("matrix",):
        return Group((formula,), replace(scope, run=parse_run(asked.words[1])))
    return Group((formula,), scope)


@cache
def run_of_keys(tex: str) -> Key | None:
    """Return the pass that the keys of a built formula speak of: the first of those in it that can change."""
    try:
        keys = [parse_key(node.key) for node in walk(parse(tex)) if isinstance(node, Keyed)]
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
    return judge(group.texts, group.scope, group.subject)


def check_group(group: Group) -> Iterator[Outcome]:
    """Check the formulas of a group."""
    proof = judgement(group)
    yield Accounted("in formulas", proof.numbers)
    for flaw in proof.flaws:
        start = group.formulas[flaw.part].start
        yield Problem(start + flaw.start, start + flaw.end, flaw.rule, flaw.message)
