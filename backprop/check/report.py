"""What the check found, page by page and in all: as text, JSON and JUnit."""

import json
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from backprop.reading.document import Problem

# A line of built HTML or a text alternative can be very long: so much is shown before and behind a mistake.
MARGIN = 60


@dataclass(frozen=True)
class Finding:
    """One mistake: its place, line and column from 1; what stands before it on its line, it, and the rest."""

    path: str
    line: int
    column: int
    rule: str
    message: str
    source: tuple[str, str, str]

    @property
    def place(self) -> str:
        """The place as editors take it."""
        return f"{self.path}:{self.line}:{self.column}"

    def __str__(self) -> str:
        """Return the finding, its line, and carets under the culprit."""
        before, culprit, after = self.source
        carets = " " * len(before) + "^" * max(1, len(culprit))
        return f"{self.place}: {self.rule}: {self.message}\n    {before}{culprit}{after}\n    {carets}"


@dataclass(frozen=True)
class Page:
    """One page checked: numbers by kind, equations proved, formulas waived with the reason, findings."""

    path: str
    numbers: Mapping[str, int]
    proved: int
    waived: Mapping[str, str]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Report:
    """All pages checked, and the seconds it took."""

    pages: tuple[Page, ...]
    seconds: float

    @property
    def numbers(self) -> Counter[str]:
        """Numbers of all pages by kind."""
        return sum((Counter(page.numbers) for page in self.pages), Counter())

    @property
    def proved(self) -> int:
        """Equations proved on all pages."""
        return sum(page.proved for page in self.pages)

    @property
    def waived(self) -> int:
        """Formulas waived on all pages."""
        return sum(len(page.waived) for page in self.pages)

    @property
    def findings(self) -> list[Finding]:
        """The findings of all pages."""
        return [finding for page in self.pages for finding in page.findings]


def finding(path: str, text: str, problem: Problem) -> Finding:
    """Return a problem of `text` as a finding; what goes on over a line's end is marked up to there."""
    start = text.rfind("\n", 0, problem.start) + 1
    stop = problem.start + len(text[problem.start :].partition("\n")[0])
    end = max(problem.start, min(problem.end, stop))
    before = _clipped(text[start : problem.start], from_end=True)
    after = _clipped(text[end:stop].rstrip("\r"), from_end=False)
    line = text.count("\n", 0, problem.start) + 1
    source = before, text[problem.start : min(end, problem.start + MARGIN)], after
    return Finding(path, line, problem.start - start + 1, problem.rule, problem.message, source)


def _clipped(text: str, *, from_end: bool) -> str:
    """Return no more than the margin of a text, from one end of it, with tabs as single columns."""
    text = text.replace("\t", " ")
    if len(text) <= MARGIN:
        return text
    return f"…{text[-MARGIN:]}" if from_end else f"{text[:MARGIN]}…"


def as_text(report: Report) -> str:
    """Return a line per page, then the rest."""
    pages = [f"{page.path}: {_totals_text(page.numbers, page.proved, page.waived)}" for page in report.pages]
    return "\n".join([*pages, in_brief(report)])


def in_brief(report: Report) -> str:
    """Return the findings, the formulas that are waived, and the sum."""
    lines = list(map(str, report.findings))
    lines += [
        f"{page.path}: waived, {reason}: {' '.join(tex.split())}"
        for page in report.pages
        for tex, reason in page.waived.items()
    ]
    waived = [tex for page in report.pages for tex in page.waived]
    total = _totals_text(report.numbers, report.proved, waived)
    findings = _count_text(len(report.findings), "finding")
    return "\n".join(
        [*lines, f"{_count_text(len(report.pages), 'page')}: {total}; {findings}; {report.seconds:.1f} s"]
    )


def _totals_text(numbers: Mapping[str, int], proved: int, waived: Collection[str]) -> str:
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in sorted(numbers.items()))
    return (
        f"{_count_text(sum(numbers.values()), 'number')}{f' ({kinds})' if kinds else ''}, "
        f"{_count_text(proved, 'equation')} proved, {len(waived)} waived"
    )


def _count_text(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def as_json(report: Report) -> str:
    """Return everything as one JSON object."""
    totals = {"numbers": dict(report.numbers), "equations": report.proved, "waived": report.waived}
    rows = {"pages": list(map(_page_row, report.pages)), "totals": totals, "seconds": report.seconds}
    return json.dumps(rows, ensure_ascii=False, indent=1)


def _page_row(page: Page) -> dict[str, object]:
    names = ("line", "column", "rule", "message")
    return {
        "path": page.path,
        "numbers": dict(page.numbers),
        "equations": page.proved,
        "waived": dict(page.waived),
        "findings": [
            {name: getattr(finding, name) for name in names} | {"found": finding.source[1]}
            for finding in page.findings
        ],
    }


def as_junit(report: Report) -> str:
    """Return a test suite with a test case per page, as machines that run tests read it."""
    failed = sum(bool(page.findings) for page in report.pages)
    counts = {"tests": str(len(report.pages)), "failures": str(failed), "time": f"{report.seconds:.3f}"}
    suite = Element("testsuite", {"name": "backprop", **counts})
    for page in report.pages:
        case = SubElement(suite, "testcase", {"classname": "backprop", "name": page.path})
        if page.findings:
            failure = SubElement(case, "failure", {"message": _count_text(len(page.findings), "finding")})
            failure.text = "\n".join(map(str, page.findings))
    indent(suite)
    return tostring(suite, encoding="unicode", xml_declaration=True)


FORMATS: dict[str, Callable[[Report], str]] = {
    "text": as_text,
    "brief": in_brief,
    "json": as_json,
    "junit": as_junit,
}
