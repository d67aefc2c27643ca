"""The NumPy matrix form by itself: activations, Jacobians, updates worked by hand, balls that stay narrow."""

import numpy as np
import pytest
from flint import arb, ctx

from backprop.errors import UndecidedError
from backprop.networks import matrix
from backprop.networks.examples import network_of
from backprop.networks.layers import Layer
from backprop.networks.matrix import Pass
from backprop.networks.network import Network

RUN = {"rate": "0.5", "momentum": "0"}
MAZUR = network_of("mazur")
CROSSED = Network(
    name="crossed",
    title="Softmax and cross-entropy",
    inputs=("0.5", "-1"),
    targets=("0.2", "0.5", "0.3"),
    layers=(Layer((("0.1", "0.2"), ("-0.3", "0.4"), ("0.5", "0.6")), "softmax", bias=("0.1", "0", "-0.1")),),
    rate="0.5",
    loss="cross-entropy",
)
LINE = Network(
    name="line",
    title="A line",
    inputs=(("1",), ("-2",), ("0.5",), ("3",)),
    targets=(("2",), ("0",), ("1",), ("4",)),
    layers=(Layer((("0.5",),), "linear", bias="-0.1"),),
    rate="0.1",
    bias="each",
)


def passes(network: Network, options: dict[str, str], count: int = 1) -> list[Pass]:
    """Return so many passes in float64, each one update after the last."""
    made = [matrix.run_pass(matrix.start(network, RUN | options))]
    while len(made) < count:
        made.append(matrix.run_pass(matrix.update(made[-1])))
    return made


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


def test_softmax_with_cross_entropy_has_the_error_signal_out_minus_target() -> None:
    (made,) = passes(CROSSED, {})
    signals = [matrix.quantity(made, f"delta_o{n}") for n in (1, 2, 3)]
    assert signals == pytest.approx((made.outs[-1] - made.state.targets)[0], rel=1e-14)


@pytest.mark.parametrize(
    ("loss", "error", "slope"),
    [
        ("half", [0.125, 2.0], [0.5, -2.0]),
        ("sum", [0.25, 4.0], [1.0, -4.0]),
        ("mean", [0.125, 2.0], [0.5, -2.0]),
    ],
)
def test_a_squared_difference_counts_as_the_option_says(
    loss: str, error: list[float], slope: list[float]
) -> None:
    state = matrix.start(MAZUR, RUN | {"loss": loss})
    out = state.targets + np.array([0.5, -2.0])
    assert matrix.errors(state, out)[0] == pytest.approx(error, rel=1e-14)
    assert matrix.error_slope(state, out)[0] == pytest.approx(slope, rel=1e-14)


@pytest.mark.parametrize(
    ("options", "moved"),
    [
        ({"bias": "fixed"}, [0.0, 0.0]),
        ({"bias": "each"}, [-0.0692492808142785, 0.0190491182582781]),
        ({"bias": "shared"}, [-0.0502001625560004, -0.0502001625560004]),
    ],
)
def test_a_bias_moves_as_its_option_says(options: dict[str, str], moved: list[float]) -> None:
    before, after = (made.state.weights[1] for made in passes(MAZUR, options, 2))
    assert (after - before)[:, -1] == pytest.approx(moved, rel=1e-12, abs=1e-300)


def test_momentum_adds_the_last_change() -> None:
    _, second, third = passes(MAZUR, {"momentum": "0.9"}, 3)
    gradient = [matrix.quantity(second, f"dE_total/dw{n}") for n in (5, 6)]
    expected = 0.9 * second.state.changes[1][0, :2] - 0.5 * np.array(gradient)
    assert third.state.changes[1][0, :2] == pytest.approx(expected, rel=1e-14)


def test_the_sequential_slip_goes_back_through_updated_hidden_weights_alone() -> None:
    first, second = passes(MAZUR, {"update": "sequential"}, 2)
    assert first.back[1] == pytest.approx(second.state.weights[1][:, :-1], rel=1e-15)
    assert first.back[0] == pytest.approx(first.state.weights[0][:, :-1], rel=1e-15)


@pytest.mark.parametrize("options", [{}, {"total": "mean"}, {"batch": "2"}, {"batch": "1", "total": "mean"}])
def test_an_update_is_least_squares_by_hand(options: dict[str, str]) -> None:
    chosen = range(int(options.get("batch", "4")))
    share = len(chosen) if options.get("total") == "mean" else 1
    x, t = np.array([1, -2, 0.5, 3]), np.array([2, 0, 1, 4])
    residuals = 0.5 * x - 0.1 - t
    gradient = [sum(residuals[k] * x[k] for k in chosen) / share, sum(residuals[k] for k in chosen) / share]
    _, after = passes(LINE, options, 2)
    assert after.state.weights[0][0] == pytest.approx([0.5, -0.1] - 0.5 * np.array(gradient), rel=1e-14)


@pytest.mark.parametrize(
    ("size", "turns"),
    [("1", ["1000", "0100", "0010", "0001", "1000"]), ("2", ["1100", "0011", "1100"]), ("4", ["1111"] * 2)],
)
def test_the_batches_follow_each_other_and_begin_again(size: str, turns: list[str]) -> None:
    made = passes(LINE, {"batch": size}, len(turns))
    assert ["".join(map(str, each.state.chosen)) for each in made] == turns
