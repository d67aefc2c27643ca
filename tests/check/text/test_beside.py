"""What a sentence says of the numbers in it."""

import pytest

from backprop.check.proof.names import page_scope
from backprop.check.text import beside
from backprop.check.text.line import line_of
from tests.check.text.pieces import found, inlines


def judged(source: str, example: str) -> list[str]:
    return found(beside.verdict(line_of(inlines(source)), page_scope(example)), source)


@pytest.mark.parametrize(
    ("source", "example"),
    [
        ("The output of h1 is [0.593269992|mazur:out_h1].", "mazur"),
        ("The output of h2 is [0.597|mazur:out_h2]. Now [0.593|mazur:out_h1].", "mazur"),
        ("$w_5$ moves from [0.4|mazur:w5] to [0.359|mazur@1:w5]", "mazur"),
        ("w₅ moves by [0.0822|mazur:dE_total/dw5], with [0.593|mazur:out_h1]", "mazur"),
        (
            "At h1 and o1: [0.593|mazur:out_h1], [0.751|mazur:out_o1]; the error is [0.298|mazur:E_total]",
            "mazur",
        ),
        ("the first output gives [0.751|mazur:out_o1]", "mazur"),
        ("At the output [-0.104|chain:delta_o1], at the hidden neuron [-0.0196|chain:delta_h1]", "chain"),
        ("With a learning rate of [0.5|mazur:eta] and ten updates to come", "mazur"),
        ("the inputs [2|relu:i1] and [3|relu:i2]", "relu"),
        ("The error of o2 is smaller: [0.0236|mazur:E_o2] against [0.275|mazur:E_o1].", "mazur"),
        ("It gives [0.773|mazur:out_o2], though the first target is [0.01|mazur:t_o1].", "mazur"),
        ("Of the two errors, the first output's is [0.275|mazur:E_o1].", "mazur"),
        ("Most comes from the first output. Its error is [0.275|mazur:E_o1].", "mazur"),
        ("The first output is far off. It is too high. Its error is [0.275|mazur:E_o1].", "mazur"),
        ("Its error is [0.298|mazur:E_total].", "mazur"),
        ("Its error is [0.0908|chain:E_o1].", "chain"),
        ("The output for the second sample is [0.7|line:out_2].", "line"),
        ("The derivative of $E_2$ by $w$ is [-2.3|line:dE_2/dw].", "line"),
        ("After the first sample the weight is [0.5|line;batch=1@1:w].", "line"),
        ("The error is [26.73|line:E_total], of which sample 4 has [19.845|line:E_4].", "line"),
    ],
)
def test_right_sentences(source: str, example: str) -> None:
    assert judged(source, example) == []


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("The output of h2 is [0.593|mazur:out_h1].", "0.593: the sentence names h2; the number is of h1"),
        ("The output of h2 is [0.751|mazur:out_o1].", "0.751: the sentence names h2; the number is of o1"),
        ("$w_6$ begins at [0.4|mazur:w5]", "0.4: the sentence names w6; the number is of h1 and o1 and w5"),
        ("w₆ begins at [0.4|mazur:w5]", "0.4: the sentence names w6; the number is of h1 and o1 and w5"),
        ("the second output gives [0.751|mazur:out_o1]", "0.751: the sentence names o2; the number is of o1"),
        (
            "the second hidden neuron gives [0.593|mazur:out_h1]",
            "0.593: the sentence names h2; the number is of h1",
        ),
        (
            "The error is [0.751|mazur:out_o1].",
            "0.751: found the words 'error' before mazur:out_o1, which is of the kind output",
        ),
        (
            "The learning rate [0.4|mazur:w5]",
            "0.4: found the words 'learning rate' before mazur:w5, which is of the kind weight",
        ),
        (
            "the inputs [0.15|mazur:w1]",
            "0.15: found the words 'inputs' before mazur:w1, which is of the kind weight",
        ),
        ("Its error is [0.275|mazur:E_o1].", "0.275: found mazur:E_o1 as the error, expected mazur:E_total"),
    ],
)
def test_wrong_sentences(source: str, problem: str) -> None:
    assert judged(source, "mazur") == [problem]


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        (
            "The output for the second sample is [1.2|line:out_3].",
            "1.2: the sentence names sample 2; the number is of sample 3",
        ),
        (
            "For sample 1 the target is [3|line:t_2].",
            "3: the sentence names sample 1; the number is of sample 2",
        ),
        ("The weight is [0.2|line:b].", None),
        ("Its error is [0.32|line:E_1].", "0.32: found line:E_1 as the error, expected line:E_total"),
    ],
)
def test_wrong_sentences_about_samples(source: str, problem: str | None) -> None:
    found = judged(source, "line")
    assert found == [problem] if problem else found


def test_exchanged_numbers_are_found() -> None:
    source = "The first output is [0.773|mazur:out_o2]; the second output is [0.751|mazur:out_o1]."
    assert judged(source, "mazur") == [
        "0.773: the sentence names o1; the number is of o2",
        "0.751: the sentence names o2; the number is of o1",
    ]


@pytest.mark.parametrize(
    ("row", "count"), [("h1 [0.593|mazur:out_h1] h2", 0), ("[0.593|mazur:out_h1] h2", 1)]
)
def test_all_that_a_row_names_goes_with_its_numbers(row: str, count: int) -> None:
    assert len(beside.along(line_of(inlines(row)), page_scope("mazur")).problems) == count
