"""What scripts/build ends with: a dead link or anchor stops it, and the same pages give the same bytes."""

import shutil
from pathlib import Path

import pytest

from tests.project import TEXT, Project

FIXED = {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "1"}


def build(project: Project, *words: str) -> tuple[int, str]:
    """Build the site; return the status and what is printed."""
    done = project.run(".venv/bin/backprop", "build", *words)
    return done.returncode, done.stdout + done.stderr


def made(project: Project) -> dict[str, bytes]:
    """Return all files that a build makes."""
    folders = [project.root / name for name in ("site", "docs/values", "docs/figures")]
    paths = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(project.root).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture(scope="module")
def first(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Build a project, once for all tests."""
    folder = tmp_path_factory.mktemp("built")
    shutil.copytree(prepared, folder, symlinks=True, dirs_exist_ok=True)
    project = Project(folder / "project")
    project.environment |= FIXED
    status, output = build(project)
    assert status == 0, output
    assert "0 findings" in output
    return project


@pytest.fixture
def built(first: Project, tmp_path: Path) -> Project:
    """Return a copy of the built project."""
    shutil.copytree(first.root, tmp_path / "project", symlinks=True)
    project = Project(tmp_path / "project")
    project.environment |= FIXED
    return project


def test_the_same_pages_give_the_same_bytes(first: Project, built: Project) -> None:
    """Neither the order of sets nor what is recorded changes a byte; `--anew` leaves no record."""
    before = made(first)
    for seed, words in enumerate([("--anew",), ()], 1):
        shutil.rmtree(built.root / "site")
        built.environment["PYTHONHASHSEED"] = str(seed)
        built.write(".cache/stray", "left by an earlier build")
        status, output = build(built, *words)
        assert status == 0, output
        assert "0 findings" in output
        assert (built.root / ".cache/stray").is_file() is ("--anew" not in words)
        after = made(built)
        assert sorted(path for path in before | after if before.get(path) != after.get(path)) == []


def test_a_site_that_nothing_changed_for_is_left_alone(built: Project) -> None:
    def times() -> set[int]:
        return {(built.root / "site" / name).stat().st_mtime_ns for name in ("index.html", "sitemap.xml")}

    before = times()
    assert build(built)[0] == 0
    assert times() == before
    built.write("site/index.html", "<p>Not what was built.</p>")
    assert build(built)[0] == 0
    assert "Not what was built" not in built.read("site/index.html")


def test_a_page_that_became_wrong_or_stale_ends_the_build(built: Project) -> None:
    built.change("docs/index.md", "[0.5]", "[0.6]")
    status, output = build(built)
    assert status == 1
    assert output.startswith("docs/index.md:3:")
    assert "found '0.6', expected '0.5'; run backprop inject" in output
    built.change("docs/index.md", "[0.6]", "[half of 2](values/line.md#w) or [0.5]")
    status, output = build(built)
    assert status == 1
    assert "docs/index.md:3:" in output
    assert "1 finding;" in output


DEAD = {
    "values/nowhere.md": "contains a link 'values/nowhere.md', but the target",
    "values/index.md#nowhere": "the doc 'values/index.md' does not contain an anchor '#nowhere'",
    "#nowhere": "there is no such anchor on this page",
    "/values/line.md": "contains an absolute link '/values/line.md'",
}


def test_each_dead_link_is_told_and_stops_the_build(built: Project) -> None:
    built.write("docs/index.md", TEXT + "".join(f"\nMore is [there]({link}).\n" for link in DEAD))
    status, output = build(built)
    assert status == 1
    assert [link for link, warning in DEAD.items() if warning not in output] == []
    assert f"Aborted with {len(DEAD)} warnings in strict mode!" in output
