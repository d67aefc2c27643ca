"""What an audit found, as text: equalities between numbers, and those that do not close."""

from collections.abc import Callable

from backprop.check.report import Page, Report, as_json, as_junit

UNREAD = "unread"


def as_text(report: Report) -> str:
    """Return the findings, a line per document, and the sum."""
    lines = [*map(str, report.findings), *(f"{page.path}: {told(page)}" for page in report.pages)]
    count, close = sum(map(tested, report.pages)), report.proved
    found = len(report.findings)
    return "\n".join(
        [*lines, f"{count:,} equalities, {close:,} close; {found} findings; {report.seconds:.1f} s"]
    )


def told(page: Page) -> str:
    """Return how many equalities a document holds, how many close, and how many could not be read."""
    return f"{tested(page):,} equalities, {page.proved:,} close, {page.numbers.get(UNREAD, 0):,} unread"


def tested(page: Page) -> int:
    """Return how many equalities between numbers of a document were tested."""
    return sum(count for kind, count in page.numbers.items() if kind != UNREAD)


FORMATS: dict[str, Callable[[Report], str]] = {"text": as_text, "json": as_json, "junit": as_junit}
