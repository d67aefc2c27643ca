"""Difference quotients: how their errors fall with the step, and rise again, in arithmetic with 53 bits."""

from fractions import Fraction
from math import exp, log, tanh
from random import Random

import pytest
from flint import arb

from backprop.core.keys import parse
from backprop.core.program import compiled
from backprop.core.registry import graph_of
from backprop.errors import BackpropError
from backprop.figures.differences import DifferencesFigure, nearest, rounded


@pytest.mark.parametrize("key", ["mazur:dE_total/dw5", "signed@1:dE_total/dw1", "deep:dE_o1/dout_h1"])
def test_errors_fall_with_their_order_and_rise_again(key: str) -> None:
    errors = DifferencesFigure(parse(key)).errors
    assert errors["forward"][0] / errors["forward"][1] == pytest.approx(10, rel=0.2)
    assert errors["central"][0] / errors["central"][1] == pytest.approx(100, rel=0.2)
    assert min(errors["central"]) < min(errors["forward"])
    for column in errors.values():
        assert column[-1] > 100 * min(column)


def test_a_parabola_has_no_error_but_rounding_in_its_central_differences() -> None:
    quotients = DifferencesFigure(parse("parabola:dJ/dtheta0"))
    assert quotients.errors["forward"][:3] == pytest.approx([0.1, 0.01, 0.001], rel=1e-6)
    assert max(quotients.errors["central"][:3]) < 1e-12
    assert quotients.straight == ["forward"]


@pytest.mark.parametrize("x", [1e-300, 0.1, 0.3, 2.0, 30.5, 600.0])
def test_the_nearest_float(x: float) -> None:
    for function, usual in ((arb.exp, exp), (arb.tanh, tanh), (arb.log, log)):
        assert nearest(function)(x) == pytest.approx(usual(x), rel=1e-15)
    assert nearest(arb.exp)(-x) == pytest.approx(exp(-x), rel=1e-15)
    assert nearest(lambda y: y / 3)(x) == float(Fraction(x) / 3)


def test_a_tie_that_cannot_be_decided_raises() -> None:
    with pytest.raises(BackpropError, match="which may be rounded either way"):
        nearest(lambda _: arb(1, 1))(0.0)


@pytest.mark.parametrize("run", ["mazur", "sigmoid", "relu", "descent", "hollows", "chain"])
def test_a_graph_is_computed_as_numpy_does_but_for_the_last_bits(run: str) -> None:
    graph, draw = graph_of(parse(f"{run}:eta")), Random(1)  # noqa: S311 - any numbers serve
    names = [name for name in graph.updates if graph[name].role == "weight"]
    for _ in range(20):
        values = {name: draw.uniform(-2, 2) for name in names}
        expected = compiled(graph, [graph.loss], "fast")(values)[graph.loss]
        assert rounded(graph, graph.loss, values) == pytest.approx(float(expected), rel=1e-13)


def test_what_leads_out_of_float64_is_refused() -> None:
    graph = graph_of(parse("parabola:J"))
    with pytest.raises(BackpropError, match="found J, which leads out of float64; expected smaller values"):
        rounded(graph, "J", {"theta0": 1e200})
