"""What code a result comes of: a digest that no comment and no docstring changes, but all that runs does."""

import ast
import os
import sys
import time
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from backprop.cache import kept

ROOT = Path(__file__).parent
PACKAGE = ROOT.name
# A module may have been loaded at any moment since; what is younger on disk need not be what runs.
STARTED = time.time_ns()


@cache
def digest_of_code(*modules: str) -> str:
    """Return a digest of these modules, of all that they import of the package, and of what is installed.

    It is one of syntax trees. They hold no comments and no docstrings.
    """
    digest = sha256(repr(versions()).encode())
    for name, tree in sorted(_trees(modules).items()):
        digest.update(f"{name} {tree}\n".encode())
    return digest.hexdigest()


@cache
def versions() -> tuple[str, ...]:
    """Return the version of Python and those of all that is installed, as their folders are named."""
    installed = {name for folder in sys.path for name in _names(folder) if name.endswith(".dist-info")}
    return (sys.version, *sorted(installed))


def _names(folder: str) -> list[str]:
    """Return the names in a folder of the path, where it is one."""
    path = Path(folder)
    return [entry.name for entry in path.iterdir()] if path.is_dir() else []


def _trees(modules: tuple[str, ...]) -> dict[str, str]:
    """Return the digest of each module's tree, of those given and of those that they need, by name."""
    trees: dict[str, str] = {}
    todo = [*modules]
    while todo:
        name = todo.pop()
        if name not in trees:
            trees[name], *needed = _outline(name)
            todo += needed
    return trees


def _outline(name: str) -> list[str]:
    """Return the digest of a module's tree, then the modules of the package that it imports.

    One that was changed since this program started has a digest that nothing else has.
    """
    path = path_of(name)
    assert path is not None, f"{name} is no module of the package"
    if path.stat().st_mtime_ns > STARTED:
        return [os.urandom(32).hex()]
    source = path.read_bytes()
    parts = ("outline", sys.version, name, source)
    return kept("code", parts, lambda: "\n".join(outline(source)).encode()).decode().split("\n")


def outline(source: bytes) -> list[str]:
    """Return the digest of a source's tree, then the modules of the package that it imports."""
    tree = ast.parse(source)
    return [sha256(ast.dump(without_docstrings(tree)).encode()).hexdigest(), *sorted(set(imported(tree)))]


def without_docstrings(tree: ast.Module) -> ast.Module:
    """Take the docstrings out of a tree."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            match node.body:
                case [ast.Expr(ast.Constant(str())), *rest]:
                    node.body = rest
    return tree


def imported(tree: ast.Module) -> Iterator[str]:
    """Yield the modules of the package that a tree imports, anywhere in it, and the packages they are in."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names):
                named = [alias.name for alias in names]
            case ast.ImportFrom(str(module), names, 0):
                named = [f"{module}.{alias.name}" for alias in names]
            case _:
                continue
        for name in named:
            yield from _modules_of(name)


def _modules_of(name: str) -> Iterator[str]:
    """Yield the modules that are loaded for `backprop.core.graph.Graph`, all but the package itself."""
    parts = name.split(".")
    for end in range(2, len(parts) + 1):
        if parts[0] == PACKAGE and path_of(module := ".".join(parts[:end])):
            yield module


def path_of(module: str) -> Path | None:
    """Return where a module of the package stands."""
    place = ROOT.joinpath(*module.split(".")[1:])
    return next(filter(Path.is_file, (place.with_suffix(".py"), place / "__init__.py")), None)
