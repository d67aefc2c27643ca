"""The builder of the pages makes the graphs that Python makes: names, expressions, words, proved values."""

import json
from typing import Any

import pytest
from flint import ctx

from backprop.core.digits import VALUE_DIGITS, digits, significant
from backprop.core.graph import Graph, derivative_name
from backprop.core.ops import Proved
from backprop.core.program import Run, compiled
from backprop.errors import UndecidedError
from backprop.exports.graphs import example_graph, expressions, meanings
from backprop.networks.examples import networks, samples_of
from tests.live.shapes import Twin, twins
from tests.node import ASSETS, answers

BUILD = """
import { readFileSync } from "node:fs";
const { graphOf } = await import(process.argv[1]);
const shapes = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(shapes.map((shape) => graphOf(shape))));
"""
BUILDER = ASSETS / "live/playground/builder.mjs"
VALUES = """
import { readFileSync } from "node:fs";
const { graphOf } = await import(process.argv[1]);
const { Run } = await import(new URL("../../graph.mjs", process.argv[1]));
const { significant } = await import(new URL("../../digits.mjs", process.argv[1]));
const asked = JSON.parse(readFileSync(0, "utf8"));
const textOf = (pass, name) => pass.digits(name, significant(17)).text;
const table = (pass, names) => Object.fromEntries(names.map((name) => [name, textOf(pass, name)]));
const tables = asked.map(({ shape, names, steps }) => {
  const run = new Run(graphOf(shape, (name) => name === "E_total" || name === "E_batch"));
  return steps.map((step) => table(run.passNow(step), names));
});
console.log(JSON.stringify(tables));
"""
Table = dict[str, str]

PRECISION, STEPS = 1024, (0, 1)
SEEDS, COUNT = range(10), 20
WITHOUT_OPTIONS: dict[str, Any] = {"options": {}, "settings": {}, "variants": {}}


def published(twin: Twin) -> dict[str, Any]:
    """Return what Python publishes of the graph of a network without options."""
    graph = twin.graph
    own = expressions(graph)
    return {
        "loss": graph.loss,
        "objective": graph.objective,
        "expressions": own,
        "updates": dict(graph.updates),
        "quantities": meanings([(graph, own)]),
        **WITHOUT_OPTIONS,
    }


def differences(found: dict[str, Any], expected: dict[str, Any]) -> list[str]:
    """Return a line for each name that two graphs have otherwise, and one where their order differs."""
    lines = []
    for part, own in expected.items():
        if isinstance(own, str):
            lines += [f"{part}: found {found[part]}, expected {own}"] * (found[part] != own)
            continue
        lines += [
            f"{part} {name}: found {found[part].get(name)}, expected {own.get(name)}"
            for name in {**own, **found[part]}
            if found[part].get(name) != own.get(name)
        ]
        lines += [f"{part}: in another order"] * (list(found[part]) != list(own))
    return lines


@pytest.mark.parametrize("seed", SEEDS)
def test_random_shapes_have_the_graphs_that_python_gives_them(seed: int) -> None:
    drawn = list(twins(seed, COUNT))
    graphs = answers(BUILD, BUILDER, [twin.shape for twin in drawn])
    for twin, graph in zip(drawn, graphs, strict=True):
        assert differences(graph, published(twin)) == [], twin.shape


def test_networks_of_the_pages_are_built_as_they_are_published() -> None:
    own = [*networks().values(), samples_of("line")]
    graphs = answers(BUILD, BUILDER, [Twin.of(network).shape for network in own])
    for network, graph in zip(own, graphs, strict=True):
        usual = example_graph(network)
        expected = {part: usual[part] for part in ("loss", "objective", "expressions", "updates")}
        assert differences(graph, expected) == [], network.name


def test_a_graph_of_other_options_is_seen() -> None:
    (twin,) = twins(3, 1)
    other = json.loads(json.dumps(twin.shape)) | {"rate": "0.25"}
    (graph,) = answers(BUILD, BUILDER, [other])
    lines = differences(graph, published(twin))
    assert any(line.startswith("expressions eta: found {'number': '1/4'}") for line in lines)


def needed_names(graph: Graph) -> list[str]:
    """Return the losses, their derivatives and the updates."""
    slopes = [
        derivative_name(loss, lower)
        for loss in dict.fromkeys((graph.loss, graph.objective))
        for lower in graph.forward
        if graph.depends(loss, lower)
    ]
    return [graph.loss, graph.objective, *slopes, *graph.signals, *graph.updates.values()]


def proved_digits(twin: Twin, names: list[str]) -> Table:
    """Return the digits of `names` after each of `STEPS` updates; none where a ball leaves one open."""
    run, program = Run(twin.graph, PRECISION), compiled(twin.graph, names, "proved")
    with ctx.workprec(PRECISION):
        passes = {step: program(run.state(step)) for step in STEPS}
        return {f"@{step}:{name}": text_of(passes[step][name]) for step in STEPS for name in names}


def text_of(value: Proved) -> str:
    """Return 17 digits of a value, or none."""
    try:
        return digits(value, significant(VALUE_DIGITS)).text
    except UndecidedError:
        return ""


def browser_digits(drawn: list[Twin]) -> list[Table]:
    """Return the same from the modules of the pages."""
    asked = [{"shape": twin.shape, "names": needed_names(twin.graph), "steps": STEPS} for twin in drawn]
    return [
        {
            f"@{step}:{name}": text
            for step, table in zip(STEPS, tables, strict=True)
            for name, text in table.items()
        }
        for tables in answers(VALUES, BUILDER, asked)
    ]


def wrong(found: Table, expected: Table) -> list[str]:
    """Return a line for each number that both know and that differs."""
    return [
        f"{key}: found {found[key]}, expected {text}"
        for key, text in expected.items()
        if text and found[key] and text != found[key]
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_random_shapes_have_the_values_that_python_proves(seed: int) -> None:
    drawn = list(twins(seed, COUNT))
    tables = browser_digits(drawn)
    for twin, table in zip(drawn, tables, strict=True):
        assert wrong(table, proved_digits(twin, needed_names(twin.graph))) == [], twin.shape
    undecided = sum(not text for table in tables for text in table.values())
    assert undecided < 0.02 * sum(map(len, tables))


def test_values_of_another_rate_are_seen() -> None:
    (twin,) = twins(3, 1)
    (table,) = browser_digits([Twin(twin.shape | {"rate": "0.25"})])
    assert wrong(table, proved_digits(twin, needed_names(twin.graph)))
