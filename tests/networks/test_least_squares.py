"""The matrix form of a regression by itself: shapes, batches as slices of rows, sum and mean."""

import numpy as np
import pytest
from flint import arb, ctx

from backprop.networks import least_squares
from backprop.networks.least_squares import Fit
from backprop.networks.regression import Regression

RUN = {"rate": "0.1", "momentum": "0", "total": "sum", "batch": "4"}
FOUR = Regression("four", "Four samples", ("1", "-2", "0.5", "3"), ("2", "0", "1", "4"), "0.5", "-0.1", "0.1")


def start(**options: str) -> Fit:
    return least_squares.start(FOUR, RUN | options)


def test_shapes() -> None:
    fit = start()
    assert (fit.design.shape, fit.targets.shape, fit.theta.shape) == ((4, 2), (4,), (2,))
    assert fit.design.tolist() == [[1, 1], [-2, 1], [0.5, 1], [3, 1]]
    assert not fit.change.any()


@pytest.mark.parametrize(
    ("size", "rows"),
    [
        ("4", [[1, 1, 1, 1], [1, 1, 1, 1]]),
        ("2", [[1, 1, 0, 0], [0, 0, 1, 1], [1, 1, 0, 0]]),
        ("1", [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1], [1, 0, 0, 0]]),
    ],
)
def test_each_batch_takes_the_next_rows(size: str, rows: list[list[int]]) -> None:
    fit = start(batch=size)
    for row in rows:
        assert fit.chosen.tolist() == row
        fit = least_squares.stepped(fit)


@pytest.mark.parametrize("options", [{}, {"total": "mean"}, {"batch": "2"}, {"batch": "1", "total": "mean"}])
def test_an_update_is_least_squares_by_hand(options: dict[str, str]) -> None:
    fit = start(**options)
    seen = range(int({**RUN, **options}["batch"]))
    share = len(seen) if options.get("total") == "mean" else 1
    x, t = (np.array([float(text) for text in texts]) for texts in (FOUR.inputs, FOUR.targets))
    residuals = 0.5 * x - 0.1 - t
    gradient = [sum(residuals[k] * x[k] for k in seen) / share, sum(residuals[k] for k in seen) / share]
    assert least_squares.stepped(fit).theta == pytest.approx(
        np.array([0.5, -0.1]) - 0.1 * np.array(gradient), rel=1e-14
    )


def test_an_epoch_of_small_batches_is_not_one_update_of_all() -> None:
    fit = start(batch="1")
    for _ in range(4):
        fit = least_squares.stepped(fit)
    assert fit.rows == slice(0, 1)
    assert not np.allclose(fit.theta, least_squares.stepped(start()).theta)


def test_momentum_adds_the_last_change() -> None:
    first = least_squares.stepped(start(momentum="0.9"))
    plain = least_squares.stepped(least_squares.stepped(start()))
    second = least_squares.stepped(first)
    assert second.theta - plain.theta == pytest.approx(0.9 * first.change, rel=1e-12)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("w", 0.5),
        ("x_4", 3.0),
        ("t_1", 2.0),
        ("out_4", 1.4),
        ("E_4", 3.38),
        ("change_b", 0.0),
        ("s_3", 0.0),
        ("E_batch", 1.885),
        ("dE_batch/ds_4", 3.38),
        ("dE_total/dE_3", 1.0),
        ("dE_batch/dE_3", 0.0),
        ("dE_4/dt_4", 2.6),
        ("dout_4/dx_4", 0.5),
        ("dE_2/db", -1.1),
    ],
)
def test_names(name: str, value: float) -> None:
    assert least_squares.quantity(start(batch="2"), name) == pytest.approx(value)


def test_balls_contain_float64() -> None:
    with ctx.workprec(64):
        wide = least_squares.stepped(least_squares.start(FOUR, RUN, arb))
    narrow = least_squares.stepped(start())
    for ball, number in zip(wide.theta, narrow.theta, strict=True):
        assert float(ball.mid()) == pytest.approx(number, rel=1e-14)
