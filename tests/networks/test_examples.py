"""The literals of the examples: what they say is what was asked for, and in the one spelling of a key."""

import re
from collections.abc import Callable

import pytest

from backprop.core.example import SIGNED, Example
from backprop.core.keys import default, parse_run
from backprop.errors import BackpropError
from backprop.networks.examples import EXAMPLES, network_of, samples_of
from backprop.networks.network import Network

# name, shape, activations, inputs, targets, biases, weights, rate
NETWORKS = [
    (
        "mazur", "2-2-2", "sigmoid sigmoid", "0.05 0.10", "0.01 0.99", "0.35 0.60",
        "0.15 0.20 0.25 0.30 0.40 0.45 0.50 0.55", "0.5",
    ),
    (
        "sigmoid", "2-2-2", "sigmoid sigmoid", "0.05 0.10", "0.01 0.99", "None None",
        "0.15 0.20 0.25 0.30 0.40 0.45 0.50 0.55", "0.5",
    ),
    (
        "signed", "2-2-2", "sigmoid sigmoid", "0.05 0.10", "0.01 0.99", "None None",
        "0.3 0.5 -0.2 0.7 0.1 -0.6 0.3 -0.9", "0.5",
    ),
    (
        "relu", "2-2-1", "relu linear", "2 3", "1", "None None",
        "0.12 0.33 0.15 0.09 0.11 0.12", "0.05",
    ),
    (
        "softmax", "2-3", "softmax", "1 2", "1 0 0", "('0.1', '-0.1', '-0.2')",
        "0.2 0.1 0.5 0.3 0.4 -0.3", "0.1",
    ),
]  # fmt: skip
ALL = sorted(EXAMPLES)


def test_every_example_is_there_under_its_name() -> None:
    names = "mazur sigmoid signed relu chain softmax descent parabola hollows line xor trials"
    assert list(EXAMPLES) == [example.name for example in EXAMPLES.values()] == names.split()


@pytest.mark.parametrize(
    ("name", "shape", "activations", "inputs", "targets", "biases", "weights", "rate"), NETWORKS, ids=str
)
def test_the_given_networks(
    name: str,
    shape: str,
    activations: str,
    inputs: str,
    targets: str,
    biases: str,
    weights: str,
    rate: str,
) -> None:
    found = network_of(name)
    assert "-".join(str(len(units)) for units in found.units) == shape
    assert " ".join(layer.activation for layer in found.layers) == activations
    assert [" ".join(*rows) for rows in (found.input_rows, found.target_rows)] == [inputs, targets]
    assert " ".join(str(layer.bias) for layer in found.layers) == biases
    assert " ".join(number for layer in found.layers for row in layer.weights for number in row) == weights
    assert (found.rate, found.loss) == (rate, "cross-entropy" if name == "softmax" else "half squared")


def test_the_rates_that_are_compared() -> None:
    assert {" ".join(EXAMPLES[name].rates) for name in ("mazur", "sigmoid", "signed")} == {
        "0.1 0.2 0.5 0.8 1 2"
    }


def test_every_example_answers_the_protocol() -> None:
    examples: list[Example] = list(EXAMPLES.values())
    for example in examples:
        assert not example.rates or {"given", "error", "update", "training"} <= set(example.words)
        assert not example.rates or set(example.titles) <= set(example.words)
        assert bool(example.form) is bool(example.rates)


@pytest.mark.parametrize(
    ("find", "name", "other", "message"),
    [
        (
            network_of,
            "mazur",
            "descent",
            "no network; expected one of mazur, sigmoid, signed, relu, chain, softmax, xor",
        ),
        (samples_of, "line", "mazur", "has no samples to draw; expected one of line"),
    ],
)
def test_examples_are_known_by_name(
    find: Callable[[str], Network], name: str, other: str, message: str
) -> None:
    assert find(name) is EXAMPLES[name]
    with pytest.raises(BackpropError, match=f"^found {other}, which (is )?{message}$"):
        find(other)


@pytest.mark.parametrize("name", [name for name in ALL if EXAMPLES[name].rates])
def test_rates_are_spelled_as_keys_spell_them(name: str) -> None:
    example = EXAMPLES[name]
    assert example.rate == default(example, "rate")
    assert example.rate in example.rates
    for rate in example.rates:
        expected = name if rate == example.rate else f"{name};rate={rate}"
        assert parse_run(f"{name};rate={rate}").run == expected


@pytest.mark.parametrize("name", [name for name in ALL if SIGNED in EXAMPLES[name].options.get("start", ())])
def test_a_start_is_spelled_as_keys_spell_it(name: str) -> None:
    assert parse_run(f"{name};start={default(EXAMPLES[name], 'start')}").run == name
    assert parse_run(f"{name};start=-0.50").run == f"{name};start=-0.5"


@pytest.mark.parametrize("name", ALL)
def test_a_name_can_stand_in_a_key_and_a_title_on_a_page(name: str) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9-]*", name)
    assert re.fullmatch(r"[A-Z].*[^.]", EXAMPLES[name].title)
