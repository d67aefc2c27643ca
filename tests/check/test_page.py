"""Whole pages judged: for each rule one that breaks it, and what is said of it."""

import re
from pathlib import Path

import pytest

from backprop.check.markdown import read_markdown
from backprop.check.page import judged
from backprop.check.report import Finding, finding

DATA = Path(__file__).parent.parent / "data" / "check"
CASE = re.compile(r"=== (?P<path>\S+)\n(?P<text>.*?)\n(?P<expected>(?:--- \S[^\n]*\n?)+)", re.S)
CASES = [match.groups() for match in CASE.finditer((DATA / "invalid.txt").read_text(encoding="utf-8"))]
PAGES = sorted(Path("docs").rglob("*.md"))


def found(path: str, text: str) -> list[Finding]:
    problems = judged(read_markdown(path, text), lambda _: None, dict).verdict.problems
    return [finding(path, text, problem) for problem in sorted(problems, key=lambda one: one.start)]


@pytest.mark.parametrize(
    ("path", "text", "expected"), CASES, ids=[case[2].splitlines()[0][4:60] for case in CASES]
)
def test_a_broken_rule_is_found_at_its_place(path: str, text: str, expected: str) -> None:
    said = [f"{one.line}:{one.column} {one.rule}: {one.message}" for one in found(path, text)]
    for line in expected.splitlines():
        wanted = line.removeprefix("--- ")
        assert any(wanted in one for one in said), f"{wanted} is not among {said}"


def test_every_rule_has_a_page_that_breaks_it() -> None:
    rules = {found(path, text)[0].rule for path, text, _ in CASES}
    assert len(CASES) > 30
    assert rules >= {"value", "key", "beside", "number", "count", "name", "declaration", "syntax", "identity"}
    assert rules >= {
        "relation",
        "digits",
        "built",
        "constant",
        "alone",
        "repeats",
        "order",
        "closes",
        "shape",
    }
    assert rules >= {"subject", "words", "table", "figure"}
