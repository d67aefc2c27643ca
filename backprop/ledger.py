"""The ledger of released keys: what each was worth, and the release that first had it.

A released key stands for its quantity for ever. The file has a line for each, in order of release and page.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from backprop import files
from backprop.errors import BackpropError
from backprop.keys import Key, parse

LEDGER = Path(__file__).with_name("ledger.tsv")


@dataclass(frozen=True)
class Released:
    """A key, its value in 17 significant digits with `=` or `≈` before them, and its first release."""

    key: Key
    value: str
    since: str


@cache
def released(path: Path = LEDGER) -> Mapping[Key, Released]:
    """Return what has been released, in the order of the ledger."""
    lines = enumerate(files.read(path).splitlines(), 1)
    rows = [_row(line, f"{path}:{number}") for number, line in lines]
    return {row.key: row for row in rows}


def _row(line: str, place: str) -> Released:
    try:
        key, value, since = line.split("\t")
        return Released(parse(key), value, since)
    except (ValueError, BackpropError) as error:
        raise BackpropError(
            f"{place}: found {line!r}, expected a key, its value and a release; take the line from a release"
        ) from error


def write(rows: Iterable[Released], path: Path = LEDGER) -> None:
    """Write the ledger anew."""
    files.write(path, "".join(f"{row.key}\t{row.value}\t{row.since}\n" for row in rows))
    released.cache_clear()
