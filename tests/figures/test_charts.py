"""Ticks in plain digits, and labels that keep apart."""

from itertools import pairwise

import pytest

from backprop.errors import BackpropError
from backprop.figures import LIGHT
from backprop.figures.charts import (
    LEAST_APART,
    End,
    end_labels,
    log_axis,
    plain,
    sheet,
    steps_axis,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1"),
        (0.2, "0.2"),
        (1e-4, "0.0001"),
        (1e-5, "10^{-5}"),
        (1e-12, "10^{-12}"),
        (1e5, "100000"),
        (1e6, "10^{6}"),
    ],
)
def test_ticks_of_a_logarithmic_scale(value: float, text: str) -> None:
    assert plain(value) == text


@pytest.mark.parametrize("ends", [(0.5, 0.5, 0.5), (0.0, 0.01, 1.0), (1.0, 0.99, 0.98), (0.3,)])
def test_labels_at_the_ends_of_curves_keep_apart_and_in_order(ends: tuple[float, ...]) -> None:
    drawing, (axes,) = sheet((100,))
    end_labels(axes, [End(end, str(place), LIGHT.ink) for place, end in enumerate(ends)])
    drawing.draw_without_rendering()
    heights = [100 * text.xy[1] for text in axes.texts]  # type: ignore[attr-defined]
    order = sorted(range(len(ends)), key=lambda place: ends[place])
    sorted_heights = [heights[place] for place in order]
    gaps = [high - low for low, high in pairwise(sorted_heights)]
    assert all(gap > LEAST_APART - 1e-6 for gap in gaps)
    assert -1e-6 <= min(heights) <= max(heights) <= 100 + 1e-6


@pytest.mark.parametrize(
    ("steps", "ticks"), [(1000, [0, 1, 10, 100, 1000]), (10000, [0, 1, 10, 100, 1000, 10000])]
)
def test_many_steps_run_on_a_scale_that_shows_the_first(steps: int, ticks: list[int]) -> None:
    _, (axes,) = sheet((100,))
    steps_axis(axes, steps)
    assert list(axes.get_xticks()) == ticks


def test_nothing_above_zero_has_no_logarithmic_scale() -> None:
    _, (axes,) = sheet((100,))
    with pytest.raises(BackpropError, match="expected one that a logarithmic scale can show"):
        log_axis(axes, 0.0, 0.0)
