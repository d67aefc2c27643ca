"""Links and code: the key exists, the digits are right, and any words bind."""

import pytest

from backprop.check.code import check_keys
from backprop.check.context import PageContext
from backprop.check.outcome import Accounted, Outcome
from backprop.check.printed import significant
from backprop.check.value import check_link
from backprop.reading.document import Link, Problem
from backprop.reading.markdown import read_markdown

PAGE = PageContext(read_markdown("docs/mazur/a.md", "", ("mazur",)), {}, lambda _: None)


def checked(text: str, key: str) -> list[Outcome]:
    example, _, rest = key.partition(":")
    run = example.partition("@")
    fragment = f"{run[1]}{run[2]}:{rest}" if run[1] else rest
    return list(check_link(PAGE, Link(0, len(text), text, run[0], fragment, (0, 0))))


@pytest.mark.parametrize(
    ("text", "key", "kind"),
    [
        ("0.593269992", "mazur:out_h1", "linked"),
        ("0.593", "mazur:out_h1", "linked"),
        ("0.40", "mazur:w5", "linked"),
        ("-0.217071535", "mazur:dE_total/dout_o2", "linked"),
        ("−0.217071535", "mazur:dE_total/dout_o2", "linked"),
        ("0.0000351019", "mazur@10000:E_total", "linked"),
        ("the error, 0.298371109", "mazur:E_total", "linked"),
        ("what comes out of it", "mazur:out_h1", "bound"),
        ("w5 after 1 update", "mazur@1:w5", "bound"),
        ("the output after 10,000 updates", "mazur@10000:out_o1", "bound"),
        ("@1:w5", "mazur@1:w5", "bound"),
        ("Output for sample 2", "line:out_2", "bound"),
        ("loss of sample 2 = 2.645", "line:E_2", "linked"),
    ],
)
def test_right_links(text: str, key: str, kind: str) -> None:
    assert checked(text, key) == [Accounted(kind)]


@pytest.mark.parametrize(
    ("text", "key", "message"),
    [
        ("0.593269992", "mazur:out_o1", "expected 0.751365070 for mazur:out_o1; it would be mazur:out_h1"),
        ("0.358916480", "mazur:w5", "it would be mazur@1:w5"),
        ("0.593269993", "mazur:out_h1", "expected 0.593269992 for mazur:out_h1"),
        (
            "0.59",
            "mazur:out_h1",
            "found 0.59 with 2 significant digits, expected at least 3: 0.593 for mazur:out_h1",
        ),
        ("0.0000", "mazur@10000:E_total", "0 significant digits, expected at least 3: 0.0000351"),
        ("0.593269992", "mazur:out_h3", "no quantity is named 'out_h3'; the nearest"),
        ("0.593269992", "mazr:out_h1", "no example is named 'mazr'; the nearest: mazur"),
        ("the error, 0.298371108", "mazur:E_total", "expected 0.298371109 for mazur:E_total"),
        ("loss of sample 2 = 2.646", "line:E_2", "found 2.646, expected 2.645 for line:E_2"),
        (
            "loss of sample 3 = 2.645",
            "line:E_2",
            "found 3 with 1 significant digit, expected at least 3: 2.64 for line:E_2",
        ),
        ("after 2 updates", "mazur@1:E_total", "found 2, expected 0.291 for mazur@1:E_total"),
        ("0.4" + "0" * 5000, "mazur:w5", "found a number of 5003 digits, expected at most 100"),
    ],
)
def test_wrong_links(text: str, key: str, message: str) -> None:
    (problem,) = checked(text, key)
    assert isinstance(problem, Problem)
    assert message in problem.message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("backprop value mazur@1:E_total", None),
        ("mazur@1:E_total ≈ 0.291027774", None),
        ("mazur:w5 = 0.4", None),
        ("std:E and https://example.org:80", None),
        ("mazur@1:E_totl", "no quantity is named 'E_totl'"),
        ("mazur@1:E_total ≈ 0.291027775", "found 0.291027775, expected 0.291027774 for mazur@1:E_total"),
        ("mazur@1:E_total = 0.291027774", "found = before 0.291027774"),
        ("mazur:w5 ≈ 0.4", "found ≈ before 0.4, expected = for mazur:w5"),
        ("mazur:w5 = 0.4" + "0" * 5000, "found a number of 5003 digits, expected at most 100"),
    ],
)
def test_keys_in_code(text: str, message: str | None) -> None:
    problems = [outcome for outcome in check_keys(3, text) if isinstance(outcome, Problem)]
    assert [message in problem.message for problem in problems if message] == [True] * bool(message)
    assert all(problem.start >= 3 for problem in problems)


@pytest.mark.parametrize(("text", "count"), [("0.00351", 3), ("-12.0", 3), ("0", 0), ("0.000", 0)])
def test_significant_digits(text: str, count: int) -> None:
    assert significant(text) == count


@pytest.mark.parametrize(
    ("statement", "is_right"),
    [
        ("", True),
        ("0.023560026 < 0.027481108", True),
        ("0.023560027 < 0.027481108", False),
        ("0.023560026 < 0.027481109", False),
        ("0.023560026 > 0.027481108", False),
        ("0.023560026", False),
        ("0.023560026 < 0.027481108, 1", False),
        ("0.023560026 < 0.0274811" + "0" * 5000, False),
    ],
)
def test_the_values_put_into_a_claim(statement: str, *, is_right: bool) -> None:
    link = Link(0, 5, "small", "mazur", "E_o2", (0, 0), "< E_o1 / 10", (0, 0), statement)
    assert (list(check_link(PAGE, link)) == [Accounted("claims")]) is is_right
