"""The ledger of released keys: what each was worth, and the release that first had it.

A released key stands for its quantity for ever. The file has a line for each, in order of release and page.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from backprop import files
from backprop.core.keys import Key, parse
from backprop.core.project import project
from backprop.errors import BackpropError
from backprop.releases import changelog
from backprop.releases.changelog import Release

LEDGER = Path(__file__).with_name("ledger.tsv")


@dataclass(frozen=True)
class Released:
    """A key, its value in 17 significant digits with `=` or `≈` before them, and its first release."""

    key: Key
    value: str
    since: str


@cache
def released(path: Path = LEDGER) -> Mapping[Key, Released]:
    """Return what has been released, in the order of the ledger; of another project, nothing has been."""
    if path == LEDGER and not project().is_own:
        return {}
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


def broken(rows: Iterable[Released], values: Mapping[Key, str], releases: Iterable[Release]) -> Iterator[str]:
    """Yield a line for each released key that has lost its entry or its value, and no release tells why.

    `values` are those of all entries of today.
    """
    history, known = tuple(releases), {str(row.key): row for row in rows}
    for change in (change for release in history for change in release.changes):
        if change.key not in known:
            yield f"{change.key}: found in the changelog, expected a released key"
    for row in known.values():
        expected: str | None = row.value
        for change in changelog.changes(history, str(row.key)):
            if change.old not in {None, expected}:
                yield f"{row.key}: found {change.old} in the changelog, expected {expected}"
            expected = change.new
        value = values.get(row.key)
        if value != expected:
            yield _fault(row, value, expected)


def _fault(row: Released, value: str | None, expected: str | None) -> str:
    if value is None:
        return (
            f"{row.key}: found no entry, expected {expected} as released in {row.since}; "
            "if it has to go, say so in CHANGELOG.md under Withdrawn"
        )
    return (
        f"{row.key}: found {value}, expected {expected or 'no entry'} as released in {row.since}; "
        "if it has to change, say so in CHANGELOG.md under Changed values"
    )
