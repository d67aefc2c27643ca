"""Tables as a reader pastes them, read and graded by the modules of the pages."""

from collections.abc import Sequence
from typing import Any

from backprop.exports.graphs import example_graph
from backprop.networks.examples import EXAMPLES
from tests.node import ASSETS, answers

RUN = """
import { readFileSync } from "node:fs";
const at = (name) => import(process.argv[1].replace("graph.mjs", name));
const [{ Run }, { Mistake }] = [await at("graph.mjs"), await at("key.mjs")];
const { gradeTable } = await at("live/check/checking.mjs");
const { tableIn } = await at("live/check/columns.mjs");
const { graphs, tables } = JSON.parse(readFileSync(0, "utf8"));

async function graded({ example, text, options, isGraded }) {
  const runWith = (given) => new Run(graphs[example], { options, given });
  const table = tableIn(text, runWith({}));
  const plain = (cell) => cell?.number?.plain ?? "";
  const columns = table.columns.map(({ names, cells }) => [names.join(" or "), cells.map(plain)]);
  if (!isGraded) return { columns, notes: table.notes };
  const { findings, first } = await gradeTable(table, runWith);
  const kept = ({ name, head, kind, step, digits, right }) => ({ name, head, kind, step, digits, right });
  return { columns, notes: table.notes, findings: findings.map(kept), first: first?.name ?? null };
}

const reports = [];
for (const table of tables) {
  reports.push(await graded(table).catch((error) => {
    if (error instanceof Mistake) return { mistake: error.message };
    throw error;
  }));
}
console.log(JSON.stringify(reports));
"""

Report = dict[str, Any]
Option = tuple[str, str]


def reports(
    texts: Sequence[str], example: str = "mazur", options: Sequence[Option] = (), *, is_graded: bool = True
) -> list[Report]:
    """Return what the page makes of each text: its columns by name, and what it finds in them."""
    tables = [{"example": example, "text": text, "options": options, "isGraded": is_graded} for text in texts]
    graphs = {example: example_graph(EXAMPLES[example])}
    return list(answers(RUN, ASSETS / "graph.mjs", {"graphs": graphs, "tables": tables}))


def report(
    text: str, example: str = "mazur", options: Sequence[Option] = (), *, is_graded: bool = True
) -> Report:
    """Return what the page makes of one text."""
    return reports([text], example, options, is_graded=is_graded)[0]


def kinds(found: Report) -> dict[str, str]:
    """Return the kind of each finding by its quantity."""
    return {finding["name"]: finding["kind"] for finding in found["findings"]}
