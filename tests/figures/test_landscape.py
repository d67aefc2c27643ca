"""The way of descent over two parameters: a run's own where they are all, else theirs alone."""

import numpy as np
import pytest

from backprop.core.registry import enclosure
from backprop.figures.landscape import Landscape
from tests.figures.reading import loss_of


def land(run: str, first: str, second: str, steps: int) -> Landscape:
    return Landscape.of(loss_of(run), first, second, steps)


def test_other_parameters_are_held() -> None:
    case = land("mazur", "w5", "w6", 2)
    first = [float(enclosure(case.run.of(name, 1))) for name in case.pair]
    assert not case.trains_all
    assert case.path[1, :2] == pytest.approx(first, abs=1e-15)
    together = [float(enclosure(case.run.of(name, 2))) for name in case.pair]
    assert np.abs(case.path[2, :2] - together).max() > 1e-7
    assert case.loss_at({"w5": case.path[2, 0], "w6": case.path[2, 1]}) == pytest.approx(case.path[2, 2])


def test_the_window_holds_the_path_but_for_what_runs_away() -> None:
    assert land("descent", "theta0", "theta1", 20).inside.all()
    away = land("descent;rate=0.5", "theta0", "theta1", 10)
    assert away.inside[0]
    assert not away.inside[-1]
    assert away.window[1] < 6
