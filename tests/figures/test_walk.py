"""A walk on a function of one parameter: every visited point is the run's own, and all of them are seen."""

import numpy as np
import pytest

from backprop.core.keys import parse
from backprop.core.registry import enclosure
from backprop.errors import BackpropError
from backprop.figures import figure, printed
from backprop.figures.walk import Walk


def walk(run: str, steps: int) -> Walk:
    return Walk.of(parse(f"{run}:J"), steps)


RUNS = [
    ("parabola", 5),
    ("parabola@60", 2),
    ("parabola;rate=1.1@2", 5),
    ("hollows", 10),
    ("hollows;momentum=0.5", 40),
]


@pytest.mark.parametrize(("run", "steps"), RUNS)
def test_visited_points_are_the_proved_ones(run: str, steps: int) -> None:
    it = walk(run, steps)
    assert it.path[:, 0] == pytest.approx([float(enclosure(key)) for key in it.places])
    assert it.path[[0, -1], 1] == pytest.approx([float(enclosure(key)) for key in it.ends])
    assert it.height(it.path[:, 0]) == pytest.approx(it.path[:, 1])


@pytest.mark.parametrize(("run", "steps"), RUNS)
def test_all_points_and_all_hollows_are_in_the_picture(run: str, steps: int) -> None:
    it = walk(run, steps)
    axes = it.draw().axes[0]
    for along in (it.path[:, 0], it.levels):
        heights = it.height(along)
        assert np.all((axes.get_xlim()[0] < along) & (along < axes.get_xlim()[1]))
        assert np.all((axes.get_ylim()[0] < heights) & (heights < axes.get_ylim()[1]))


@pytest.mark.parametrize(("run", "levels"), [("parabola", [3]), ("hollows", [-1, 0, 2])])
def test_where_the_curve_is_level(run: str, levels: list[float]) -> None:
    assert walk(run, 1).levels == pytest.approx(levels, abs=1e-12)


@pytest.mark.parametrize(
    ("run", "steps", "turns"),
    [
        ("parabola", 5, 0),
        ("parabola;rate=0.9", 8, 7),
        ("parabola;rate=1", 4, 3),
        ("parabola;rate=0.5", 4, 0),
        ("parabola;momentum=0.9", 12, 1),
    ],
)
def test_turns(run: str, steps: int, turns: int) -> None:
    assert walk(run, steps).turns == turns


def test_words() -> None:
    made = figure(["walk", "parabola;rate=1.1", "3"])
    assert made.title == "One parameter, one valley, rate 1.1: 3 steps on the curve"
    assert made.alt(printed) == (
        "Curve of J over theta0, with the 3 steps of descent upon it. theta0 goes from 0 to 6.6, -1.32 and "
        "8.18; J is 10 at the start and 27.9 at the end."
    )
    assert made.caption(printed) == "3 steps of descent, turning round 2 times: from J = 10 to J ≈ 27.9."


def test_of_a_long_walk_the_first_points_and_the_last_are_told() -> None:
    alt = figure(["walk", "parabola", "11"]).alt(printed)
    assert "theta0 begins with 0, 0.6, 1.08, 1.46 and 1.77 and ends at 2.74;" in alt


@pytest.mark.parametrize(
    ("run", "steps", "message"),
    [
        ("mazur", 5, "found mazur, expected a function of one parameter such as parabola"),
        ("descent;rate=0.5", 5, "found descent;rate=0.5, expected a function of one parameter"),
        ("parabola;rate=1.1", 60, "found a walk up to 28575381365, expected one up to 1000000"),
        ("parabola", 101, "found 101 steps, expected at most 100 that can be told apart"),
    ],
)
def test_what_cannot_be_walked_is_refused(run: str, steps: int, message: str) -> None:
    with pytest.raises(BackpropError, match=message):
        figure(["walk", run, str(steps)])
