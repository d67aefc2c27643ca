"""Texts audited: every equality between numbers tested, and told as the check tells its findings."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

from backprop import files
from backprop.audit.chains import chains
from backprop.audit.context import Context, context
from backprop.audit.equality import UNREAD, Equality, is_unread, problems
from backprop.audit.snippets import Snippet, snippets
from backprop.audit.tokens import Token, tokens
from backprop.check.report import Page, Report, finding
from backprop.reading.document import Problem


def audit(paths: Sequence[Path], *, strict: bool = False) -> Report:
    """Return what does not close in each file; with `strict`, what cannot be read is a finding too."""
    start = perf_counter()
    pages = tuple(page(str(path), files.read(path), strict=strict) for path in paths)
    return Report(pages, perf_counter() - start)


def page(path: str, text: str, *, strict: bool = False) -> Page:
    """Audit one text: `numbers` counts equalities by where they stand, `proved` those that close."""
    words, found = snippets(text)
    around = context(text)
    counts: Counter[str] = Counter()
    wrong: list[Problem] = []
    proved = 0
    for snippet in found:
        for found_here in _equalities(text if snippet.is_formula else words, snippet, around):
            kind = "in formulas" if snippet.is_formula else "in lines"
            counts[UNREAD if is_unread(found_here) else kind] += 1
            if not found_here:
                proved += 1
            elif strict or not is_unread(found_here):
                wrong += found_here
    return Page(path, dict(counts), proved, {}, tuple(finding(path, text, problem) for problem in wrong))


def _equalities(text: str, snippet: Snippet, around: Context) -> list[list[Problem]]:
    """Return what is wrong with each equality.

    A hyphen before a line may be a bullet or a minus: the line says whichever closes.
    """
    found = list(_tested(text, snippet, around))
    if any(found) and snippet.signed < snippet.start:
        signed = list(_tested(text, snippet._replace(start=snippet.signed), around))
        return signed if signed and not any(signed) else found
    return found


def _tested(text: str, snippet: Snippet, around: Context) -> Iterator[list[Problem]]:
    cut = tokens(text, snippet.start, snippet.end, is_formula=snippet.is_formula)
    before = [] if snippet.begins else [Token("symbol", "", snippet.start, snippet.start)]
    behind = [] if snippet.ends else [Token("symbol", "", snippet.end, snippet.end)]
    for chain in chains([*before, *cut, *behind]):
        for left, relation, right in zip(chain.sides, chain.relations, chain.sides[1:], strict=False):
            found = problems(Equality(left, relation, right, snippet.is_formula), around)
            if found is not None:
                yield found
