"""Tables of what was measured by a clock: numbers that nobody can compute, held by the file that has them.

A file `docs/measurements/NAME.json` has `tables`, each with a title, a head and rows of texts, and the column
that is drawn. Who measures writes it, and pages show it as it is.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from backprop import files
from backprop.errors import BackpropError

FOLDER = Path("docs/measurements")
PARTS = ("title", "head", "rows", "chart")
_NAME = re.compile(r"[a-z][a-z0-9]*")
_NUMBER = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")


@dataclass(frozen=True)
class Table:
    """A table of texts; `chart` is the head of the column that is drawn, empty where none is."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    chart: str

    @property
    def charted(self) -> dict[str, str]:
        """The numbers of the column that is drawn, by the first cell of their rows."""
        if self.chart not in self.head:
            return {}
        place = self.head.index(self.chart)
        return {row[0]: row[place] for row in self.rows if _NUMBER.fullmatch(row[place])}


def read_table(name: str, table: str) -> Table:
    """Return a table of the measurements of that name, or raise."""
    path = FOLDER / f"{name}.json"
    if not _NAME.fullmatch(name) or not path.is_file():
        raise BackpropError(f"found measurements {name!r}, expected the name of a file {FOLDER}/NAME.json")
    try:
        tables = {title: _table(data) for title, data in json.loads(files.read(path))["tables"].items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BackpropError(f"{path}: found {error}, expected tables, as the bench writes them") from error
    if table not in tables:
        raise BackpropError(f"{path}: found no table {table!r}, expected one of {', '.join(tables)}")
    return tables[table]


def _table(data: dict[str, Any]) -> Table:
    title, head, rows, chart = (data[part] for part in PARTS)
    texts = [title, chart, *head, *(cell for row in rows for cell in row)]
    if not all(isinstance(text, str) and not set(text) & set("|\n") for text in texts):
        raise ValueError("a cell that is no text on one line")
    if not head or any(len(row) != len(head) for row in rows):
        raise ValueError("a row that is longer or shorter than the head")
    return Table(title, tuple(head), tuple(map(tuple, rows)), chart)
