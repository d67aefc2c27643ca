"""The second route of a polynomial: a matrix of exponents, and descent in vectors of balls."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from backprop.core.example import Options
from backprop.core.route import Array, Number, Route, array, ball

Terms = Sequence[tuple[str, tuple[int, ...]]]


@dataclass(frozen=True)
class Place:
    """Where a descent stands: parameters and their last change, both `(parameters,)`."""

    theta: Array
    change: Array


def route(terms: Terms, start: Sequence[str], options: Options, precision: int) -> Route:
    """Return the descent on the sum of `terms` from `start`, in balls."""
    return Route(
        lambda: beginning(start),
        lambda place: descended(terms, options, place),
        lambda place, name: quantity(terms, options, place, name),
        precision,
    )


def beginning(start: Sequence[str], number: Number = ball) -> Place:
    """Return where a descent begins, nothing having moved yet."""
    theta = array(start, number)
    return Place(theta, 0 * theta)


def descended(terms: Terms, options: Options, place: Place, number: Number = ball) -> Place:
    """Return the place after one more step."""
    rate, momentum = number(options["rate"]), number(options["momentum"])
    moved, changed = place.theta.copy(), place.change.copy()
    for index in range(len(moved)):
        seen = moved if options["update"] == "sequential" else place.theta
        changed[index] = momentum * place.change[index] - rate * gradient(terms, seen)[index]
        moved[index] = place.theta[index] + changed[index]
    return Place(moved, changed)


def quantity(terms: Terms, options: Options, place: Place, name: str) -> Any:
    """Return the quantity `name` at a place of a descent."""
    if name in {"eta", "alpha"}:
        return ball(options["rate" if name == "eta" else "momentum"])
    if name == "parameters":
        return len(place.theta)
    if name == "J":
        return value(terms, place.theta)
    index = int(name[-1])
    if name.startswith("theta"):
        return place.theta[index]
    if name.startswith("change_"):
        return place.change[index]
    seen = place.theta
    if options["update"] == "sequential":
        moved = descended(terms, options, place).theta
        seen = np.array([*moved[:index], *place.theta[index:]], dtype=object)
    return gradient(terms, seen)[index]


def value(terms: Terms, theta: Array) -> Any:
    """Return the function at `theta`, `(parameters,)`."""
    coefficients, exponents = _matrix(terms, theta)
    return coefficients @ np.prod(theta**exponents, axis=1)


def gradient(terms: Terms, theta: Array) -> Array:
    """Return the gradient at `theta`, `(parameters,)`: each monomial differentiated by its exponents."""
    coefficients, exponents = _matrix(terms, theta)
    slopes = []
    for unit in np.eye(len(theta), dtype=int):
        lowered = np.maximum(exponents - unit, 0)
        slopes.append((coefficients * (exponents @ unit)) @ np.prod(theta**lowered, axis=1))
    return np.array(slopes)


def _matrix(terms: Terms, theta: Array) -> tuple[Array, Array]:
    """Return the coefficients `(terms,)` and the exponents `(terms, parameters)`."""
    kind = float if theta.dtype == float else type(theta[0])
    coefficients = np.array([kind(coefficient) for coefficient, _ in terms])
    return coefficients, np.array([exponents for _, exponents in terms])
