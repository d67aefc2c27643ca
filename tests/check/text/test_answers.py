"""What a paragraph says of sums, answers and errors in the steps around it."""

import pytest

from tests.check.text.test_around import judged

TURNED = {"positive": "negative", "negative": "positive", "high": "low", "low": "high", "above": "below"}


@pytest.mark.parametrize(
    ("source", "turned", "example", "before", "behind"),
    [
        ("Both net inputs are positive", "positive", "relu", "", "relu:out_h1 relu:out_h2"),
        ("Both net inputs are negative", "negative", "signed", "signed:net_o1 signed:net_o2", ""),
        ("Both lie just above one half", "above", "sigmoid", "sigmoid:out_h1 sigmoid:out_h2", ""),
        ("Both outputs lie above one half", "above", "signed", "signed:out_h1 signed:out_h2", ""),
        ("The error signal is positive", "positive", "relu", "relu;rate=0.6@1:E_total", ""),
        ("The error signal is positive", "positive", "mazur", "mazur:delta_o1", ""),
        ("The first answer is too high", "high", "sigmoid", "sigmoid:dE_o1/dout_o1", ""),
        ("The second is too low", "low", "sigmoid", "sigmoid:dE_o1/dout_o1", ""),
        ("and the output is too low", "low", "mazur", "mazur:dE_total/dw7", ""),
        ("It comes from the first output. It is far too high", "high", "mazur", "", ""),
        ("It answers [0.2037|relu:out_o1]. That is too low", "low", "relu", "", ""),
        ("the first output's part has become negative", "negative", "signed", "signed:dE_o1/dout_h2", ""),
        ("the second output's part positive", "positive", "signed", "signed:dE_o2/dout_h2", ""),
    ],
)
def test_signs_in_words(source: str, turned: str, example: str, before: str, behind: str) -> None:
    assert judged(source, example, before, behind) == []
    assert len(judged(source.replace(turned, TURNED[turned]), example, before, behind)) == 1


@pytest.mark.parametrize(
    ("source", "example", "before", "count"),
    [
        ("Almost all of the error comes from the first output", "mazur", "mazur:E_o1 mazur:E_total", 0),
        ("Almost all of the error comes from the second output", "mazur", "mazur:E_o1 mazur:E_total", 1),
        ("Here the second one is the worse", "signed", "signed:E_total", 0),
        ("Here the first one is the worse", "signed", "signed:E_total", 1),
        ("Here the first one is the worse", "signed", "signed:w5", 0),
        ("At the start most of the error is the second output's", "sigmoid", "", 1),
        ("Most of the error is the third output's", "sigmoid", "sigmoid:E_total", 0),
    ],
)
def test_which_error_is_the_larger(source: str, example: str, before: str, count: int) -> None:
    assert len(judged(source, example, before)) == count


@pytest.mark.parametrize(
    "source",
    [
        "Both net inputs are negative",
        "It is too high",
        "The third answer is too low",
        "Both answers lie below one half",
    ],
)
def test_a_function_has_no_answers(source: str) -> None:
    assert judged(source, "descent", "descent:J") == []
