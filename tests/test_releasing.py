"""Releases: what scripts/release asks and writes, and versions of the site side by side."""

import json
from collections.abc import Sequence

import pytest

from tests.project import ADDRESSES, LEDGER, LINE, TEXT, Project

HOMES = ("backprop/release.py", "CITATION.cff", "mkdocs.yml")


def test_a_release_sets_the_version_and_extends_the_ledger(project: Project) -> None:
    project.write("docs/index.md", TEXT + "\nAfter many more updates it is [?](values/line.md#@7:w).\n")
    project.done(".venv/bin/backprop", "inject")
    assert "not yet released" in project.read(LINE)
    project.announce("1.1.0")
    before = project.read(LEDGER)
    said = project.done("scripts/release", "1.1.0")
    assert "git tag --annotate v1.1.0" in said
    for name in HOMES:
        assert "1.1.0" in project.read(name), name
        assert "2027-01-31" in project.read(name), name
    after = project.read(LEDGER)
    assert after.startswith(before)
    assert after.removeprefix(before) == "line@7:w\t= 2.12592484\t1.1.0\n"
    assert "not yet released" not in project.read(LINE)
    changed = project.done("git", "diff", "--name-only").split()
    assert changed == ["CITATION.cff", "backprop/release.py", LEDGER, LINE, "mkdocs.yml"]


def test_a_release_holds_the_addresses_of_its_pages(project: Project) -> None:
    project.done(".venv/bin/backprop", "mv", "about/citing.md", "about/quoting.md")
    project.write("docs/more.md", "# More\n")
    project.announce("1.1.0")
    before = project.read(ADDRESSES)
    project.done("scripts/release", "1.1.0")
    assert project.read(ADDRESSES) == f"{before}/about/quoting/\t1.1.0\n/more/\t1.1.0\n"


def test_a_release_without_a_released_page_is_refused(project: Project) -> None:
    (project.root / "docs/about/citing.md").unlink()
    project.announce("1.1.0")
    done = project.run(".venv/bin/python", "scripts/release.py", "1.1.0")
    assert done.returncode == 1
    assert done.stderr.startswith(
        "/about/citing/: found no page, expected one as released in 1.0.0; move pages"
    )


@pytest.mark.parametrize(
    ("words", "heading", "section", "problem"),
    [
        ([], "1.1.0", "", "found nothing, expected scripts/release VERSION"),
        (["1.1"], "1.1.0", "", "found the version '1.1', expected three numbers such as 1.2.3"),
        (["1.0.0"], "1.1.0", "", "found 1.0.0, expected more than the version 1.0.0 there is"),
        (["0.9.0"], "1.1.0", "", "found 0.9.0, expected more than the version 1.0.0 there is"),
        (["1.2.0"], "1.1.0", "", "CHANGELOG.md: found 1.1.0 first, expected ## 1.2.0 - DATE"),
        (
            ["1.1.0"],
            "1.1.0",
            "### Changed values\n\n- `line:w`: = 0.5 → = 0.6, a slip\n",
            "line:w: found = 0.5, expected = 0.6 as released in 1.0.0",
        ),
        (
            ["1.1.0"],
            "1.1.0",
            "### Withdrawn\n\n- `line:w9`: there was none\n",
            "line:w9: found in the changelog, expected a released key",
        ),
    ],
)
def test_a_release_that_is_refused(
    project: Project, words: Sequence[str], heading: str, section: str, problem: str
) -> None:
    project.announce(heading, section)
    made = project.run(".venv/bin/python", "scripts/release.py", *words)
    assert (made.returncode, problem in made.stderr) == (1 if words else 2, True), made.stderr
    assert project.done("git", "status", "--porcelain") == ""


def test_what_a_version_promises(project: Project) -> None:
    """New keys need a minor version, another value a major one; uncommitted changes are refused."""
    project.write("docs/index.md", TEXT + "\nAfter many more updates it is [?](values/line.md#@7:w).\n")
    project.done(".venv/bin/backprop", "inject")
    project.announce("1.0.1")
    made = project.run(".venv/bin/python", "scripts/release.py", "1.0.1")
    assert made.stderr == "found a patch version 1.0.1, expected a minor one, since keys are new\n"
    project.change(LEDGER, "line:w\t= 0.5", "line:w\t= 0.4")
    made = project.run(".venv/bin/python", "scripts/release.py", "1.0.1")
    assert f"found changes that are not committed, expected none:\n M {LEDGER}" in made.stderr
    assert "line:w: found = 0.5, expected = 0.4 as released in 1.0.0" in made.stderr
    project.change("CHANGELOG.md", "## 1.0.1", "## 1.1.0")
    project.change(
        "CHANGELOG.md",
        "## 1.0.0 - ",
        "### Changed values\n\n- `line:w`: = 0.4 → = 0.5, a slip\n\n## 1.0.0 - ",
    )
    project.commit("Tell of the slip")
    made = project.run(".venv/bin/python", "scripts/release.py", "1.1.0")
    assert made.stderr == "found a minor version 1.1.0, expected a major one, since released values change\n"


def test_versions_stand_side_by_side(project: Project) -> None:
    made = project.run("scripts/deploy")
    assert made.stderr == "found the tag none, expected v1.0.0; commit the release and tag it\n"
    project.done("git", "tag", "v1.0.0")
    project.done("scripts/deploy")
    first = project.tree("1.0.0")
    assert "values/line/index.html" in first
    assert project.tree("latest") == first
    made = project.run("scripts/deploy")
    assert made.stderr == "found 1.0.0 on gh-pages, expected a new version\n"
    project.write("docs/index.md", TEXT + "\nMore is to come.\n")
    project.announce("1.0.1")
    project.done("scripts/release", "1.0.1")
    project.commit("Release 1.0.1")
    project.done("git", "tag", "v1.0.1")
    project.done("scripts/deploy")
    assert project.tree("1.0.0") == first
    assert project.tree("latest") == project.tree("1.0.1") != first
    public = json.loads(project.done("git", "-C", "../public.git", "show", "gh-pages:versions.json"))
    assert [(one["version"], one["aliases"]) for one in public] == [("1.0.1", ["latest"]), ("1.0.0", [])]
    root = project.done("git", "-C", "../public.git", "show", "gh-pages:index.html")
    assert 'href="latest/"' in root
    page = project.done("git", "show", "gh-pages:1.0.0/index.html")
    assert '"version": {"provider": "mike"}' in page
    assert 'href="../latest/"' in page.replace("/./", "/")
