"""Prints the files of tests that try what changed since the branch left main, or on main, in its last commit.

A test that changed is its own. A module's tests stand where tests mirror the package, in
`tests/<folder>/test_<name>.py`; where there is no such file, they are those that import it. The house is
looked at each time. What takes long is left to scripts/test.
"""

import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
HOUSE = "tests/test_house.py"
LONG = re.compile(r"tests/(site|office|torch)/|tests/test_(building|releasing|wheel)\.py")


def chosen_tests(changed: Iterable[str], tests: Mapping[str, str]) -> list[str]:
    """Return those of `tests`, sources by path, that try the files changed."""
    chosen = {HOUSE}.union(*(_file_tests(path, tests) for path in changed))
    return sorted(path for path in chosen & tests.keys() if not LONG.match(path))


def _file_tests(path: str, tests: Mapping[str, str]) -> set[str]:
    module = re.fullmatch(r"(backprop/(?:.*/)?)(\w+)\.py", path)
    if not module:
        return {path}
    folder, name = module.groups()
    mirrored = f"tests/{folder.removeprefix('backprop/')}test_{name}.py"
    if mirrored in tests:
        return {mirrored}
    room = re.escape(folder.strip("/").replace("/", "."))
    used = re.compile(rf"^from {room}(\.{name} import| import .*\b{name}\b)", re.MULTILINE)
    return {test for test, source in tests.items() if used.search(source)}


def changed_files() -> list[str]:
    """Return the files that differ from where the branch left main, or from the commit before the last."""
    start = _git("merge-base", "HEAD", "main") or _git("rev-parse", "HEAD")
    if start == _git("rev-parse", "HEAD"):
        start = ["HEAD~1"]
    return _git("diff", "--name-only", *start) + _git("ls-files", "--others", "--exclude-standard")


def _git(*words: str) -> list[str]:
    """Return the lines that git prints; none where it fails."""
    git = [shutil.which("git") or "git", *words]
    return subprocess.run(git, cwd=ROOT, capture_output=True, text=True, check=False).stdout.splitlines()


if __name__ == "__main__":
    paths = (path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "tests").rglob("test_*.py")))
    print(
        *chosen_tests(changed_files(), {path: (ROOT / path).read_text("utf-8") for path in paths}), sep="\n"
    )
