"""The rules of the house: imports point one way, functions and files stay short, no file names a machine."""

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = "backprop"
CODE = {".py", ".mjs", ".js", ".css"}
LONGEST_FUNCTION, USUAL_FUNCTION, USUAL_SHARE, LONGEST_FILE = 40, 25, 0.9, 400

# Each module or package of the house, and those it may import: every one stands in a line above.
CORE = {
    "errors": "",
    "extras": "errors",
    "garbage": "",
    "progress": "",
    "release": "",
    "files": "errors",
    "cache": "errors files",
    "code": "cache",
    "core.ops": "errors",
    "core.expression": "core.ops",
    "core.graph": "errors core.expression",
    "core.states": "",
    "core.route": "core.states",
    "core.interval": "errors core.expression core.graph core.route",
    "core.example": "core.graph core.interval core.route",
    "core.project": "errors files release",
    "core.examples": "code core.example core.project errors",
    "core.straight": "core.ops",
    "core.program": "errors core.expression core.graph core.ops core.states core.straight",
    "core.digits": "errors core.ops",
    "core.keys": "core.digits core.example core.examples errors",
    "core.tex": "core.digits core.expression core.ops",
    "core.store": "cache code core.examples core.keys core.ops",
    "core.registry": (
        "cache core.digits core.example core.examples errors core.expression core.graph core.keys core.ops "
        "core.program core.route core.store core.tex"
    ),
    "core.measurements": "errors files",
    "core.records": "cache code files core.examples core.measurements core.project core.registry",
    "core.groups": "errors core.graph core.keys core.registry",
    "core.identity": "core.expression core.keys core.ops core.registry",
    "core.claims": "errors core.expression core.identity core.keys core.ops core.registry",
    "core.formats": "core.digits",
    "core.order": "errors core.digits core.expression core.identity core.keys core.ops core.registry",
    "core.value": "errors core.digits core.formats core.keys core.ops core.order core.registry",
    "core.record": "core.digits core.groups core.keys core.ops core.registry core.tex core.value",
}
# What knows no network stands above; the networks stand upon it, and know of no key.
NETWORKS = {
    "networks.words": "",
    "networks.layers": "core.example errors networks.words",
    "networks.activations": "errors",
    "networks.starts": "core.example networks.layers",
    "networks.matrix": ("core.example core.route networks.activations networks.layers networks.starts"),
    "networks.matrix_quantities": (
        "core.example core.route networks.activations networks.layers networks.matrix"
    ),
    "networks.monomials": "core.example core.route",
    "networks.quantities": "errors core.example core.expression core.graph networks.layers",
    "networks.network": (
        "core.example core.expression core.graph core.route networks.layers "
        "networks.matrix_quantities networks.quantities networks.starts networks.words"
    ),
    "networks.batched": "errors networks.layers",
    "networks.trials": (
        "cache code errors core.digits core.example core.expression core.graph core.interval core.program "
        "core.route networks.batched networks.network networks.starts"
    ),
    "networks.polynomial": (
        "core.example core.expression core.graph core.route networks.monomials networks.quantities "
        "networks.words"
    ),
    "networks.examples": ("errors networks.layers networks.network networks.polynomial networks.trials"),
}
BELOW = CORE | NETWORKS
ALL_CORE = " ".join(BELOW)
HOUSE = BELOW | {
    "releases": "core.keys core.project errors files",
    "slips": (
        "core.digits errors core.examples core.expression core.graph core.keys core.ops "
        "core.program core.registry core.tex"
    ),
    "reading": "errors",
    "figures": ALL_CORE,
    # What checks the pages shares no digits, TeX or matrices with what makes them; diagrams it draws again.
    "check": (
        "errors cache code core.examples core.expression files core.graph core.groups core.keys core.program "
        "core.registry core.records core.claims progress reading figures"
    ),
    "grade": f"{ALL_CORE} slips",
    "exports": f"{ALL_CORE} grade releases slips",
    "pages": f"{ALL_CORE} releases check exports figures reading slips",
    "build": f"{ALL_CORE} check exports figures pages reading",
    "cli": f"build {ALL_CORE} check exports figures grade pages reading slips",
    "__init__": "errors core.examples core.groups core.record core.value release",
    "__main__": "cli",
}

