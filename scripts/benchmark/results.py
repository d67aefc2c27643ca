"""The file of results: all that was measured, how, on what, and the tables that pages show of it."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from scripts.benchmark.clock import Cost
from scripts.benchmark.corpus import Shape
from scripts.benchmark.measure import Measured, Plan
from scripts.benchmark.report import as_data, tables
from scripts.benchmark.tools import PEERS


def as_document(plan: Plan, results: Measured, machine: Mapping[str, str]) -> str:
    """Return the file of a run."""
    document = {
        "schema": 1,
        "machine": dict(machine),
        "plan": plan_data(plan),
        "measured": measured_data(results),
        "tables": {name: as_data(table) for name, table in tables(plan, results, machine).items()},
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def renewed(text: str) -> str:
    """Return a file with the tables that its measurements give today."""
    data = json.loads(text)
    return as_document(plan_of(data["plan"]), measured_of(data["measured"]), data["machine"])


def plan_data(plan: Plan) -> dict[str, Any]:
    """Return a plan as the file holds it."""
    return {
        "corpus": asdict(plan.corpus),
        "large": asdict(plan.large) if plan.large else None,
        "peers": [tool.name for tool in plan.peers],
        "has_site": plan.has_site,
        "rounds": plan.rounds,
    }


def plan_of(data: Mapping[str, Any]) -> Plan:
    """Return the plan that a file holds."""
    peers = tuple(tool for tool in PEERS if tool.name in data["peers"])
    large = Shape(**data["large"]) if data["large"] else None
    return Plan(Shape(**data["corpus"]), large, peers, data["has_site"], data["rounds"])


def measured_data(results: Measured) -> dict[str, Any]:
    """Return what was measured as the file holds it: of a stage its seconds, those by the clock, and MiB."""
    rounds = {
        name: [{stage: [*vars(cost).values()] for stage, cost in costs.items()} for costs in each]
        for name, each in results.rounds.items()
    }
    return {**vars(results), "rounds": rounds}


def measured_of(data: Mapping[str, Any]) -> Measured:
    """Return what was measured from what a file holds."""
    rounds = {
        name: [{stage: Cost(*parts) for stage, parts in costs.items()} for costs in each]
        for name, each in data["rounds"].items()
    }
    return Measured(**{**data, "rounds": rounds})
