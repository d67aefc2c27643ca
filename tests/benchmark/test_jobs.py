"""What is run: ours in each state of a project, other tools anew each time."""

import sys
from pathlib import Path, PurePosixPath

import pytest

from scripts.benchmark.jobs import (
    BUILD,
    OPERATIONS,
    PORT,
    ROOT,
    STAGES,
    STATES,
    Job,
    Project,
    floor_job,
    our_jobs,
    peer_job,
    preview_of,
    read_pages,
    run,
    size_of,
    stage_jobs,
    typeset_in,
)
from scripts.benchmark.tools import FLOOR

PAGE = Path("docs/a.md")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project with what is made and what is written."""
    for name in (PAGE, "docs/values/study.json", "docs/values/study.md", "site/index.html", OPERATIONS):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("text\n")
    return Project("ours", tmp_path, tmp_path, PAGE)


def tree(folder: Path) -> dict[str, str]:
    """Return the text of each file by its path."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_text() for path in paths}


@pytest.mark.parametrize(
    ("state", "gone", "changed"),
    [
        ("cold", {"docs/values/study.json", "site/index.html"}, set()),
        ("nothing changed", set(), set()),
        ("one page edited", set(), {PAGE.as_posix()}),
        ("a comment changed", set(), {OPERATIONS.as_posix()}),
    ],
)
def test_a_state_changes_no_more_than_its_name_says(
    state: str, gone: set[str], changed: set[str], project: Project
) -> None:
    before = tree(project.folder)
    STATES[state](project, 1)
    after = tree(project.folder)
    assert before.keys() - after.keys() == gone
    assert {name for name, text in after.items() if text != before[name]} == changed
    STATES[state](project, 2)
    assert (tree(project.folder) != after) == bool(changed)


def test_ours_is_built_in_each_state_and_by_stage(project: Project) -> None:
    jobs = [*our_jobs(project), *stage_jobs(project)]
    states = [*STATES, "cold, by stage", "nothing changed, by stage"]
    assert [(job.name, [*job.stages]) for job in jobs] == [
        (f"ours, {state}", [*(STAGES if "by stage" in state else BUILD)]) for state in states
    ]
    assert all(job.environment == {"PYTHONPATH": str(project.package)} for job in jobs)


def test_the_files_that_a_state_changes_are_there() -> None:
    assert (ROOT / OPERATIONS).is_file()
    assert "neuron" in read_pages(ROOT / "docs")[PurePosixPath("learn/neuron.md")]


def test_the_preview_shows_the_page_that_is_saved(project: Project) -> None:
    preview = preview_of(project)
    assert (preview.page, preview.address) == (PAGE, f"http://127.0.0.1:{PORT}/a/")


def test_another_tool_begins_anew(tmp_path: Path) -> None:
    job = peer_job(
        FLOOR, Path(sys.executable).parent, {PurePosixPath("index.md"): "# A\n"}, tmp_path / "floor"
    )
    (job.folder / "site").mkdir()
    job.prepare(1)
    assert sorted(path.name for path in job.folder.iterdir()) == ["docs", "mkdocs.yml", "node_modules"]


def test_the_floor_has_the_pages_and_the_navigation_of_the_project_and_none_of_its_extensions(
    tmp_path: Path,
) -> None:
    job = floor_job("this site", ROOT, Path(sys.executable).parent, tmp_path / "floor")
    settings = (job.folder / "mkdocs.yml").read_text("utf-8")
    assert (
        settings.partition("\nnav:\n")[2] == (ROOT / "mkdocs.yml").read_text("utf-8").partition("\nnav:\n")[2]
    )
    assert "backprop" not in settings.partition("\nnav:\n")[0]
    assert read_pages(job.folder / "docs") == read_pages(ROOT / "docs")
    assert job.name == "this site, floor"


def test_a_round_has_the_cost_of_each_stage(tmp_path: Path) -> None:
    rounds: list[int] = []
    stages = {name: (sys.executable, "-c", f"open({name!r}, 'w')") for name in ("first", "second")}
    costs = run(Job("stub", tmp_path, stages, "site", rounds.append), 7)
    assert (rounds, [*costs]) == ([7], ["first", "second"])
    assert {"first", "second"} <= tree(tmp_path).keys()


def test_what_was_built_is_counted(tmp_path: Path) -> None:
    page = tmp_path / "lessons/a/index.html"
    page.parent.mkdir(parents=True)
    page.write_text('<span class="katex"></span>' * 3)
    (tmp_path / "index.html").write_text("more")
    assert (typeset_in(tmp_path), size_of(tmp_path)) == (3, 3 * 27 + 4)
