"""Outputs beside their targets."""

from backprop.figures import figure, printed, svg
from tests.figures.reading import texts


def test_words() -> None:
    made = figure(["error", "mazur"])
    assert "o1 is 0.751, its target 0.01 and its error 0.275; o2 is 0.773" in made.alt(printed)
    assert made.caption(printed) == "Each output beside its target; the errors add up to 0.298."


def test_each_output_has_a_row_with_its_error() -> None:
    words = {text.words for text in texts(svg(figure(["error", "deep"])))}
    assert {"o₁", "o₂", "E o₁ 0.187", "E o₂ 0.00951", "−0.362", "−0.5"} <= words
