"""Why a step is as it is, in Node: one sentence for each step of each walk."""

import pytest

from backprop.exports.graphs import example_graph
from backprop.networks.examples import EXAMPLES
from tests.node import ASSETS, answers

MODULE = ASSETS / "live/stepper/because.mjs"
REASONS = """
import { readFileSync } from "node:fs";
const { becauseOf } = await import(process.argv[1]);
const { walkOf } = await import(new URL("../walk.mjs", process.argv[1]));
const graph = JSON.parse(readFileSync(0, "utf8"));
const reasonOf = (name) => becauseOf(graph, graph.expressions[name], name);
const reasons = walkOf(graph, graph).map(({ name }) => [name, reasonOf(name)]);
console.log(JSON.stringify(Object.fromEntries(reasons)));
"""


@pytest.mark.parametrize(
    ("example", "name", "reason"),
    [
        ("mazur", "net_h1", "a neuron adds up what comes in, each input times its weight, and then its bias"),
        ("relu", "net_h1", "a neuron adds up what comes in, each input times its weight"),
        ("mazur", "out_h1", "the activation function turns the net input into the output"),
        ("softmax", "out_o1", "the activation function turns the net input into the output"),
        ("line", "out_1", "a neuron adds up what comes in, each input times its weight, and then its bias"),
        ("mazur", "E_o1", "the loss measures how far the output is from its target"),
        ("mazur", "E_total", "these losses make up the total"),
        ("parabola", "J", "this is the function whose lowest point we're looking for"),
        ("mazur", "dE_total/dw5", "by the chain rule, the slopes along the way are multiplied"),
        ("mazur", "dE_total/dout_o1", "the output of o1 acts on the total loss in this one way only"),
        ("mazur", "dout_o1/dnet_o1", "this is the slope of the activation function at the net input of o1"),
        ("xor", "w5+", "downhill is against the slope, and the learning rate says how far to go"),
    ],
)
def test_a_reason_fits_the_formula(example: str, name: str, reason: str) -> None:
    assert (
        answers(REASONS, MODULE, example_graph(EXAMPLES[example]))[name]
        == f"{reason[0].upper()}{reason[1:]}."
    )


@pytest.mark.parametrize("example", sorted(EXAMPLES.keys() - {"trials"}))
def test_every_step_has_a_reason(example: str) -> None:
    reasons = answers(REASONS, MODULE, example_graph(EXAMPLES[example]))
    assert [
        name for name, reason in reasons.items() if "undefined" in reason or "its formula" in reason
    ] == []
