"""A copy of the project with the pages of one example, in a repository of its own, to run its scripts in."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

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
LEDGER, ADDRESSES = "backprop/releases/ledger.tsv", "backprop/releases/pages.tsv"
PAGES = ("/", "/about/citing/", "/values/", "/values/line/")
# The data of all examples take a minute; the copy has one example, and the first steps of its runs.
STEPS = "(*range(101), *range(110, 1001, 10), *range(1100, 10001, 100))"
ONE_EXAMPLE = '\n\nfor _name in [*EXAMPLES]:\n    if _name != "line":\n        del EXAMPLES[_name]\n'
TOOLS = ("backprop", "mike", "mkdocs", "python")
# What is to be released next is no part of a copy, whose tests announce releases of their own.
UNRELEASED = re.compile(r"## Unreleased\n.*?(?=## [0-9])", re.S)


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


def prepare(folder: Path) -> None:
    """Put a project into a folder, fresh and committed, and beside it the repository it is pushed to."""
    made = Project(folder / "project")
    for name in ("backprop", "scripts", "docs/assets"):
        ignored = shutil.ignore_patterns("__pycache__", "cards", "katex", "mark", "text-face")
        shutil.copytree(ROOT / name, made.root / name, ignore=ignored)
    for name in (
        "CHANGELOG.md",
        "CITATION.cff",
        "LICENSE",
        "LICENSE-CONTENT",
        "README.md",
        "pyproject.toml",
        "requirements.txt",
        "package-lock.json",
        ".gitignore",
        LINE,
    ):
        made.write(name, (ROOT / name).read_text(encoding="utf-8"))
    made.write("CHANGELOG.md", UNRELEASED.sub("", made.read("CHANGELOG.md")))
    made.write("mkdocs.yml", (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:")[0])
    made.write("docs/index.md", TEXT)
    made.write("docs/values/index.md", "# Keys\n\n## What an entry shows\n\nMuch.\n")
    rows = made.read(LEDGER).splitlines(keepends=True)
    made.write(LEDGER, "".join(row for row in rows if row.startswith("line")))
    made.write(ADDRESSES, "".join(f"{address}\t1.0.0\n" for address in PAGES))
    literals = "backprop/networks/examples.py"
    made.write(literals, made.read(literals) + ONE_EXAMPLE)
    made.change("backprop/exports/runs.py", f"STEPS = {STEPS}", "STEPS = (0, 1, 2)")
    made.write("docs/about/citing.md", "# Citing\n\nAs the pages say.\n")
    furnish(made.root)
    made.done("git", "init", "--quiet", "--initial-branch=main")
    made.done("git", "init", "--quiet", "--bare", "../public.git")
    made.done("git", "remote", "add", "origin", "../public.git")
    made.done(".venv/bin/backprop", "inject")
    made.done(".venv/bin/backprop", "assets")
    made.commit("Begin")


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
