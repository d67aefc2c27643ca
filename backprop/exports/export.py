"""The folder of all that others take from here: the files of each example, their schemas, an index of all."""

import os
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from backprop import files
from backprop.core.example import Example
from backprop.core.examples import EXAMPLES
from backprop.errors import BackpropError
from backprop.exports import FOLDER, citation, data, lines, notebook, runs
from backprop.exports.data import SCHEMA, Pages
from backprop.exports.program.file import program_files
from backprop.exports.workbook.book import workbook_files

# Contents by path, relative to the folder that the index stands in.
Files = Mapping[str, str | bytes]

# One writer a format; each returns the files of an example.
WRITERS: tuple[Callable[[Example], Files], ...] = (
    runs.run_files,
    workbook_files,
    program_files,
    notebook.notebook_files,
)

INDEX = "values.json"
INDEX_SCHEMA = f"index-schema-{SCHEMA}.json"

# Files of no example, which come with the package.
SHARED = (f"schema-{SCHEMA}.json", INDEX_SCHEMA)


def export(folder: Path, pages: Pages) -> None:
    """Write all files below `folder`, once all are made; `pages` are addresses of those that print a key."""
    _check(folder)
    own = {name: _example_files(example, pages) for name, example in EXAMPLES.items()}
    shared = {f"{FOLDER}/{name}": packaged(name) for name in SHARED} | citation.shared_files()
    entries = [_entry(EXAMPLES[name], pages, contents) for name, contents in own.items()]
    for contents in (*own.values(), shared):
        for path, content in contents.items():
            files.write(folder / path, content)
    files.write(folder / INDEX, lines.written(index(entries, shared)))


def _check(folder: Path) -> None:
    """Refuse a folder where nothing can be written, before all is computed."""
    try:
        path = folder.absolute()
        nearest = next(place for place in (path, *path.parents) if place.exists())
        usable = nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)
    except OSError:
        usable = False
    if not usable:
        raise BackpropError(f"{folder}: found no way to write there, expected a folder of your own")


def _example_files(example: Example, pages: Pages) -> Files:
    contents: dict[str, str | bytes] = dict(data.data_files(example, pages))
    for writer in WRITERS:
        contents |= writer(example)
    return contents


def packaged(name: str) -> str:
    """Return the text of a file that comes with the package."""
    return files.read(Path(__file__).with_name(name))


def index(examples: list[dict[str, Any]], shared: Files) -> dict[str, Any]:
    """Return the document that names all files."""
    return {
        "$schema": f"{FOLDER}/{INDEX_SCHEMA}",
        **data.edition(),
        "examples": examples,
        "shared": [_file(path, content) for path, content in shared.items()],
    }


def _entry(example: Example, pages: Pages, contents: Files) -> dict[str, Any]:
    return {
        "name": example.name,
        "title": example.title,
        "address": data.address(example),
        "values": len(data.keys(example, pages)),
        "runs": len(runs.rates(example)),
        "files": [_file(path, content) for path, content in contents.items()],
    }


def _file(path: str, content: str | bytes) -> dict[str, Any]:
    raw = content.encode() if isinstance(content, str) else content
    kind = PurePosixPath(path).suffix.removeprefix(".")
    return {"path": path, "kind": kind, "bytes": len(raw), "sha256": sha256(raw).hexdigest()}
