"""The matrices by themselves: an update by hand."""

from typing import Any

import pytest
from flint import fmpq

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


@pytest.mark.parametrize("options", [{}, {"total": "mean"}, {"batch": "2"}, {"batch": "1", "total": "mean"}])
def test_an_update_is_least_squares_by_hand(options: dict[str, str]) -> None:
    chosen = range(int(options.get("batch", "4")))
    share = len(chosen) if options.get("total") == "mean" else 1
    x, t = [fmpq(1), fmpq(-2), fmpq(1, 2), fmpq(3)], [2, 0, 1, 4]
    residuals: list[Any] = [a / 2 - fmpq(1, 10) - b for a, b in zip(x, t, strict=True)]
    gradient = [sum(residuals[k] * x[k] for k in chosen) / share, sum(residuals[k] for k in chosen) / share]
    after = matrix.update(matrix.run_pass(matrix.start(LINE, {"rate": "0.1", "momentum": "0"} | options)))
    expected = [fmpq(1, 2) - gradient[0] / 10, -fmpq(1, 10) - gradient[1] / 10]
    assert after.weights[0].entries() == expected
