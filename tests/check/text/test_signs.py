"""Signs in words."""

import pytest

from backprop.check.proof.names import page_scope
from backprop.check.text import signs
from backprop.core.keys import parse
from tests.check.text.pieces import found, table

WEIGHTS = """Weight | Its sign | Its derivative | It goes | and that is
$w_1$ | plus | minus | up | away from zero
$w_2$ | plus | minus | up | away from zero
$w_3$ | minus | plus | down | away from zero
$w_8$ | minus | minus | up | toward zero"""
WAYS = """From | Through | Answer minus target | Weight between | The way
$w_1$, $w_2$ | o1 | plus | plus ($w_5$) | plus
$w_1$, $w_2$ | o2 | minus | plus ($w_7$) | minus
$w_3$, $w_4$ | o1 | plus | minus ($w_6$) | minus"""


def judged(source: str) -> list[str]:
    return found(signs.verdict(table(source), page_scope("signed")))


def test_right_signs() -> None:
    assert judged(WEIGHTS) == judged(WAYS) == []


@pytest.mark.parametrize(
    ("source", "old", "new", "problem"),
    [
        (WEIGHTS, "plus | minus | up", "minus | minus | up", "found 'minus', which is not so for w1"),
        (WEIGHTS, "minus | up", "plus | up", "found 'plus', which is not so for w1"),
        (WEIGHTS, "down", "up", "found 'up', which is not so for w3"),
        (WEIGHTS, "toward", "away from", "found 'away from zero', which is not so for w8"),
        (
            WEIGHTS,
            "up | away from zero",
            "away from zero | up",
            "found 'away from zero', which is not so for w1",
        ),
        (WEIGHTS, "$w_3$", "$w_4$", "found 'minus', which is not so for w4"),
        (WEIGHTS, "$w_8$", "$w_8^{+}$", "which is not so for w8+"),
        (WEIGHTS, "$w_1$", "$w_3$", "found w2 below w3"),
        (WAYS, "($w_5$)", "($w_6$)", "found 'plus ($w_6$)', which is not so for w1, w2"),
        (WAYS, "| o1", "| o2", "found 'plus', which is not so for w1, w2"),
        (WAYS, "$w_3$, $w_4$", "$w_3$, $w_1$", "which is not so for w3, w1"),
    ],
)
def test_wrong_signs(source: str, old: str, new: str, problem: str) -> None:
    messages = judged(source.replace(old, new, 1))
    assert any(problem in message for message in messages), messages


@pytest.mark.parametrize(("key", "sign"), [("signed:w1", 1), ("signed:w3", -1), ("descent:theta0", 0)])
def test_sign(key: str, sign: int) -> None:
    assert signs.sign(parse(key)) == sign
