"""The diagram of a network: what it prints, and when it leaves weights out."""

from dataclasses import replace

import pytest

from backprop.core.keys import parse
from backprop.figures import figure, printed, svg
from backprop.networks.examples import EXAMPLES
from backprop.networks.layers import Layer
from tests.figures.conftest import WIDE
from tests.figures.reading import known, texts


def words_of(spec: str) -> set[str]:
    return {text.words for text in texts(svg(figure(spec.split())))}


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ("network mazur", {"i1", "0.05", "w7 0.5", "b2 0.6", "h2", "0.597", "target 0.99"}),
        ("network mazur;bias=each@1", {"bh1 0.346", "bo2 0.619", "w5 0.359"}),
        ("network sigmoid", {"w8 0.55", "hidden"}),
        ("network deep", {"w10 −0.15", "bh2 −0.2", "−0.935", "target −0.5"}),
        ("network broad", {"h1,6", "o2", "target 0"}),
    ],
)
def test_what_is_printed(spec: str, words: set[str]) -> None:
    assert words <= words_of(spec)


def test_crowded_layers_lose_the_labels_of_their_weights_and_the_caption_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    layers = WIDE.layers[0], Layer((("0.3", "-0.4", "0.5", "0.6", "0.1", "0.2"),) * 2)
    monkeypatch.setitem(
        EXAMPLES, "tapered", replace(WIDE, name="tapered", layers=layers, loss="half squared")
    )
    made = figure(["network", "tapered"])
    assert "layers of many edges are drawn without their weights" in made.caption(printed)
    weights = [f"w{number}" for number in range(31, 43)]
    assert [key.quantity for key in made.keys if key.quantity.startswith("w")] == weights
    labels = {word.partition(" ")[0] for word in words_of("network tapered")}
    assert {name for name in labels if name.startswith("w")} == set(weights)


def test_nodes_and_edges_have_an_id_and_numbers_their_key() -> None:
    ids, keys = known(svg(figure(["network", "mazur@1"])))
    units = {"i1", "i2", "h1", "h2", "o1", "o2"}
    weights = {f"w{number}" for number in range(1, 9)}
    assert {f"network-mazur-1-{name}" for name in units | weights} <= ids
    assert {
        ("mazur@1:w5", "0.359"),
        ("mazur@1:out_o1", "0.742"),
        ("mazur:i1", "0.05"),
        ("mazur:b1", "0.35"),
    } <= keys


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
