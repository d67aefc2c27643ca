"""The loss along one parameter: how wide the picture is, and when it has a close-up."""

import pytest

from backprop.figures.slice import BENT, SliceFigure
from tests.figures.reading import loss_of


def slice_of(words: str) -> SliceFigure:
    run, parameter = words.split()
    return SliceFigure(loss_of(run), parameter)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("mazur w5", -5.85, 4.15),  # from where the loss is nearly level to where it is so again
        ("relu w5", -0.64, 1.36),
        ("parabola theta0", -2.25, 3.75),
        ("descent;rate=0.5 theta0", -2.25, 3.75),
    ],
)
def test_the_picture_is_wide_enough_to_show_a_bend(words: str, low: float, high: float) -> None:
    case = slice_of(words)
    middle, half = case.window
    assert (middle - half, middle + half) == pytest.approx((low, high))
    assert case._bend(middle, half) >= BENT


@pytest.mark.parametrize(
    ("words", "panels"),
    [
        ("mazur w5", 2),
        ("relu w5", 2),
        ("parabola theta0", 1),
        ("mazur w1", 1),  # so small a change of the loss could not be read
        ("relu;rate=0.6@5 w1", 1),  # no step at all
    ],
)
def test_a_step_too_small_to_be_seen_has_a_close_up(words: str, panels: int) -> None:
    assert len(slice_of(words).draw().axes) == panels


def test_a_close_up_holds_the_step() -> None:
    case = slice_of("mazur w5")
    assert case.close_up is not None
    middle, half = case.close_up
    now, then, _ = case.ends
    assert abs(now - middle) < half > abs(then - middle) > half / 8
