"""Findings shown with their line, and reports in three forms."""

import json
from xml.etree.ElementTree import fromstring

import pytest

from backprop.check.report import FORMATS, MARGIN, Page, Report, as_json, as_junit, as_text, finding, in_brief
from backprop.reading.document import Problem

TEXT = "# Title\n\nThe output is 0.59.\n"
WRONG = finding("docs/a.md", TEXT, Problem(23, 27, "number", "found 0.59, expected a link"))
REPORT = Report(
    (
        Page("docs/a.md", {"linked": 2, "in formulas": 1}, 3, {"w = w": "it is a definition"}, (WRONG,)),
        Page("docs/b.md", {}, 0, {}, ()),
    ),
    1.25,
)


def test_a_finding_has_a_caret_under_the_culprit() -> None:
    assert str(WRONG).splitlines() == [
        "docs/a.md:3:15: number: found 0.59, expected a link",
        "    The output is 0.59.",
        "                  ^^^^",
    ]


@pytest.mark.parametrize(
    ("text", "start", "end", "place", "source"),
    [
        ("abc", 0, 1, "1:1", ("", "a", "bc")),
        ("abc\ndef", 4, 7, "2:1", ("", "def", "")),
        ("abc\ndef", 2, 6, "1:3", ("ab", "c", "")),
        ("abc\r\ndef", 1, 2, "1:2", ("a", "b", "c")),
        ("abc", 3, 3, "1:4", ("abc", "", "")),
        ("x" * 200, 100, 101, "1:101", ("…" + "x" * MARGIN, "x", "x" * MARGIN + "…")),
        ("\tabc", 1, 2, "1:2", (" ", "a", "bc")),
    ],
)
def test_the_line_of_a_finding(
    text: str, start: int, end: int, place: str, source: tuple[str, str, str]
) -> None:
    found = finding("p", text, Problem(start, end, "rule", "message"))
    assert (f"{found.line}:{found.column}", found.source) == (place, source)


def test_the_text_ends_with_the_sum() -> None:
    lines = as_text(REPORT).splitlines()
    assert lines[:2] == [
        "docs/a.md: 3 numbers (1 in formulas, 2 linked), 3 equations proved, 1 waived",
        "docs/b.md: 0 numbers, 0 equations proved, 0 waived",
    ]
    assert lines[2:] == in_brief(REPORT).splitlines()
    assert lines[5:] == [
        "docs/a.md: waived, it is a definition: w = w",
        "2 pages: 3 numbers (1 in formulas, 2 linked), 3 equations proved, 1 waived; 1 finding; 1.2 s",
    ]


def test_the_json_holds_everything() -> None:
    found = json.loads(as_json(REPORT))
    assert found["totals"] == {"numbers": {"linked": 2, "in formulas": 1}, "equations": 3, "waived": 1}
    assert found["pages"][0]["findings"] == [
        {"line": 3, "column": 15, "rule": "number", "message": "found 0.59, expected a link", "found": "0.59"}
    ]
    assert found["pages"][0]["waived"] == {"w = w": "it is a definition"}
    assert found["seconds"] == 1.25


def test_the_junit_report_has_a_case_a_page() -> None:
    suite = fromstring(as_junit(REPORT))  # noqa: S314  made in the line itself
    assert (suite.get("tests"), suite.get("failures"), suite.get("time")) == ("2", "1", "1.250")
    assert [case.get("name") for case in suite] == ["docs/a.md", "docs/b.md"]
    assert "found 0.59" in (suite[0][0].text or "")
    assert len(suite[1]) == 0


def test_every_format_takes_an_empty_report() -> None:
    for form in FORMATS.values():
        assert form(Report((), 0.0))
