"""Texts audited: every equality between numbers tested, and reported as the check reports its findings."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import perf_counter

from backprop import files
from backprop.check.audit.chains import chains
from backprop.check.audit.context import Context, context
from backprop.check.audit.equality import UNREAD, Equality, is_unread, problems
from backprop.check.audit.snippets import Snippet, snippets
from backprop.check.audit.tokens import formula_tokens, line_tokens
from backprop.check.formulas.tokens import Token
from backprop.check.report import Page, Report, as_json, as_junit, finding
from backprop.reading.document import Problem


def audit(paths: Sequence[Path], *, strict: bool = False) -> Report:
    """Return what does not close in each file; with `strict`, what cannot be read is a finding too."""
    start = perf_counter()
    pages = tuple(page(str(path), files.read(path), strict=strict) for path in paths)
    return Report(pages, perf_counter() - start)


def page(path: str, text: str, *, strict: bool = False) -> Page:
    """Audit one text: `numbers` counts equalities by where they stand, `proved` those that close."""
    words, pieces = snippets(text)
    known = context(text)
    counts: Counter[str] = Counter()
    wrong: list[Problem] = []
    proved = 0
    for snippet in pieces:
        for wrong_here in _equalities(text if snippet.is_formula else words, snippet, known):
            kind = "in formulas" if snippet.is_formula else "in lines"
            counts[UNREAD if is_unread(wrong_here) else kind] += 1
            if not wrong_here:
                proved += 1
            elif strict or not is_unread(wrong_here):
                wrong += wrong_here
    return Page(path, dict(counts), proved, {}, tuple(finding(path, text, problem) for problem in wrong))


def _equalities(text: str, snippet: Snippet, known: Context) -> list[list[Problem]]:
    """Return what is wrong with each equality.

    A hyphen before a line may be a bullet or a minus: the line says whichever closes.
    """
    unsigned = list(_tested(text, snippet, known))
    if any(unsigned) and snippet.signed < snippet.start:
        signed = list(_tested(text, snippet._replace(start=snippet.signed), known))
        return signed if signed and not any(signed) else unsigned
    return unsigned


def _tested(text: str, snippet: Snippet, known: Context) -> Iterator[list[Problem]]:
    cut = (formula_tokens if snippet.is_formula else line_tokens)(text, snippet.start, snippet.end)
    before = [] if snippet.begins else [Token("unread", "", snippet.start, snippet.start)]
    behind = [] if snippet.ends else [Token("unread", "", snippet.end, snippet.end)]
    for chain in chains([*before, *cut, *behind]):
        for left, relation, right in zip(chain.sides, chain.relations, chain.sides[1:], strict=False):
            wrong = problems(Equality(left, relation, right, snippet.is_formula), known)
            if wrong is not None:
                yield wrong


def as_text(report: Report) -> str:
    """Return the findings, a line per document, and the sum."""
    lines = [*map(str, report.findings), *(f"{page.path}: {_counts(page)}" for page in report.pages)]
    count, close = sum(map(_tested_in, report.pages)), report.proved
    findings = len(report.findings)
    return "\n".join(
        [*lines, f"{count:,} equalities, {close:,} close; {findings} findings; {report.seconds:.1f} s"]
    )


def _counts(page: Page) -> str:
    """Return how many equalities a document holds, how many close, and how many could not be read."""
    return f"{_tested_in(page):,} equalities, {page.proved:,} close, {page.numbers.get(UNREAD, 0):,} unread"


def _tested_in(page: Page) -> int:
    return sum(count for kind, count in page.numbers.items() if kind != UNREAD)


FORMATS: dict[str, Callable[[Report], str]] = {"text": as_text, "json": as_json, "junit": as_junit}
