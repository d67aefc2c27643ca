"""Activation functions by themselves: values, slopes passed back, balls that stay narrow."""

from typing import Any

import pytest
from flint import arb, ctx

from backprop.errors import UndecidedError
from backprop.networks import activations


def floats(values: list[Any]) -> list[float]:
    return [float(arb(value)) for value in values]


@pytest.mark.parametrize(
    ("name", "net", "out"),
    [
        ("sigmoid", [-3.0, 0.0, 2.0], [0.0474258731775668, 0.5, 0.880797077977882]),
        ("tanh", [-0.5, 0.0, 2.0], [-0.46211715726001, 0.0, 0.964027580075817]),
        ("relu", [-3.0, 0.0, 2.0], [0.0, 0.0, 2.0]),
        ("linear", [-3.0, 0.0, 2.0], [-3.0, 0.0, 2.0]),
        ("softmax", [0.0, 0.0, 0.693147180559945], [0.25, 0.25, 0.5]),
    ],
)
def test_activations(name: str, net: list[float], out: list[float]) -> None:
    # Of two samples, the second one all 0.
    values = [arb(z) for number in net for z in (number, 0)]
    assert floats(activations.ACTIVATION[name](values, 2)[::2]) == pytest.approx(out, rel=1e-14)


@pytest.mark.parametrize("name", list(activations.ACTIVATION))
def test_slopes_pass_an_activation_as_central_differences_say(name: str) -> None:
    net, slopes, nudge = [arb(z) for z in (-1.5, 0.25, 0.75)], [arb(d) for d in (2, -3, 0.5)], arb("1e-9")
    activation = activations.ACTIVATION[name]
    with ctx.workprec(128):
        backward = activations.BACKWARD[name](slopes, net, activation(net, 1), 1)
        for place, slope in enumerate(backward):
            ends = [[z + sign * nudge * (place == other) for other, z in enumerate(net)] for sign in (1, -1)]
            above, below = (activation(each, 1) for each in ends)
            quotients = [(a - b) / (2 * nudge) for a, b in zip(above, below, strict=True)]
            expected = sum(d * quotient for d, quotient in zip(slopes, quotients, strict=True))
            assert float(arb(slope)) == pytest.approx(float(expected), rel=1e-14, abs=1e-14)


def test_relu_at_zero_has_slope_zero() -> None:
    assert activations.BACKWARD["relu"]([arb(3)], [arb(0)], [arb(0)], 1) == [0]


@pytest.mark.parametrize("ball", [arb(0, 0.5), arb(1, 1), arb("nan")], ids=str)
def test_a_relu_that_is_not_certain_is_undecided(ball: arb) -> None:
    net = [arb(1), ball]
    with pytest.raises(UndecidedError, match="the sign of a net input is not certain at this precision"):
        activations.ACTIVATION["relu"](net, 1)
    with pytest.raises(UndecidedError, match="the sign of a net input is not certain at this precision"):
        activations.BACKWARD["relu"](net, net, net, 1)


def test_balls_of_a_softmax_that_has_chosen_are_narrow() -> None:
    with ctx.workprec(128):
        net = [arb(40, 1e-6), arb(0, 1e-6), arb(0, 1e-6)]
        assert activations.softmax(net, 1)[0].rad() < 1e-22
