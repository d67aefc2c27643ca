"""Expressions that are the same by their formulas, and those that only have the same value, or nearly."""

import pytest

from backprop.core.claims import parse_claim
from backprop.core.identity import are_identical
from backprop.core.keys import parse


@pytest.mark.parametrize(
    ("key", "title", "expected"),
    [
        ("mazur:dE_total/dw2", "= 2 * dE_total/dw1", True),
        ("mazur:dE_total/dw2", "= 3 * dE_total/dw1", False),
        ("mazur:E_total", "= E_o1 + E_o2", True),
        ("mazur:E_total", "= E_o1 - E_o2", False),
        ("mazur@1:w5", "= @0:w5 - @0:eta * @0:dE_total/dw5", True),
        ("mazur@1:w5", "= @0:w5 + @0:eta * @0:dE_total/dw5", False),
        ("softmax:out_o1", "= 1 - out_o2 - out_o3", True),
        ("softmax:out_o1", "= 1 - out_o2", False),
        # A sigmoid may be any number, so that nothing is taken from its value.
        ("mazur:out_h1", "= out_h2", False),
        ("mazur:out_h1", "= 0.593269992", False),
        # After the first update, a parameter may be any number too.
        ("mazur@2:w5", "= @1:w5", False),
    ],
)
def test_what_the_formulas_make_the_same(key: str, title: str, expected: bool) -> None:
    claim = parse_claim(title, parse(key))
    assert [are_identical(claim.value, other) for other in claim.others] == [expected]
