"""What is written about a figure: counts and lists, what sets a run apart, and the keys of all numbers."""

import pytest

from backprop.core.keys import parse
from backprop.figures import figure, printed
from backprop.figures.picture import count_of, listed, noun, settings_of


@pytest.mark.parametrize(("items", "text"), [("a", "a"), ("ab", "a and b"), ("abc", "a, b and c")])
def test_listed(items: str, text: str) -> None:
    assert listed(items) == text


def test_counts() -> None:
    assert [count_of(number, "step") for number in (1, 2, 10000)] == ["1 step", "2 steps", "10,000 steps"]
    assert noun("a", "input") == "input"


@pytest.mark.parametrize(
    ("run", "words"),
    [
        ("mazur", ""),
        ("mazur@3", ", step 3"),
        ("sigmoid;rate=0.1234;momentum=0.5@2", ", rate 0.1234, momentum 0.5, step 2"),
        ("mazur;rate=0.0000000001234", ", rate 0.0000000001234"),
        ("mazur;bias=each", ", one bias per neuron"),
        ("mazur;loss=sum@1", ", sum of the squares, step 1"),
        ("softmax;rate=1;weights=0", ", rate 1, all weights 0"),
        ("hollows;start=-0.5", ", start -0.5"),
    ],
)
def test_what_sets_a_run_apart(run: str, words: str) -> None:
    assert settings_of(parse(f"{run}:loss"), printed) == words


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("slice mazur w5", "mazur:w5 mazur@1:w5 mazur:E_total mazur:dE_total/dw5"),
        (
            "walk parabola;rate=0.5 2",
            """parabola;rate=0.5:eta parabola;rate=0.5:theta0 parabola;rate=0.5:J
            parabola;rate=0.5@1:theta0 parabola;rate=0.5@2:theta0 parabola;rate=0.5@2:J""",
        ),
        ("search mazur;weights=0.1 10", "mazur;weights=0.1:w1 mazur;weights=0.1@10:E_total"),
        (
            "runs 2 mazur chain",
            "mazur:eta chain:eta mazur:E_total chain:E_total mazur@2:E_total chain@2:E_total",
        ),
        ("passes mazur", ""),
        ("activation relu", ""),
    ],
)
def test_the_keys_of_all_numbers(words: str, keys: str) -> None:
    assert set(map(str, figure(words.split()).keys)) == set(keys.split())
