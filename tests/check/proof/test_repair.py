"""The one change that mends an equation, and none where one is not enough."""

import pytest
from flint import ctx

from backprop.check.formulas.parser import parse
from backprop.check.proof.assignment import PRECISION
from backprop.check.proof.names import page_scope
from backprop.check.proof.repair import repair


@pytest.mark.parametrize(
    ("tex", "change"),
    [
        (r"net_{h1} = w_1 i_1 + w_3 i_2 + b_1", "w_2 in the place of w_3"),
        (r"net_{h1} = w_1 i_1 + w_2 i_2 - b_1", "+ in the place of -"),
        (r"net_{h1} = w_1 i_1 + w_2 i_1 + b_1", "i_2 in the place of i_1"),
        (r"w_5^{+} = w_5 + \eta \frac{\partial E_{total}}{\partial w_5}", "- in the place of +"),
        (r"E_{o1} = \frac{1}{2} (t_{o2} - out_{o1})^2", "t_{o1} in the place of t_{o2}"),
        (r"E_{o1} = \frac{1}{2} (t_{o2} - out_{o2})^2", ""),
        (r"net_{h1} = w_1 i_1 + b_1", ""),
        (r"net_{h1} = \frac{w_1}{w_1 - w_1}", ""),
    ],
)
def test_the_change_that_helps_is_named(tex: str, change: str) -> None:
    ((base, side),) = (statement.sides for statement in parse(tex))
    with ctx.workprec(PRECISION):
        assert repair(base, side, page_scope("mazur")) == (change and f"; it holds with {change}")
