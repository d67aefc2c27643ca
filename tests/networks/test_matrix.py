"""The NumPy matrix form by itself: shapes, batches, Jacobians, updates, and the same in balls."""

from typing import cast

import numpy as np
import pytest
from flint import arb, ctx

from backprop.errors import UndecidedError
from backprop.networks import matrix
from backprop.networks.examples import EXAMPLES
from backprop.networks.layers import Layer
from backprop.networks.network import Network

RUN = {"rate": "0.5", "update": "together", "momentum": "0", "loss": "half", "weights": "given"}
MAZUR = cast(Network, EXAMPLES["mazur"])
CROSSED = Network(
    name="crossed",
    title="Softmax and cross-entropy",
    inputs=("0.5", "-1"),
    targets=("0.2", "0.5", "0.3"),
    layers=(Layer((("0.1", "0.2"), ("-0.3", "0.4"), ("0.5", "0.6")), "softmax", bias=("0.1", "0", "-0.1")),),
    rate="0.5",
    loss="cross-entropy",
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
    assert matrix.ACTIVATION[name](np.array(net)) == pytest.approx(out, rel=1e-14)
    assert matrix.ACTIVATION[name](np.array([net, net]))[1] == pytest.approx(out, rel=1e-14)


@pytest.mark.parametrize("name", list(matrix.ACTIVATION))
def test_a_jacobian_is_what_central_differences_give(name: str) -> None:
    net, nudge = np.array([-1.5, 0.25, 0.75]), 1e-5
    activation = matrix.ACTIVATION[name]
    columns = [activation(net + nudge * one) - activation(net - nudge * one) for one in np.eye(3)]
    jacobian = matrix.JACOBIAN[name](net, activation(net))
    found = np.diag(jacobian) if jacobian.ndim == 1 else jacobian
    assert found == pytest.approx(np.array(columns).T / (2 * nudge), rel=1e-8, abs=1e-10)


def test_every_activation_has_a_jacobian() -> None:
    assert set(matrix.JACOBIAN) == set(matrix.ACTIVATION)


def test_relu_at_zero_has_slope_zero() -> None:
    zero = np.zeros(1)
    assert matrix.JACOBIAN["relu"](zero, matrix.ACTIVATION["relu"](zero)) == 0


@pytest.mark.parametrize("ball", [arb(0, 0.5), arb(1, 1), arb("nan")], ids=str)
def test_a_relu_that_is_not_certain_is_undecided(ball: arb) -> None:
    net = np.array([arb(1), ball])
    for make in (matrix.ACTIVATION["relu"], lambda z: matrix.JACOBIAN["relu"](z, z)):
        with pytest.raises(UndecidedError, match="the sign of a net input is not certain at this precision"):
            make(net)


@pytest.mark.parametrize(("network", "shapes"), [(MAZUR, [(2, 2), (2, 2)]), (CROSSED, [(3, 2)])])
def test_shapes(network: Network, shapes: list[tuple[int, int]]) -> None:
    state = matrix.start(network, RUN)
    made = matrix.run_pass(network, RUN, state)
    assert [weights.shape for weights in state.weights] == shapes
    assert [bias.shape for bias in state.biases] == [(rows,) for rows, _ in shapes]
    assert [delta.shape for delta in made.deltas] == [net.shape for net in made.nets]
    assert not any(change.any() for change in (*state.weight_changes, *state.bias_changes))


def test_a_batch_goes_forward_row_by_row() -> None:
    state = matrix.start(MAZUR, RUN)
    samples = np.array([[0.05, 0.10], [1.0, -1.0], [0.0, 0.0]])
    nets, outs = matrix.forward(MAZUR, state, samples)
    alone = [matrix.forward(MAZUR, state, sample) for sample in samples]
    for layer in range(2):
        assert nets[layer] == pytest.approx(np.array([one[0][layer] for one in alone]), rel=1e-15)
        assert outs[layer + 1] == pytest.approx(np.array([one[1][layer + 1] for one in alone]), rel=1e-15)


def test_softmax_with_cross_entropy_has_the_error_signal_out_minus_target() -> None:
    made = matrix.run_pass(CROSSED, RUN, matrix.start(CROSSED, RUN))
    assert made.deltas[0] == pytest.approx(made.outs[-1] - made.state.targets, rel=1e-14)


@pytest.mark.parametrize(
    ("loss", "error", "slope"),
    [
        ("half", [0.125, 2.0, 0.0], [0.5, -2.0, 0.0]),
        ("sum", [0.25, 4.0, 0.0], [1.0, -4.0, 0.0]),
        ("mean", [0.25 / 3, 4 / 3, 0.0], [1 / 3, -4 / 3, 0.0]),
    ],
)
def test_a_squared_difference_counts_as_the_option_says(
    loss: str, error: list[float], slope: list[float]
) -> None:
    sides = MAZUR, RUN | {"loss": loss}, np.array([0.5, 1.0, 2.0]), np.array([1.0, -1.0, 2.0])
    assert matrix.errors(*sides) == pytest.approx(error, rel=1e-15)
    assert matrix.error_slope(*sides) == pytest.approx(slope, rel=1e-15)


def test_all_weights_start_where_the_option_says() -> None:
    state = matrix.start(MAZUR, RUN | {"weights": "0.25"})
    assert all((weights == 0.25).all() for weights in state.weights)
    assert [list(bias) for bias in state.biases] == [[0.35, 0.35], [0.6, 0.6]]


def test_balls_of_a_softmax_that_has_chosen_are_narrow() -> None:
    with ctx.workprec(128):
        net = np.array([arb(40, 1e-6), arb(0, 1e-6), arb(0, 1e-6)])
        assert matrix.softmax(net)[0].rad() < 1e-22


@pytest.mark.parametrize(
    ("options", "moved"),
    [
        ({"bias": "fixed"}, [0.0, 0.0]),
        ({"bias": "each"}, [-0.0692492808142785, 0.0190491182582781]),
        ({"bias": "shared"}, [-0.0502001625560004, -0.0502001625560004]),
    ],
)
def test_a_bias_moves_as_its_option_says(options: dict[str, str], moved: list[float]) -> None:
    made = matrix.run_pass(MAZUR, RUN | options, matrix.start(MAZUR, RUN))
    after = matrix.update(made, RUN | options)
    assert after.biases[1] - made.state.biases[1] == pytest.approx(moved, rel=1e-12, abs=1e-300)
    assert after.bias_changes[1] == pytest.approx(moved, rel=1e-12, abs=1e-300)


def test_momentum_adds_the_last_change() -> None:
    options = RUN | {"momentum": "0.9"}
    first = matrix.update(matrix.run_pass(MAZUR, options, matrix.start(MAZUR, RUN)), options)
    made = matrix.run_pass(MAZUR, options, first)
    second = matrix.update(made, options)
    slope = made.deltas[1].T @ made.outs[1]
    assert second.weight_changes[1] == pytest.approx(0.9 * first.weight_changes[1] - 0.5 * slope, rel=1e-14)


def test_the_sequential_slip_goes_back_through_updated_hidden_weights_alone() -> None:
    options = RUN | {"update": "sequential"}
    made = matrix.run_pass(MAZUR, options, matrix.start(MAZUR, RUN))
    after = matrix.update(made, options)
    assert made.back[1] == pytest.approx(after.weights[1], rel=1e-15)
    assert made.back[0] is made.state.weights[0]


def test_balls_contain_float64() -> None:
    with ctx.workprec(53):
        wide = matrix.run_pass(MAZUR, RUN, matrix.start(MAZUR, RUN, arb), arb)
    narrow = matrix.run_pass(MAZUR, RUN, matrix.start(MAZUR, RUN))
    for ball, number in zip(
        [*wide.outs[-1].flat, *wide.deltas[0].flat],
        [*narrow.outs[-1].flat, *narrow.deltas[0].flat],
        strict=True,
    ):
        assert float(ball.mid()) == pytest.approx(number, rel=1e-14)
