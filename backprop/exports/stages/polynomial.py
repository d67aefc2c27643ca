"""The stages of descent on a function: its value, its gradient term by term, its update."""

from collections.abc import Iterable
from fractions import Fraction

from backprop.core.digits import VALUE_DIGITS, significant
from backprop.exports.stages.dialect import NUMPY, Dialect, descent, parameter
from backprop.exports.stages.literal import called, summed
from backprop.exports.stages.part import Part, autograd, printed, show
from backprop.networks.polynomial import Polynomial

Term = tuple[Fraction, tuple[int, ...]]


def given(function: Polynomial, dialect: Dialect) -> list[str]:
    """Return where descent begins, and the rate."""
    return [
        *parameter(dialect, "theta", function.start),
        descent(dialect, function.rate, ["theta"]),
    ]


def parts(function: Polynomial, dialect: Dialect) -> dict[str, Part]:
    """Return the parts of a pass by the name of their stage."""
    cost, slopes = f"{function.name}:J", f"{function.name}:dJ/dtheta"
    by_hand = Part(_gradient(function), [show(slopes, "dJ", 0)])
    by_autograd = Part(autograd("J"), [show(slopes, "theta.grad", 0)])
    step = "theta = theta - eta * dJ" if dialect is NUMPY else "descent.step()"
    return {
        "error": Part(summed("J", written(_terms(function))), [printed(cost, "J")]),
        "backward": by_hand if dialect is NUMPY else by_autograd,
        "update": Part([step], [show(f"{function.name}@1:theta", "theta", 0)]),
    }


def written(terms: Iterable[Term]) -> str:
    """Return the sum of terms as Python."""
    signed = [("-" if coefficient < 0 else "+", _product(abs(coefficient), e)) for coefficient, e in terms]
    (sign, first), *rest = signed
    return " ".join([sign.strip("+") + first, *(f"{sign} {product}" for sign, product in rest)])


def _terms(function: Polynomial) -> list[Term]:
    return [(Fraction(coefficient), exponents) for coefficient, exponents in function.terms]


def _gradient(function: Polynomial) -> list[str]:
    slopes = [written(_slope(function, at)) for at in range(len(function.start))]
    return called("dJ", NUMPY.array, slopes)


def _slope(function: Polynomial, at: int) -> list[Term]:
    """Return the terms of the derivative by one parameter."""
    return [
        (coefficient * exponents[at], tuple(e - (n == at) for n, e in enumerate(exponents)))
        for coefficient, exponents in _terms(function)
        if exponents[at]
    ]


def _product(coefficient: Fraction, exponents: tuple[int, ...]) -> str:
    powers = [
        f"theta[{number}]" + (f" ** {exponent}" if exponent > 1 else "")
        for number, exponent in enumerate(exponents)
        if exponent
    ]
    is_said = coefficient != 1 or not powers
    return " * ".join([significant(VALUE_DIGITS)(coefficient)] * is_said + powers)
