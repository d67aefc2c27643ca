"""The slip behind a wrong number, tried on the reader's own numbers, and the list to try the check on."""

from typing import Any

import pytest

from backprop.exports.graphs import example_graph
from backprop.exports.slips import document
from backprop.networks.examples import EXAMPLES
from tests.node import ASSETS, answers

RUN = """
import { readFileSync } from "node:fs";
const at = (name) => import(process.argv[1].replace("graph.mjs", name));
const [{ Run }, { sampleOf }] = [await at("graph.mjs"), await at("live/check/sample.mjs")];
const { slipsGiving } = await at("live/check/matching-slips.mjs");
const { gradeTable, slipSentence } = await at("live/check/checking.mjs");
const { tableIn } = await at("live/check/columns.mjs");
const { graph, slips, texts } = JSON.parse(readFileSync(0, "utf8"));
const run = new Run(graph);
const blamed = [];
for (const text of [sampleOf(graph, run, slips), ...texts]) {
  const table = tableIn(text, run);
  const report = await gradeTable(table, (given) => new Run(graph, { given }));
  blamed.push({ first: report.first.name, sentence: slipSentence(await slipsGiving(report, slips)) });
}
console.log(JSON.stringify(blamed));
"""
LISTS = [
    ("net_h1 0.3775\nout_h1 0.593270\ndE/dw6 0.054361", "use net_h2 instead of out_h2 in dnet_o1/dw6"),
    ("out_o1 0.751365\nE_o1 0.549622", "leave out the factor of the squared error"),
    ("out_h1 0.61", "You also get it if you leave out the factor w2 in net_h1, or if you"),
    ("net_h1 -0.3775", "Only the sign is wrong."),
    ("dE/dw5 0.0821670\nw5+ 0.4410835", "if you add "),
]


@pytest.fixture(scope="module")
def blamed() -> list[dict[str, Any]]:
    example = EXAMPLES["mazur"]
    question = {
        "graph": example_graph(example),
        "slips": document(example),
        "texts": [text for text, _ in LISTS],
    }
    return list(answers(RUN, ASSETS / "graph.mjs", question))


def test_the_list_to_try_has_a_slip_that_is_named(blamed: list[dict[str, Any]]) -> None:
    assert blamed[0]["first"] == "net_o1"
    assert "You get this number if you use net_h1 instead of out_h1 in net_o1." in blamed[0]["sentence"]


@pytest.mark.parametrize("place", range(len(LISTS)))
def test_the_slip_is_named(place: int, blamed: list[dict[str, Any]]) -> None:
    assert LISTS[place][1] in blamed[place + 1]["sentence"]
