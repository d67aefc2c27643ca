"""The many spellings of names as a module for the browser, which reads a learner's numbers with it."""

import json

from backprop.grade import spelling

FILE = "live/check/spelling.mjs"

_HEAD = "// How people write names, made by `backprop assets` from the table in backprop/grade/spelling.py."


def spelling_module() -> str:
    """Return the module: the table of spellings, its patterns as JavaScript writes them."""
    lines = (f"  {name}: {_written(part)},\n" for name, part in spelling.table().items())
    return f"{_HEAD}\nexport const SPELLING = {{\n{''.join(lines)}}};\n"


def _written(part: object) -> str:
    """Return a part of the table, a line for each row that it has."""
    if isinstance(part, list):
        return "[\n" + "".join(f"    {_json(row)},\n" for row in part) + "  ]"
    return _json(part)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False).replace("(?P<", "(?<")
