"""The schemas of the data, and what they say against a document."""

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator

from backprop.exports import data

FOLDER = Path(data.__file__).parent
DOCUMENT, SLIPS, INDEX = (
    json.loads((FOLDER / name).read_text("utf-8"))
    for name in ("schema-1.json", "slips-schema-1.json", "index-schema-1.json")
)


def faults(schema: Any, document: Any) -> list[str]:
    """Return what a schema says against a document."""
    return [error.message for error in Draft7Validator(schema).iter_errors(document)]


def open_objects(schema: Any) -> list[Any]:
    """Return the descriptions of objects that allow any other member."""
    if isinstance(schema, list):
        return [each for part in schema for each in open_objects(part)]
    if not isinstance(schema, dict):
        return []
    inside = [each for part in schema.values() for each in open_objects(part)]
    is_open = schema.get("type") == "object" and schema.get("additionalProperties") is not False
    return inside + [schema] * is_open
