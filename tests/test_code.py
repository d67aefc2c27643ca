"""The digest of code: a comment changes nothing, all else does, in a module and in all that it imports."""

import os
import time
from pathlib import Path

import pytest

from backprop import code
from backprop.code import digest_of_code, outline, path_of, versions

SOURCES = {
    "a": "from backprop.b import x",
    "b": "def f():\n    from backprop.room.c import y",
    "room/__init__": "",
    "room/c": 'y = "y"',
    "d": "import numpy",
}


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a new site, beside a package of a few modules."""
    monkeypatch.chdir(tmp_path)
    Path("mkdocs.yml").touch()
    root = tmp_path / "backprop"
    monkeypatch.setattr(code, "ROOT", root)
    for name, source in SOURCES.items():
        put(root / f"{name}.py", source)
    return root


def put(path: Path, source: str) -> None:
    """Write a module as one that stood there before this program started."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, "utf-8")
    os.utime(path, (1, 1))


def digest(*modules: str) -> str:
    """Return the digest as a new process would."""
    digest_of_code.cache_clear()
    return digest_of_code(*modules)


@pytest.mark.parametrize(
    ("name", "source", "is_same"),
    [
        ("a", "# more\nfrom   backprop.b import (x,)", True),
        ("a", '"""A module."""\nfrom backprop.b import x', True),
        ("a", "from backprop.b import z", False),
        ("b", 'def f():\n    """Do."""\n    from backprop.room.c import y  # why', True),
        ("b", "def g():\n    from backprop.room.c import y", False),
        ("room/c", "y = 'y'", True),
        ("room/c", "y = 'z'", False),
        ("room/c", "y = 'y'\n'z'", False),
        ("room/__init__", "x = 1", False),
        ("d", "import flint", True),
        ("e", "x = 1", True),
    ],
)
def test_a_digest_follows_the_syntax_of_all_that_is_imported(
    name: str, source: str, is_same: bool, package: Path
) -> None:
    before = digest("backprop.a")
    put(package / f"{name}.py", source)
    assert (digest("backprop.a") == before) is is_same


@pytest.mark.usefixtures("package")
def test_other_modules_have_another_digest() -> None:
    asked = [("backprop.a",), ("backprop.b",), ("backprop.a", "backprop.d"), ()]
    assert len({digest(*modules) for modules in asked}) == len(asked)
    assert digest("backprop.a", "backprop.b") == digest("backprop.b", "backprop.a") == digest("backprop.a")


def test_what_is_changed_while_a_program_runs_shares_nothing(package: Path) -> None:
    before = digest("backprop.a"), digest("backprop.d")
    put(package / "room/c.py", "y = (")
    os.utime(package / "room/c.py", (time.time() + 9,) * 2)
    assert len({before[0], digest("backprop.a"), digest("backprop.a")}) == 3
    assert digest("backprop.d") == before[1]


def test_a_source_is_parsed_once(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = digest("backprop.a")
    monkeypatch.setattr(code, "outline", lambda _: pytest.fail("a source was parsed again"))
    put(package / "d.py", "import flint")
    assert digest("backprop.a") == before


@pytest.mark.usefixtures("package")
def test_other_versions_have_another_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    before = digest("backprop.a")
    monkeypatch.setattr(code, "versions", lambda: (*versions(), "more-1.0.dist-info"))
    assert digest("backprop.a") != before


def test_the_versions_are_those_installed() -> None:
    names = [name.partition("-")[0].lower() for name in versions()]
    assert {"numpy", "python_flint", "matplotlib"} <= set(names)
    assert versions()[0].startswith("3.")


@pytest.mark.parametrize(
    ("source", "modules"),
    [
        ("import numpy\nimport backprop", []),
        ("from backprop import files", ["backprop.files"]),
        ("from backprop.core.graph import Graph", ["backprop.core", "backprop.core.graph"]),
        ("from backprop.core import graph as g", ["backprop.core", "backprop.core.graph"]),
        ("import backprop.core.graph", ["backprop.core", "backprop.core.graph"]),
        ("def f():\n    from backprop.files import read", ["backprop.files"]),
        ("from backprop_more import files", []),
    ],
)
def test_what_a_source_imports(source: str, modules: list[str]) -> None:
    assert outline(source.encode())[1:] == modules


def test_where_a_module_stands() -> None:
    assert path_of("backprop.core.registry") == code.ROOT / "core/registry.py"
    assert path_of("backprop.check.figures") == code.ROOT / "check/figures/__init__.py"
    assert path_of("backprop.nothing") is None


def test_all_code_of_the_package_can_be_digested() -> None:
    assert len(digest_of_code("backprop.cli.command")) == 64
