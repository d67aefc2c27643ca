"""One linear neuron on all its samples in matrices: the second route of a regression.

The design matrix X has a row [x, 1] for each sample, so that all outputs are X θ with θ = (w, b); the
gradient of a batch is Xᵀ (out - t) over its rows. Arrays hold float64 or, made with another `number`, balls.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from backprop.core.options import Options
from backprop.networks.matrix import Array, Number, array
from backprop.networks.regression import Regression


@dataclass(frozen=True)
class Fit:
    """The samples `(samples, 2)` and targets `(samples,)`; θ and its last change `(2,)`; which rows are next.

    `shares` is what the error of one sample counts in that of all samples, and in that of a batch.
    """

    design: Array
    targets: Array
    theta: Array
    change: Array
    rows: slice
    shares: tuple[Array, Array]
    rate: Array
    momentum: Array

    @property
    def residuals(self) -> Array:
        """The outputs less the targets, which is also the derivative of each error by its output."""
        return self.design @ self.theta - self.targets

    @property
    def errors(self) -> Array:
        """Half the square of each residual."""
        return self.residuals**2 / 2

    @property
    def chosen(self) -> Array:
        """1 for the samples of the next batch, 0 for the others."""
        found = np.zeros(len(self.targets), dtype=int)
        found[self.rows] = 1
        return found


def start(example: Regression, options: Options, number: Number = float) -> Fit:
    """Return the state that training starts from."""
    design = array([(x, "1") for x in example.inputs], number)
    theta = array((example.weight, example.bias), number)
    rows = slice(0, int(options["batch"]))
    counts = (len(example.inputs), rows.stop) if options["total"] == "mean" else (1, 1)
    whole, batch = (number("1") / count for count in counts)
    rate, momentum = (np.asarray(number(options[name])) for name in ("rate", "momentum"))
    return Fit(design, array(example.targets, number), theta, 0 * theta, rows, (whole, batch), rate, momentum)


def stepped(fit: Fit) -> Fit:
    """Return the state after one update from its batch; behind the last sample the first follows again."""
    gradient = fit.shares[1] * (fit.design[fit.rows].T @ fit.residuals[fit.rows])
    change = fit.momentum * fit.change - fit.rate * gradient
    size = fit.rows.stop - fit.rows.start
    first = fit.rows.stop % len(fit.targets)
    return replace(fit, theta=fit.theta + change, change=change, rows=slice(first, first + size))


def quantity(fit: Fit, name: str) -> Any:
    """Return the quantity `name` of a state."""
    if name.startswith("d") and "/d" in name:
        return derivative(fit, *name[1:].split("/d"))
    if name in ("w", "b", "change_w", "change_b"):
        return (fit.change if name.startswith("change") else fit.theta)["wb".index(name[-1])]
    kind, _, place = name.partition("_")
    if not place.isdigit():
        return _sums(fit, place) @ fit.errors
    columns = {
        "x": fit.design[:, 0],
        "t": fit.targets,
        "out": fit.design @ fit.theta,
        "E": fit.errors,
        "s": fit.chosen,
    }
    return columns[kind][int(place) - 1]


def _sums(fit: Fit, which: str) -> Array:
    """Return what each sample's error counts in E_total or E_batch."""
    whole, batch = fit.shares
    return whole * (0 * fit.chosen + 1) if which == "total" else batch * fit.chosen


def derivative(fit: Fit, upper: str, lower: str) -> Any:
    """Return d upper / d lower: how `lower` moves outputs and errors, and how these move `upper`."""
    outputs, errors = _moved(fit, lower)
    kind, _, place = upper.partition("_")
    if kind == "out":
        return outputs[int(place) - 1]
    if place.isdigit():
        return errors[int(place) - 1]
    if lower.startswith("s_"):
        return fit.shares[1] * fit.errors[int(lower[2:]) - 1]
    return _sums(fit, place) @ errors


def _moved(fit: Fit, lower: str) -> tuple[Array, Array]:
    """Return the derivatives of all outputs and of all errors by one quantity."""
    still = 0 * fit.targets
    if lower in ("w", "b"):
        outputs = fit.design[:, "wb".index(lower)]
        return outputs, fit.residuals * outputs
    kind, _, place = lower.partition("_")
    one = np.eye(len(fit.targets), dtype=int)[int(place) - 1]
    if kind in ("x", "out"):
        outputs = one * fit.theta[0] if kind == "x" else one + still
        return outputs, fit.residuals * outputs
    return still, {"t": -fit.residuals, "E": still + 1, "s": still}[kind] * one
