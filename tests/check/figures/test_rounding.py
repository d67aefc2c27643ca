"""The check's own arithmetic with 53 bits: that of the generator to the last bit."""

from random import Random

import pytest

from backprop.check.figures.rounding import in_floats
from backprop.core.keys import parse
from backprop.core.registry import graph_of
from backprop.errors import BackpropError
from backprop.figures.rounded import rounded


@pytest.mark.parametrize("run", ["mazur", "signed", "relu", "descent", "hollows", "chain"])
def test_two_routes_give_the_same_bits(run: str) -> None:
    graph, draw = graph_of(parse(f"{run}:eta")), Random(2)  # noqa: S311 - any numbers serve
    names = [name for name in graph.updates if graph[name].role == "weight"]
    for _ in range(50):
        values = {name: draw.uniform(-3, 3) for name in names}
        assert in_floats(graph, graph.loss, values) == rounded(graph, graph.loss, values)


def test_what_is_too_large_is_refused() -> None:
    graph = graph_of(parse("hollows:J"))
    with pytest.raises(BackpropError, match="found J out of range, expected smaller values"):
        in_floats(graph, "J", {"theta0": 1e200})
