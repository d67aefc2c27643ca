"""Which formulas of a page make one chain, the pass each speaks of, and what a page prints by them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from backprop.check import figures
from backprop.check.formulas.parser import parse
from backprop.check.formulas.syntax import Keyed, TexError, walk
from backprop.check.proof.chains import quantities
from backprop.check.proof.names import Scope, page_scope
from backprop.check.text import claims, lists, prose
from backprop.check.text.links import key_in, key_of
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
    Picture,
    inlines,
)

# The generated blocks whose formulas print the number of each quantity that they name.
_PRINTING = frozenset(["step", "steps", "matrix"])


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
            case Paragraph() if key := lists.subject(block):
                yield Group(tuple(_formulas(block.parts)), *lists.about(key, scope))
            case Paragraph(parts=parts):
                yield from (Group((formula,), scope) for formula in _formulas(parts))
            case _:
                cells = (formula for formula in _formulas(inlines(block)) if not claims.is_rate(formula.tex))
                yield from (Group((formula,), scope) for formula in cells)


def printed(document: Document) -> frozenset[Key]:
    """Return the quantities that a page prints: by links, in generated formulas, in pictures.

    What a list of values tells of its own example is not counted.
    """
    found: set[Key] = set()
    for block, subject, asked in _placed(document):
        match block:
            case Picture(file=file):
                found |= figures.keys(figures.stem(file))
            case Mathematics() if _is_generated(block, asked):
                found |= _put_in(_display(block, subject, asked, scope_of(document)))
            case Paragraph() if lists.covers(document, block):
                continue
            case _:
                links = (part for part in inlines(block) if isinstance(part, Link))
                found |= {key for link in links if (key := key_of(link.key))}
    return frozenset(
        key for key in found if not (lists.is_values(document) and key.example == document.example)
    )


def _placed(document: Document) -> Iterator[tuple[Block, Key | None, Directive | None]]:
    """Yield each block with the quantity that the line above it is about, and the directive before it."""
    subject, asked = None, None
    for block in document.blocks:
        if isinstance(block, Directive):
            asked = block
        yield block, subject, asked
        subject = prose.subject(block)


def _formulas(parts: Iterator[Inline] | tuple[Inline, ...]) -> Iterator[Mathematics]:
    return (part for part in parts if isinstance(part, Mathematics))


def _display(formula: Mathematics, subject: Key | None, asked: Directive | None, scope: Scope) -> Group:
    """Return a formula on lines of its own: it may follow a heading link, or stand in a block of matrices."""
    if subject:
        return Group((formula,), *lists.about(subject, scope))
    if run := _run_of_keys(formula.tex):
        return Group((formula,), replace(scope, run=run))
    if asked and formula.start < asked.end and asked.words[:1] == ("matrix",):
        return Group((formula,), replace(scope, run=parse_run(asked.words[1])))
    return Group((formula,), scope)


def _is_generated(formula: Mathematics, asked: Directive | None) -> bool:
    """Tell whether a formula stands in a generated block; a built one carries keys."""
    if asked and formula.start < asked.end:
        return bool(_PRINTING.intersection(asked.words[:1]))
    return _run_of_keys(formula.tex) is not None


def _put_in(group: Group) -> set[Key]:
    """Return the quantities of a generated formula, which has the symbols of its example alone."""
    run = group.scope.run
    names = (name for formula in group.formulas for name in quantities(formula.tex, Scope(run)))
    return {key for name in names if (key := key_in(run, name))} if run else set()


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
