"""The file of results: read again it gives the same, and its tables are those of what was measured."""

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator

from scripts.benchmark.results import as_document, measured_of, plan_of, renewed
from tests.benchmark.results import MACHINE, PLAN, results

FILE = Path(__file__).parents[2] / "docs/measurements/performance.json"
TEXT: dict[str, Any] = {"type": "string"}
NUMBER: dict[str, Any] = {"type": "number", "minimum": 0}


def object_of(**parts: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": parts, "required": [*parts], "additionalProperties": False}


def named(value: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": value}


def listed(item: dict[str, Any], **more: int) -> dict[str, Any]:
    return {"type": "array", "items": item, **more}


SHAPE = object_of(**dict.fromkeys(("pages", "formulas", "numbers", "distinct", "seed"), NUMBER))
SCHEMA = object_of(
    schema={"const": 1},
    machine=named(TEXT),
    plan=object_of(
        corpus=SHAPE,
        large={"oneOf": [SHAPE, {"type": "null"}]},
        peers=listed(TEXT),
        has_site={"type": "boolean"},
        rounds={"type": "integer", "minimum": 1},
    ),
    measured=object_of(
        rounds=named(listed(named(listed(NUMBER, minItems=3, maxItems=3)), minItems=1)),
        sizes=named(NUMBER),
        typeset=named(NUMBER),
        missing=named(TEXT),
        kernels=named(listed(NUMBER, minItems=1)),
        saves=named(listed(NUMBER, minItems=1)),
    ),
    tables=named(object_of(title=TEXT, head=listed(TEXT), rows=listed(listed(TEXT)), chart=TEXT)),
)


def faults(document: Any) -> list[str]:
    return [error.message for error in Draft7Validator(SCHEMA).iter_errors(document)]


def test_a_file_holds_all_that_was_measured() -> None:
    document = json.loads(as_document(PLAN, results(), MACHINE))
    assert (plan_of(document["plan"]), measured_of(document["measured"])) == (PLAN, results())
    assert faults(document) == []


def test_a_file_of_another_form_is_seen() -> None:
    document = json.loads(as_document(PLAN, results(), MACHINE))
    document["tables"]["tools"]["rows"][0][0] = 1
    assert faults(document) == ["1 is not of type 'string'"]


def test_the_file_of_the_page_has_the_tables_of_its_measurements() -> None:
    text = FILE.read_text("utf-8")
    assert faults(json.loads(text)) == []
    assert renewed(text) == text, "run scripts/bench report docs/measurements/performance.json"
    assert renewed(text.replace('"rows"', '"rows" ', 1)) == text
