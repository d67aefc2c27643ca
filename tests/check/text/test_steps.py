"""What a sentence says of steps."""

import pytest

from backprop.check.text import steps
from backprop.check.text.line import line_of
from backprop.check.text.numbers import Sentence, numbers
from backprop.check.verdict import total
from tests.check.text.pieces import found, inlines


def judged(source: str) -> list[str]:
    line = line_of(inlines(source))
    sentence = Sentence(line, 0, len(line.text), numbers(line))
    return found(total(steps.verdict(sentence)), source)


@pytest.mark.parametrize(
    "source",
    [
        "After ten thousand updates the error is [0.0000351019|mazur@10000:E_total].",
        "After the first update it is [0.291|mazur@1:E_total].",
        "Ten steps reach [1.00|descent@10:J], at the rate [0.1|descent:eta].",
        "Ninety-nine more updates lead from [0.298|mazur@1:E_total] to [0.1|mazur@100:E_total]",
        "after more than eighteen hundred updates: [0.00483|signed@2000:w3]",
        "From [12|descent:J] down to [4.44|descent@1:J] in one step",
        "After ten updates it is [0.22|mazur@10:E_total], ten updates later [0.149|mazur@20:E_total].",
        "After four updates: from [0.02|signed@3:w5] to [-0.005|signed@4:w5]",
        "After ten updates the error, instead of [0.298|mazur:E_total], is [0.22|mazur@10:E_total]",
        "From one to ten updates it falls from [0.291|mazur@1:E_total] to [0.22|mazur@10:E_total]",
        "With ten updates to come: [0.5|mazur:eta]",
        "After one epoch it is [3.348|line;batch=1@4:E_total], after ten updates [1|line;batch=1@10:w].",
        "After two epochs the error is [1.0067|line;batch=2@4:E_total].",
        "After three iterations: [0.91|mazur@3:E_total]",
    ],
)
def test_right_sentences(source: str) -> None:
    assert judged(source) == []


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        (
            "After ten updates it is [0.291|mazur@1:E_total].",
            "ten updates: found 'ten updates', but the numbers in the sentence are after 1 updates",
        ),
        (
            "After 10 updates it is [0.298|mazur:E_total].",
            "10 updates: found '10 updates', but the numbers in the sentence are after 0 updates",
        ),
        (
            "After the second update it is [0.291|mazur@1:E_total].",
            (
                "After the second update: found 'After the second update', but the numbers "
                "in the sentence are after 1 updates"
            ),
        ),
        (
            "after more than ten updates: [0.291|mazur@1:E_total]",
            (
                "more than ten updates: found 'more than ten updates', but the numbers in "
                "the sentence are after 1 updates"
            ),
        ),
        (
            "After three updates: from [0.02|signed@3:w5] to [-0.005|signed@4:w5]",
            "-0.005: found signed@4:w5, but the words say after three",
        ),
        (
            "After ten updates it is [0.149|mazur@20:E_total], and then [0.22|mazur@10:E_total].",
            "0.149: found mazur@20:E_total, but the words say after ten",
        ),
        (
            "After two epochs the error is [3.348|line;batch=1@4:E_total].",
            "two epochs: found 'two epochs', but the numbers in the sentence are after 4 updates",
        ),
        (
            "After four epochs the error is [3.348|line;batch=1@4:E_total].",
            "four epochs: found 'four epochs', but the numbers in the sentence are after 4 updates",
        ),
        (
            "From two to ten updates it falls from [0.291|mazur@1:E_total] to [0.22|mazur@10:E_total]",
            "0.291: found mazur@1:E_total, but the words say after two",
        ),
    ],
)
def test_wrong_sentences(source: str, problem: str) -> None:
    assert judged(source) == [problem]


def test_step_counts_in_digits_are_known_beside_a_number() -> None:
    line = line_of(inlines("After 10 updates [0.1|mazur@10:E_total]"))
    assert [line.text[place] for place in steps.step_digits(line)] == ["1", "0"]
    assert list(steps.step_digits(line_of(inlines("After 10 updates [0.5|mazur:eta]")))) == []
