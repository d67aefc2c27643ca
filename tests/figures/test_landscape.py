"""The loss over two parameters: the way of descent, contours clear of it, and the view of the surface."""

import numpy as np
import pytest

from backprop.core.registry import enclosure
from backprop.figures.contour import ContourFigure, levels_of
from backprop.figures.surface import SurfaceFigure
from backprop.figures.values import losses_at
from tests.figures.reading import loss_of


def surface(run: str, first: str, second: str, steps: int) -> SurfaceFigure:
    return SurfaceFigure(loss_of(run), first, second, steps)


def test_other_parameters_are_held() -> None:
    case = surface("mazur", "w5", "w6", 2)
    first, together = ([float(enclosure(case.key.of(name, step))) for name in case.pair] for step in (1, 2))
    assert not case.trains_all
    assert case.path[1, :2] == pytest.approx(first, abs=1e-15)
    assert np.abs(case.path[2, :2] - together).max() > 1e-7
    *place, loss = case.path[2]
    assert losses_at(case.key, dict(zip(case.pair, place, strict=True))) == pytest.approx(loss)


def test_the_window_holds_the_path_but_for_what_runs_away() -> None:
    assert surface("descent", "theta0", "theta1", 20).inside.all()
    away = surface("descent;rate=0.5", "theta0", "theta1", 10)
    assert away.inside[0]
    assert not away.inside[-1]
    assert away.window[1] < 6


@pytest.mark.parametrize(
    ("run", "first", "second", "steps", "azimuth"),
    [("descent", "theta0", "theta1", 20, 122), ("mazur", "w5", "w6", 60, -58)],
)
def test_a_surface_is_seen_over_a_low_corner_and_across_the_path(
    run: str, first: str, second: str, steps: int, azimuth: int
) -> None:
    (axes,) = surface(run, first, second, steps).draw().axes
    assert axes.azim == azimuth  # type: ignore[attr-defined]


@pytest.mark.parametrize(("rate", "curves"), [("0.1", 3), ("0.5", 2)])
def test_the_end_is_marked_only_where_the_path_stays(rate: str, curves: int) -> None:
    (axes,) = surface(f"descent;rate={rate}", "theta0", "theta1", 10).draw().axes
    assert len(axes.get_lines()) == curves


@pytest.mark.parametrize(
    ("losses", "fewest", "digits"), [((0.0123, 7.77), 5, 2), ((0.29841, 0.29853), 5, 6), ((0.5, 0.5), 0, 1)]
)
def test_levels_lie_within_and_have_few_digits(losses: tuple[float, float], fewest: int, digits: int) -> None:
    levels = levels_of(np.linspace(*losses, 500))
    assert levels == sorted(set(levels))
    assert len(levels) >= fewest
    assert all(float(f"{level:.{digits}g}") == level and losses[0] < level < losses[1] for level in levels)


@pytest.mark.parametrize(
    ("run", "first", "second", "steps"), [("descent", "theta0", "theta1", 20), ("mazur", "w5", "w6", 60)]
)
def test_labels_of_contours_stand_clear_of_the_path(run: str, first: str, second: str, steps: int) -> None:
    case = ContourFigure(loss_of(run), first, second, steps)
    (axes,) = case.draw().axes
    places = np.array([text.get_position() for text in axes.texts])
    assert len(places) >= 5
    distances = np.linalg.norm(places[:, None] - case.path[:, :2], axis=2)
    assert distances.min() > 0.05 * case.window[1]
