"""The NumPy matrix form by itself: activations and Jacobians, balls that stay narrow, an update by hand."""

import numpy as np
import pytest
from flint import arb, ctx

from backprop.errors import UndecidedError
from backprop.networks import matrix
from backprop.networks.layers import Layer
from backprop.networks.network import Network

LINE = Network(
    name="line",
    title="A line",
    inputs=(("1",), ("-2",), ("0.5",), ("3",)),
    targets=(("2",), ("0",), ("1",), ("4",)),
    layers=(Layer((("0.5",),), "linear", bias="-0.1"),),
    rate="0.1",
    bias="each",
)


@pytest.mark.parametrize(
    ("name", "net", "out"),
    [
        ("sigmoid", [-3.0, 0.0, 2.0], [0.0474258731775668, 0.5, 0.880797077977882]),
        ("tanh", [-0.5, 0.0, 2.0], [-0.46211715726001, 0.0, 0.964027580075817]),
        ("relu", [-3.0, 0.0, 2.0], [0.0, 0.0, 2.0]),
        ("linear", [-3.0, 0.0, 2.0], [-3.0, 0.0, 2.0]),
        ("softmax", [0.0, 0.0, np.log(2)], [0.25, 0.25, 0.5]),
    ],
)
def test_activations(name: str, net: list[float], out: list[float]) -> None:
    assert matrix.ACTIVATION[name](np.array([net, net]))[1] == pytest.approx(out, rel=1e-14)


@pytest.mark.parametrize("name", list(matrix.ACTIVATION))
def test_a_jacobian_is_what_central_differences_give(name: str) -> None:
    net, nudge = np.array([-1.5, 0.25, 0.75]), 1e-5
    activation = matrix.ACTIVATION[name]
    columns = [activation(net + nudge * one) - activation(net - nudge * one) for one in np.eye(3)]
    jacobian = matrix.JACOBIAN[name](net, activation(net))
    found = np.diag(jacobian) if jacobian.ndim == 1 else jacobian
    assert found == pytest.approx(np.array(columns).T / (2 * nudge), rel=1e-8, abs=1e-10)


def test_relu_at_zero_has_slope_zero() -> None:
    assert matrix.JACOBIAN["relu"](np.zeros(1), np.zeros(1)) == 0


@pytest.mark.parametrize("ball", [arb(0, 0.5), arb(1, 1), arb("nan")], ids=str)
def test_a_relu_that_is_not_certain_is_undecided(ball: arb) -> None:
    net = np.array([arb(1), ball])
    for make in (matrix.ACTIVATION["relu"], lambda z: matrix.JACOBIAN["relu"](z, z)):
        with pytest.raises(UndecidedError, match="the sign of a net input is not certain at this precision"):
            make(net)


def test_balls_of_a_softmax_that_has_chosen_are_narrow() -> None:
    with ctx.workprec(128):
        net = np.array([arb(40, 1e-6), arb(0, 1e-6), arb(0, 1e-6)])
        assert matrix.softmax(net)[0].rad() < 1e-22


@pytest.mark.parametrize("options", [{}, {"total": "mean"}, {"batch": "2"}, {"batch": "1", "total": "mean"}])
def test_an_update_is_least_squares_by_hand(options: dict[str, str]) -> None:
    chosen = range(int(options.get("batch", "4")))
    share = len(chosen) if options.get("total") == "mean" else 1
    x, t = np.array([1, -2, 0.5, 3]), np.array([2, 0, 1, 4])
    residuals = 0.5 * x - 0.1 - t
    gradient = [sum(residuals[k] * x[k] for k in chosen) / share, sum(residuals[k] for k in chosen) / share]
    after = matrix.update(matrix.run_pass(matrix.start(LINE, {"rate": "0.1", "momentum": "0"} | options)))
    assert after.weights[0][0] == pytest.approx(np.array([0.5, -0.1]) - 0.1 * np.array(gradient), rel=1e-14)
