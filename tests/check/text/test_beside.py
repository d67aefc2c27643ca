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
        ("After ten thousand updates the error is [0.0000351|mazur@10000:E_total].", "mazur"),
        ("After the first update it is [0.291|mazur@1:E_total].", "mazur"),
        ("Ten steps reach [1.00|descent@10:J], at the rate [0.1|descent:eta].", "descent"),
        ("Ninety-nine more updates lead from [0.298|mazur@1:E_total] to [0.1|mazur@100:E_total]", "mazur"),
        ("after more than eighteen hundred updates: [0.00483|signed@2000:w3]", "signed"),
        ("From [12|descent:J] down to [4.44|descent@1:J] in one step", "descent"),
        ("With a learning rate of [0.5|mazur:eta] and ten updates to come", "mazur"),
        ("the inputs [2|relu:i1] and [3|relu:i2]", "relu"),
    ],
)
def test_right_sentences(source: str, example: str) -> None:
    assert judged(source, example) == []


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        (
            "The output of h2 is [0.593269992|mazur:out_h1].",
            "0.593269992: the sentence names h2; the number is of h1",
        ),
        ("The output of h2 is [0.751|mazur:out_o1].", "the sentence names h2; the number is of o1"),
        ("$w_6$ begins at [0.4|mazur:w5]", "the sentence names w6; the number is of h1 and o1 and w5"),
        ("w₆ begins at [0.4|mazur:w5]", "the sentence names w6; the number is of h1 and o1 and w5"),
        ("the second output gives [0.751|mazur:out_o1]", "the sentence names o2; the number is of o1"),
        ("the second hidden neuron gives [0.593|mazur:out_h1]", "the sentence names h2; the number is of h1"),
        (
            "After ten updates it is [0.291|mazur@1:E_total].",
            "ten updates: found 'ten updates', but the numbers in the sentence are after 1 updates",
        ),
        ("After 10 updates it is [0.298|mazur:E_total].", "found '10 updates'"),
        ("After the second update it is [0.291|mazur@1:E_total].", "found 'After the second update'"),
        ("after more than ten updates: [0.291|mazur@1:E_total]", "found 'more than ten updates'"),
        ("from [0.298|mazur:E_total] to [0.751|mazur:out_o1]", "found from mazur:E_total to mazur:out_o1"),
        ("from [0.291|mazur@1:E_total] to [0.298|mazur:E_total]", "at an earlier and a later step"),
        ("from [0.298|mazur:E_total] to [0.235|sigmoid@1:E_total]", "expected one quantity"),
        (
            "The error is [0.751|mazur:out_o1].",
            "found the words 'error' before mazur:out_o1, which is of the kind output",
        ),
        ("The learning rate [0.4|mazur:w5]", "found the words 'learning rate' before mazur:w5"),
        ("the inputs [0.15|mazur:w1]", "found the words 'inputs' before mazur:w1"),
    ],
)
def test_wrong_sentences(source: str, problem: str) -> None:
    (message,) = judged(source, "mazur")
    assert problem.rpartition(": ")[2] in message


def test_step_counts_in_digits_are_known_beside_a_number() -> None:
    line = line_of(inlines("After 10 updates [0.1|mazur@10:E_total]"))
    assert [line.text[place] for place in beside.step_digits(line)] == ["1", "0"]
    assert list(beside.step_digits(line_of(inlines("After 10 updates [0.5|mazur:eta]")))) == []
