"""What the CSV files are, beside them: `csv-metadata.json`, where CSV on the Web looks for it.

A comment at its top would keep many programs from reading a CSV file, and what was released stays as it was.
So the release, the licence and the key of each run stand here: https://www.w3.org/TR/tabular-metadata/.
"""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from backprop.core.example import Example
from backprop.core.project import project
from backprop.exports import FOLDER, lines, runs
from backprop.exports.crate import CONTENT

FILE = f"{FOLDER}/csv-metadata.json"


def metadata_file(tables: Mapping[str, str], examples: Iterable[Example]) -> dict[str, str]:
    """Return the file that describes tables, which are given by their paths."""
    keys = {
        f"{FOLDER}/{runs.file_name(example, rate)}": runs.run_key(example, rate).run
        for example in examples
        for rate in runs.rates(example)
    }
    described = [_table(path, text, keys.get(path, "")) for path, text in tables.items()]
    document = {"@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}], "tables": described}
    return {FILE: lines.written(document)}


def _table(path: str, text: str, run: str) -> dict[str, Any]:
    """Return the description of a file; `run` is the key of its run, empty where it is none."""
    name = PurePosixPath(path).name
    cells = (
        {"dc:identifier": run, "dc:description": f"The key of a number is {run}@STEP:COLUMN."} if run else {}
    )
    return {
        "url": name,
        "dc:creator": project().author,
        "dc:license": {"@id": CONTENT},
        "schema:version": project().version,
        **cells,
        "tableSchema": {"columns": [_column(head) for head in text.partition("\n")[0].split(",")]},
    }


def _column(head: str) -> dict[str, str]:
    return {"titles": head, "datatype": "integer" if head == "step" else "number"}
