"""The tools beside ours: each pinned, each with a form; what cannot be installed says why."""

import re
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from scripts.benchmark.tools import FLOOR, PEERS, Tool, chosen, installed, write_project

PAGES = {PurePosixPath(name): f"# {name}\n" for name in ("index.md", "lessons/a.md", "lessons/b.md")}


@pytest.mark.parametrize("tool", [FLOOR, *PEERS], ids=lambda tool: tool.name)
def test_a_tool_is_pinned_and_writes_its_project(tool: Tool, tmp_path: Path) -> None:
    assert [name for name in tool.packages if not re.fullmatch(r"[\w-]+==[\w.]+", name)] == []
    write_project(tool, PAGES, tmp_path / "project")
    written = {path.relative_to(tmp_path / "project").as_posix() for path in tmp_path.rglob("*.*")}
    assert {"docs/index.md", "docs/lessons/a.md", *tool.settings} <= written
    assert ("docs/lessons/b.md" in written) == (tool.pages is None)


def test_names_of_tools_are_their_own() -> None:
    names = [tool.name for tool in (FLOOR, *PEERS)]
    assert sorted(set(names)) == sorted(names)


def test_a_project_that_stood_there_goes(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/old.md").touch()
    write_project(FLOOR, PAGES, tmp_path)
    assert not (tmp_path / "docs/old.md").exists()


@pytest.mark.parametrize(("count", "names"), [(None, [*"iab"]), (1, [*"ia"]), (0, ["i"])])
def test_a_tool_may_be_given_the_first_lessons_alone(count: int | None, names: list[str]) -> None:
    assert [path.stem[0] for path in chosen(PAGES, count)] == names


def test_a_tool_without_packages_runs_in_the_environment_of_the_project(tmp_path: Path) -> None:
    environment = installed(FLOOR, tmp_path)
    assert (environment.missing, (environment.programs / "mkdocs").is_file()) == ("", True)


def test_a_tool_that_cannot_be_installed_says_why(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "file" in installed(replace(FLOOR, packages=("nothing==1",)), tmp_path / "file").missing
