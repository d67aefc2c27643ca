"""The diagram of a network: what it prints, and when it leaves weights out."""

import pytest

from backprop.core.keys import parse
from backprop.figures import LIGHT, figure, printed, svg
from tests.figures.reading import texts

WEIGHTS_OF_LAST_LAYER = [f"w{number}" for number in range(49, 55)]


def words_of(spec: str) -> set[str]:
    return {text.words for text in texts(svg(figure(spec.split()), LIGHT))}


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ("network mazur", {"i₁", "0.05", "w₇ 0.5", "b₂ 0.6", "h₂", "0.597", "target 0.99"}),
        ("network mazur;bias=each@1", {"b h₁ 0.346", "b o₂ 0.619", "w₅ 0.359"}),
        ("network sigmoid", {"w₈ 0.55", "hidden"}),
        ("network deep", {"w₁₀ −0.15", "b h₂ −0.2", "−0.935", "target −0.5"}),
    ],
)
def test_what_is_printed(spec: str, words: set[str]) -> None:
    assert words <= words_of(spec)


def test_crowded_layers_lose_the_labels_of_their_weights_and_the_caption_says_so() -> None:
    made = figure(["network", "broad"])
    assert "layers of many edges are drawn without their weights" in made.caption(printed)
    assert [key.quantity for key in made.keys if key.quantity.startswith("w")] == WEIGHTS_OF_LAST_LAYER
    assert [word for word in words_of("network broad") if word.startswith(("w₁ ", "w₄₈ "))] == []


def test_negative_weights_are_explained() -> None:
    assert "dashed lines carry negative weights" in figure(["network", "signed"]).caption(printed)
    assert "dashed" not in figure(["network", "mazur"]).caption(printed)


def test_without_a_hidden_layer_the_outputs_come_from_the_inputs() -> None:
    assert figure(["network", "softmax"]).alt(printed) == (
        "Diagram of a network of 2 inputs and 3 outputs. From the inputs 1 and 2 come the outputs 0.327, "
        "0.540 and 0.133, against the targets 1, 0 and 0."
    )


def test_words() -> None:
    made = figure(["network", "mazur@1"])
    assert made.title == "The two-output network, step 1: values of the forward pass"
    assert made.alt(printed) == (
        "Diagram of a network of 2 inputs, 2 hidden neurons and 2 outputs. From the inputs 0.05 and 0.1 come "
        "the hidden outputs 0.593 and 0.597 and at last the outputs 0.742 and 0.775, "
        "against the targets 0.01 and 0.99."
    )
    assert parse("mazur@1:w5") in made.keys
    assert parse("mazur:b1") in made.keys
