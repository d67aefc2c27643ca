"""The second route of a polynomial: a matrix of exponents, a row a term, and descent in vectors of balls."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from math import prod
from typing import Any

from flint import arb

from backprop.core.example import Options
from backprop.core.route import Route, ball

Terms = Sequence[tuple[str, tuple[int, ...]]]


@dataclass(frozen=True)
class Place:
    """Where a descent stands: its parameters, and the last change of each."""

    theta: Sequence[arb]
    change: Sequence[arb]


def route(terms: Terms, start: Sequence[str], options: Options, precision: int) -> Route:
    """Return the descent on the sum of `terms` from `start`, in balls."""
    return Route(
        lambda: Place([ball(number) for number in start], [arb(0)] * len(start)),
        lambda place: descended(terms, options, place),
        lambda place: partial(quantity, terms, options, place),
        precision,
    )


def descended(terms: Terms, options: Options, place: Place) -> Place:
    """Return the place after one more step."""
    rate, momentum = ball(options["rate"]), ball(options["momentum"])
    moved, change = list(place.theta), list(place.change)
    for index in range(len(moved)):
        seen = moved if options["update"] == "sequential" else place.theta
        change[index] = momentum * place.change[index] - rate * slope(terms, seen, index)
        moved[index] = place.theta[index] + change[index]
    return Place(moved, change)


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
        seen = [*descended(terms, options, place).theta[:index], *place.theta[index:]]
    return slope(terms, seen, index)


def value(terms: Terms, theta: Sequence[arb]) -> arb:
    """Return the function at `theta`."""
    return sum((ball(coefficient) * _monomial(theta, powers) for coefficient, powers in terms), arb(0))


def slope(terms: Terms, theta: Sequence[arb], index: int) -> arb:
    """Return the derivative with respect to one parameter, monomial by monomial."""
    lowered = [
        (ball(coefficient) * powers[index], [power - (place == index) for place, power in enumerate(powers)])
        for coefficient, powers in terms
        if powers[index]
    ]
    return sum((factor * _monomial(theta, powers) for factor, powers in lowered), arb(0))


def _monomial(theta: Sequence[arb], powers: Iterable[int]) -> Any:
    return prod(number for number, power in zip(theta, powers, strict=True) for _ in range(power))
