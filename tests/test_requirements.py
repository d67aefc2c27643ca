"""What is locked installs on the oldest Python that the project allows."""

import re
import tomllib
from importlib.metadata import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOCKED = re.findall(r"^([\w.-]+)==(\S+)", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE)
OLDEST = "3.11.0"


def admits_oldest(specifier: str) -> bool:
    """Return whether a `Requires-Python` admits the oldest Python; an empty one admits any."""
    return OLDEST in SpecifierSet(specifier)


def test_the_oldest_python_is_the_one_that_the_project_names() -> None:
    assert f"{PROJECT['requires-python']}.0" == f">={OLDEST}"
    assert f"--python-version {OLDEST} --extra all --extra test " in (ROOT / "scripts/lock").read_text(
        "utf-8"
    )


def test_all_that_the_project_asks_for_is_locked() -> None:
    extras = {name: names for name, names in PROJECT["optional-dependencies"].items() if name != "torch"}
    asked = [name for names in (PROJECT["dependencies"], *extras.values()) for name in names]
    assert {Requirement(name).name.lower() for name in asked if "[" not in name} <= {
        name for name, _ in LOCKED
    }


def test_locked_releases_are_for_the_oldest_python() -> None:
    for name, version in LOCKED:
        installed = metadata(name)
        assert installed["Version"] == version, f"{name}: installed from another lock; run scripts/install"
        assert admits_oldest(installed["Requires-Python"] or ""), name


@pytest.mark.parametrize(
    ("specifier", "is_admitted"), [("", True), (">=3.11", True), (">=3.11.5", False), (">=3.12", False)]
)
def test_a_newer_python_is_not_the_oldest(specifier: str, *, is_admitted: bool) -> None:
    assert admits_oldest(specifier) is is_admitted
