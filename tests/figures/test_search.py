"""Random search beside descent: the same tries every time, and losses that only fall."""

from itertools import pairwise
from random import Random

import pytest

from backprop.core.keys import parse
from backprop.core.program import compiled
from backprop.core.registry import graph_of
from backprop.figures.fact import SEED, improvements
from backprop.figures.search import SearchFigure


def search(run: str, tries: int) -> SearchFigure:
    return SearchFigure(parse(f"{run}:E_total"), tries)


@pytest.mark.parametrize("run", ["mazur", "relu", "deep;bias=each", "broad"])
def test_the_best_are_the_least_of_all_tries(run: str) -> None:
    case = search(run, 40)
    graph, draw = graph_of(case.key), Random(SEED)  # noqa: S311 - the draw of the figure
    weights = [name for name in graph.updates if graph[name].role == "weight"]
    program = compiled(graph, ["E_total"], "fast")
    losses = [float(program({name: draw.uniform(-1, 1) for name in weights})["E_total"]) for _ in range(40)]
    least = {n: loss for n, loss in enumerate(losses, 1) if loss < min(losses[: n - 1], default=9e9)}
    assert {count: float(loss) for count, loss in improvements(case.key, 40).items()} == pytest.approx(least)
    assert all(after < before for before, after in pairwise(case.steps[:-1, 1]))


@pytest.mark.parametrize(("tries", "counts"), [(10, [10]), (100, [10, 100]), (101, [10, 100, 101])])
def test_after_how_many_tries_losses_are_given(tries: int, counts: list[int]) -> None:
    assert search("mazur", tries).checkpoints == counts


def test_both_curves_are_in_the_picture() -> None:
    case = search("relu", 20)
    axes = case.draw().axes[0]
    assert axes.get_ylim()[0] < case.losses.min() <= case.losses.max() < axes.get_ylim()[1]
