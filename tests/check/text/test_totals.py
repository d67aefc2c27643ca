"""The table of what is accounted for, judged against what is."""

import pytest

from backprop.check.text.totals import Sum, is_totals, verdict
from backprop.reading.document import Table
from backprop.reading.markdown import read_markdown

SUMS = {"index": Sum(10, 2, 0), "mazur/forward": Sum(1234, 33, 1)}
HEAD = "| Page | Numbers | Equations | Waived |\n| :-- | --: | --: | --: |\n"
ROWS = [
    "| index | 10 | 2 | 0 |",
    "| [mazur/forward](x.md) | 1,234 | 33 | 1 |",
    "| all pages | 1,244 | 35 | 1 |",
]


def table(rows: list[str]) -> Table:
    (block,) = read_markdown("docs/about/a.md", HEAD + "\n".join(rows) + "\n").blocks
    assert isinstance(block, Table)
    return block


def test_the_right_table_accounts_for_its_numbers() -> None:
    found = verdict(table(ROWS), lambda: SUMS)
    assert is_totals(table(ROWS))
    assert (found.problems, dict(found.counts)) == ((), {"totals": 9})


@pytest.mark.parametrize(
    ("number", "row", "message"),
    [
        (0, "| index | 11 | 2 | 0 |", "found 11, expected 10; run backprop inject"),
        (1, "| mazur/forward | 1,234 | 33 | 2 |", "found 2, expected 1; run backprop inject"),
        (2, "| all pages | 1,245 | 35 | 1 |", "found 1,245, expected 1,244; run backprop inject"),
        (
            0,
            "| other | 10 | 2 | 0 |",
            "found other pages or another order, such as index; run backprop inject",
        ),
        (0, "| mazur/forward | 1,234 | 33 | 1 |", "such as index"),
    ],
)
def test_a_wrong_table_is_found(number: int, row: str, message: str) -> None:
    changed = [*ROWS[:number], row, *ROWS[number + 1 :]]
    (problem,) = verdict(table(changed), lambda: SUMS).problems
    assert message in problem.message


def test_a_page_that_is_left_out_is_found() -> None:
    (problem,) = verdict(table(ROWS[1:]), lambda: SUMS).problems
    assert "such as index" in problem.message
