"""Activation functions and their derivatives, against the formulas a textbook gives."""

import numpy as np
import pytest

from backprop.figures.activation import REACH, Activation

_SIGMOID = 1 / (1 + np.exp(-np.linspace(-REACH, REACH, 401)))
_X = np.linspace(-REACH, REACH, 401)


@pytest.mark.parametrize(
    ("name", "out", "slope"),
    [
        ("sigmoid", _SIGMOID, _SIGMOID * (1 - _SIGMOID)),
        ("tanh", np.tanh(_X), 1 / np.cosh(_X) ** 2),
        ("relu", np.where(_X > 0, _X, 0), np.where(_X > 0, 1, 0)),
        ("linear", _X, np.ones_like(_X)),
    ],
)
def test_curves(name: str, out: np.ndarray, slope: np.ndarray) -> None:
    made = Activation(name).values()
    np.testing.assert_allclose(made["out"], out, atol=1e-12)
    np.testing.assert_allclose(made["dout/dnet"], slope, atol=1e-12)
