"""The changelog: its headings, and what it says of values."""

from pathlib import Path

import pytest

from backprop import __version__
from backprop.errors import BackpropError
from backprop.releases import changelog
from backprop.releases.changelog import Change, Release, read

ROOT = Path(__file__).parents[2]
TEXT = """# Changelog

## Unreleased

### Added

- More.

## 2.0.0 - 2027-02-01

### Changed values

- `mazur@1:E_total`: ≈ 0.29 → ≈ 0.28, it was
  wrong

### Withdrawn

- `mazur:E_o9`: there is no such output

### Fixed

- `backprop` ends well.

## 1.0.0 - 2026-11-22
"""


def of(tmp_path: Path, text: str) -> tuple[Release, ...]:
    path = tmp_path / "CHANGELOG.md"
    path.write_text(text, encoding="utf-8")
    return read(path)


def test_releases_and_changes(tmp_path: Path) -> None:
    value = Change("mazur@1:E_total", "≈ 0.29", "≈ 0.28")
    gone = Change("mazur:E_o9", None, None)
    found = of(tmp_path, TEXT)
    assert found == (
        Release("", ""),
        Release("2.0.0", "2027-02-01", (value, gone)),
        Release("1.0.0", "2026-11-22"),
    )
    assert list(changelog.changes(found, "mazur:E_o9")) == [gone]


def test_the_changelog_of_the_project_tells_of_its_version() -> None:
    released = [release.version for release in read(ROOT / "CHANGELOG.md") if release.version]
    assert released[0] == __version__
    assert released[-1] == "1.0.0"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "## 2.0.0 - 2027-02-01",
            "## 2.0 - 2027-02-01",
            "CHANGELOG.md:9: found '## 2.0 - 2027-02-01', expected",
        ),
        (
            "## 2.0.0 - 2027-02-01",
            "## [2.0.0] - 2027-02-01",
            "expected ## 1.2.3 - 2026-11-22 or ## Unreleased",
        ),
        ("## 2.0.0 -", "## 1.0.0 -", "found 1.0.0 above 1.0.0, expected the newest first"),
        ("2027-02-01", "2025-02-01", "found 2.0.0 above 1.0.0, expected the newest first"),
        ("## 1.0.0 - 2026-11-22", "## Unreleased", "found 2.0.0 above Unreleased, expected the newest first"),
        (
            "≈ 0.29 → ",
            "",
            "CHANGELOG.md:13: found '- `mazur@1:E_total`: ≈ 0.28, it was', expected - `key`: ≈ 0.1",
        ),
        (": there is no such output", "", "expected - `key`: reason"),
    ],
)
def test_what_is_not_as_it_should_be(tmp_path: Path, old: str, new: str, problem: str) -> None:
    changed = TEXT.replace(old, new, 1)
    assert changed != TEXT
    with pytest.raises(BackpropError) as raised:
        of(tmp_path, changed)
    assert problem in str(raised.value)


@pytest.mark.parametrize(
    ("before", "after", "grows"),
    [("1.0.0", "2.0.0", "major"), ("1.9.9", "1.10.0", "minor"), ("1.0.9", "1.0.10", "patch")],
)
def test_which_part_of_a_version_grows(before: str, after: str, grows: str) -> None:
    assert changelog.step(before, after) == grows
    assert changelog.ordered(before) < changelog.ordered(after)
