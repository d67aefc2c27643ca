"""The data beside a page about a source: the numbers that it prints, with their places, and its slips.

Whether a number is right is no part of the data, and nothing here knows what a key means.
"""

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from backprop.errors import BackpropError

FOLDER = "sources"
INDEX = f"{FOLDER}/index.json"
_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
# What the files look like: texts, lists, and objects, in which a name with a question mark may be missing.
_NUMBER = {"id": "", "place": "", "printed": "", "of?": [""], "cause?": [""], "why?": ""}
_SLIP = {"id": "", "place": "", "printed": "", "kind?": "", "words?": "", "right?": "", "wrong?": ""}
_SOURCE = {"title": "", "claims": [_NUMBER], "slips": [_SLIP]}
_SOURCES = {"sources": [""]}
_KINDS: Mapping[type, str] = {str: "text", list: "list", dict: "object"}
_LONGEST = 60

Row = dict[str, Any]


@dataclass(frozen=True)
class PrintedNumber:
    """A number that should be the product of the values `of`, and is that of a slip, the `cause`.

    A product of a cause is one of rounded numbers, rounded again. Where there is no key, `why` says so.
    """

    id: str
    place: str
    printed: str
    of: tuple[str, ...]
    cause: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Slip:
    """Something else that is wrong: what it is in words, how it is printed, and both formulas if any."""

    id: str
    place: str
    words: str
    printed: str
    right: str
    wrong: str


@dataclass(frozen=True)
class Source:
    """A text that this site grew from: its numbers and its slips by their anchors."""

    title: str
    numbers: Mapping[str, PrintedNumber]
    slips: Mapping[str, Slip]


def source_file(name: str) -> str:
    """Return the path of a source's data below the pages."""
    return f"{FOLDER}/{name}.json"


def parse_names(file: str, text: str) -> list[str]:
    """Return the names of all sources, in the order of their table."""
    return list(_parsed(file, text, _SOURCES)["sources"])


@cache
def parse_source(file: str, text: str) -> Source:
    """Return the source that a file describes."""
    parsed = _parsed(file, text, _SOURCE)
    numbers, slips = (_by_anchor(file, parsed[name]) for name in ("claims", "slips"))
    return Source(
        parsed["title"],
        {anchor: _number(file, row) for anchor, row in numbers.items()},
        {anchor: _slip(row) for anchor, row in slips.items()},
    )


def _parsed(file: str, text: str, shape: Row) -> Row:
    try:
        parsed = json.loads(text)
    except json.JSONDecodeError as error:
        raise BackpropError(f"{file}:{error.lineno}:{error.colno}: {error.msg}, expected JSON") from error
    except (ValueError, RecursionError) as error:
        raise BackpropError(f"{file}: found what is too long or too deep, expected JSON") from error
    _expect(file, parsed, shape)
    return dict(parsed)


def _expect(place: str, value: Any, shape: Any) -> None:
    """Raise where a value is not of a shape."""
    if not isinstance(value, type(shape)):
        excerpt = json.dumps(value, ensure_ascii=False)[:_LONGEST]
        raise BackpropError(f"{place}: found {excerpt}, expected {_KINDS[type(shape)]}")
    if isinstance(shape, list):
        for number, item in enumerate(value, 1):
            _expect(f"{place}: {number}", item, shape[0])
    elif isinstance(shape, dict):
        shapes = {name.rstrip("?"): inner for name, inner in shape.items()}
        if wrong := set(value) - set(shapes) or set(shape) & set(shapes) - set(value):
            raise BackpropError(f"{place}: {', '.join(sorted(wrong))} unknown or missing")
        for name, inner in value.items():
            _expect(f"{place}: {name}", inner, shapes[name])


def _by_anchor(file: str, rows: list[Row]) -> dict[str, Row]:
    ids = Counter(row["id"] for row in rows)
    if twice := [name for name, count in ids.items() if count > 1]:
        raise BackpropError(f"{file}: found {', '.join(twice)} twice, expected each place once")
    return {row["id"]: row for row in rows}


def _number(file: str, row: Row) -> PrintedNumber:
    if not _DECIMAL.fullmatch(row["printed"]):
        raise BackpropError(f"{file}: {row['id']}: found {row['printed']!r}, expected a decimal number")
    if not row.get("of") and not row.get("why"):
        raise BackpropError(f"{file}: {row['id']}: found no key, expected a why")
    of, cause = (tuple(row.get(name, ())) for name in ("of", "cause"))
    return PrintedNumber(row["id"], row["place"], row["printed"], of, cause, row.get("why", ""))


def _slip(row: Row) -> Slip:
    words, right, wrong = (row.get(name, "") for name in ("words", "right", "wrong"))
    return Slip(row["id"], row["place"], words, row["printed"], right, wrong)
