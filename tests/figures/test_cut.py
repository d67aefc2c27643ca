"""The loss along one parameter: the tangent touches it, and the step is the run's own."""

import numpy as np
import pytest

from backprop.core.keys import parse
from backprop.core.registry import enclosure, graph_of
from backprop.figures import figure, printed
from backprop.figures.cut import Slice


def cut(run: str, name: str) -> Slice:
    key = parse(f"{run}:E_total")
    return Slice(key.of(graph_of(key).loss), name)


@pytest.mark.parametrize(
    ("run", "name"),
    [("mazur", "w5"), ("mazur@3", "w1"), ("descent;rate=0.5", "theta0"), ("deep;bias=each", "b_h1")],
)
def test_points_and_tangent(run: str, name: str) -> None:
    it = cut(run, name)
    made = it.sampled()
    assert made["along"][0] == pytest.approx(float(enclosure(it.now)))
    assert made["along"][1] == pytest.approx(float(enclosure(it.then)))
    assert made["loss"][0] == pytest.approx(float(enclosure(it.run)))
    assert made["tangent"][0] == made["loss"][0]
    slope = np.diff(made["tangent"][[0, 1]]) / np.diff(made["along"][[0, 1]])
    assert slope == pytest.approx(float(enclosure(it.slope)))


@pytest.mark.parametrize(
    ("words", "way"),
    [
        ("slice mazur w5", "to the left"),
        ("slice mazur w7", "to the right"),
        ("slice relu;rate=0.6@5 w1", "nowhere: the slope is nothing"),
        ("slice line;batch=1 w", "nowhere."),
        ("slice line;batch=1@41 b", "to the left, against the slope"),
        ("slice line;batch=1@40 b", "to the right, with the slope"),
    ],
)
def test_the_caption_says_which_way_the_update_goes(words: str, way: str) -> None:
    assert f"the update goes {way}" in figure(words.split()).caption(printed)


def test_the_alternative_text_holds_the_digits() -> None:
    alt = figure(["slice", "mazur", "w5"]).alt(printed)
    assert "At w5 0.4 it is 0.298 high and its tangent has the slope 0.0822;" in alt
    assert alt.endswith("moves w5 to 0.359.")
