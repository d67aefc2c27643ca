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
_NUMBER = frozenset(["id", "place", "printed", "of", "cause", "why"])
_SLIP = frozenset(["id", "place", "kind", "words", "printed", "right", "wrong"])
_NEEDED = frozenset(["id", "place", "printed"])
_LISTS = frozenset(["of", "cause", "sources"])
_SHOWN = 60

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
    return list(_object(file, text, {"sources"})["sources"])


@cache
def parse_source(file: str, text: str) -> Source:
    """Return the source that a file describes."""
    parsed = _object(file, text, {"title", "claims", "slips"})
    numbers = {row["id"]: _number(file, row) for row in _rows(file, parsed["claims"], _NUMBER)}
    slips = {row["id"]: _slip(row) for row in _rows(file, parsed["slips"], _SLIP)}
    return Source(parsed["title"], numbers, slips)


def _object(file: str, text: str, names: set[str]) -> Row:
    try:
        parsed = json.loads(text)
    except json.JSONDecodeError as error:
        raise BackpropError(f"{file}:{error.lineno}:{error.colno}: {error.msg}, expected JSON") from error
    except (ValueError, RecursionError) as error:
        raise BackpropError(f"{file}: found what is too long or too deep, expected JSON") from error
    if not isinstance(parsed, dict) or set(parsed) != names:
        raise BackpropError(f"{file}: expected an object with {', '.join(sorted(names))}")
    _expect_texts(file, {name: value for name, value in parsed.items() if name not in {"claims", "slips"}})
    return parsed


def _rows(file: str, rows: Any, names: frozenset[str]) -> list[Row]:
    """Return the objects of a list; raise where it holds anything else, or one place twice."""
    for row in rows if isinstance(rows, list) else [rows]:
        if not isinstance(rows, list) or not isinstance(row, dict):
            raise BackpropError(f"{file}: found {_excerpt(row)}, expected a list of objects")
        place = f"{file}: {_excerpt(row.get('id'))}"
        if other := set(row) - names or _NEEDED - set(row):
            raise BackpropError(f"{place}: {', '.join(sorted(other))} unknown or missing")
        _expect_texts(place, row)
    ids = Counter(row["id"] for row in rows)
    if twice := [name for name, count in ids.items() if count > 1]:
        raise BackpropError(f"{file}: found {', '.join(twice)} twice, expected each place once")
    return list(rows)


def _expect_texts(place: str, row: Row) -> None:
    """Raise where an entry is no text, or no list of texts where there may be several."""
    for name, value in row.items():
        texts = value if name in _LISTS and isinstance(value, list) else [value]
        if (name in _LISTS) != isinstance(value, list) or not all(isinstance(text, str) for text in texts):
            expected = "a list of texts" if name in _LISTS else "a text"
            raise BackpropError(f"{place}: found {_excerpt(value)} as {name}, expected {expected}")


def _excerpt(value: Any) -> str:
    """Return what JSON has, as it is written there, in no more than a line."""
    return str(value if isinstance(value, str) else json.dumps(value))[:_SHOWN].replace("\n", " ")


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
