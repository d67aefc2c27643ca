"""What the order of words says of numbers."""

import pytest

from backprop.check.text import ordered
from backprop.check.text.line import line_of
from backprop.check.text.numbers import Sentence, numbers
from backprop.check.verdict import total
from tests.check.text.pieces import found, inlines


def judged(source: str) -> list[str]:
    line = line_of(inlines(source))
    sentence = Sentence(line, 0, len(line.text), numbers(line))
    return found(total(ordered.verdict(sentence)), source)


@pytest.mark.parametrize(
    "source",
    [
        "Of two rates the first one gives [0.773|mazur:out_o2]",
        (
            "for the second one it is [-0.0649|chain:dE_total/dw2], for the first one "
            "[-0.0392|chain:dE_total/dw1]"
        ),
        "With biases the first of them gives [0.593|mazur:out_h1]",
        "the first from [0.606|sigmoid:out_o1], the second from [0.63|sigmoid:out_o2]",
        "the first update gives [0.773|mazur:out_o2]",
        "the second one at [10|descent;rate=0.4:eta]",
        "the outputs are [0.751|mazur:out_o1] and [0.773|mazur:out_o2]",
        "the inputs [2|relu:i1] and [3|relu:i2]",
        "outputs are [0.773|mazur:out_o2] and [0.751|mazur@1:out_o1]",
        "the lowest rate's [0.0006|signed;rate=0.1@10000:E_total]",
        "the highest rate's error [0.000002|signed;rate=2@10000:E_total]",
        (
            "the one that should be high, [0.773|mazur:out_o2], and the one that should be "
            "low, [0.751|mazur:out_o1]"
        ),
        "it should be high, [0.298|mazur:E_total]",
    ],
)
def test_right_sentences(source: str) -> None:
    assert judged(source) == []


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        (
            "for the second one it is [-0.0392|chain:dE_total/dw1]",
            "-0.0392: found the words 'the second' before chain:dE_total/dw1",
        ),
        (
            "With biases the second of them gives [0.593|mazur:out_h1]",
            "0.593: found the words 'the second' before mazur:out_h1",
        ),
        (
            "the second from [0.606|sigmoid:out_o1]",
            "0.606: found the words 'the second' before sigmoid:out_o1",
        ),
        (
            "the outputs are [0.773|mazur:out_o2] and [0.751|mazur:out_o1]",
            "0.751: found mazur:out_o2 before mazur:out_o1",
        ),
        (
            "the lowest rate's [0.000002|signed;rate=2@10000:E_total]",
            "0.000002: found signed;rate=2@10000:E_total for the lowest rate, which is 0.1",
        ),
        (
            "the one that should be high, [0.751|mazur:out_o1]",
            "0.751: found mazur:out_o1 as the one that should be high",
        ),
    ],
)
def test_wrong_sentences(source: str, problem: str) -> None:
    assert judged(source) == [problem]
