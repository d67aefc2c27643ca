"""The diagram of a network: what it prints, and when it leaves weights out."""

from dataclasses import replace

import pytest

from backprop.figures import figure, printed, svg
from backprop.networks.examples import EXAMPLES
from backprop.networks.layers import Layer
from tests.figures.conftest import WIDE
from tests.figures.reading import known, texts


def words_of(spec: str) -> set[str]:
    return {text.words for text in texts(svg(figure(spec.split())))}


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
