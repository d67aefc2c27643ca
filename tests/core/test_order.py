"""Which of two numbers is greater: by enclosures, by formulas, or open and said so."""

import pytest
from flint import arb, fmpq

from backprop.core.keys import parse
from backprop.core.ops import Proved
from backprop.core.order import order, proved_order
from backprop.errors import BackpropError, UndecidedError
from backprop.networks.examples import EXAMPLES
from backprop.networks.layers import Layer
from backprop.networks.network import Network


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (fmpq(1, 3), fmpq(1, 2), -1),
        (fmpq(1, 2), fmpq(1, 2), 0),
        (fmpq(-1, 3), fmpq(-1, 2), 1),
        (arb(1, 0.25), fmpq(2), -1),
        (arb(1, 0.25), arb(0, 0.25), 1),
    ],
)
def test_enclosures_apart_have_an_order(left: Proved, right: Proved, expected: int) -> None:
    assert (order(left, right), order(right, left)) == (expected, -expected)


@pytest.mark.parametrize("right", [arb(1, 0.25), arb(1.5, 0.25), fmpq(1), fmpq(5, 4)])
def test_enclosures_that_share_a_number_have_none(right: Proved) -> None:
    with pytest.raises(UndecidedError, match="too near to each other"):
        order(arb(1, 0.25), right)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("mazur:E_o1", "mazur:E_o2", 1),
        ("mazur@1:E_total", "mazur:E_total", -1),
        ("mazur:dE_total/dout_o1", "mazur:dE_o1/dout_o1", 0),
        ("mazur:w1", "mazur:i1", 1),
        ("relu:i1", "chain:i1", 0),
    ],
)
def test_two_quantities_have_an_order(left: str, right: str, expected: int) -> None:
    assert proved_order(parse(left), parse(right)) == expected


def test_what_no_precision_tells_apart_is_said_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    twins = Layer((("0.5",), ("0.5",)))
    level = Network(
        "twins", "Made up", ("0.5",), ("1",), (twins, Layer((("1", "-1"),), "linear")), rate="0.1"
    )
    monkeypatch.setitem(EXAMPLES, "twins", level)
    with pytest.raises(BackpropError) as raised:
        proved_order(parse("twins:E_total"), parse("twins:i1"))
    assert str(raised.value) == "twins:E_total and twins:i1 cannot be told apart with 4096 bits"
