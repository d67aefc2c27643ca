"""Words beside quantities."""

import pytest

from backprop.check.text.described import misfit
from backprop.core.keys import parse


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("an input, given", "mazur:i1"),
        ("a weight at the start", "relu:w5"),
        ("the error of one output", "mazur:E_o1"),
        ("the derivative of the error by a weight", "mazur:dE_total/dw5"),
        ("a single link of the chain rule", "mazur:dnet_o1/dout_h1"),
        ("the error signal of a neuron", "relu:delta_h2"),
        ("another rate, after two updates", "relu;rate=0.6@2:net_h1"),
        ("biases trained, one per neuron", "mazur;bias=each@1:E_total"),
        ("weight into the hidden neuron", "chain:w1"),
        ("cost, or error", "chain:E_total"),
        ("output, the answer", "chain:out_o1"),
        ("prediction minus actual output", "relu:delta_o1"),
    ],
)
def test_words_that_fit(words: str, key: str) -> None:
    assert misfit(words, parse(key)) == ""


@pytest.mark.parametrize(
    ("words", "key", "problem"),
    [
        ("an input, given", "mazur:w1", "found 'input' beside w1, which is of the kind weight"),
        ("net input of the hidden neuron", "chain:out_h1", "found 'net input' beside out_h1"),
        ("net input of the hidden neuron", "chain:net_o1", "found 'hidden neuron' beside chain:net_o1"),
        ("the total error", "mazur:E_o1", "found 'the total error' beside mazur:E_o1"),
        (
            "the derivative of the error by a weight",
            "mazur:dnet_o1/dw5",
            "found 'the derivative of the error by",
        ),
        ("the error signal of a neuron", "mazur:dE_total/dw5", "found 'the error signal' beside"),
        ("biases trained", "mazur@1:E_total", "found 'biases trained' beside mazur@1:E_total"),
        ("another rate", "relu@2:net_h1", "found 'another rate' beside relu@2:net_h1"),
    ],
)
def test_words_that_do_not(words: str, key: str, problem: str) -> None:
    assert misfit(words, parse(key)).startswith(problem)