# The rooms within the check, in the same way.
CHECK = {
    "formulas": "",
    "printed": "",
    "outcome": "",
    "names": "",
    "suggestion": "printed",
    "proof": "formulas printed suggestion",
    "figures": "printed proof",
    "value": "outcome printed suggestion",
    "context": "names proof value",
    "declared": "context names outcome printed suggestion value",
    "code": "context declared names outcome value",
    "entries": "outcome printed value",
    "pictures": "context figures outcome",
    "quotes": "context outcome proof",
    "table": "context formulas outcome proof value",
    "groups": "context entries formulas outcome proof value",
    "needed": "context declared formulas groups proof",
    "report": "",
    "record": "context report",
    "page": "code context declared entries groups needed outcome pictures quotes report table value",
    "audit": "formulas printed proof report",
    "survey": "context page pictures proof record report",
    "mutation": "context formulas page pictures printed proof report survey value",
}


@cache
def files() -> tuple[str, ...]:
    """Return the files of the repository, those not yet added too, as paths from its root."""
    git = shutil.which("git") or "git"
    asked = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(sorted(name for name in listed.split("\0") if name and (ROOT / name).is_file()))


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def is_script(name: str) -> bool:
    return name.startswith(("scripts/", ".ci/"))


def is_python(name: str) -> bool:
    return name.endswith(".py") or (is_script(name) and "python" in text(name).partition("\n")[0])


WORKING = [name for name in files() if not name.startswith("tests/")]


@cache
def modules() -> dict[str, str]:
    """Return the package's modules, dotted names without `backprop.`, and their sources."""
    paths = [Path(name) for name in files() if name.startswith(f"{PACKAGE}/") and name.endswith(".py")]
    return {dotted(path): text(str(path)) for path in paths}


def dotted(path: Path) -> str:
    """Return `pages.step` for `backprop/pages/step.py`, `pages` for `backprop/pages/__init__.py`."""
    parts = path.with_suffix("").parts[1:]
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


def imports(source: str) -> Iterator[tuple[int, str]]:
    """Yield line and dotted name of each import from the package, wherever it stands."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names):
                found = [alias.name for alias in names]
            case ast.ImportFrom(module, names, level):
                found = [f"{'.' * level}{module or ''}.{alias.name}" for alias in names]
            case ast.Call(
                ast.Name("__import__") | ast.Attribute(attr="import_module"), [ast.Constant(value)]
            ):
                found = [str(value)]
            case _:
                continue
        line = node.lineno
        yield from ((line, name.removeprefix(f"{PACKAGE}.")) for name in found if is_ours(name))


def is_ours(name: str) -> bool:
    return name == PACKAGE or name.startswith((f"{PACKAGE}.", "."))


def misdirected(module: str, source: str) -> list[str]:
    """Return a line for each import that the house does not allow."""
    room = room_of(module)
    allowed = {*HOUSE.get(room, "").split(), *([room] if module != room or room in PACKAGES else [])}
    return [
        f"{module}:{line}: imports {name}; {room} may import {', '.join(sorted(allowed)) or 'nothing'}"
        for line, name in imports(source)
        if room_of(name) not in allowed
    ]


def room_of(name: str) -> str:
    """Return the room that a module or name belongs to; in some, each file is a room of its own."""
    parts = name.split(".")
    return ".".join(parts[:2] if parts[0] in OPEN else parts[:1])


OPEN = {"core", "networks"}
PACKAGES = {"build", "check", "reading", "pages", "figures", "exports", "grade", "releases", "slips", "cli"}


def dependencies(sources: dict[str, str]) -> dict[str, set[str]]:
    """Return which modules each one imports."""
    return {
        module: {target for _, name in imports(source) if (target := resolved(name, sources)) != module}
        for module, source in sources.items()
    }


def resolved(name: str, sources: dict[str, str]) -> str:
    """Return the module that an import reaches: `graph` for `graph.Graph`."""
    return name if name in sources else name.rpartition(".")[0]


def lengths(source: str) -> Iterator[tuple[str, int, int]]:
    """Yield name, line and length of each function, the docstring not counted."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            yield node.name, node.lineno, (node.end_lineno or 0) - body[0].lineno + 1 if body else 0


def too_long(name: str, source: str) -> list[str]:
    return [
        f"{name}:{line}: {function} has {length} lines, at most {LONGEST_FUNCTION} are allowed"
        for function, line, length in lengths(source)
        if length > LONGEST_FUNCTION
    ]


def usual_share(sources: list[str]) -> float:
    """Return the share of functions of usual length."""
    found = [length for source in sources for _, _, length in lengths(source)]
    return sum(length <= USUAL_FUNCTION for length in found) / len(found)


