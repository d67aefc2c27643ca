"""The graph run by the module of the pages: every digit it shows is one of the proved value."""

import json
from typing import Any

import pytest

from backprop.core.digits import VALUE_DIGITS, Digits, significant
from backprop.core.groups import group_keys
from backprop.core.keys import Key, parse, parse_run
from backprop.core.registry import digits
from backprop.core.store import kept
from backprop.exports.data import keys
from backprop.exports.graphs import example_graph
from backprop.networks.examples import EXAMPLES
from backprop.pages.pages import printing
from backprop.releases.ledger import released
from tests.node import ASSETS, answers

# For each key, its digits as pages print them and to 17 digits, each with its relation.
RUN = """
import { readFileSync } from "node:fs";
const { Run } = await import(process.argv[1]);
const { significant } = await import(process.argv[1].replace("graph", "digits"));
const { graphs, asked } = JSON.parse(readFileSync(0, "utf8"));
const runs = new Map();
const found = [];
for (const { example, options, step, quantity } of asked) {
  const name = JSON.stringify([example, options]);
  if (!runs.has(name)) runs.set(name, new Run(graphs[example], { options }));
  const pass = await runs.get(name).pass(step, { names: [quantity] });
  const both = [pass.digits(quantity), pass.digits(quantity, significant(17))];
  found.push(both.map(({ text, relation }) => [text, relation]));
}
console.log(JSON.stringify(found));
"""
# Each option of each example, at some value that no page has.
OPTIONS = {
    "mazur": [
        ";bias=each",
        ";bias=shared;rate=0.3",
        ";update=sequential",
        ";momentum=0.9",
        ";loss=mean",
        ";weights=0.5",
    ],
    "sigmoid": [";rate=3", ";update=sequential;momentum=0.25", ";loss=sum", ";weights=1.5"],
    "signed": [";rate=0.7;update=sequential", ";momentum=0.5;loss=mean", ";weights=0"],
    "relu": [";rate=0.02", ";momentum=0.3", ";update=sequential", ";loss=sum", ";weights=0.2"],
    "chain": [";bias=each;rate=2.5", ";bias=shared;update=sequential", ";momentum=0.7;loss=sum;weights=0.6"],
    "softmax": [";bias=fixed", ";bias=shared;rate=0.3", ";update=sequential;momentum=0.4", ";weights=0.1"],
    "descent": [";rate=0.15", ";update=sequential", ";momentum=0.6"],
    "parabola": [";rate=0.3", ";start=7.5", ";momentum=0.6", ";update=sequential"],
    "hollows": [";rate=0.05", ";start=-0.3", ";momentum=0.2"],
    "xor": [";start=2", ";batch=2;momentum=0.3", ";total=mean;rate=2;start=2"],
    "line": [";rate=0.02", ";total=mean", ";batch=1", ";batch=2;momentum=0.3"],
}


# A thousand updates at four thousand bits, longer than anybody waits; it stays open.
TOO_LONG = {"xor;start=2@1000:E_total"}
Shown = list[list[list[str]]]


@pytest.fixture(scope="module")
def graphs() -> dict[str, Any]:
    return {name: example_graph(example) for name, example in EXAMPLES.items()}


def shown(keys: list[Key], graphs: dict[str, Any]) -> Shown:
    """Return what the module of the pages shows for each key."""
    asked = [{**vars(key), "options": key.options} for key in keys]
    return list(answers(RUN, ASSETS / "graph.mjs", {"graphs": graphs, "asked": asked}))


def both(key: Key) -> list[list[str]]:
    """Return the proved digits of a key under both rules."""

    def text(printed: Digits) -> list[str]:
        return [printed.text, printed.relation]

    return [text(digits(key)), text(digits(key, significant(VALUE_DIGITS)))]


def wrong(keys: list[Key], graphs: dict[str, Any]) -> list[str]:
    """Return a line for each key whose digits the module shows otherwise."""
    with kept():
        proved = [both(key) for key in keys]
    return [
        f"{key}: shows {other}, it is {value}"
        for key, value, other in zip(keys, proved, shown(keys, graphs), strict=True)
        if other != value
    ]


def test_every_number_of_the_values_pages_is_shown(graphs: dict[str, Any]) -> None:
    pages = printing(ASSETS.parent)
    shown_there = [key for example in EXAMPLES.values() for key in keys(example, pages)]
    assert set(released()) <= set(shown_there)
    assert len(shown_there) > 2500
    assert wrong([key for key in shown_there if str(key) not in TOO_LONG], graphs) == []


@pytest.mark.parametrize("example", OPTIONS)
def test_every_option_is_understood(example: str, graphs: dict[str, Any]) -> None:
    runs = [parse_run(f"{example}{chosen}@{step}") for chosen in OPTIONS[example] for step in (1, 4)]
    names = ("error", "backward", "update")
    assert wrong([key for run in runs for name in names for key in group_keys(run, name)], graphs) == []


def test_a_wrong_graph_is_seen(graphs: dict[str, Any]) -> None:
    graphs = json.loads(json.dumps(graphs))
    graphs["mazur"]["expressions"]["net_h1"][0] = "sub"
    assert wrong([parse("mazur:net_h1"), parse("mazur:net_h2")], graphs) == [
        "mazur:net_h1: shows [['-0.3225', '='], ['-0.3225', '=']], it is [['0.3775', '='], ['0.3775', '=']]"
    ]
