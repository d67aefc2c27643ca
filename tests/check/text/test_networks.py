"""Which network a sentence speaks of, on a page of the network without biases."""

import pytest

from backprop.check.proof.names import page_scope
from backprop.check.text import networks
from backprop.check.text.line import line_of
from backprop.check.text.numbers import Sentence, numbers
from backprop.check.verdict import total
from tests.check.text.pieces import found, inlines


def judged(source: str) -> list[str]:
    line = line_of(inlines(source))
    sentence = Sentence(line, 0, len(line.text), numbers(line))
    return found(total(networks.verdict(sentence, page_scope("sigmoid"))), source)


@pytest.mark.parametrize(
    "source",
    [
        "The network with biases came to [0.0000351|mazur@10000:E_total]",
        (
            "Compared with the network that has biases, it is half: "
            "[0.0001|sigmoid:dE_total/dw1] against [0.0004|mazur:dE_total/dw1]"
        ),
        (
            "Without biases it is [0.239|sigmoid:dout_o1/dnet_o1] at the first output, "
            "against [0.187|mazur:dout_o1/dnet_o1] with biases"
        ),
        (
            "[0.291|mazur@1:E_total] with fixed biases, [0.28|mazur;bias=each@1:E_total] "
            "with one per neuron, and [0.286|mazur;bias=shared@1:E_total] with one per layer "
            "(the two-output network)"
        ),
        "It is [0.243|sigmoid:E_total].",
        "With several samples, the total error is [26.73|line:E_total].",
    ],
)
def test_right_sentences(source: str) -> None:
    assert judged(source) == []


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        (
            "The network without biases, not with biases, came to [0.0000351|mazur@10000:E_total]",
            (
                "0.0000351: found the words 'The network without biases, not with biases, "
                "came to' beside mazur@10000:E_total"
            ),
        ),
        (
            "Here [0.243|sigmoid:E_total] with biases",
            "0.243: found the words 'with biases' beside sigmoid:E_total",
        ),
        (
            "In the two-output network [0.28|mazur;bias=each@1:E_total] with one per layer",
            "0.28: found the words 'with one per layer' beside mazur;bias=each@1:E_total",
        ),
        (
            "Here it is [26.73|line:E_total]",
            "26.73: found line:E_total in a paragraph that does not speak of that network",
        ),
        (
            "Your answer is [0.593|mazur:out_h1]",
            "0.593: found mazur:out_h1 in a paragraph that does not speak of that network",
        ),
    ],
)
def test_wrong_sentences(source: str, problem: str) -> None:
    assert judged(source) == [problem]
