"""Releases: what scripts/release asks and writes, and versions of the site side by side."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINE = "docs/values/line.md"
TEXT = """# Values

The weight at the start is [0.5](values/line.md#w).
"""
IDENTITY = {
    f"GIT_{role}_{part}": value
    for role in ("AUTHOR", "COMMITTER")
    for part, value in (("NAME", "A. Author"), ("EMAIL", "author@example.org"))
}
LEDGER = "backprop/releases/ledger.tsv"
HOMES = ("backprop/release.py", "CITATION.cff", "mkdocs.yml")
# The data of all examples take a minute; the copy has those of its example from the site that was built.
EXPORT = ".venv/bin/backprop export docs --pages docs\n"
TOOLS = ("backprop", "mike", "mkdocs", "python")


class Project:
    """A copy of the repository with the pages of one example, in a repository of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.environment = os.environ | IDENTITY | {"PYTHONPATH": str(root), "NO_MKDOCS_2_WARNING": "1"}

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            words, cwd=self.root, env=self.environment, capture_output=True, text=True, check=False
        )

    def done(self, *words: str) -> str:
        """Run a command that has to succeed, and return what it prints."""
        made = self.run(*words)
        assert made.returncode == 0, made.stdout + made.stderr
        return made.stdout

    def read(self, name: str) -> str:
        return (self.root / name).read_text(encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        (self.root / name).parent.mkdir(parents=True, exist_ok=True)
        (self.root / name).write_text(text, encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        assert old in self.read(name)
        self.write(name, self.read(name).replace(old, new, 1))

    def commit(self, message: str) -> None:
        self.done("git", "add", "--all")
        self.done("git", "commit", "--quiet", "--message", message)

    def announce(self, version: str, more: str = "") -> None:
        """Tell in the changelog of a next release, and commit."""
        self.change("CHANGELOG.md", "## 1.0.0 - ", f"## {version} - 2027-01-31\n\n{more}\n## 1.0.0 - ")
        self.commit(f"Announce {version}")

    def tree(self, path: str) -> str:
        return self.done("git", "ls-tree", "-r", "gh-pages", f"{path}/").replace(f"\t{path}/", "\t")


@pytest.fixture
def project(tmp_path: Path, prepared: Path) -> Project:
    """Return a copy of the prepared project and of the repository that it is pushed to."""
    shutil.copytree(prepared, tmp_path, symlinks=True, dirs_exist_ok=True)
    return Project(tmp_path / "project")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Prepare a project with the pages of one example, fresh and committed."""
    folder = tmp_path_factory.mktemp("prepared")
    made = Project(folder / "project")
    for name in ("backprop", "scripts", "docs/assets"):
        ignored = shutil.ignore_patterns("__pycache__", "katex")
        shutil.copytree(ROOT / name, made.root / name, ignore=ignored)
    for name in (
        "CHANGELOG.md",
        "CITATION.cff",
        "LICENSE",
        "pyproject.toml",
        "requirements.txt",
        "package-lock.json",
        ".gitignore",
        LINE,
    ):
        made.write(name, (ROOT / name).read_text(encoding="utf-8"))
    made.write("mkdocs.yml", (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:")[0])
    made.write("docs/index.md", TEXT)
    made.write("docs/values/index.md", "# Keys\n\n## What an entry shows\n\nMuch.\n")
    rows = made.read(LEDGER).splitlines(keepends=True)
    made.write(LEDGER, "".join(row for row in rows if row.startswith("line")))
    made.change("scripts/build", EXPORT, "")
    made.write("docs/about/citing.md", "# Citing\n\nAs the pages say.\n")
    for file in (ROOT / "docs/values").glob("line[-_.]*"):
        shutil.copy(file, made.root / "docs/values")
    furnish(made.root)
    made.done("git", "init", "--quiet", "--initial-branch=main")
    made.done("git", "init", "--quiet", "--bare", "../public.git")
    made.done("git", "remote", "add", "origin", "../public.git")
    made.done(".venv/bin/backprop", "inject")
    made.commit("Begin")
    return folder


def furnish(root: Path) -> None:
    """Give a copy the installed packages, with the copy's own modules before them."""
    (root / "node_modules").symlink_to(ROOT / "node_modules")
    tools = root / ".venv/bin"
    tools.mkdir(parents=True)
    for name in TOOLS:
        program = Path(sys.executable).with_name(name)
        (tools / name).write_text(f'#!/bin/sh\nexec "{program}" "$@"\n')
        (tools / name).chmod(0o755)
    locks = ("requirements.txt", "package-lock.json", "pyproject.toml")
    (root / ".venv/installed").write_bytes(b"".join((root / name).read_bytes() for name in locks))


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
