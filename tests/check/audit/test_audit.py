"""Whole texts audited: what is wrong is found, what is right is not, and nothing gives a traceback."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop.check.audit.audit import FORMATS, as_text, audit, page
from backprop.check.report import Report
from backprop.errors import BackpropError

DATA = Path(__file__).parents[2] / "data/audit"
RULES = ("closes ", "truncated ", "rounded ")


def expected_findings(path: Path) -> list[str]:
    """Return the lines of a text that say what is wrong in those above them."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith(RULES)]


def test_every_mistake_is_found_once() -> None:
    report = audit([DATA / "wrong.md"])
    assert [f"{finding.rule} {finding.source[1]}" for finding in report.findings] == expected_findings(
        DATA / "wrong.md"
    )


def test_nothing_that_is_right_is_found() -> None:
    report = audit([DATA / "right.md"])
    assert [str(finding) for finding in report.findings] == []
    assert report.proved == sum(report.numbers.values()) == RIGHT, "some lines are not tested any more"


RIGHT = 22


def test_what_cannot_be_read_is_counted_and_told_when_asked() -> None:
    text = "$(1, 2) = 3 + 0$"
    assert page("x.md", text).numbers == {"unread": 1}
    assert page("x.md", text).findings == ()
    (finding,) = page("x.md", text, strict=True).findings
    assert (finding.rule, finding.source[1]) == ("unread", ",")


def test_a_finding_stands_at_its_place() -> None:
    (finding,) = page("notes.tex", "first\n  so: 2 * 3 = 7").findings
    assert str(finding) == (
        "notes.tex:2:15: closes: found 7, but the side before it gives 6.00; "
        "the difference is 1.0, the tolerance 0\n"
        "      so: 2 * 3 = 7\n"
        "                  ^"
    )


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_a_bad_file_is_one_line(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "x.md"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BackpropError, match=r"x\.md: .*(readable|UTF-8)"):
        audit([path])


PIECES = r"""
0.5 12 1e-9 1,000 0,5 9^{99} = = = ≈ + - * / ^ ^- ** ( ) [ ] { } | $ $$ \( \) \[ \] & \\ , . ; % ½ ² ⁻
e^ σ( exp( \frac \sqrt \ln \log_2 \max \tanh \sigma \begin{bmatrix} \end{bmatrix} \begin{align} \end{align}
\text{ \color{red} \left \right x so sigmoid ``` ` - > <!-- -->
"""


@given(st.lists(st.sampled_from([*PIECES.split(), "\n", "\n\n"]), max_size=40), st.sampled_from(["", " "]))
def test_no_pieces_give_a_traceback(pieces: list[str], between: str) -> None:
    audited = page("x.md", between.join(pieces), strict=True)
    assert audited.proved <= sum(audited.numbers.values())


@given(st.text())
def test_no_text_gives_a_traceback(text: str) -> None:
    page("x.md", f"${text}$\n{text} = 1 + 1", strict=True)


@pytest.mark.parametrize("line", ["0.5 * 0.25 + 3 = 3.125\n", r"$\frac{1}{2} + 0.25 = 0.75$ "])
def test_every_line_of_a_long_text_is_tested(line: str) -> None:
    assert page("x.md", f"{line} and words between\n\n" * 1000).proved == 1000


@pytest.mark.parametrize("mark", ["<!-- ", "`", "$ ", r"\[", r"\begin{align} ", "(", "* ", "1,", "=="])
def test_marks_without_a_partner_are_passed_over(mark: str) -> None:
    assert page("x.md", mark * (100_000 // len(mark))).findings == ()


@pytest.mark.parametrize(
    "text",
    [
        f"{'(' * 50_000}1{')' * 50_000} = 1",
        f"$1 + = 1{' ' * 50_000}+$",
        "$" + r"\foo_1 " * 20_000 + "= 1$",
        "2 = 1 + " * 20_000 + "1",
    ],
)
def test_no_text_takes_long(text: str) -> None:
    page("x.md", text)


TEXT = "$0.1 + 0.2 = 0.3$ and $2 \\cdot 3 = 7$\n\n$\\weird{} = 1 + 1 = 2$\n"


def test_the_sum_counts_equalities() -> None:
    lines = as_text(Report((page("a.md", TEXT),), 0.25)).splitlines()
    assert lines[0].startswith("a.md:1:36: closes: found 7")
    assert lines[-2].startswith("a.md: 3 equalities, 2 close, ")
    assert lines[-1] == "3 equalities, 2 close; 1 findings; 0.2 s"


def test_every_format_tells_the_finding() -> None:
    report = Report((page("a.md", TEXT),), 0.0)
    assert all("found 7" in form(report) for form in FORMATS.values())
    assert json.loads(FORMATS["json"](report))["totals"]["equations"] == 2
