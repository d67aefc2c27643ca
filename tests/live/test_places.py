"""Where the steps of a walk are in its picture, in Node: at the neuron or the edge that is drawn there."""

from typing import Any

import pytest

from backprop.exports.graphs import example_graph
from backprop.networks.examples import EXAMPLES
from tests.node import ASSETS, answers

MODULE = ASSETS / "live/stepper/places.mjs"
PLACES = """
import { readFileSync } from "node:fs";
const { placesOf, knownAfter } = await import(process.argv[1]);
const { graph, names, drawn, steps, count } = JSON.parse(readFileSync(0, "utf8"));
const isKnown = knownAfter(graph, steps.map((name) => ({ name })), count);
const known = drawn.filter(isKnown).join(" ");
console.log(JSON.stringify([names.map((name) => placesOf(graph, name, drawn).join(" ")), known]));
"""
FORWARD = "i1 i2 w1 w5 b1 net_h1 out_h1 net_o1 out_o1 t_o1"
STEPS = (
    "net_h1 out_h1 net_o1 out_o1 dE_total/dout_o1 dout_o1/dnet_o1 dE_total/dnet_h1 dE_total/dw1 dE_total/dw5"
)
BACKWARD = "i1 i2 delta_h1 delta_o1 dE_total/dw1 dE_total/dw5 t_o1"


@pytest.fixture(scope="module")
def graph() -> dict[str, Any]:
    """Return the graph of the network with two outputs."""
    return example_graph(EXAMPLES["mazur"])


def test_other_samples_are_not_in_the_picture() -> None:
    graph = example_graph(EXAMPLES["xor"])
    drawn = ["i1_s1", "w5", "net_o1_s1", "out_o1_s1", "t_o1_s1"]
    names = ["E_total", "dE_o1_s1/dw5", "out_h1_s2"]
    question = {"graph": graph, "names": names, "drawn": drawn, "steps": [], "count": 0}
    assert answers(PLACES, MODULE, question)[0] == ["t_o1_s1 out_o1_s1", "w5", ""]


@pytest.mark.parametrize(
    ("drawn", "name", "places"),
    [
        (FORWARD, "net_o1", "net_o1"),
        (FORWARD, "E_o1", "t_o1 out_o1"),
        (FORWARD, "dE_total/dw5", "w5"),
        (FORWARD, "dnet_o1/dw5", "w5"),
        (FORWARD, "dE_total/dout_h1", "out_h1"),
        (FORWARD, "dE_total/db1", "b1"),
        (FORWARD, "w5+", "w5"),
        (BACKWARD, "dE_total/dw5", "dE_total/dw5"),
        (BACKWARD, "dE_o1/dw5", "dE_total/dw5"),
        (BACKWARD, "dE_total/dnet_h1", "delta_h1"),
        (BACKWARD, "dE_total/dout_h1", "delta_h1"),
        (BACKWARD, "w5+", "dE_total/dw5"),
        (BACKWARD, "dE_total/db1", "delta_h1"),
        (BACKWARD, "w7", ""),
    ],
)
def test_a_step_is_where_its_quantity_is_drawn(
    graph: dict[str, Any], drawn: str, name: str, places: str
) -> None:
    question = {"graph": graph, "names": [name], "drawn": drawn.split(), "steps": [], "count": 0}
    assert answers(PLACES, MODULE, question)[0] == [places]


@pytest.mark.parametrize(
    ("drawn", "count", "known"),
    [
        (FORWARD, 0, "i1 i2 w1 w5 b1 t_o1"),
        (FORWARD, 1, "i1 i2 w1 w5 b1 net_h1 t_o1"),
        (FORWARD, 3, "i1 i2 w1 w5 b1 net_h1 out_h1 net_o1 t_o1"),
        (BACKWARD, 4, "i1 i2 t_o1"),
        (BACKWARD, 6, "i1 i2 delta_o1 t_o1"),
    ],
)
def test_what_a_walk_has_reached_is_known(graph: dict[str, Any], drawn: str, count: int, known: str) -> None:
    question = {"graph": graph, "names": [], "drawn": drawn.split(), "steps": STEPS.split(), "count": count}
    assert answers(PLACES, MODULE, question)[1] == known
