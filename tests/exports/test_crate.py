"""RO-Crate metadata: complete, true of the files beside it, and as the specification wants it."""

import copy
import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from backprop.core.project import project
from backprop.exports import crate

Document = dict[str, Any]
# What a dataset must have: https://www.researchobject.org/ro-crate/specification/1.3/root-data-entity.html
REQUIRED = ("name", "description", "datePublished", "license")


@pytest.fixture
def document(exported: Path) -> Document:
    found: Document = json.loads((exported / crate.FILE).read_text("utf-8"))
    return copy.deepcopy(found)


def entities(document: Document, kind: str) -> list[Document]:
    return [entity for entity in document["@graph"] if entity["@type"] == kind]


def references(part: Any) -> Iterator[str]:
    """Yield what the values of an entity refer to."""
    for value in part.values() if isinstance(part, dict) else part:
        if isinstance(value, dict) and value.keys() == {"@id"}:
            yield value["@id"]
        elif isinstance(value, dict | list):
            yield from references(value)


def faults(document: Document, folder: Path) -> Iterator[str]:
    """Yield what is wrong with a crate in a folder."""
    names = [entity["@id"] for entity in document["@graph"]]
    yield from (f"{name} twice" for name in set(names) if names.count(name) > 1)
    descriptor, root = document["@graph"][:2]
    if (descriptor["@id"], descriptor["about"]) != (crate.FILE, {"@id": root["@id"]}):
        yield "no descriptor"
    if descriptor["conformsTo"] != {"@id": "https://w3id.org/ro/crate/1.3"}:
        yield "another specification"
    yield from (f"no {name}" for name in REQUIRED if not root.get(name))
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    described = entities(document, "File")
    if not set(references(root["hasPart"])) == {each["@id"] for each in described} == present - {crate.FILE}:
        yield "other parts than files"
    known = {*names, "https://w3id.org/ro/crate/1.3"}
    yield from (f"{name} unknown" for name in references(document["@graph"]) if name not in known)
    for entity in described:
        content = (folder / entity["@id"]).read_bytes() if entity["@id"] in present else b""
        if (entity["contentSize"], entity["sha256"]) != (str(len(content)), sha256(content).hexdigest()):
            yield f"{entity['@id']} differs"


def test_the_crate_is_true_of_the_files(document: Document, exported: Path) -> None:
    assert list(faults(document, exported)) == []


SPOILT: dict[str, Callable[[Document], object]] = {
    "no descriptor": lambda it: it["@graph"][0].update(about={"@id": "values/"}),
    "another specification": lambda it: it["@graph"][0].update(conformsTo={"@id": "./"}),
    "no license": lambda it: it["@graph"][1].pop("license"),
    "other parts than files": lambda it: it["@graph"][1]["hasPart"].pop(),
    "#author unknown": lambda it: it["@graph"].pop(2),
    "./ twice": lambda it: it["@graph"].append(it["@graph"][1]),
    "values.json differs": lambda it: next(
        each for each in it["@graph"] if each["@id"] == "values.json"
    ).update(contentSize="1"),
}


@pytest.mark.parametrize("fault", SPOILT)
def test_a_crate_that_is_not_true_is_seen(fault: str, document: Document, exported: Path) -> None:
    SPOILT[fault](document)
    assert fault in faults(document, exported)


def test_each_file_has_its_kind_licence_release_and_author(document: Document) -> None:
    found = {entity["@id"]: entity for entity in entities(document, "File")}
    kinds = {
        "values.json": ("values.json", "application/json", crate.CONTENT),
        "values/chain.json": ("One neuron after another: all quantities", "application/json", crate.CONTENT),
        "values/chain-slips.json": (
            "One neuron after another: known slips",
            "application/json",
            crate.CONTENT,
        ),
        "values/chain-rate-10.csv": (
            "One neuron after another: training at the rate 10",
            "text/csv",
            crate.CONTENT,
        ),
        "values/chain_torch.py": (
            "One neuron after another: program in PyTorch",
            "text/x-python",
            crate.CODE,
        ),
        "values/chain.ipynb": ("One neuron after another: notebook", "application/x-ipynb+json", crate.CODE),
    }
    for path, kind in kinds.items():
        entity = found[path]
        assert (entity["name"], entity["encodingFormat"], entity["license"]["@id"]) == kind
    assert {entity["version"] for entity in found.values()} == {project().version}
    assert {entity["author"]["@id"] for entity in found.values()} == {crate.AUTHOR}
    assert [entity["name"] for entity in entities(document, "Organization")] == [project().author]


def test_a_kind_of_file_without_a_description_is_refused() -> None:
    entry = {"path": "values/chain.pdf", "bytes": 1, "sha256": ""}
    with pytest.raises(ValueError, match=r"found values/chain\.pdf, expected one of 8 kinds of file"):
        crate.crate_file({"examples": [], "shared": []}, entry)
