"""Digits, labels and values as figures use them."""

import pytest

from backprop.core.keys import parse
from backprop.core.registry import enclosure
from backprop.errors import BackpropError
from backprop.figures.values import float_of, label, labelled, printed, state_of


@pytest.mark.parametrize(
    ("key", "symbol", "digits"),
    [
        ("mazur:w5", "w₅", "= 0.4"),
        ("mazur:E_total", "E_total", "≈ 0.298"),
        ("mazur:out_h1", "out_h1", "≈ 0.593"),
        ("mazur:dE_total/dw5", "∂E_total/∂w₅", "≈ 0.0822"),
        ("line:out_2", "out₂", "= 0.7"),
        ("descent@1:J", "J", "= 4.44"),
    ],
)
def test_symbol_and_digits(key: str, symbol: str, digits: str) -> None:
    assert label(parse(key)) == symbol
    assert printed(parse(key), relation=True) == digits
    assert printed(parse(key)) == digits.split()[1]
    assert labelled(parse(key)) == f"{symbol} {digits}"


@pytest.mark.parametrize(("places", "digits"), [(0, "0"), (3, "0.298"), (5, "0.29837")])
def test_digits_to_so_many_places(places: int, digits: str) -> None:
    assert printed(parse("mazur:E_total"), places=places) == digits
    assert printed(parse("mazur:w5"), places=places + 1) == "0.4"


def test_a_number_too_long_to_read_is_refused() -> None:
    with pytest.raises(BackpropError, match="expected at most 16 characters in a figure"):
        printed(parse("relu;rate=0.1@30:E_total"))


def test_the_state_of_a_run_in_float64() -> None:
    key = parse("mazur@3:w5")
    assert state_of(key)["w5"] == pytest.approx(float(enclosure(key))) == float_of(key)
