"""What a sentence says of two numbers."""

import pytest

from backprop.check.text import compared
from backprop.check.text.line import line_of
from backprop.check.text.numbers import Sentence, numbers
from backprop.check.verdict import total
from tests.check.text.pieces import found, inlines


def judged(source: str) -> list[str]:
    line = line_of(inlines(source))
    sentence = Sentence(line, 0, len(line.text), numbers(line))
    return found(total(compared.verdict(sentence)), source)


@pytest.mark.parametrize(
    "source",
    [
        "The error falls as the weight goes from [0.0775|mazur@2:w5] to [0.4|mazur@3:w5]",
        "A larger rate does it: [0.0001|mazur;rate=2@1000:E_total] against [0.001|mazur@1000:E_total]",
        "A larger weight does it: [0.243|sigmoid:E_total] against [0.251|signed:E_total]",
        "The error has fallen from [0.298|mazur:E_total] to [0.291|mazur@1:E_total]",
        "From [0.298|mazur:E_total] down to [0.291|mazur@1:E_total]",
        "It has not risen from [0.298|mazur:E_total] to [0.291|mazur@1:E_total], has it",
        "The error goes up and down from [0.298|mazur:E_total] to [0.291|mazur@1:E_total]",
        "The weight grows from [-0.4|signed:w6] to [-0.42|signed@1:w6]",
        "The outputs reach from [0.593|mazur:out_h1] to [0.597|mazur:out_h2]",
        "with a larger error, [0.251|signed:E_total] against [0.243|sigmoid:E_total]",
        "with the smaller one, [0.243|sigmoid:E_total] against [0.251|signed:E_total]",
        "the larger one in size, [-0.979|relu:dE_total/dw5] against [-0.454|relu:dE_total/dw6]",
        "the larger is not the smaller: [0.251|signed:E_total] against [0.243|sigmoid:E_total]",
        "less than half as large: [0.000188|sigmoid:dE_total/dw1] against [0.000439|mazur:dE_total/dw1]",
        (
            "less than a ten-millionth: [0.23|sigmoid@1:E_total] against "
            "[0.23|sigmoid;update=sequential@1:E_total]"
        ),
        "That of o2, [0.0236|mazur:E_o2], is smaller than that of o1, [0.275|mazur:E_o1].",
        (
            "It answers [0.751|mazur:out_o1] where it should answer [0.01|mazur:t_o1], and "
            "[0.773|mazur:out_o2] where it should answer [0.99|mazur:t_o2]"
        ),
        "It stands at [0.593|mazur:out_h1], where the other has [0.597|mazur:out_h2]",
    ],
)
def test_right_sentences(source: str) -> None:
    assert judged(source) == []


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        (
            "The error has risen from [0.298|mazur:E_total] to [0.291|mazur@1:E_total]",
            "0.291: found from mazur:E_total to mazur@1:E_total, which goes down",
        ),
        (
            "From [0.298|mazur:E_total] up to [0.291|mazur@1:E_total]",
            "0.291: found from mazur:E_total to mazur@1:E_total, which goes down",
        ),
        (
            "from [0.291|mazur@1:E_total] to [0.298|mazur:E_total]",
            (
                "0.298: found from mazur@1:E_total to mazur:E_total, expected one quantity "
                "at an earlier and a later step"
            ),
        ),
        (
            "from [0.298|mazur:E_total] to [0.751|mazur:out_o1]",
            (
                "0.751: found from mazur:E_total to mazur:out_o1, expected one quantity at "
                "an earlier and a later step"
            ),
        ),
        (
            "from [0.298|mazur:E_total] to [0.235|sigmoid@1:E_total]",
            (
                "0.235: found from mazur:E_total to sigmoid@1:E_total, expected one quantity "
                "at an earlier and a later step"
            ),
        ),
        (
            "They reach from [0.597|mazur:out_h2] to [0.593|mazur:out_h1]",
            "0.593: found from mazur:out_h2 to mazur:out_h1, which is smaller",
        ),
        (
            "with a smaller error, [0.251|signed:E_total] against [0.243|sigmoid:E_total]",
            "0.243: found 'smaller', which is not so of signed:E_total beside sigmoid:E_total",
        ),
        (
            "[0.298|mazur:E_total] against [0.751|mazur:out_o1]",
            "0.751: found mazur:E_total against mazur:out_o1, which is of the kind output",
        ),
        (
            (
                "less than a third as large: [0.000188|sigmoid:dE_total/dw1] against "
                "[0.000439|mazur:dE_total/dw1]"
            ),
            (
                "0.000439: found 'less than a third as', which is not so of "
                "sigmoid:dE_total/dw1 and mazur:dE_total/dw1"
            ),
        ),
        (
            (
                "less than a hundred-millionth: [0.23|sigmoid@1:E_total] against "
                "[0.23|sigmoid;update=sequential@1:E_total]"
            ),
            (
                "0.23: found 'less than a hundred-millionth', which is not so of "
                "sigmoid@1:E_total and sigmoid;update=sequential@1:E_total"
            ),
        ),
        (
            "That of o2, [0.0236|mazur:E_o2], is larger than that of o1, [0.275|mazur:E_o1].",
            "0.275: found 'larger', which is not so of mazur:E_o2 beside mazur:E_o1",
        ),
        (
            "It answers [0.751|mazur:out_o1] where [0.99|mazur:t_o2] is wanted",
            "0.99: found mazur:t_o2 for mazur:out_o1, which is of another output",
        ),
    ],
)
def test_wrong_sentences(source: str, problem: str) -> None:
    assert judged(source) == [problem]
