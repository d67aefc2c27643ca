"""Curves over one parameter: every visited point is the run's own, and all of them are seen."""

import numpy as np
import pytest

from backprop.figures.walk import WalkFigure
from tests.figures.reading import loss_of


def walk(run: str, steps: int) -> WalkFigure:
    return WalkFigure(loss_of(run), steps)


@pytest.mark.parametrize(
    ("run", "steps"),
    [
        ("parabola", 5),
        ("parabola@60", 2),
        ("parabola;rate=1.1@2", 5),
        ("hollows", 10),
        ("hollows;momentum=0.5", 40),
    ],
)
def test_all_points_and_all_hollows_are_in_the_picture(run: str, steps: int) -> None:
    case = walk(run, steps)
    axes = case.draw().axes[0]
    for along in (case.path[:, 0], case.levels):
        heights = case.height(along)
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
