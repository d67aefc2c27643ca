"""The cache of finished files: bound to the sources, not trusted where damaged, no trace elsewhere."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from backprop.exports import cache
from backprop.exports.cache import FOLDER, TITLE, cached
from backprop.networks.examples import EXAMPLES

FILE = FOLDER / TITLE / "a.csv"
MAZUR = EXAMPLES["mazur"]
TEXT = "σ,1\r\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a new site."""
    monkeypatch.chdir(tmp_path)
    Path("mkdocs.yml").touch()
    return tmp_path


def once() -> Callable[[], str]:
    """Return what makes a file and must not be asked again."""
    texts = iter([TEXT])
    return lambda: next(texts)


@pytest.mark.usefixtures("site")
def test_what_is_kept_is_not_made_again() -> None:
    make = once()
    assert [cached(MAZUR, "a.csv", make) for _ in range(3)] == [TEXT] * 3
    with pytest.raises(StopIteration):
        cached(MAZUR, "b.csv", make)


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(file.read_bytes()[:-1]),
        lambda file: file.write_bytes(file.read_bytes().replace(b"1\r", b"2\r")),
        lambda file: file.write_bytes(b"\xff"),
        lambda file: file.unlink(),
    ],
)
def test_what_is_damaged_is_made_anew(damage: Callable[[Path], object]) -> None:
    cached(MAZUR, "a.csv", once())
    damage(FILE)
    assert cached(MAZUR, "a.csv", lambda: "new") == "new"
    assert cached(MAZUR, "a.csv", once()) == "new"


@pytest.mark.usefixtures("site")
def test_other_sources_have_a_folder_of_their_own_and_the_old_one_goes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cached(MAZUR, "a.csv", once())
    monkeypatch.setattr(cache, "TITLE", "newer")
    assert cached(MAZUR, "a.csv", lambda: "new") == "new"
    assert [path.name for path in FOLDER.iterdir()] == ["newer"]


def test_the_title_follows_the_sources_of_core_and_exports() -> None:
    names = {path.name for path in cache.SOURCES}
    assert {"registry.py", "matrix.py", "runs.py", "cache.py"} <= names
    assert len(TITLE) == 64


def test_elsewhere_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert cached(MAZUR, "a.csv", once()) == TEXT
    assert list(tmp_path.iterdir()) == []


def test_an_example_that_is_not_the_projects_own_is_not_kept(site: Path) -> None:
    assert cached(replace(EXAMPLES["mazur"], rate="0.4"), "a.csv", once()) == TEXT
    assert not (site / ".cache").exists()
