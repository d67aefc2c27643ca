"""The scheme of the two passes."""

from backprop.figures import LIGHT, figure, printed, svg
from tests.figures.reading import texts


def test_a_box_for_each_layer() -> None:
    words = [text.words for text in texts(svg(figure(["passes", "broad"]), LIGHT))]
    headings = ["inputs i₁ … i₅", "hidden h₁,₁ … h₁,₆", "hidden h₂,₁ … h₂,₃", "outputs o₁, o₂", "E total"]
    assert [word for word in words if word in headings] == headings
    assert {"w₁ … w₃₀", "slopes of w₁ … w₃₀", "slopes of w₄₉ … w₅₄", "targets"} <= set(words)


def test_words() -> None:
    made = figure(["passes", "chain"])
    assert made.alt(printed).startswith("Scheme of a network with 1 hidden layer. Forward,")
    assert made.keys == ()
    without = figure(["passes", "softmax"])
    assert without.alt(printed).startswith("Scheme of a network with no hidden layer. Forward,")
