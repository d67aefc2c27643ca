"""JSON that people and `diff` can read: an item of a list, or a member of an object, a line."""

import json
from collections.abc import Mapping
from typing import Any


def written(document: Mapping[str, Any]) -> str:
    """Return an object as JSON text, its lists with a line for each item."""
    members = ",\n".join(f"{_line_of(name)}: {_member(value)}" for name, value in document.items())
    return f"{{\n{members}\n}}\n"


def _member(value: Any) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(map(_line_of, value)) + "\n]"
    return _line_of(value)


def _line_of(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
