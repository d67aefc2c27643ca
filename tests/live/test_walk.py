"""The walk through a pass, in Node: the steps and their order are those of the published groups."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from backprop.core.groups import group_keys
from backprop.core.keys import parse_run
from backprop.exports.graphs import example_graph, variants
from backprop.networks.examples import EXAMPLES
from tests.node import ASSETS, answers

MODULE = ASSETS / "live/walk.mjs"
WALKS = """
import { readFileSync } from "node:fs";
const { walkOf, ofFirstSample } = await import(process.argv[1]);
const { graph, isFirst } = JSON.parse(readFileSync(0, "utf8"));
const walks = {};
const variants = { "": {}, ...graph.variants };
for (const [name, { expressions = {}, updates, objective }] of Object.entries(variants)) {
  const variant = {
    expressions: { ...graph.expressions, ...expressions },
    updates: updates ?? graph.updates,
    objective: objective ?? graph.objective,
  };
  const steps = walkOf(graph, variant);
  const shown = isFirst ? ofFirstSample(steps, graph.quantities) : steps;
  walks[name] = shown.map(({ name, stage }) => `${stage} ${name}`);
}
console.log(JSON.stringify(walks));
"""
STAGES = ("forward", "error", "backward", "update")

Walks = Mapping[str, Sequence[str]]


def walks(graph: Mapping[str, Any], *, is_first: bool = False) -> Walks:
    """Return the walk under each variant of a graph."""
    walks: Walks = answers(WALKS, MODULE, {"graph": graph, "isFirst": is_first})
    return walks


def published(example: str, variant: str) -> list[str]:
    """Return the same from the groups of the published graph."""
    run = parse_run(example + variant.replace("number", "0.9"))
    return [
        f"{stage} {key.quantity}{'+' * (stage == 'update')}"
        for stage in STAGES
        for key in group_keys(run, stage)
    ]


@pytest.mark.parametrize("example", sorted(EXAMPLES))
def test_it_is_that_of_the_groups_under_every_variant(example: str) -> None:
    names = ["", *(name for name, _ in variants(EXAMPLES[example]))]
    assert walks(example_graph(EXAMPLES[example])) == {name: published(example, name) for name in names}


def test_another_order_is_seen() -> None:
    graph = example_graph(EXAMPLES["mazur"])
    graph["expressions"]["E_total"][1:] = graph["expressions"]["E_total"][:0:-1]
    found, expected = walks(graph)[""], published("mazur", "")
    assert found != expected
    assert sorted(found) == sorted(expected)


def test_of_several_samples_it_is_that_of_the_first() -> None:
    steps = walks(example_graph(EXAMPLES["xor"]), is_first=True)[""]
    forward = "net_h1_s1 net_h2_s1 out_h1_s1 out_h2_s1 net_o1_s1 out_o1_s1"
    assert steps[:8] == [*(f"forward {name}" for name in forward.split()), "error E_o1_s1", "error E_total"]
    assert not [step for step in steps if step[-3:] in {"_s2", "_s3", "_s4"}]
    assert steps[-1] == "update b_o1+"
