"""The surface of the loss, seen from where the path is not hidden."""

import pytest

from backprop.figures import LIGHT, figure


@pytest.mark.parametrize(
    ("words", "azimuth"),
    [
        ("surface descent theta0 theta1 20", 122),
        ("surface mazur w5 w6 60", -58),
    ],
)
def test_the_view_is_over_a_low_corner_and_across_the_path(words: str, azimuth: int) -> None:
    (axes,) = figure(words.split()).draw(LIGHT).axes
    assert axes.azim == azimuth


@pytest.mark.parametrize(("rate", "curves"), [("0.1", 3), ("0.5", 2)])
def test_the_end_is_marked_only_where_the_path_stays(rate: str, curves: int) -> None:
    (axes,) = figure(["surface", f"descent;rate={rate}", "theta0", "theta1", "10"]).draw(LIGHT).axes
    assert len(axes.get_lines()) == curves
