"""What `CHANGELOG.md` says of each release: version, date, and the values that it changed or withdrew."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from backprop import files
from backprop.errors import BackpropError

CHANGELOG = Path("CHANGELOG.md")
UNRELEASED = "Unreleased"
VERSION = r"(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*)){2}"

_VALUE = r"[=≈] -?[0-9.]+"
_HEADING = re.compile(rf"## (?:(?P<version>{VERSION}) - (?P<date>\d{{4}}-\d{{2}}-\d{{2}})|{UNRELEASED})")
_SECTIONS = {
    "### Changed values": re.compile(rf"- `(?P<key>[^`]+)`: (?P<old>{_VALUE}) → (?P<new>{_VALUE}), \S.*"),
    "### Withdrawn": re.compile(r"- `(?P<key>[^`]+)`: \S.*"),
}
_FORMS = {
    "### Changed values": "- `key`: ≈ 0.1 → ≈ 0.2, reason",
    "### Withdrawn": "- `key`: reason",
}


@dataclass(frozen=True)
class Change:
    """A released key whose value has changed from `old` to `new`; both are None where it is withdrawn."""

    key: str
    old: str | None
    new: str | None


@dataclass(frozen=True)
class Release:
    """A release, or what is to be the next one: that has no version and no date."""

    version: str
    date: str
    changes: tuple[Change, ...] = ()


def read(path: Path = CHANGELOG) -> tuple[Release, ...]:
    """Return all releases, the newest first; raise at the first line that is not as it should be."""
    releases: list[Release] = []
    section = ""
    for number, line in enumerate(files.read(path).splitlines(), 1):
        if line.startswith("## "):
            releases.append(_release(line, f"{path}:{number}"))
        if line.startswith("#"):
            section = line.rstrip()
        elif section in _SECTIONS and line.startswith("- "):
            change = _change(section, line, f"{path}:{number}")
            releases[-1] = replace(releases[-1], changes=(*releases[-1].changes, change))
    _refuse_disorder(releases, path)
    return tuple(releases)


def ordered(version: str) -> tuple[int, ...]:
    """Return what versions are compared by."""
    return tuple(map(int, version.split(".")))


def step(before: str, after: str) -> str:
    """Return which part of the version grows first: major, minor or patch."""
    pairs = zip(("major", "minor", "patch"), ordered(before), ordered(after), strict=True)
    return next((name for name, old, new in pairs if old != new), "patch")


def _release(line: str, place: str) -> Release:
    match = _HEADING.fullmatch(line.rstrip())
    if match is None:
        raise BackpropError(f"{place}: found {line!r}, expected ## 1.2.3 - 2026-11-22 or ## {UNRELEASED}")
    return Release(match["version"] or "", match["date"] or "")


def _change(section: str, line: str, place: str) -> Change:
    match = _SECTIONS[section].fullmatch(line.rstrip())
    if match is None:
        raise BackpropError(f"{place}: found {line!r}, expected {_FORMS[section]}")
    parts = match.groupdict()
    return Change(parts["key"], parts.get("old"), parts.get("new"))


def _refuse_disorder(releases: Iterable[Release], path: Path) -> None:
    for newer, older in pairwise(releases):
        grows = not newer.version or ordered(newer.version) > ordered(older.version or newer.version)
        if not (older.version and grows and (newer.date or older.date) >= older.date):
            name = newer.version or UNRELEASED
            raise BackpropError(
                f"{path}: found {name} above {older.version or UNRELEASED}, expected the newest first"
            )


def changes(releases: Iterable[Release], key: str) -> Iterator[Change]:
    """Yield the changes of a key, from its first release on."""
    for release in reversed(tuple(releases)):
        yield from (change for change in release.changes if change.key == key)
