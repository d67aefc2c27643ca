"""The surface of the loss, seen from where the path is not hidden."""

import pytest

from backprop.core.keys import parse
from backprop.figures.landscape import Landscape
from backprop.figures.surface import draw_surface


@pytest.mark.parametrize(
    ("run", "first", "second", "steps", "azimuth"),
    [("descent:J", "theta0", "theta1", 20, 122), ("mazur:E_total", "w5", "w6", 60, -58)],
)
def test_the_view_is_over_a_low_corner_and_across_the_path(
    run: str, first: str, second: str, steps: int, azimuth: int
) -> None:
    (axes,) = draw_surface(Landscape.of(parse(run), first, second, steps)).axes
    assert axes.azim == azimuth  # type: ignore[attr-defined]


@pytest.mark.parametrize(("rate", "curves"), [("0.1", 3), ("0.5", 2)])
def test_the_end_is_marked_only_where_the_path_stays(rate: str, curves: int) -> None:
    land = Landscape.of(parse(f"descent;rate={rate}:J"), "theta0", "theta1", 10)
    (axes,) = draw_surface(land).axes
    assert len(axes.get_lines()) == curves
