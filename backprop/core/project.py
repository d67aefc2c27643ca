"""What the current folder says of its project: which examples it has, and how it is cited.

It is in `backprop.toml`, or in `pyproject.toml` as `[tool.backprop]`; a folder without either is about
the examples of this package.
"""

import re
import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from backprop import files
from backprop.errors import BackpropError
from backprop.release import AUTHOR, DATE, TITLE, VERSION

FILE, SHARED_FILE, TABLE = Path("backprop.toml"), Path("pyproject.toml"), "backprop"
OWN_EXAMPLES = "backprop.networks.examples:EXAMPLES"


@dataclass(frozen=True)
class Project:
    """Where the examples stand, as `module:NAME`, and the title, author, version and day to cite."""

    examples: str
    title: str
    author: str
    version: str
    date: str

    @property
    def is_own(self) -> bool:
        """Tell whether it is this package's own project."""
        return self.examples == OWN_EXAMPLES


OWN = Project(OWN_EXAMPLES, TITLE, AUTHOR, VERSION, DATE)


@cache
def project() -> Project:
    """Return the project of the folder that the program was started in."""
    return read(Path())


def read(folder: Path) -> Project:
    """Return the project of a folder; raise where its setting is not as it should be."""
    path = folder / FILE
    if path.is_file():
        return _checked(path, _table(path))
    path = folder / SHARED_FILE
    table = _table(path).get("tool", {}).get(TABLE) if path.is_file() else None
    return OWN if table is None else _checked(path, table)


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(files.read(path))
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        where = f"{path}:{place[1]}:{place[2]}" if place else str(path)
        raise BackpropError(f"{where}: found {error}, expected TOML") from error


def _checked(path: Path, table: dict[str, Any]) -> Project:
    names = [field.name for field in fields(Project)]
    for name in table:
        if name not in names:
            raise BackpropError(f"{path}: found {name}, expected {', '.join(names)}")
    for name in names:
        if not isinstance(table.get(name), str) or not table[name]:
            raise BackpropError(f'{path}: found no text for {name}, expected {name} = "…"; add the line')
    if not re.fullmatch(r"[\w.]+:\w+", table["examples"]):
        raise BackpropError(f"{path}: found examples = {table['examples']!r}, expected module:NAME")
    return Project(**table)
