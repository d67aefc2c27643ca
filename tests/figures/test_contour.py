"""Contours at losses in two digits, their labels clear of the path."""

import numpy as np
import pytest

from backprop.core.keys import parse
from backprop.figures.contour import SAMPLES, draw_contours, levels_of
from backprop.figures.landscape import Landscape


def test_levels_have_two_digits_and_lie_within() -> None:
    levels = levels_of(np.linspace(0.0123, 7.77, 500))
    assert levels == sorted(set(levels))
    assert all(float(f"{level:.2g}") == level and 0.0123 < level < 7.77 for level in levels)


def test_levels_that_are_close_have_more_digits() -> None:
    levels = levels_of(np.linspace(0.29841, 0.29853, 500))
    assert len(levels) >= 5
    assert all(0.29841 < level < 0.29853 for level in levels)


def test_a_flat_loss_has_no_levels() -> None:
    assert levels_of(np.full(9, 0.5)) == []


@pytest.mark.parametrize("words", ["contour descent theta0 theta1 20", "contour mazur w5 w6 60"])
def test_labels_stand_clear_of_the_path(words: str) -> None:
    _, run, first, second, steps = words.split()
    key = parse(f"{run}:{'J' if run == 'descent' else 'E_total'}")
    land = Landscape.of(key, first, second, int(steps))
    (axes,) = draw_contours(land, levels_of(land.grid(SAMPLES)[2])).axes
    places = np.array([text.get_position() for text in axes.texts])
    assert len(places) >= 5
    distances = np.linalg.norm(places[:, None] - land.path[:, :2], axis=2)
    assert distances.min() > 0.05 * land.window[1]
