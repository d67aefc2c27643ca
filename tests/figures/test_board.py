"""Boxes and the width of words."""

from backprop.figures.board import Box, width_of


def test_the_sides_of_a_box() -> None:
    box = Box(10, 20, 4, 6)
    assert (box.left, box.right, box.top, box.bottom) == ((8, 20), (12, 20), (10, 17), (10, 23))


def test_words_are_as_wide_as_their_letters() -> None:
    assert width_of("") == 0
    assert width_of("net h₁") < width_of("net h₁ 0.5") < width_of("net h₁ 0.5", 20)
    assert width_of("E total") < width_of("E total", bold=True)
