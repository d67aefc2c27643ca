"""What a paragraph says of derivatives and weights in the steps around it."""

import pytest

from backprop.check.proof.names import page_scope
from backprop.check.text import around
from tests.check.text.pieces import found, paragraph
from tests.check.text.steps import step


def judged(source: str, example: str, before: str = "", behind: str = "") -> list[str]:
    blocks = [
        *(block for key in before.split() for block in step(key)),
        paragraph(source),
        *(block for key in behind.split() for block in step(key)),
    ]
    return found(around.verdict(blocks, page_scope(example)), source)


@pytest.mark.parametrize(
    ("source", "other", "example", "before", "behind"),
    [
        ("So the derivative is positive.", "negative", "mazur", "mazur:dnet_o1/dw5 mazur:dE_total/dw5", ""),
        ("This derivative is negative: it", "positive", "mazur", "mazur:dE_total/dw5 mazur:dE_total/dw7", ""),
        ("It is negative. A nudge", "positive", "chain", "chain:dE_total/dout_o1", ""),
        ("Both derivatives were negative", "positive", "chain", "chain@1:w2 chain@1:w1", ""),
        ("Both derivatives are negative", "positive", "relu", "relu:dE_total/dw5", ""),
        ("At our start both slopes are negative", "positive", "descent", "", ""),
        ("All weights are negative now", "positive", "relu", "relu;rate=0.6@2:w6", ""),
        (
            "After this page you know that three of the eight weights are negative",
            "positive",
            "signed",
            "",
            "",
        ),
        ("All six have grown", "shrunk", "relu", "", ""),
        ("Two of the eight weights get larger", "smaller", "mazur", "", ""),
        ("the first into the second hidden neuron is negative", "positive", "signed", "", ""),
        ("too high, so its number is positive", "negative", "signed", "", ""),
    ],
)
def test_signs_in_words(source: str, other: str, example: str, before: str, behind: str) -> None:
    told = next(word for word in ("positive", "negative", "grown", "larger") if word in source)
    wrong = source.replace(told, other)
    assert judged(source, example, before, behind) == []
    assert len(judged(wrong, example, before, behind)) == 1


def test_a_message_shows_the_words() -> None:
    (message,) = judged("The derivative is\nnegative.", "mazur", "mazur:dE_total/dw5")
    assert message.endswith(": found 'The derivative is negative', which is not so of the steps here")


@pytest.mark.parametrize(
    "source",
    [
        "If the derivative is negative, the weight grows.",
        "In the network without biases the derivative is negative.",
        "All links are there. It is negative.",
        "The derivative of a weight is negative.",
        "Both derivatives are negative.",
        "Five of the seven weights are negative.",
        "Five of the eight weights are negative at the end.",
        "At the end five of the eight weights are negative.",
    ],
)
def test_what_may_be_of_something_else_is_let_pass(source: str) -> None:
    before = "mazur:dE_total/dw5 mazur:dE_total/dw7 mazur:dE_total/dw6"
    assert judged(source, "mazur", before if "Both" in source else "mazur:dE_total/dw5") == []


def test_nothing_is_said_where_no_step_is_near() -> None:
    assert judged("The derivative is negative. The error signal is positive.", "mazur") == []


@pytest.mark.parametrize(("key", "count"), [("mazur:w5", 0), ("mazur:w6", 1)])
def test_that_weight_is_the_one_of_the_step(key: str, count: int) -> None:
    source = f"that weight moves from [0.4|{key}] on"
    assert len(judged(source, "mazur", "mazur:dE_total/dw5")) == count


@pytest.mark.parametrize(("nth", "count"), [("second", 0), ("first", 1), ("third", 0)])
def test_which_parameter_moved_further(nth: str, count: int) -> None:
    assert len(judged(f"The {nth} parameter moved further", "descent", "descent@1:J")) == count
