"""The folder of all that others take from here: the files of each example, their schemas, an index of all."""

import json
import os
from collections.abc import Callable, Collection, Mapping
from contextlib import ExitStack
from functools import cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import Any

from backprop import files
from backprop.core.example import Example
from backprop.core.examples import EXAMPLES
from backprop.core.records import recorded
from backprop.errors import BackpropError
from backprop.exports import FOLDER, RunCells, citation, crate, csv_metadata, data, lines, runs
from backprop.exports.data import SCHEMA, Pages
from backprop.progress import track

# Contents by path, relative to the folder of the index.
Files = Mapping[str, str | bytes]

INDEX = "values.json"
INDEX_SCHEMA = f"index-schema-{SCHEMA}.json"
SLIPS_SCHEMA = f"slips-schema-{SCHEMA}.json"

# Files of no example, which come with the package.
SHARED = (f"schema-{SCHEMA}.json", SLIPS_SCHEMA, INDEX_SCHEMA)


def export(folder: Path, pages: Pages, without: Collection[str] = ()) -> None:
    """Write all files below `folder`, once all are made; `pages` are addresses of those that print a key.

    `without` may name `workbooks` and `notebooks`, which are then left out.
    """
    _check(folder)
    with ExitStack() as stack:
        run = None if "notebooks" in without else _one_kernel(stack)
        own = {
            name: example_files(example, pages, run, without)
            for name, example in track(EXAMPLES.items(), "exporting")
        }
    shared = shared_files(own)
    entries = [_entry(EXAMPLES[name], contents) for name, contents in own.items()]
    document = index(entries, shared)
    listing = {INDEX: lines.written(document)}
    about = crate.crate_file(document, _file(INDEX, listing[INDEX]))
    for contents in (*own.values(), shared, listing, about):
        for path, content in contents.items():
            files.write(folder / path, content)


def shared_files(own: Mapping[str, Files]) -> Files:
    """Return the files of no example; `own` are those of each."""
    tables = {
        path: _bytes(content).decode()
        for contents in own.values()
        for path, content in contents.items()
        if path.endswith(".csv")
    }
    return {
        **{f"{FOLDER}/{name}": packaged(name) for name in SHARED},
        **citation.shared_files(),
        **csv_metadata.metadata_file(tables, [EXAMPLES[name] for name in own]),
    }


def _one_kernel(stack: ExitStack) -> RunCells:
    """Return what runs all notebooks in one kernel: it starts with the first, and ends with `stack`."""

    @cache
    def start() -> RunCells:
        from backprop.exports.kernel import kernel

        return stack.enter_context(kernel())

    return lambda notebook, file: start()(notebook, file)


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


def example_files(
    example: Example, pages: Pages, run: RunCells | None = None, without: Collection[str] = ()
) -> Files:
    """Return the files of an example, without its notebook where nothing is given to `run` it."""
    name = example.name
    printed = {str(key): list(places) for key, places in pages.items() if key.example == name}
    places = json.dumps(printed, sort_keys=True)
    return {
        **_recorded("data", lambda room: room.data_files(example, pages), name, places),
        **_recorded("slips", lambda room: room.slip_files(example), name),
        **runs.run_files(example),
        **{f"{FOLDER}/{file}": text for file, text in example.tables.items()},
        **(
            {}
            if "workbooks" in without
            else _recorded("workbook.book", lambda room: room.workbook_files(example), name)
        ),
        **_recorded("program.file", lambda room: room.program_files(example), name),
        **(_recorded("notebook", lambda room: room.notebook_files(example, run), name) if run else {}),
    }


def _recorded(room: str, make: Callable[[Any], Files], *parts: str) -> Files:
    """Return the files of a format from their record, where its module made them of the same before.

    The module is imported where they have to be made: libraries take long.
    """
    module = f"{__package__}.{room}"

    def written() -> bytes:
        made = make(import_module(module))
        return files.packed({path: _bytes(content) for path, content in made.items()})

    return files.unpacked(recorded("exports", module, parts, written))


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


def _entry(example: Example, contents: Files) -> dict[str, Any]:
    document = json.loads(contents[data.file_name(example)])
    return {
        "name": example.name,
        "title": example.title,
        "address": document["address"],
        "values": len(document["values"]),
        "runs": len(document["runs"]),
        "files": [_file(path, content) for path, content in contents.items()],
    }


def _file(path: str, content: str | bytes) -> dict[str, Any]:
    raw = _bytes(content)
    kind = PurePosixPath(path).suffix.removeprefix(".")
    return {"path": path, "kind": kind, "bytes": len(raw), "sha256": sha256(raw).hexdigest()}


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content
