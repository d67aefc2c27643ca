"""What all tests share: the same cases drawn by hypothesis in every run, and a project to run scripts in."""

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from backprop.garbage import collect_seldom
from scripts.changed import LONG
from tests.project import Project, prepare

settings.register_profile("repeatable", derandomize=True, database=None, deadline=None, max_examples=60)
settings.load_profile("repeatable")
collect_seldom()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests that take long, so that no processor waits for them at the end."""
    items.sort(key=lambda item: not LONG.match(item.nodeid))


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Prepare a project, once for all tests."""
    folder = tmp_path_factory.mktemp("prepared")
    prepare(folder)
    return folder


@pytest.fixture
def project(tmp_path: Path, prepared: Path) -> Project:
    """Return a copy of the prepared project and of the repository that it is pushed to."""
    shutil.copytree(prepared, tmp_path, symlinks=True, dirs_exist_ok=True)
    return Project(tmp_path / "project")
