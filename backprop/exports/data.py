"""The numbers of an example as one JSON document, which `schema-1.json` describes.

It holds every quantity of the first pass and update, whatever has been released, and whatever pages print.
"""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction
from importlib import metadata
from typing import Any

import flint
from flint import fmpq

from backprop.core import registry
from backprop.core.digits import VALUE_DIGITS, ends
from backprop.core.example import Example
from backprop.core.groups import GROUPS, group_keys, group_of, key_order, users_of
from backprop.core.keys import Key, parse_run
from backprop.core.ops import Proved
from backprop.core.project import project
from backprop.core.record import FIRST_ROUTE, value_at
from backprop.core.records import recorded
from backprop.exports import FOLDER, lines, runs
from backprop.exports.graphs import example_graph
from backprop.releases import ledger

SCHEMA = 1
ENCLOSURE_DIGITS = VALUE_DIGITS + 8
LONGEST_FRACTION = 60  # rationals of a long run fill pages

Pages = Mapping[Key, Sequence[str]]


def data_files(example: Example, pages: Pages) -> dict[str, str]:
    """Return the document of an example as a file; `pages` are the addresses of those that print a key."""
    return {file_name(example): lines.written(document(example, pages))}


def file_name(example: Example) -> str:
    """Return where the document of an example stands, relative to the site."""
    return f"{FOLDER}/{example.name}.json"


def document(example: Example, pages: Pages) -> dict[str, Any]:
    """Return all that is known of an example."""
    return {
        "$schema": f"schema-{SCHEMA}.json",
        **edition(),
        "example": example.name,
        "title": example.title,
        "address": address(example),
        "routes": [FIRST_ROUTE, example.route_name],
        "runs": [_run(example, rate) for rate in runs.rates(example)],
        "graph": recorded_object(("graph", example.name), lambda: example_graph(example)),
        "values": values(example, pages),
    }


def edition() -> dict[str, Any]:
    """Return what tells one release's data from another's."""
    return {
        "schema": SCHEMA,
        "version": project().version,
        "licence": "CC-BY-4.0",
        "made_with": {
            "python-flint": flint.__version__,
            "FLINT": flint.__FLINT_VERSION__,
            "NumPy": metadata.version("numpy"),
            "Python": sys.version.partition(" ")[0],
        },
    }


def address(example: Example) -> str:
    """Return where the values of an example stand, relative to the site."""
    return f"{FOLDER}/{example.name}/"


def _run(example: Example, rate: str) -> dict[str, Any]:
    key = runs.run_key(example, rate)
    return {"run": key.run, "rate": rate, "file": runs.file_name(example, rate)}


def keys(example: Example, pages: Pages) -> list[Key]:
    """Return the keys of a document: first pass and update, what is released, what `pages` print.

    Counts are left out: anyone can count, and no formula uses them.
    """
    start = parse_run(example.name)
    first = [key for name in GROUPS for key in group_keys(start, name)]
    released = [key for key in ledger.released() if key.example == example.name and registry.is_known(key)]
    more = {key for key in (*released, *pages) if key.example == example.name}
    more = {key for key in more if registry.entry(key).quantity.role != "count"}
    return [*first, *sorted(more - set(first), key=key_order)]


def values(example: Example, pages: Pages) -> list[dict[str, Any]]:
    """Return what is known of each key; `used_by` are those of them whose formula has it."""
    known, proved = keys(example, pages), released_values(example)
    users = users_of(known)
    return [
        {
            **(proved[str(key)] if str(key) in proved else value(key)),
            "used_by": [str(user) for user in users[key]],
            "since": ledger.released()[key].since if key in ledger.released() else None,
            "address": f"{address(example)}#{key.fragment}",
            "pages": list(pages.get(key, ())),
        }
        for key in known
    ]


def released_values(example: Example) -> Mapping[str, dict[str, Any]]:
    """Return what is known of each key by itself, of those that a document has whatever pages print."""
    return recorded_object(
        ("values", example.name), lambda: {str(key): value(key) for key in keys(example, {})}
    )


def recorded_object(parts: tuple[str, ...], make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Return the JSON object that `make` returns, from its record where this code made it before."""
    made: dict[str, Any] = json.loads(
        recorded("exports", __name__, parts, lambda: json.dumps(make()).encode())
    )
    return made


def value(key: Key) -> dict[str, Any]:
    """Return what is known of a key by itself."""
    proved = value_at(key)
    return {
        "key": proved.key,
        "quantity": key.quantity,
        "step": key.step,
        "options": dict(key.options),
        "group": group_of(key),
        "symbol": proved.symbol,
        "words": proved.words,
        "digits": proved.digits,
        "exact": proved.exact,
        "page": registry.digits(key).text,
        "enclosure": enclosure(registry.enclosure(key)),
        "formula": proved.formula,
        "substitution": proved.substitution,
        "uses": list(dict.fromkeys(proved.operands)),
    }


def enclosure(value: Proved) -> dict[str, str]:
    """Return a rational as a fraction, unless it is long; all else as decimals, rounded away from it."""
    if isinstance(value, fmpq) and len(str(value)) <= LONGEST_FRACTION:
        return {"fraction": str(value)}
    low, high = ends(value)
    return {"low": _rounded(low, ROUND_FLOOR), "high": _rounded(high, ROUND_CEILING)}


def _rounded(value: Fraction, rounding: str) -> str:
    context = Context(prec=ENCLOSURE_DIGITS, rounding=rounding)
    return format(context.divide(Decimal(value.numerator), Decimal(value.denominator)), "f")
