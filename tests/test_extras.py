"""What is installed with the package, and what with each extra: no part of it imports more than it may."""

import ast
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from backprop import extras
from backprop.cli.command import parser
from backprop.errors import BackpropError
from backprop.extras import EXTRAS, require
from tests.test_house import imports, modules, resolved

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
COMMANDS = parser().commands.choices
SMALL = {"flint", "numpy", "rich", "shtab"}
# The extra that a room, or a file in one, may import from; all others do with what is always installed.
ROOMS = {
    "build": "site",
    "exports.kernel": "notebooks",
    "exports.notebook": "notebooks",
    "exports.workbook": "workbooks",
    "figures": "site",
    "pages": "site",
    "reading": "site",
}
# What `export` imports once it knows that the extra is there, or is to do without.
ASKED_FOR = {"exports.kernel", "pages.pages"}


def required(names: list[str]) -> set[str]:
    """Return what a list of the project asks for, that of its own extras too."""
    own, _, inner = next((name for name in names if name.startswith("backprop[")), "").partition("[")
    lists = [PROJECT["optional-dependencies"][extra] for extra in inner.rstrip("]").split(",") if own]
    others = (Requirement(name).name for name in names if not name.startswith("backprop["))
    return set(others).union(*map(required, lists))


def distributions(names: Iterable[str]) -> set[str]:
    """Return what is asked for to have some modules; that of Node is in a part of another."""
    known = packages_distributions()
    return {known[name][0].lower().replace("_", "-").removesuffix("-binaries") for name in names}


def test_the_small_installation_brings_what_every_part_may_import() -> None:
    assert distributions(SMALL) == required(PROJECT["dependencies"])


@pytest.mark.parametrize("extra", EXTRAS)
def test_an_extra_brings_the_modules_that_are_looked_for(extra: str) -> None:
    assert distributions(EXTRAS[extra]) == required(PROJECT["optional-dependencies"][extra])


def test_all_is_every_extra() -> None:
    every = set().union(*(required(PROJECT["optional-dependencies"][extra]) for extra in EXTRAS))
    assert required(PROJECT["optional-dependencies"]["all"]) == every
    assert required(PROJECT["optional-dependencies"]["site"]) == every, "docs/about/command.md says so"


ROW = re.compile(r"^\| ([^|]+) \| ([^|]*?) ?\| [^|]+ \|$", re.MULTILINE)


@cache
def reasons() -> dict[str, set[str]]:
    """Return the names in the table of what the house is built of, by extra."""
    table: defaultdict[str, set[str]] = defaultdict(set)
    for names, extra in ROW.findall(
        (ROOT / "docs/about/house.md").read_text("utf-8").partition("{#built-of}")[2]
    ):
        for each in extra.split(", "):
            table[each] |= {name for name in names.lower().split(", ") if " (" not in name}
    return table


@pytest.mark.parametrize("extra", ["", "workbooks", "notebooks", "site", "test"])
def test_the_readme_gives_a_reason_for_each_that_is_needed(extra: str) -> None:
    named = PROJECT["optional-dependencies"][extra] if extra else PROJECT["dependencies"]
    needed = {name.lower() for name in required([each for each in named if not each.startswith("backprop[")])}
    assert reasons()[extra] == needed


def foreign(source: str) -> Iterator[str]:
    """Yield the modules that a source imports from other distributions, wherever it does."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names):
                found = [alias.name for alias in names]
            case ast.ImportFrom(module, level=0):
                found = [str(module)]
            case _:
                continue
        roots = {name.partition(".")[0] for name in found}
        yield from roots - {"backprop", *sys.stdlib_module_names}


def beyond(module: str, source: str) -> set[str]:
    """Return the modules that a source imports and may not."""
    extra = next((ROOMS[room] for room in ROOMS if f"{module}.".startswith(f"{room}.")), "")
    return set(foreign(source)) - SMALL - set(EXTRAS.get(extra, ()))


def test_every_room_keeps_to_its_extra() -> None:
    assert {module: found for module, source in modules().items() if (found := beyond(module, source))} == {}


@pytest.mark.parametrize(
    ("module", "source", "found"),
    [
        ("core.ops", "import numpy as np\nfrom flint import arb\nfrom math import pi", set()),
        ("core.ops", "def f():\n    import yaml", {"yaml"}),
        ("check.value", "import matplotlib.pyplot", {"matplotlib"}),
        ("exports.kernel", "from nbclient import NotebookClient", set()),
        ("exports.workbook.book", "import nbformat, xlsxwriter", {"nbformat"}),
        ("exports.workbooks", "import xlsxwriter", {"xlsxwriter"}),
        ("reading.front", "import yaml\nimport docutils", {"docutils"}),
    ],
)
def test_an_import_of_more_is_seen(module: str, source: str, found: set[str]) -> None:
    assert beyond(module, source) == found


@cache
def imported(module: str) -> frozenset[str]:
    """Return the modules of ours that one imports itself, with the packages that they are in."""
    sources = modules()
    targets = {resolved(name, sources) for _, name in imports(sources[module])}
    parents = {target.rpartition(".")[0] for target in targets}
    return frozenset((targets | parents) & sources.keys() - {"__init__", "cli"} - ASKED_FOR)


def reached(module: str) -> set[str]:
    """Return the modules of ours that one imports, itself or by others."""
    seen: set[str] = set()
    left = [module]
    while left:
        if (here := left.pop()) not in seen:
            seen.add(here)
            left += imported(here)
    return seen


def missed(command: str, extra: str) -> set[str]:
    """Return the modules that a command may import, and finds neither in the extra nor always."""
    needed = {name for module in reached(f"cli.{command}") for name in foreign(modules()[module])}
    return needed - SMALL - set(EXTRAS.get(extra, ()))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_names_the_extra_that_it_needs(name: str) -> None:
    extra = COMMANDS[name].get_default("extra")
    assert missed(name, extra) == set()
    assert not extra or missed(name, ""), f"{name} does without the extra {extra}"


def test_a_command_that_names_too_little_is_seen() -> None:
    assert missed("check", "workbooks") == {"markdown_it", "matplotlib", "yaml"}


def test_what_is_installed_is_not_missed() -> None:
    require("backprop build", *EXTRAS)


@pytest.mark.parametrize(
    ("needed", "option", "message"),
    [
        (["site"], "", 'export: found no mkdocs; run pip install "backprop[site]"'),
        (["workbooks"], "", 'export: found no xlsxwriter; run pip install "backprop[workbooks]"'),
        (
            ["workbooks", "notebooks"],
            "--without",
            (
                'export: found no xlsxwriter and no nbclient; run pip install "backprop[workbooks,notebooks]"'
                ", or add --without workbooks --without notebooks"
            ),
        ),
    ],
)
def test_what_is_missing_is_named_with_its_cure(
    needed: list[str], option: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda _: None)
    with pytest.raises(BackpropError) as error:
        require("export", *needed, option=option)
    assert str(error.value) == message
