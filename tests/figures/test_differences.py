"""Difference quotients: how their errors fall with the step, and rise again."""

import pytest

from backprop.core.keys import parse
from backprop.errors import BackpropError
from backprop.figures import figure, printed
from backprop.figures.differences import Quotients


def errors(key: str) -> dict[str, list[float]]:
    return Quotients.of(parse(key)).errors


@pytest.mark.parametrize("key", ["mazur:dE_total/dw5", "signed@1:dE_total/dw1", "deep:dE_o1/dout_h1"])
def test_errors_fall_with_their_order_and_rise_again(key: str) -> None:
    found = errors(key)
    assert found["forward"][0] / found["forward"][1] == pytest.approx(10, rel=0.2)
    assert found["central"][0] / found["central"][1] == pytest.approx(100, rel=0.2)
    assert min(found["central"]) < min(found["forward"])
    for column in found.values():
        assert column[-1] > 100 * min(column)


def test_a_parabola_has_no_error_but_rounding_in_its_central_differences() -> None:
    found = Quotients.of(parse("parabola:dJ/dtheta0"))
    assert found.errors["forward"][:3] == pytest.approx([0.1, 0.01, 0.001], rel=1e-6)
    assert max(found.errors["central"][:3]) < 1e-12
    assert found.straight == ["forward"]


def test_words() -> None:
    made = figure(["differences", "mazur:dE_total/dw5"])
    assert made.name == "differences-mazur-dE_total-dw5"
    assert made.alt(printed) == (
        "Errors of difference quotients for the derivative of E_total by w5, against the step h from 10⁻¹ "
        "down to 10⁻¹³. The forward difference is best at h = 10⁻⁷, with an error below 10⁻⁹; the central "
        "difference is best at h = 10⁻⁵, with an error below 10⁻¹¹."
    )
    assert "for ∂E total/∂w₅ ≈ 0.0822, computed with 53 bits;" in made.caption(printed)


def test_a_quotient_without_error_is_told() -> None:
    assert "with no error at all" in figure(["differences", "mazur:dE_total/dE_o1"]).alt(printed)


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("mazur:net_h1", "found mazur:net_h1, expected a derivative such as mazur:dE_total/dw5"),
        ("relu;rate=0.6@5:dE_total/dw1", "whose difference quotients have no error"),
        ("mazur:dE_o1/dw7", "this derivative is 0 and has no key"),
    ],
)
def test_what_is_no_derivative_is_refused(key: str, message: str) -> None:
    with pytest.raises(BackpropError, match=message):
        figure(["differences", key])
