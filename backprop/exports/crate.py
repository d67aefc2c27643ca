"""RO-Crate metadata of all that others take from here, which archives and catalogues read.

It names each file with what it holds, its media type, size, checksum, licence, release and author:
https://w3id.org/ro/crate/1.3.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from backprop.core.project import project
from backprop.exports import lines

FILE = "ro-crate-metadata.json"
SPECIFICATION = "https://w3id.org/ro/crate/1.3"
# Of numbers and of code; the names are those that people know.
CONTENT, CODE = "https://creativecommons.org/licenses/by/4.0/", "https://spdx.org/licenses/MIT"
LICENCES = {CONTENT: "Creative Commons Attribution 4.0 International", CODE: "MIT License"}
AUTHOR = "#author"
# The end of a file's name, what it holds, its media type and its licence; the first that fits counts.
KINDS = (
    (r"-rate-(.+)\.csv", "training at the rate {}", "text/csv", CONTENT),
    (r"\.csv", "table", "text/csv", CONTENT),
    (r"-slips\.json", "known slips", "application/json", CONTENT),
    (r"\.json", "all quantities", "application/json", CONTENT),
    (r"\.xlsx", "workbook", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", CONTENT),
    (r"_numpy\.py", "program in NumPy", "text/x-python", CODE),
    (r"_torch\.py", "program in PyTorch", "text/x-python", CODE),
    (r"\.ipynb", "notebook", "application/x-ipynb+json", CODE),
)


def crate_file(index: Mapping[str, Any], index_entry: Mapping[str, Any]) -> dict[str, str]:
    """Return the metadata of the files that an index names, and of the index, as its entry would be."""
    parts = [
        _file(entry, f"{example['title']}: {{}}")
        for example in index["examples"]
        for entry in example["files"]
    ]
    parts += [_file(entry, entry["path"]) for entry in (index_entry, *index["shared"])]
    context = [f"{SPECIFICATION}/context", {"sha256": "http://schema.org/sha256"}]
    graph = [*_framework(len(index["examples"]), [part["@id"] for part in parts]), *parts]
    return {FILE: lines.written({"@context": context, "@graph": graph})}


def _framework(examples: int, parts: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield the metadata of the metadata, of all files together, of their author and of the licences."""
    yield {
        "@id": FILE,
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "conformsTo": {"@id": SPECIFICATION},
    }
    yield {
        "@id": "./",
        "@type": "Dataset",
        "name": project().title,
        "description": f"Every number of {examples} worked examples, proved by two computations: values with "
        "their keys, formulas and enclosures, training runs, workbooks, programs and notebooks.",
        "datePublished": project().date,
        **_terms(CONTENT),
        "hasPart": [{"@id": part} for part in parts],
    }
    yield {"@id": AUTHOR, "@type": "Organization", "name": project().author}
    for address, name in LICENCES.items():
        yield {"@id": address, "@type": "CreativeWork", "name": name}


def _file(entry: Mapping[str, Any], title: str) -> dict[str, Any]:
    """Return the metadata of a file; its title may have a place for what it holds."""
    words, media_type, licence = _kind(entry["path"])
    return {
        "@id": entry["path"],
        "@type": "File",
        "name": title.format(words),
        "encodingFormat": media_type,
        "contentSize": str(entry["bytes"]),
        "sha256": entry["sha256"],
        **_terms(licence),
    }


def _kind(path: str) -> tuple[str, str, str]:
    """Return what a file holds, its media type and its licence."""
    for end, words, media_type, licence in KINDS:
        if match := re.search(f"{end}$", path):
            return words.format(*match.groups()), media_type, licence
    raise ValueError(f"found {path}, expected one of {len(KINDS)} kinds of file")


def _terms(licence: str) -> dict[str, Any]:
    """Return the release, the licence and the author of what is described."""
    return {"version": project().version, "license": {"@id": licence}, "author": {"@id": AUTHOR}}
