"""Arithmetic with 53 bits: the nearest number of each operation, the same on every machine."""

from fractions import Fraction
from math import exp, log, tanh
from random import Random

import pytest
from flint import arb

from backprop.core.keys import parse
from backprop.core.program import compiled
from backprop.core.registry import graph_of
from backprop.errors import BackpropError
from backprop.figures.rounded import nearest, rounded


@pytest.mark.parametrize("x", [0.0, 1e-300, -0.1, 0.3, 2.0, -30.5, 600.0])
def test_the_nearest_float(x: float) -> None:
    made = nearest(arb.exp)(x)
    assert made == pytest.approx(exp(x), rel=1e-15)
    assert nearest(lambda y: y / 3)(x) == float(Fraction(x) / 3)
    assert nearest(arb.tanh)(x) == pytest.approx(tanh(x), rel=1e-15)


def test_a_tie_that_cannot_be_decided_raises() -> None:
    with pytest.raises(BackpropError, match="which may be rounded either way"):
        nearest(lambda _: arb(1, 1))(0.0)


@pytest.mark.parametrize("run", ["mazur", "sigmoid", "relu", "descent", "hollows", "chain"])
def test_a_graph_is_computed_as_numpy_does_but_for_the_last_bits(run: str) -> None:
    key = parse(f"{run}:eta")
    graph, draw = graph_of(key), Random(1)  # noqa: S311 - any numbers serve
    names = [name for name in graph.updates if graph[name].role == "weight"]
    for _ in range(20):
        values = {name: draw.uniform(-2, 2) for name in names}
        expected = compiled(graph, [graph.loss], "fast")(values)[graph.loss]
        assert rounded(graph, graph.loss, values) == pytest.approx(float(expected), rel=1e-13)


def test_logarithms() -> None:
    assert nearest(arb.log)(0.7) == pytest.approx(log(0.7), rel=1e-15)


def test_what_leads_out_of_float64_is_refused() -> None:
    graph = graph_of(parse("parabola:J"))
    with pytest.raises(BackpropError, match="found J, which leads out of float64; expected smaller values"):
        rounded(graph, "J", {"theta0": 1e200})
