"""The width of words."""

from backprop.figures.board import width_of


def test_words_are_as_wide_as_their_letters() -> None:
    assert width_of("") == 0
    assert width_of("net h₁") < width_of("net h₁ 0.5") < width_of("net h₁ 0.5", 20)
    assert width_of("E total") < width_of("E total", bold=True)