def oversized(name: str, source: str) -> list[str]:
    lines = source.count("\n")
    return [f"{name}: {lines} lines, at most {LONGEST_FILE} are allowed"] if lines > LONGEST_FILE else []


# Put together here, so that this file does not hold what it looks for.
HOSTS = (
    "py" + "pi.org",
    "python" + "hosted",
    "registry.npm" + "js",
    "deb.debi" + "an",
    "registry.yarn" + "pkg",
)
PLACES = ("work", "farm", "root", "home", "opt", "Users")
FORBIDDEN = re.compile("|".join([*map(re.escape, HOSTS), *(rf"(?<![\w.:/])/{place}/\w" for place in PLACES)]))


def machines(name: str, source: str) -> list[str]:
    """Return a line for each registry host and each path of one machine."""
    return [
        f"{name}:{number}: names {found[0]}"
        for number, line in enumerate(source.splitlines(), 1)
        for found in FORBIDDEN.finditer(line)
    ]


def named_vaguely(names: tuple[str, ...]) -> list[str]:
    return [name for name in names if Path(name).stem in {"utils", "util", "helpers", "misc", "common"}]


def test_the_house_is_built_from_the_ground_up() -> None:
    rooms = list(HOUSE)
    for number, (room, allowed) in enumerate(HOUSE.items()):
        assert set(allowed.split()) <= set(rooms[:number]), room


def test_every_module_has_a_room() -> None:
    assert {room_of(module) for module in modules()} - set(HOUSE) - OPEN == set()
    assert set(BELOW) <= set(modules())


@pytest.mark.parametrize("folder", sorted(OPEN))
def test_the_page_of_the_house_names_every_file(folder: str) -> None:
    page = text("docs/about/house.md")
    names = [module.removeprefix(f"{folder}.") for module in modules() if module.startswith(f"{folder}.")]
    assert [name for name in names if f"`{name}`" not in page] == []


def test_the_check_shares_no_digits_with_the_generator() -> None:
    assert {"core.digits", "core.tex", "core.record", "networks.matrix", "pages"} & set(
        HOUSE["check"].split()
    ) == set()


def test_the_rooms_of_the_check_point_one_way() -> None:
    rooms = list(CHECK)
    for number, (room, allowed) in enumerate(CHECK.items()):
        assert set(allowed.split()) <= set(rooms[:number]), room


def test_a_room_of_the_check_knows_those_below_it() -> None:
    for module in (name for name in modules() if name.startswith("check.")):
        room = module.split(".")[1]
        for _, name in imports(modules()[module]):
            inner = name.removeprefix("check.").partition(".")[0]
            known = {room, *CHECK[room].split()}
            assert not name.startswith("check.") or inner in known, f"{module} imports {name}"


def test_the_matrices_share_nothing_with_the_graph() -> None:
    graph = {f"core.{name}" for name in ("ops", "expression", "graph", "program", "straight", "tex")}
    matrices = [f"networks.{name}" for name in ("activations", "matrix", "matrix_quantities", "monomials")]
    for room in (*matrices, "core.route"):
        assert set(HOUSE[room].split()) & graph == set()


def test_imports_point_one_way() -> None:
    assert [line for module, source in modules().items() for line in misdirected(module, source)] == []


@pytest.mark.parametrize(
    ("module", "source", "found"),
    [
        ("core.graph", "from backprop.core.tex import symbolic", "core.tex.symbolic"),
        ("core.graph", "from backprop.core import registry", "core.registry"),
        ("core.graph", "import backprop.networks.network", "networks.network"),
        ("core.graph", "import backprop.networks.network as n", "networks.network"),
        ("core.graph", "from . import network", "..network"),
        ("core.graph", "from .network import Layer", ".network.Layer"),
        ("core.graph", "def f():\n    from backprop.core.keys import parse", "core.keys.parse"),
        ("core.graph", "importlib.import_module('backprop.core.keys')", "core.keys"),
        ("core.graph", "import backprop", "backprop"),
        ("errors", "from backprop.core.ops import OPS", "core.ops.OPS"),
        ("networks.matrix", "from backprop.core.graph import Graph", "core.graph.Graph"),
        ("cellar", "from backprop.errors import BackpropError", "errors.BackpropError"),
    ],
)
def test_a_wrong_import_is_seen(module: str, source: str, found: str) -> None:
    line = source.count("\n") + 1
    room = sorted({*HOUSE.get(module, "").split()})
    expected = f"{module}:{line}: imports {found}; {module} may import {', '.join(room) or 'nothing'}"
    assert misdirected(module, source) == [expected]


