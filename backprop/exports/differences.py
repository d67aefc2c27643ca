"""What differs between two exports: numbers that came, went, or are no longer what they were."""

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from backprop import files
from backprop.errors import BackpropError
from backprop.exports import FOLDER
from backprop.exports.data import SCHEMA
from backprop.exports.export import INDEX

ADDED, MOVED, REMOVED = "added", "moved", "removed"

# A number is in a file, at a key.
Place = tuple[str, str]


@dataclass(frozen=True)
class Difference:
    """A key, the file that has it, and what it was and is there; empty where it was or is not."""

    kind: str
    key: str
    file: str
    old: str
    new: str


def differences(old: Path, new: Path) -> list[Difference]:
    """Return what differs between two folders of exports, by example and key."""
    before, after = numbers(old), numbers(new)
    changed = {place for place in before.keys() | after.keys() if before.get(place) != after.get(place)}
    return [
        _difference(place, before.get(place, ""), after.get(place, ""))
        for place in sorted(changed, key=_natural)
    ]


def _difference(place: Place, old: str, new: str) -> Difference:
    kind = MOVED if old and new else REMOVED if old else ADDED
    file, key = place
    return Difference(kind, key, file, old, new)


def _natural(place: Place) -> tuple[object, ...]:
    """Return what sorts keys by their examples, and 10 updates behind 9."""
    file, key = place
    run, _, quantity = key.partition(":")
    example = re.split("[;@]", run)[0]
    parts = (re.sub(r"[0-9]+", lambda digits: f"{digits[0]:0>9}", part) for part in (run, quantity))
    return example, *parts, file


def numbers(folder: Path) -> Mapping[Place, str]:
    """Return all numbers of an export; raise where the folder is none that can be read."""
    if not (folder / INDEX).is_file():
        raise BackpropError(f"{folder}: found no {INDEX}, expected a folder made by backprop export")
    with _opened(folder / INDEX) as index:
        paths = [f"{FOLDER}/{example['name']}.json" for example in index["examples"]]
    values: dict[Place, str] = {}
    for path in paths:
        with _opened(folder / path) as document:
            values |= {(path, value["key"]): _printed(value) for value in document["values"]}
            runs = [(f"{FOLDER}/{run['file']}", run["run"]) for run in document["runs"]]
        for file, run in runs:
            values |= {(file, key): cell for key, cell in _cells(folder / file, run)}
    return values


def _printed(value: Mapping[str, str]) -> str:
    return f"{'=' if value['exact'] else '≈'} {value['digits']}"


def _cells(file: Path, run: str) -> Iterator[tuple[str, str]]:
    """Yield key and text of each cell of a run."""
    text = files.read(file)
    with _understood(file):
        (_, *names), *rows = csv.reader(text.splitlines(), strict=True)
        for step, *cells in rows:
            start = f"{run}@{step}" if int(step) else run
            yield from ((f"{start}:{name}", cell) for name, cell in zip(names, cells, strict=True))


@contextmanager
def _opened(file: Path) -> Iterator[Any]:
    """Give a JSON document of our schema; what it lacks is told with the name of its file."""
    text = files.read(file)
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise BackpropError(f"{file}:{error.lineno}:{error.colno}: {error.msg}, expected JSON") from error
    with _understood(file):
        if document["schema"] != SCHEMA:
            raise BackpropError(
                f"{file}: found schema {document['schema']}, expected {SCHEMA}; "
                "compare with the release of backprop that made it"
            )
        yield document


@contextmanager
def _understood(file: Path) -> Iterator[None]:
    try:
        yield
    except (KeyError, TypeError, ValueError, csv.Error) as error:
        what = f"no {error}" if isinstance(error, KeyError) else str(error)
        raise BackpropError(f"{file}: expected a file as backprop export makes it; found {what}") from error


def as_text(differing: Sequence[Difference]) -> str:
    """Return a line for each difference, and how many there are."""
    lines = [f"{each.kind:8} {each.key} {_change(each)} ({each.file})" for each in differing]
    return "\n".join([*lines, ", ".join(f"{count} {kind}" for kind, count in counts(differing).items())])


def _change(each: Difference) -> str:
    return " → ".join(filter(None, (each.old, each.new)))


def counts(differing: Sequence[Difference]) -> dict[str, int]:
    """Return how many differences of each kind there are."""
    return {kind: sum(each.kind == kind for each in differing) for kind in (ADDED, MOVED, REMOVED)}


def as_json(differing: Sequence[Difference]) -> str:
    """Return the same as one object."""
    document = {**counts(differing), "differences": [asdict(each) for each in differing]}
    return json.dumps(document, ensure_ascii=False)


FORMATS = {"text": as_text, "json": as_json}
