"""Mutants of all pages and figures given to the check, first with what is around them, then whole."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path

from flint import ctx

from backprop import files
from backprop.check.context import PageContext
from backprop.check.mutation.excerpt import excerpt
from backprop.check.mutation.mutants import Mutant, figure_mutants, mutants
from backprop.check.mutation.runs import Report, run, sample
from backprop.check.page import check_places
from backprop.check.pictures import DRAWN
from backprop.check.proof.assignment import PRECISION
from backprop.check.report import Finding
from backprop.check.survey import files_below, page, read, reader, site_declared
from backprop.progress import track
from backprop.reading.document import Directive, Document, Problem

Texts = Mapping[str, str]


def mutate(root: Path, chosen: Iterable[Path], count: int | None, seed: int) -> tuple[Report, Texts]:
    """Return what the check makes of the mutants below `root`, or of `count` of them, and the texts.

    The generated blocks are fresh, so that `inject --check` finds each mutant in one of them.
    """
    texts = {path.as_posix(): files.read(path) for path in files_below(root, chosen)}
    every = every_mutant(root, texts)
    todo = list(every) if count is None else sample(every, count, seed)
    return run(texts, partial(findings, root), todo, glance=partial(glanced, root, texts)), texts


def every_mutant(root: Path, texts: Texts) -> Iterator[Mutant]:
    """Yield the mutants of each page and figure."""
    for path, text in track(texts.items(), "finding what can be changed"):
        yield from (
            figure_mutants(path, text) if path.endswith(DRAWN) else mutants(_document(root, path, text))
        )


def findings(root: Path, path: str, text: str) -> tuple[Finding, ...]:
    """Return what the check finds in a page whose text is `text`."""
    return page(root, Path(path), text).findings


def glanced(root: Path, texts: Texts, mutant: Mutant) -> bool:
    """Tell whether a change is found as one of a generated block, or in its surroundings alone."""
    if mutant.path.endswith(DRAWN):
        return False
    text = texts[mutant.path]
    document = _document(root, mutant.path, text)
    if is_generated(document, mutant):
        return True
    part = partial(excerpt, document, mutant.start, mutant.end)
    is_wrong = partial(_is_wrong, root, mutant.path, text)
    return not is_wrong(part(text[mutant.start : mutant.end])) and is_wrong(part(mutant.replacement))


@lru_cache(maxsize=256)
def _document(root: Path, path: str, text: str) -> Document:
    return read(root, Path(path), text)


@lru_cache(maxsize=256)
def _is_wrong(root: Path, path: str, text: str, part: str) -> bool:
    """Tell whether the check finds anything wrong with a part of a page that stands by itself."""
    declared = _document(root, path, text).declared
    alone = replace(read(root, Path(path), part), declared=declared)
    with ctx.workprec(PRECISION):
        outcomes = check_places(PageContext(alone, site_declared(root), reader(root)))
        return any(isinstance(outcome, Problem) for outcome in outcomes)


def is_generated(document: Document, mutant: Mutant) -> bool:
    """Tell whether a change stands below the directive of a generated block."""
    blocks = (block for block in document.blocks if isinstance(block, Directive))
    return any(block.start < mutant.start and mutant.end <= block.end for block in blocks)
