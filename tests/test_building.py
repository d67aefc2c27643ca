"""What scripts/build ends with: a dead link or anchor stops it, and the same pages give the same bytes."""

from pathlib import Path

from tests.project import TEXT, Project

BUILD = Path(__file__).parents[1] / "scripts/build"


def build_pages(project: Project) -> tuple[int, str]:
    """Run what scripts/build ends with, once the pages are checked; return its status and what it prints."""
    _, _, end = BUILD.read_text("utf-8").partition("check --format brief\nwait $other\n")
    done = project.run("sh", "-euc", end)
    return done.returncode, done.stdout + done.stderr


def test_the_same_pages_give_the_same_bytes(project: Project) -> None:
    """Neither the order of sets nor what is cached between two builds changes a byte."""
    built = []
    for seed in ("1", "2"):
        project.environment |= {"PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": "1"}
        assert build_pages(project) == (0, "")
        site = project.root / "site"
        built.append(
            {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
        )
    first, second = built
    assert sorted(path for path in first | second if first.get(path) != second.get(path)) == []


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
