"""The way of descent over two parameters: a run's own where they are all, else theirs alone."""

import numpy as np
import pytest

from backprop.core.keys import parse
from backprop.core.registry import enclosure, graph_of
from backprop.figures import figure, printed
from backprop.figures.landscape import Landscape


def land(run: str, first: str, second: str, steps: int) -> Landscape:
    key = parse(f"{run}:E_total")
    return Landscape.of(key.of(graph_of(key).loss), first, second, steps)


@pytest.mark.parametrize(
    ("run", "pair"),
    [
        ("descent", ("theta0", "theta1")),
        ("descent;update=sequential", ("theta0", "theta1")),
        ("descent;momentum=0.5", ("theta1", "theta0")),
        ("chain@2", ("w1", "w2")),
    ],
)
def test_a_path_of_all_parameters_is_the_runs_own(run: str, pair: tuple[str, str]) -> None:
    it = land(run, *pair, 7)
    assert it.trains_all
    assert it.path[-1] == pytest.approx([float(enclosure(key)) for key in it.keys[3:]])


def test_other_parameters_are_held() -> None:
    it = land("mazur", "w5", "w6", 2)
    first = [float(enclosure(it.run.of(name, 1))) for name in it.pair]
    assert not it.trains_all
    assert it.path[1, :2] == pytest.approx(first, abs=1e-15)
    together = [float(enclosure(it.run.of(name, 2))) for name in it.pair]
    assert np.abs(it.path[2, :2] - together).max() > 1e-7
    assert it.loss_at({"w5": it.path[2, 0], "w6": it.path[2, 1]}) == pytest.approx(it.path[2, 2])


def test_the_window_holds_the_path_but_for_what_runs_away() -> None:
    assert land("descent", "theta0", "theta1", 20).inside.all()
    away = land("descent;rate=0.5", "theta0", "theta1", 10)
    assert away.inside[0]
    assert not away.inside[-1]
    assert away.window[1] < 6


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("contour descent theta0 theta1 20", "to theta0 0.995 and theta1 2.00, where it is 1.00."),
        ("surface mazur w5 w6 30", "where it is 0.298, downhill, all other parameters held."),
    ],
)
def test_what_is_told(words: str, part: str) -> None:
    assert figure(words.split()).alt(printed).endswith(part)


def test_captions_say_what_is_held_and_what_leaves() -> None:
    assert "all other parameters are held" in figure(["contour", "mazur", "w5", "w6", "9"]).caption(printed)
    leaving = figure(["surface", "descent;rate=0.5", "theta0", "theta1", "9"])
    assert "leaves the picture" in leaving.caption(printed)
