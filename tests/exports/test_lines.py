"""JSON with a line for each item: the same document, and a change shows in its line alone."""

import json
from typing import Any

import pytest

from backprop.exports.lines import written

TEXT = """\
{
"name": "σ",
"none": [],
"list": [
{"a": 1, "b": ["x"]},
{"a": 2}
],
"object": {"c": [1, 2]}
}
"""
DOCUMENT = {"name": "σ", "none": [], "list": [{"a": 1, "b": ["x"]}, {"a": 2}], "object": {"c": [1, 2]}}


def test_each_item_has_its_line() -> None:
    assert written(DOCUMENT) == TEXT


@pytest.mark.parametrize("document", [DOCUMENT, {"one": [[], {}, None, True, 0.5, 'a "b"\n']}, {"a": [1]}])
def test_what_is_written_is_read(document: dict[str, Any]) -> None:
    assert json.loads(written(document)) == document
