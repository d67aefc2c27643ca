"""What greets whoever comes to the repository: its links lead somewhere, its commands and forms are there."""

import re
from doctest import DocTestParser, DocTestRunner
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
ENTRANCES = [*ROOT.glob("*.md"), ROOT / ".github/pull_request_template.md"]
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")
COMMAND = re.compile(r"^(scripts/\w+)", re.MULTILINE)
HOOKS = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"]
FORMS = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("[!c]*.yml"))


def missing(text: str, root: Path = ROOT) -> list[str]:
    """Return the files that a text leads to, or tells to run, and that there are not."""
    return [name for name in [*LINK.findall(text), *COMMAND.findall(text)] if not (root / name).exists()]


@pytest.mark.parametrize("path", ENTRANCES, ids=lambda path: path.name)
def test_links_and_commands_lead_to_files(path: Path) -> None:
    assert missing(path.read_text("utf-8"), path.parent) == []


def test_a_file_that_is_missing_is_noticed() -> None:
    text = "[a](docs/nowhere.md#b) [c](https://example.org) [d](README.md)\n\nscripts/nothing  # e\n"
    assert missing(text) == ["docs/nowhere.md", "scripts/nothing"]


def test_the_readme_prints_what_python_prints() -> None:
    (session,) = re.findall(r"```pycon\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    results = DocTestRunner().run(DocTestParser().get_doctest(session, {}, "README.md", None, 0))
    assert (results.failed, results.attempted) == (0, 3)


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_hooks_run_what_the_fast_lane_runs(hook: dict[str, str]) -> None:
    lane = (ROOT / "scripts/check").read_text("utf-8")
    assert hook["entry"] in lane or hook["entry"] == ".venv/bin/backprop check"


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_forms_ask_for_something(path: Path) -> None:
    form = yaml.safe_load(path.read_text("utf-8"))
    assert {"name", "description", "body"} <= form.keys()
    assert any(field.get("validations", {}).get("required") for field in form["body"])
