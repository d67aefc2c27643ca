"""Whole pages judged: for each rule one that breaks it, and what is said of it."""

import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backprop.check.context import PageContext
from backprop.check.page import check_page
from backprop.check.report import Finding
from backprop.errors import BackpropError
from backprop.networks.examples import EXAMPLES
from backprop.reading.markdown import read_markdown

DATA = Path(__file__).parent.parent / "data" / "check"
CASE = re.compile(r"=== (?P<path>\S+)\n(?P<text>.*?)\n(?P<expected>(?:--- \S[^\n]*\n?)+)", re.S)
CASES = [match.groups() for match in CASE.finditer((DATA / "invalid.txt").read_text(encoding="utf-8"))]
PAGES = sorted(Path("docs").rglob("*.md"))


def findings(path: str, text: str) -> tuple[Finding, ...]:
    document = read_markdown(path, text, tuple(EXAMPLES))
    page = PageContext(document, {"float64": "a type"}, lambda name: name if name.endswith(".svg") else None)
    return check_page(path, page).findings


VALID = re.compile(r"=== (?P<path>\S+)\n(?P<text>.*?)(?=\n=== |\Z)", re.S)
RIGHT = [match.groups() for match in VALID.finditer((DATA / "valid.txt").read_text(encoding="utf-8"))]


@pytest.mark.parametrize(("path", "text"), RIGHT, ids=[text[:60] for _, text in RIGHT])
def test_a_right_page_is_let_pass(path: str, text: str) -> None:
    assert [str(finding) for finding in findings(path, text)] == []


@pytest.mark.parametrize(
    ("path", "text", "expected"), CASES, ids=[case[2].splitlines()[0][4:60] for case in CASES]
)
def test_a_broken_rule_is_found_at_its_place(path: str, text: str, expected: str) -> None:
    lines = [f"{each.line}:{each.column} {each.rule}: {each.message}" for each in findings(path, text)]
    for row in expected.splitlines():
        wanted = row.removeprefix("--- ")
        assert any(wanted in line for line in lines), f"{wanted} is not among {lines}"


def test_every_rule_has_a_page_that_breaks_it() -> None:
    rules = {each.rule for path, text, _ in CASES for each in findings(path, text)}
    assert len(CASES) > 30
    proved = "syntax identity relation digits built constant alone repeats order closes shape subject sign"
    others = "value key claim number name declaration entry figure link table"
    assert rules >= {*proved.split(), *others.split()}


FRAGMENTS = [
    *("$`", "`$", "```math\n", "\n```\n", "| a | b |\n| - | - |\n| ", " | ", "\n", "\n\n", "- ", "# ", "**"),
    *("h1", "w_5", "out_{h1}", "E_{total}", r"\frac{", "}{", "}", "{", "(", ")", "^{+}", "^2", " = ", "/"),
    *(r"\approx ", " + ", " - ", r"\cdot ", "0.5", "0.593", "12", "9" * 40, "−", "≈", "1/0", "e^{9999999}"),
    *(r"\frac{1}{0}", "[0.593269992](../values/mazur.md#out_h1)", "`mazur:w5`", "`[0.4 +/- 1e-9999]`"),
    *("[x](../values/relu.md#;rate=0.6@2:E_total)", '[x](../values/mazur.md#w5 "', '< w6 / 0")'),
    *('<a id="w5"></a>', "0." + "4" * 5000, "![alt](../figures/slice-mazur-w5.svg)\n\n*c*\n"),
    *(r"\partial ", r"\sigma(", r"\begin{bmatrix}", r"\end{bmatrix}", r" \\ ", " & ", r"\odot ", r"\max(0, "),
    *(r"\sum_{i=1}^{2} ", r"\htmlData{key=mazur:w5}{0.4}", "[\\,", " > 0\\,]", r"\Delta "),
]
PLACES = ["docs/mazur/a.md", "docs/relu/a.md", "docs/descent/a.md", "docs/values/chain.md", "docs/about/a.md"]


@given(st.sampled_from(PLACES), st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join))
@settings(max_examples=400, deadline=None)
def test_no_page_gives_a_traceback(path: str, text: str) -> None:
    """What cannot be read at all may end in an error for a person, and in no other."""
    with suppress(BackpropError):
        assert all("\n" not in each.message for each in findings(path, text))
