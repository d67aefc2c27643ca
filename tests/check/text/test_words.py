"""Numbers in words: their values, and what they count."""

import pytest

from backprop.check.text import words


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("one", 1),
        ("both", 2),
        ("twelve", 12),
        ("ninety-nine", 99),
        ("a hundred", 100),
        ("two hundred and fifty-six", 256),
        ("a thousand", 1000),
        ("ten thousand", 10_000),
        ("eighteen hundred", 1800),
        ("neuron", None),
        ("", None),
    ],
)
def test_values(text: str, value: int | None) -> None:
    assert words.value(text) == value


def problems(text: str, example: str | None, *declared: str) -> list[str]:
    verdict = words.verdict(text, 0, len(text), example, frozenset(declared))
    return [text[one.start : one.end] for one in verdict.problems]


@pytest.mark.parametrize(
    ("text", "example"),
    [
        ("Two inputs, two hidden neurons, one output.", "relu"),
        ("all eight weights and both biases", "mazur"),
        ("a layer of two neurons", "mazur"),
        ("The two-output network", "mazur"),
        ("three of the eight weights are negative", "signed"),
        ("both its neurons, and their four error signals", "mazur"),
        ("both parameters", "descent"),
        ("six learning rates", "sigmoid"),
        ("the last two rates", "descent"),
        ("one with a thousand neurons in a layer", "chain"),
        ("With ten layers you would write more.", "chain"),
        ("go on to the network with two outputs", "chain"),
        ("one minus the output, two from the square, one takes many steps", "mazur"),
        ("At rate ten the error falls; two ways to name things", "sigmoid"),
        ("One neuron after another", "mazur"),
        ("One output or two outputs", None),
        ("The other seven weights, the remaining five weights", "mazur"),
        ("the three smallest weights", "mazur"),
        ("four samples, four inputs, four errors and two parameters", "line"),
        ("two batches of two samples, four batches, the other three samples", "line"),
        ("four samples", None),
        ("The same four samples stand on another page.", "mazur"),
        ("The ReLU network has only six weights and one output.", "mazur"),
    ],
)
def test_right_counts(text: str, example: str | None) -> None:
    assert problems(text, example) == []


@pytest.mark.parametrize(
    ("text", "example", "found"),
    [
        ("The other nine weights", "mazur", "nine weights"),
        ("The ReLU network has only seven weights", "mazur", "seven weights"),
        ("It has three hidden neurons.", "mazur", "three hidden neurons"),
        ("three small hidden neurons", "mazur", "three small hidden neurons"),
        ("Both biases stay.", "sigmoid", "Both biases"),
        ("all nine weights", "mazur", "nine weights"),
        ("both outputs", "chain", "both outputs"),
        ("The three-output network", "mazur", "three-output"),
        ("two hidden layers", "mazur", "two hidden layers"),
        ("seven learning rates", "sigmoid", "seven learning rates"),
        ("three parameters", "descent", "three parameters"),
        ("ten of the eight weights", "mazur", "ten of the"),
        ("five outputs", None, "five outputs"),
        ("all five samples", "line", "five samples"),
        ("three batches", "line", "three batches"),
        ("three parameters", "line", "three parameters"),
        ("three samples", "mazur", "three samples"),
    ],
)
def test_wrong_counts(text: str, example: str | None, found: str) -> None:
    assert problems(text, example) == [found]


def test_a_declared_count_is_right() -> None:
    assert problems("with three hidden\nneurons", "mazur", "three hidden neurons") == []


def test_the_message_says_how_many_there_are() -> None:
    (problem,) = words.verdict("all nine weights", 0, 16, "mazur", frozenset()).problems
    assert problem.message == "found 'nine weights', but mazur has 2 or 4 or 8 for 'weight'"
