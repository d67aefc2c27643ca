"""The graph as JSON: every quantity stands in it; that a reader computes from it, `tests/site` sees."""

import pytest

from backprop.errors import BackpropError
from backprop.exports.graphs import example_graph, setting
from backprop.networks.examples import EXAMPLES


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
    ("example", "option", "title", "names", "default", "number"),
    [
        (
            "chain",
            "update",
            "Update",
            {"together": "all at once", "sequential": "one after another"},
            "together",
            None,
        ),
        ("mazur", "rate", "Learning rate", {}, "0.5", "decimal"),
        ("mazur", "weights", "Weights", {"given": "the given weights"}, "given", "decimal"),
        ("hollows", "start", "Start", {}, "-2", "signed"),
        (
            "line",
            "batch",
            "Batches",
            {"4": "batches of 4", "2": "batches of 2", "1": "batches of 1"},
            "4",
            None,
        ),
    ],
)
def test_an_option_says_what_it_takes(
    example: str, option: str, title: str, names: dict[str, str], default: str, number: str | None
) -> None:
    found = example_graph(EXAMPLES[example])["options"]
    assert list(found) == list(EXAMPLES[example].options)
    assert found[option] == {
        "title": title,
        "default": default,
        "words": list(names),
        "names": names,
        "number": number,
    }


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


@pytest.mark.parametrize(
    ("example", "name", "sample"),
    [
        ("mazur", "net_h1", None),
        ("xor", "net_h1_s2", 2),
        ("xor", "dE_o1_s3/dw5", 3),
        ("xor", "dE_total/dnet_o1_s4", 4),
        ("xor", "delta_o1_s1", 1),
        ("xor", "dE_total/dw5", None),
        ("xor", "w5+", None),
    ],
)
def test_a_quantity_tells_its_sample(example: str, name: str, sample: int | None) -> None:
    assert example_graph(EXAMPLES[example])["quantities"][name].get("sample") == sample
