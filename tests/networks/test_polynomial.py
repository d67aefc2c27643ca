"""A function of one or two parameters: its formula, its slopes, its descent."""

import pytest

from backprop.core.example import DECIMAL, SIGNED
from backprop.core.route import ball
from backprop.core.tex import plain, symbolic
from backprop.networks import monomials
from backprop.networks.polynomial import Polynomial

BOWL = Polynomial(
    name="bowl",
    title="A bowl",
    start=("1", "-0.5"),
    terms=(("0.5", (2, 0)), ("1", (1, 1)), ("-3", (0, 3)), ("2", (0, 0))),
    rate="0.1",
)
LINE = Polynomial("line", "A parabola", ("3",), (("1", (2,)), ("-4", (1,))), "0.25")
FROM_3 = {"rate": "0.1", "update": "together", "momentum": "0", "start": "3"}


@pytest.mark.parametrize(
    ("function", "options", "name", "formula"),
    [
        (BOWL, {}, "J", "1/2 * theta0^2 + theta0 * theta1 - 3 * theta1^3 + 2"),
        (BOWL, {}, "dJ/dtheta0", "theta0 + theta1"),
        (BOWL, {}, "dJ/dtheta1", "theta0 - 9 * theta1^2"),
        (BOWL, {}, "theta1+", "theta1 - eta * dJ/dtheta1"),
        (BOWL, {"update": "sequential"}, "dJ/dtheta0", "theta0 + theta1"),
        (BOWL, {"update": "sequential"}, "dJ/dtheta1", "theta0+ - 9 * theta1^2"),
        (LINE, {}, "J", "theta0^2 - 4 * theta0"),
        (LINE, {}, "dJ/dtheta0", "2 * theta0 - 4"),
        (LINE, {"momentum": "0.9"}, "theta0+", "theta0 + change_theta0+"),
        (LINE, {}, "theta0", "3"),
        (LINE, {"start": "-0.5"}, "theta0", "-1/2"),
        (LINE, {"start": "0"}, "theta0", "0"),
    ],
)
def test_formulas(function: Polynomial, options: dict[str, str], name: str, formula: str) -> None:
    assert plain(function.graph(FROM_3 | options)[name].expr, str) == formula


def test_names_and_symbols() -> None:
    graph = BOWL.graph(FROM_3)
    assert BOWL.parameters == ("theta0", "theta1")
    assert symbolic(graph["J"].expr, lambda name: graph[name].tex).startswith(
        r"\frac{1}{2} \cdot \theta_0^{2}"
    )
    assert (graph["theta1"].words, graph["theta1"].role) == ("parameter θ₁", "weight")
    always = {"rate": ("0.1", DECIMAL), "update": ("together", "sequential"), "momentum": ("0", DECIMAL)}
    assert dict(BOWL.options) == always
    assert list(LINE.options.items())[3:] == [("start", ("3", SIGNED))]


@pytest.mark.parametrize(
    "terms",
    [(("1", (2,)),), (("1", (2, 0, 0)),)],
    ids=["too few exponents", "too many exponents"],
)
def test_a_term_that_does_not_fit_is_refused(terms: tuple[tuple[str, tuple[int, ...]], ...]) -> None:
    with pytest.raises(ValueError, match="zip"):
        Polynomial("bent", "Bent", ("0", "0"), terms, "0.1").graph(FROM_3)


TERMS = (("0.5", (2, 0)), ("1", (1, 1)), ("-3", (0, 3)))


@pytest.mark.parametrize(
    ("theta", "value", "gradient"),
    [
        (("1", "-0.5"), 0.375, [0.5, -1.25]),
        (("0", "0"), 0.0, [0.0, 0.0]),
        (("2", "3"), -73.0, [5.0, -79.0]),
    ],
)
def test_a_matrix_of_exponents(theta: tuple[str, ...], value: float, gradient: list[float]) -> None:
    at = [ball(number) for number in theta]
    assert float(monomials.value(TERMS, at)) == value
    assert [float(monomials.slope(TERMS, at, index)) for index in range(2)] == gradient
