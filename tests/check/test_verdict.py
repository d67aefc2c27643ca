"""Verdicts are added up and moved."""

from backprop.check.verdict import CLEAN, accounted, total, wrong
from backprop.reading.document import Problem


def test_counts_and_problems_are_added() -> None:
    whole = accounted("linked", 2) + wrong((3, 4), "value", "no") + accounted("linked") + accounted("words")
    assert whole.counts == {"linked": 3, "words": 1}
    assert whole.problems == (Problem(3, 4, "value", "no"),)


def test_the_same_problem_counts_once() -> None:
    assert len(total([wrong((3, 4), "value", "no")] * 2).problems) == 1


def test_problems_move_with_their_piece() -> None:
    assert wrong((3, 4), "value", "no").shifted(10).problems == (Problem(13, 14, "value", "no"),)
    assert accounted("linked").shifted(10) == accounted("linked")


def test_nothing_is_clean() -> None:
    assert total([]) == CLEAN
