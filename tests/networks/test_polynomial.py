"""A function of one or two parameters: its formula, its slopes, its descent."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from flint import arb

from backprop.core.example import DECIMAL, SIGNED
from backprop.core.program import compiled
from backprop.core.route import array
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
RUN = {"rate": "0.1", "update": "together", "momentum": "0"}
FROM_3 = {**RUN, "start": "3"}


@pytest.mark.parametrize(
    ("function", "name", "formula"),
    [
        (BOWL, "J", "1/2 * theta0^2 + theta0 * theta1 - 3 * theta1^3 + 2"),
        (BOWL, "dJ/dtheta0", "theta0 + theta1"),
        (BOWL, "dJ/dtheta1", "theta0 - 9 * theta1^2"),
        (BOWL, "theta1+", "theta1 - eta * dJ/dtheta1"),
        (LINE, "J", "theta0^2 - 4 * theta0"),
        (LINE, "dJ/dtheta0", "2 * theta0 - 4"),
    ],
)
def test_formulas(function: Polynomial, name: str, formula: str) -> None:
    assert plain(function.graph(FROM_3 if function is LINE else RUN)[name].expr, str) == formula


@pytest.mark.parametrize(("start", "value"), [("3", "3"), ("-0.5", "-1/2"), ("0", "0")])
def test_one_parameter_starts_where_the_option_says(start: str, value: str) -> None:
    assert plain(LINE.graph({**RUN, "start": start})["theta0"].expr, str) == value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("J", "2.375"),
        ("dJ/dtheta0", "0.5"),
        ("dJ/dtheta1", "-1.25"),
        ("theta0+", "0.95"),
        ("theta1+", "-0.375"),
    ],
)
def test_values_are_exact(name: str, value: str) -> None:
    found = compiled(BOWL.graph(RUN), [name], "proved")({})[name]
    assert Fraction(str(found)) == Fraction(value)


@pytest.mark.parametrize(
    ("name", "formula"),
    [("dJ/dtheta0", "theta0 + theta1"), ("dJ/dtheta1", "theta0+ - 9 * theta1^2")],
)
def test_the_sequential_slip_sees_the_parameters_before_as_updated(name: str, formula: str) -> None:
    assert plain(BOWL.graph({**RUN, "update": "sequential"})[name].expr, str) == formula


def test_momentum() -> None:
    graph = LINE.graph({**FROM_3, "momentum": "0.9"})
    assert plain(graph["theta0+"].expr, str) == "theta0 + change_theta0+"


def test_names_and_symbols() -> None:
    graph = BOWL.graph(RUN)
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
        Polynomial("bent", "Bent", ("0", "0"), terms, "0.1").graph(RUN)


TERMS = (("0.5", (2, 0)), ("1", (1, 1)), ("-3", (0, 3)))


@pytest.mark.parametrize(
    ("start", "options", "theta"),
    [(("3",), {"start": "-0.5"}, [-0.5]), (("3",), {"start": "3"}, [3.0]), (("1", "2"), {}, [1.0, 2.0])],
)
def test_a_descent_begins_where_the_option_says(
    start: tuple[str, ...], options: dict[str, str], theta: list[float]
) -> None:
    function = Polynomial("tried", "A function", start, (), "0.1")
    assert list(monomials.beginning(function.started(options), float).theta) == theta


@pytest.mark.parametrize(
    ("number", "theta", "value", "gradient"),
    [
        (float, ("1", "-0.5"), 0.375, [0.5, -1.25]),
        (float, ("0", "0"), 0.0, [0.0, 0.0]),
        (float, ("2", "3"), -73.0, [5.0, -79.0]),
        (arb, ("1", "-0.5"), 0.375, [0.5, -1.25]),
    ],
)
def test_a_matrix_of_exponents(
    number: Callable[[str], object], theta: tuple[str, ...], value: float, gradient: list[float]
) -> None:
    at = array(theta, number)
    assert float(monomials.value(TERMS, at)) == value
    assert [float(slope) for slope in monomials.gradient(TERMS, at)] == gradient
