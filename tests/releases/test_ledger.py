"""Released keys: each has its entry with its value, unless the changelog says otherwise."""

from dataclasses import replace
from pathlib import Path

import pytest

from backprop.core.keys import Key, parse
from backprop.errors import BackpropError
from backprop.pages.entry import values_of
from backprop.pages.pages import load
from backprop.releases import changelog, ledger
from backprop.releases.changelog import Change, Release
from backprop.releases.ledger import Released, broken, released

ROOT = Path(__file__).parents[2]


def today() -> dict[Key, str]:
    """Return the values of all entries of the values pages."""
    pages = load(ROOT / "docs").items()
    return {
        key: value
        for path, text in pages
        if path.parts[0] == "values"
        for key, value in values_of(text).items()
    }


def test_every_released_key_keeps_its_entry_and_its_value() -> None:
    releases = changelog.read(ROOT / "CHANGELOG.md")
    assert "\n".join(broken(released().values(), today(), releases)) == ""


def test_every_row_is_of_a_release_that_the_changelog_tells_of() -> None:
    versions = {release.version for release in changelog.read(ROOT / "CHANGELOG.md")}
    assert {row.since for row in released().values()} <= versions
    assert len(released()) > 2000


KEY, LATER = parse("mazur:E_total"), parse("mazur@1:E_total")
ROWS = [Released(KEY, "≈ 0.298", "1.0.0"), Released(LATER, "≈ 0.291", "1.1.0")]
VALUES = {KEY: "≈ 0.298", LATER: "≈ 0.291"}
FIRST = Release("1.0.0", "2026-11-22")


def told(*changes: Change) -> list[Release]:
    return [Release("2.0.0", "2027-01-31", changes), FIRST]


CHANGED = Change(str(LATER), "≈ 0.291", "≈ 0.292")
GONE = Change(str(LATER), None, None)


@pytest.mark.parametrize(
    ("values", "releases"),
    [
        (VALUES, [FIRST]),
        (VALUES | {parse("mazur:w5"): "= 0.4"}, [FIRST]),
        (VALUES | {LATER: "≈ 0.292"}, told(CHANGED)),
        ({KEY: "≈ 0.298"}, told(GONE)),
        (
            VALUES | {LATER: "≈ 0.293"},
            [Release("3.0.0", "2028-01-31", (Change(str(LATER), "≈ 0.292", "≈ 0.293"),)), *told(CHANGED)],
        ),
    ],
)
def test_kept_promises(values: dict[Key, str], releases: list[Release]) -> None:
    assert list(broken(ROWS, values, releases)) == []


@pytest.mark.parametrize(
    ("values", "releases", "problem"),
    [
        (
            VALUES | {LATER: "≈ 0.292"},
            [FIRST],
            "found ≈ 0.292, expected ≈ 0.291 as released in 1.1.0; if it has to",
        ),
        (VALUES | {LATER: "= 0.291"}, [FIRST], "found = 0.291, expected ≈ 0.291"),
        (
            {KEY: "≈ 0.298"},
            [FIRST],
            "found no entry, expected ≈ 0.291 as released in 1.1.0; if it has to go, say so",
        ),
        (VALUES, told(CHANGED), "found ≈ 0.291, expected ≈ 0.292"),
        (VALUES | {LATER: "≈ 0.293"}, told(CHANGED), "found ≈ 0.293, expected ≈ 0.292"),
        (VALUES, told(GONE), "found ≈ 0.291, expected no entry"),
        (
            VALUES | {LATER: "≈ 0.292"},
            told(replace(CHANGED, old="≈ 0.290")),
            "found ≈ 0.290 in the changelog, expected ≈ 0.291",
        ),
    ],
)
def test_broken_promises(values: dict[Key, str], releases: list[Release], problem: str) -> None:
    (message,) = broken(ROWS, values, releases)
    assert message.startswith(f"{LATER}: {problem}")


def test_a_change_of_what_was_never_released() -> None:
    (message,) = broken(ROWS, VALUES, told(replace(GONE, key="mazur:w5")))
    assert message == "mazur:w5: found in the changelog, expected a released key"


def test_a_digit_of_a_page_that_changes_is_seen() -> None:
    values = today()
    digits = values[LATER]
    planted = values | {LATER: digits[:-1] + str((int(digits[-1]) + 1) % 10)}
    (message,) = broken(released().values(), planted, [FIRST])
    assert message.startswith(f"{LATER}: found ")
    del planted[LATER]
    (message,) = broken(released().values(), planted, [FIRST])
    assert message.startswith(f"{LATER}: found no entry")


def test_a_ledger_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "ledger.tsv"
    ledger.write(ROWS, path)
    assert list(released(path).values()) == ROWS
    assert (
        path.read_text(encoding="utf-8") == "mazur:E_total\t≈ 0.298\t1.0.0\nmazur@1:E_total\t≈ 0.291\t1.1.0\n"
    )


@pytest.mark.parametrize("line", ["mazur:E_total\t≈ 0.298", "mazurr:E_total\t≈ 0.298\t1.0.0"])
def test_a_broken_line_names_its_place(tmp_path: Path, line: str) -> None:
    path = tmp_path / "ledger.tsv"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(
        BackpropError, match=r"ledger\.tsv:1: found .*, expected a key, its value and a release"
    ):
        released(path)
