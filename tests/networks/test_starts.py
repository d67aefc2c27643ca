"""Where training starts: numbers drawn from a seed, which any language can draw again."""

from hashlib import sha256

import pytest

from backprop.networks.examples import network_of
from backprop.networks.starts import drawn, started

XOR, MAZUR = map(network_of, ("xor", "mazur"))


@pytest.mark.parametrize(
    ("seed", "parameter", "decimal"),
    [("2", "w1", "-0.77"), ("2", "w2", "-1.522"), ("2", "b_o1", "-0.038"), ("86", "w1", "1.648")],
)
def test_a_number_is_drawn_as_it_is_told(seed: str, parameter: str, decimal: str) -> None:
    number = int(sha256(f"{seed}:{parameter}".encode()).hexdigest()[:8], 16) % 4001 - 2000
    assert drawn(seed, parameter) == decimal
    assert round(float(decimal) * 1000) == number


def test_numbers_lie_evenly_between_minus_two_and_two() -> None:
    numbers = [float(drawn(str(seed), "w1")) for seed in range(1, 2001)]
    assert -2 <= min(numbers) < -1.99
    assert 1.99 < max(numbers) <= 2
    assert abs(sum(numbers)) / len(numbers) < 0.05


@pytest.mark.parametrize(
    ("options", "weights", "biases"),
    [
        ({}, "0.8 0.9 0.6 0.7 0.5 -0.8", "-0.1 -0.3 0.2"),
        ({"start": "given", "weights": "given"}, "0.8 0.9 0.6 0.7 0.5 -0.8", "-0.1 -0.3 0.2"),
        ({"weights": "0.5"}, "0.5 0.5 0.5 0.5 0.5 0.5", "-0.1 -0.3 0.2"),
        ({"start": "2"}, "-0.77 -1.522 -0.722 1.435 -1.964 0.186", "-1.648 0.332 -0.038"),
    ],
)
def test_a_network_starts_where_its_options_say(options: dict[str, str], weights: str, biases: str) -> None:
    layers = started(XOR, options).layers
    assert " ".join(number for layer in layers for row in layer.weights for number in row) == weights
    assert " ".join(number for layer in layers for number in layer.biases) == biases


def test_biases_are_drawn_one_for_each_neuron() -> None:
    assert [layer.bias for layer in started(MAZUR, {"start": "7"}).layers] == [
        (drawn("7", "b_h1"), drawn("7", "b_h2")),
        (drawn("7", "b_o1"), drawn("7", "b_o2")),
    ]
