"""Difference quotients: how their errors fall with the step, and rise again."""

import pytest

from backprop.core.keys import parse
from backprop.figures.differences import Quotients


def errors(key: str) -> dict[str, list[float]]:
    return Quotients.of(parse(key)).errors


@pytest.mark.parametrize("key", ["mazur:dE_total/dw5", "signed@1:dE_total/dw1", "deep:dE_o1/dout_h1"])
def test_errors_fall_with_their_order_and_rise_again(key: str) -> None:
    quotients = errors(key)
    assert quotients["forward"][0] / quotients["forward"][1] == pytest.approx(10, rel=0.2)
    assert quotients["central"][0] / quotients["central"][1] == pytest.approx(100, rel=0.2)
    assert min(quotients["central"]) < min(quotients["forward"])
    for column in quotients.values():
        assert column[-1] > 100 * min(column)


def test_a_parabola_has_no_error_but_rounding_in_its_central_differences() -> None:
    quotients = Quotients.of(parse("parabola:dJ/dtheta0"))
    assert quotients.errors["forward"][:3] == pytest.approx([0.1, 0.01, 0.001], rel=1e-6)
    assert max(quotients.errors["central"][:3]) < 1e-12
    assert quotients.straight == ["forward"]
