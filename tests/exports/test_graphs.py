"""The graph as JSON: a reader of it alone computes what the registry proves."""

import json
from typing import Any

import pytest

from backprop.core.keys import parse
from backprop.core.ops import OPS
from backprop.core.registry import digits
from backprop.errors import BackpropError
from backprop.exports.graphs import example_graph, setting
from backprop.networks.examples import EXAMPLES

Found = dict[str, Any]


def computed(key: str) -> float:
    """Return the quantity of a key in float64, from the JSON of its example and nothing else."""
    address = parse(key)
    graph = json.loads(json.dumps(example_graph(EXAMPLES[address.example])))
    chosen = dict(address.options)
    numbers = {name: float(value) for name, value in chosen.items() if name in graph["settings"]}
    words = {name: "number" if name in numbers else value for name, value in chosen.items()}
    kept = {name: value for name, value in words.items() if value != "number" or name == "momentum"}
    variant = graph["variants"].get("".join(f";{name}={value}" for name, value in kept.items()), graph)
    expressions = {
        name: expr for name, expr in (graph["expressions"] | variant["expressions"]).items() if expr
    }
    state = {name: numbers[option] for option in numbers for name in graph["settings"][option]}
    for _ in range(address.step):
        made = dict(state)
        state |= {name: evaluated(new, expressions, made) for name, new in variant["updates"].items()}
    return evaluated(address.quantity, expressions, dict(state))


def evaluated(expr: Any, expressions: Found, made: dict[str, float]) -> float:
    if isinstance(expr, dict):
        upper, _, lower = expr["number"].partition("/")
        return int(upper) / int(lower or 1)
    if isinstance(expr, list):
        return float(OPS[expr[0]].fast(*(evaluated(arg, expressions, made) for arg in expr[1:])))
    if expr not in made:
        made[expr] = evaluated(expressions[expr], expressions, made)
    return made[expr]


@pytest.mark.parametrize(
    "key",
    [
        "mazur:E_total",
        "mazur@3:dE_total/dw1",
        "mazur:delta_h1",
        "mazur;bias=shared;rate=0.3;update=sequential;loss=sum@2:E_total",
        "mazur;rate=0.3;momentum=0.9@2:w1",
        "mazur;weights=0.5@2:w1",
        "signed;rate=0.3;weights=0.5@1:w4",
        "relu;rate=0.6@2:net_h1",
        "softmax;bias=shared@2:dE_total/dnet_o2",
        "descent;update=sequential@1:theta1",
        "hollows;start=-0.5@3:theta0",
        "line;total=mean;batch=1@4:w",
        "line;batch=2@3:E_batch",
    ],
)
def test_the_graph_alone_gives_the_value(key: str) -> None:
    assert computed(key) == pytest.approx(float(digits(parse(key)).text), rel=1e-7, abs=1e-9)


def test_another_graph_gives_another_value() -> None:
    assert computed("mazur;rate=0.6@1:E_total") != pytest.approx(computed("mazur@1:E_total"), rel=1e-4)
    with pytest.raises(KeyError):
        computed("sigmoid:b1")


@pytest.mark.parametrize(
    ("example", "option", "names"),
    [
        ("signed", "rate", ["eta"]),
        ("signed", "momentum", ["alpha"]),
        ("chain", "weights", ["w1", "w2"]),
        ("parabola", "start", ["theta0"]),
    ],
)
def test_an_option_sets_what_it_stands_for(example: str, option: str, names: list[str]) -> None:
    assert setting(EXAMPLES[example], option) == names


@pytest.mark.parametrize(
    ("example", "option", "default", "words", "number"),
    [
        ("mazur", "bias", "fixed", ["fixed", "each", "shared"], None),
        ("mazur", "rate", "0.5", [], "decimal"),
        ("mazur", "weights", "given", ["given"], "decimal"),
        ("hollows", "start", "-2", [], "signed"),
        ("line", "batch", "4", ["4", "2", "1"], None),
    ],
)
def test_an_option_says_what_it_takes(
    example: str, option: str, default: str, words: list[str], number: str | None
) -> None:
    found = example_graph(EXAMPLES[example])["options"]
    assert list(found) == list(EXAMPLES[example].options)
    assert found[option] == {"default": default, "words": words, "number": number}


@pytest.mark.parametrize("example", sorted(EXAMPLES))
def test_every_quantity_stands_in_it(example: str) -> None:
    graph = EXAMPLES[example].graph({name: values[0] for name, values in EXAMPLES[example].options.items()})
    found = example_graph(EXAMPLES[example])
    assert set(graph.forward) | set(graph.updates.values()) <= set(found["expressions"])
    for upper in graph.forward:
        for lower in graph.forward:
            name = f"d{upper}/d{lower}"
            if name not in found["expressions"]:
                with pytest.raises(BackpropError):
                    graph[name]
