"""Random search beside descent: the same tries every time, and losses that only fall."""

from itertools import pairwise
from random import Random

import pytest

from backprop.core.keys import parse
from backprop.core.program import compiled
from backprop.core.registry import enclosure, graph_of
from backprop.errors import BackpropError
from backprop.figures import figure, printed
from backprop.figures.search import Search
from backprop.figures.trials import SEED, improvements


def search(run: str, tries: int) -> Search:
    return Search.of(parse(f"{run}:E_total"), tries)


@pytest.mark.parametrize("run", ["mazur", "relu", "deep;bias=each", "broad"])
def test_the_best_are_the_least_of_all_tries(run: str) -> None:
    it = search(run, 40)
    graph, draw = graph_of(it.run), Random(SEED)  # noqa: S311 - the draw of the figure
    weights = [name for name in graph.updates if graph[name].role == "weight"]
    program = compiled(graph, ["E_total"], "fast")
    losses = [float(program({name: draw.uniform(-1, 1) for name in weights})["E_total"]) for _ in range(40)]
    least = {n: loss for n, loss in enumerate(losses, 1) if loss < min(losses[: n - 1], default=9e9)}
    assert {count: float(loss) for count, loss in improvements(it.run, 40).items()} == pytest.approx(least)
    assert all(after < before for before, after in pairwise(it.steps[:-1, 1]))


def test_descent_is_the_run_of_as_many_updates() -> None:
    it = search("signed;rate=2@3", 120)
    assert it.checkpoints == [10, 100, 120]
    assert len(it.descent) == 121
    for count, key in zip(it.checkpoints, it.ends, strict=True):
        assert it.descent[count] == pytest.approx(float(enclosure(key)))


@pytest.mark.parametrize(("tries", "told"), [(10, [10]), (100, [10, 100]), (101, [10, 100, 101])])
def test_what_is_told(tries: int, told: list[int]) -> None:
    assert search("mazur", tries).checkpoints == told


def test_words() -> None:
    made = figure(["search", "mazur", "1000"])
    assert made.name == "search-mazur-1000"
    assert made.alt(printed) == (
        "Two curves, the smallest E_total that random search has found so far and E_total of descent: 0.155 "
        "after 10 tries and 0.221 after 10 updates; 0.102 after 100 tries and 0.0200 after 100 updates; "
        "0.0958 after 1,000 tries and 0.00111 after 1,000 updates."
    )
    assert "with seed 1, and keeps the best." in made.caption(printed)


def test_both_curves_are_in_the_picture() -> None:
    it = search("relu", 20)
    axes = it.draw().axes[0]
    assert axes.get_ylim()[0] < it.span[0] <= it.span[1] < axes.get_ylim()[1]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("search mazur 9", "found 9 tries, expected 10 to 10000"),
        ("search mazur 10001", "found 10001 tries, expected 10 to 10000"),
        ("search mazur some", "found 'some', expected a number of tries"),
        ("search descent 20", "found descent, which is no network"),
    ],
)
def test_what_cannot_be_searched_is_refused(words: str, message: str) -> None:
    with pytest.raises(BackpropError, match=message):
        figure(words.split())
