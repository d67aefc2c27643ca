"""The slips of an example as JSON, each an edit of its graph, which `slips-schema-1.json` describes.

A script that puts the edited expressions in the place of the graph's own computes what someone gets who makes
the slip. They stand by themselves, since only who has a wrong number needs them.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from backprop.core.example import Example
from backprop.core.graph import Graph, Quantity
from backprop.core.keys import default, settings, words_of
from backprop.exports import FOLDER, lines
from backprop.exports.data import SCHEMA, edition
from backprop.exports.graphs import as_json
from backprop.slips.families import FAMILIES, Ranked, drafts_of

# The options whose slips are published besides those of the usual run: what books do otherwise.
CONVENTIONS = frozenset(["bias", "loss", "total", "update"])


def slip_files(example: Example) -> dict[str, str]:
    """Return the slips of an example as a file."""
    return {file_name(example): lines.written(document(example))}


def file_name(example: Example) -> str:
    """Return where the slips of an example stand, relative to the site."""
    return f"{FOLDER}/{example.name}-slips.json"


def document(example: Example) -> dict[str, Any]:
    """Return all slips of an example: each edit once, each slip once, and which there are under an option."""
    edits: dict[str, int] = {}
    slips: dict[str, int] = {}
    runs = {
        name: _spans([_place(slips, _slip(ranked, edits, example)) for ranked in drafts_of(graph)])
        for name, graph in _graphs(example)
    }
    return {
        "$schema": f"slips-schema-{SCHEMA}.json",
        **edition(),
        "example": example.name,
        "families": list(FAMILIES),
        "edits": [json.loads(edit) for edit in edits],
        "slips": [json.loads(slip) for slip in slips],
        "runs": runs,
    }


def _graphs(example: Example) -> Iterator[tuple[str, Graph]]:
    """Yield the usual graph, and that of each single convention, with the name that it has in keys."""
    yield "", example.graph(settings(example, ()))
    for option in [option for option in example.options if option in CONVENTIONS]:
        for value in words_of(example, option):
            if value != default(example, option):
                yield f";{option}={value}", example.graph(settings(example, ((option, value),)))


def _slip(ranked: Ranked, edits: dict[str, int], example: Example) -> dict[str, Any]:
    draft = ranked.draft
    option, _, chosen = draft.option.partition("=")
    is_known = chosen in example.options.get(option, ())
    return {
        "words": draft.words,
        "family": ranked.family,
        "rank": ranked.rank,
        "edits": [_place(edits, _edit(quantity)) for quantity in draft.edits],
        **({"shift": draft.shift} if draft.shift else {}),
        **({"option": draft.option} if is_known else {}),
    }


def _edit(quantity: Quantity) -> dict[str, Any]:
    return {"name": quantity.name, "expression": as_json(quantity.expr)}


def _place(places: dict[str, int], item: dict[str, Any]) -> int:
    """Return the place of an item, at the end where it is new."""
    return places.setdefault(json.dumps(item), len(places))


def _spans(places: Iterable[int]) -> list[list[int]]:
    """Return places in their order as spans, each from its first to its last."""
    spans: list[list[int]] = []
    for place in places:
        if spans and spans[-1][1] == place - 1:
            spans[-1][1] = place
        else:
            spans.append([place, place])
    return spans
