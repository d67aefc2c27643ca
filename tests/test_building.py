"""scripts/build is strict: a link or an anchor that leads nowhere stops it."""

from pathlib import Path

from tests.project import TEXT, Project

BUILD = Path(__file__).parents[1] / "scripts/build"


def build_pages(project: Project) -> tuple[int, str]:
    """Run what scripts/build ends with, once the pages are checked; return its status and what it prints."""
    _, _, end = BUILD.read_text("utf-8").partition("export docs --pages docs\n")
    done = project.run("sh", "-euc", end)
    return done.returncode, done.stdout + done.stderr


def test_pages_without_a_dead_link_are_built(project: Project) -> None:
    assert build_pages(project) == (0, "")
    assert (project.root / "site/index.html").is_file()


DEAD = {
    "values/nowhere.md": "contains a link 'values/nowhere.md', but the target",
    "values/index.md#nowhere": "the doc 'values/index.md' does not contain an anchor '#nowhere'",
    "#nowhere": "there is no such anchor on this page",
    "/values/line.md": "contains an absolute link '/values/line.md'",
}


def test_each_dead_link_is_told_and_stops_the_build(project: Project) -> None:
    project.write("docs/index.md", TEXT + "".join(f"\nMore is [there]({link}).\n" for link in DEAD))
    status, output = build_pages(project)
    assert status == 1
    assert [link for link, warning in DEAD.items() if warning not in output] == []
    assert f"Aborted with {len(DEAD)} warnings in strict mode!" in output
