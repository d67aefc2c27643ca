"""What a text names."""

import pytest

from backprop.check.proof.names import Scope, page_scope
from backprop.check.text import named
from backprop.check.text.line import line_of
from backprop.core.keys import parse_run
from tests.check.text.pieces import inlines


@pytest.mark.parametrize(
    ("source", "example", "names"),
    [
        ("h1, w₅ and θ₁", "mazur", {"h1", "w5", "theta1"}),
        ("$w_5$ and $net_{h1}$", "mazur", {"w5", "h1"}),
        ("the second hidden neuron", "mazur", {"h2"}),
        ("the third hidden neuron", "mazur", set()),
        ("the first output layer", "mazur", set()),
        ("at the output", "chain", {"o1"}),
        ("at the output", "mazur", set()),
        ("the second weight of h1", "mazur", {"h1", "w2"}),
        ("the second into h1", "mazur", {"h1", "w2"}),
        ("the first into the second output", "mazur", {"o2", "w7"}),
        ("the first into the second hidden neuron", "mazur", {"h2", "w3"}),
        ("the second into the first output", "relu", {"o1", "w6"}),
        ("the first weight", "mazur", set()),
        ("the first output", "descent", set()),
        ("the second sample, sample 3 and out_4", "line", {"sample 2", "sample 3", "sample 4"}),
        ("dE_2/dw", "line", {"sample 2"}),
        ("$s_1$ and $x_1$", "line;batch=1", {"sample 1"}),
        ("the weight and $b$", "line", {"w", "b"}),
        ("w, but not b's or the weights", "line", {"w"}),
        ("the weight, w and the second sample", "mazur", set()),
        ("the third output", "softmax", {"o3"}),
        ("the third hidden neuron", "softmax", set()),
    ],
)
def test_names(source: str, example: str, names: set[str]) -> None:
    line = line_of(inlines(source))
    assert named.named(line, 0, len(line.text), Scope(parse_run(example))) == names


def test_only_names_between_two_places_count() -> None:
    line = line_of(inlines("h1 and h2"))
    assert named.named(line, 3, 9, Scope(None)) == {"h2"}


@pytest.mark.parametrize(
    ("text", "example", "count"),
    [
        ("the third output", "mazur", 1),
        ("the second output", "mazur", 0),
        ("the fifth sample", "line", 1),
        ("the fourth sample", "line", 0),
    ],
)
def test_units_and_samples_that_there_are_not(text: str, example: str, count: int) -> None:
    assert len(list(named.missing(text, 0, len(text), page_scope(example)))) == count


def test_a_network_without_hidden_layer_has_no_hidden_neuron() -> None:
    text = "the first hidden neuron"
    ((_, _, message),) = named.missing(text, 0, len(text), page_scope("softmax"))
    assert message == "found 'first hidden neuron', expected one of none"
