"""Texts audited: every equality between numbers tested, and reported as the check reports its findings."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

from backprop import files
from backprop.check.audit.equality import UNREAD, equalities, is_unread
from backprop.check.audit.lines import chains, formula
from backprop.check.audit.snippets import Snippet, snippets
from backprop.check.report import Page, Report, as_json, as_junit, finding
from backprop.progress import track
from backprop.reading.document import Problem


def audit(paths: Sequence[Path], *, strict: bool = False) -> Report:
    """Return what does not close in each file; with `strict`, what cannot be read is a finding too."""
    start = perf_counter()
    pages = tuple(page(str(path), files.read(path), strict=strict) for path in track(paths, "auditing"))
    return Report(pages, perf_counter() - start)


def page(path: str, text: str, *, strict: bool = False) -> Page:
    """Audit one text: `numbers` counts equalities by where they stand, `proved` those that close."""
    words, pieces = snippets(text)
    counts: Counter[str] = Counter()
    wrong: list[Problem] = []
    for snippet in pieces:
        for problems in _equalities(text if snippet.is_formula else words, snippet):
            kind = "in formulas" if snippet.is_formula else "in lines"
            counts[UNREAD if is_unread(problems) else kind] += 1
            counts["close"] += not problems
            if strict or not is_unread(problems):
                wrong += problems
    proved = counts.pop("close", 0)
    return Page(path, dict(counts), proved, {}, tuple(finding(path, text, problem) for problem in wrong))


def _equalities(text: str, snippet: Snippet) -> list[list[Problem]]:
    """Return what is wrong with each equality.

    A hyphen before a line may be a bullet or a minus: the line says whichever closes.
    """
    if snippet.is_formula:
        return list(equalities(formula(text, snippet)))
    unsigned = _of_line(text, snippet)
    if any(unsigned) and snippet.signed < snippet.start:
        signed = _of_line(text, snippet._replace(start=snippet.signed))
        return signed if signed and not any(signed) else unsigned
    return unsigned


def _of_line(text: str, snippet: Snippet) -> list[list[Problem]]:
    return [wrong for chain in chains(text, snippet) for wrong in equalities(chain)]


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
