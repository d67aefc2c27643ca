"""The scheme of the two passes."""

from backprop.figures import figure, printed, svg
from tests.figures.reading import texts


def test_a_box_for_each_layer() -> None:
    words = [text.words for text in texts(svg(figure(["passes", "broad"])))]
    headings = ["inputs i1 … i5", "hidden h1,1 … h1,6", "hidden h2,1 … h2,3", "outputs o1, o2", "Etotal"]
    assert [word for word in words if word in headings] == headings
    assert {"w1 … w30", "slopes of w1 … w30", "slopes of w49 … w54", "targets"} <= set(words)


def test_words() -> None:
    made = figure(["passes", "chain"])
    assert made.alt(printed).startswith("Scheme of a network with 1 hidden layer. Forward,")
    assert made.keys == ()
    without = figure(["passes", "softmax"])
    assert without.alt(printed).startswith("Scheme of a network with no hidden layer. Forward,")
