"""Links to quantities: the key exists, the digits are right, the words are the quantity's."""

import pytest

from backprop.check.text import links
from backprop.check.verdict import accounted
from backprop.reading.document import Link
from tests.check.text.pieces import found, inlines


def judged(text: str, key: str) -> list[str]:
    source = f"[{text}|{key}]"
    (link,) = inlines(source)
    assert isinstance(link, Link)
    return found(links.verdict(link), source)


@pytest.mark.parametrize(
    ("text", "key", "kind"),
    [
        ("0.593269992", "mazur:out_h1", "linked"),
        ("0.593", "mazur:out_h1", "linked"),
        ("0.4", "mazur:w5", "linked"),
        ("0.40", "mazur:w5", "linked"),
        ("-0.217071535", "mazur:dE_total/dout_o2", "linked"),
        ("−0.217071535", "mazur:dE_total/dout_o2", "linked"),
        ("0.0000351019", "mazur@10000:E_total", "linked"),
        ("0.2947861332512225", "relu@1:out_o1", "linked"),
        ("Net input of h1", "mazur:net_h1", "named"),
        ("Weight from h1 to o1, updated", "mazur@1:w5", "named"),
        ("the total error", "mazur:E_total", "named"),
        ("Parameter θ₀", "descent:theta0", "named"),
        ("the error, 0.298371109", "mazur:E_total", "linked"),
    ],
)
def test_right_links(text: str, key: str, kind: str) -> None:
    assert links.judged(text, key) == (accounted(kind), "", "")


@pytest.mark.parametrize(
    ("text", "key", "problem"),
    [
        (
            "0.593269992",
            "mazur:out_o1",
            "0.593269992: found 0.593269992, expected 0.751365070 for mazur:out_o1; it would be mazur:out_h1",
        ),
        ("0.358916480", "mazur:w5", "it would be mazur@1:w5"),
        ("0.593269993", "mazur:out_h1", "expected 0.593269992 for mazur:out_h1"),
        (
            "0.59",
            "mazur:out_h1",
            "found 0.59 with 2 significant digits for mazur:out_h1, expected at least 3",
        ),
        ("0.0000", "mazur@10000:E_total", "0 significant digits"),
        (
            "0.593269992",
            "mazur:out_h3",
            "mazur:out_h3: mazur:out_h3: no quantity is named 'out_h3'; the nearest",
        ),
        ("0.593269992", "mazr:out_h1", "mazr:out_h1: no example is named 'mazr'; the nearest: mazur"),
        (
            "Net input of h2",
            "mazur:net_h1",
            "expected the digits of mazur:net_h1 or its words: net input of h1",
        ),
        ("the error, 0.298371108", "mazur:E_total", "expected 0.298371109 for mazur:E_total"),
        ("?", "mazur:E_total", "expected the digits of mazur:E_total"),
        (
            "Target of sample 3",
            "line:t_2",
            "expected the digits of line:t_2 or its words: target of sample 2",
        ),
    ],
)
def test_wrong_links(text: str, key: str, problem: str) -> None:
    (message,) = judged(text, key)
    assert problem in message


@pytest.mark.parametrize(("text", "count"), [("0.00351", 3), ("-12.0", 3), ("0", 0), ("0.000", 0)])
def test_significant_digits(text: str, count: int) -> None:
    assert links.significant(text) == count