@pytest.mark.parametrize(
    ("module", "source", "count"),
    [
        ("figures.network", "from backprop.pages import block", 1),
        ("figures.network", "from backprop.cli import main", 1),
        ("figures.network", "from backprop.figures import svg\nfrom backprop.core.registry import digits", 0),
        ("pages.picture", "from backprop.figures import figure\nfrom backprop.pages import block", 0),
        ("pages.picture", "from backprop.cli import main", 1),
        ("figures", "from backprop.figures.drawing import text", 0),
        ("core.graph", "import numpy\nfrom backprop_more import graph", 0),
    ],
)
def test_rooms_of_more_than_one_file(module: str, source: str, count: int) -> None:
    assert len(misdirected(module, source)) == count


def test_imports_go_round_nowhere() -> None:
    TopologicalSorter(dependencies(modules())).prepare()


def test_imports_that_go_round_are_seen() -> None:
    sources = {
        "pages.a": "from backprop.pages.b import x",
        "pages.b": "def f():\n    from backprop.pages import c",
        "pages.c": "import backprop.pages.a",
    }
    with pytest.raises(CycleError):
        TopologicalSorter(dependencies(sources)).prepare()


def test_functions_are_short() -> None:
    assert [line for name in WORKING if is_python(name) for line in too_long(name, text(name))] == []


def test_most_functions_are_shorter_still() -> None:
    share = usual_share([text(name) for name in files() if is_python(name) and not name.startswith("tests/")])
    assert share >= USUAL_SHARE, f"{share:.1%} of the functions have no more than {USUAL_FUNCTION} lines"


def function(lines: int, docstring: str = '"""Say what it does."""') -> str:
    body = "\n".join(f"    x{number} = {number}" for number in range(lines))
    return f"async def f():\n    {docstring}\n{body}\n"


@pytest.mark.parametrize(
    ("source", "length"),
    [
        (function(40), 40),
        (function(41), 41),
        (function(3, '"""Say\n\n    more.\n    """'), 3),
        (function(3, "pass"), 4),
        ("def f():\n    g(\n        1,\n    )\n", 3),
        ('def f():\n    """Promise."""\n', 0),
    ],
)
def test_a_function_is_measured_without_its_docstring(source: str, length: int) -> None:
    assert [measured for _, _, measured in lengths(source)] == [length]
    expected = [f"x.py:1: f has {length} lines, at most 40 are allowed"] if length > 40 else []
    assert too_long("x.py", source) == expected


def test_long_functions_are_counted() -> None:
    assert usual_share([function(25)] * 9 + [function(26)]) == 0.9
    assert usual_share([function(25), function(26)]) == 0.5


def test_files_are_short() -> None:
    code = [name for name in WORKING if Path(name).suffix in CODE or is_script(name)]
    assert [line for name in code for line in oversized(name, text(name))] == []


@pytest.mark.parametrize(("lines", "found"), [(400, []), (401, ["x.py: 401 lines, at most 400 are allowed"])])
def test_a_long_file_is_seen(lines: int, found: list[str]) -> None:
    assert oversized("x.py", "pass\n" * lines) == found


def test_every_file_is_named_for_what_it_holds() -> None:
    assert named_vaguely(files()) == []
    assert named_vaguely(("backprop/utils.py", "tests/helpers.py", "backprop/ops.py")) == [
        "backprop/utils.py",
        "tests/helpers.py",
    ]


def test_no_file_names_a_machine() -> None:
    assert [line for name in files() for line in machines(name, readable(name))] == []


def readable(name: str) -> str:
    return (ROOT / name).read_bytes().decode("utf-8", errors="replace")


@pytest.mark.parametrize(
    ("line", "found"),
    [
        *((f"see https://{host}/simple", host) for host in HOSTS),
        *((f'path = "/{place}/main"', f"/{place}/m") for place in PLACES),
        ("https://example.org/" + "home/page", None),
        ("../" + "opt/more", None),
        ("the w" + "ork/home balance", None),
        ("a/" + "root/of", None),
    ],
)
def test_a_machine_is_seen(line: str, found: str | None) -> None:
    expected = [f"x.md:2: names {found}"] if found else []
    assert machines("x.md", f"first\n{line}\n") == expected
