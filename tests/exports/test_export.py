"""The folder of all data: complete, told by its index, the same each time, written at the end or never."""

import copy
import json
import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from backprop.cli import main
from backprop.core import records
from backprop.core.example import Example
from backprop.errors import BackpropError
from backprop.exports import data, export, graphs, notebook, runs
from backprop.exports.workbook import book
from backprop.networks.examples import EXAMPLES
from tests.exports.conftest import FEW, PRINTED, leave_few
from tests.exports.schemas import INDEX, faults

Document = dict[str, Any]
UNLISTED = {"values.json", "ro-crate-metadata.json"}  # the index, and what describes it with the others


@pytest.fixture
def few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Leave two examples and few steps, stand in an empty folder and return it."""
    monkeypatch.chdir(tmp_path)
    leave_few(monkeypatch)
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture
def index(exported: Path) -> Document:
    found: Document = json.loads((exported / "values.json").read_text("utf-8"))
    return copy.deepcopy(found)


def listed(index: Document) -> list[Document]:
    lists = [example["files"] for example in index["examples"]] + [index["shared"]]
    return [file for files in lists for file in files]


def test_every_example_has_its_files(exported: Path) -> None:
    rates = {name: runs.rates(EXAMPLES[name]) for name in FEW}
    tables = {f"values/{name}-rate-{rate}.csv" for name, found in rates.items() for rate in found}
    schemas = {"values/schema-1.json", "values/slips-schema-1.json", "values/index-schema-1.json"}
    documents = {f"values/{name}{end}.json" for name in FEW for end in ("", "-slips")}
    others = {f"values/{name}{end}" for name in FEW for end in (".xlsx", "_numpy.py", "_torch.py", ".ipynb")}
    shared = {"values.json", "values/citations.json", "values/csv-metadata.json", "ro-crate-metadata.json"}
    assert set(contents(exported)) == shared | schemas | documents | tables | others


def test_the_index_tells_of_every_file(exported: Path, index: Document) -> None:
    found = contents(exported)
    assert [file["path"] for file in listed(index)] == list(
        dict.fromkeys(file["path"] for file in listed(index))
    )
    assert {file["path"] for file in listed(index)} == set(found) - UNLISTED
    for file in listed(index):
        content = found[file["path"]]
        assert file["bytes"] == len(content)
        assert file["sha256"] == sha256(content).hexdigest()
        assert file["path"].endswith(f".{file['kind']}")


def test_the_index_counts(exported: Path, index: Document) -> None:
    for example in index["examples"]:
        document = json.loads((exported / f"values/{example['name']}.json").read_text("utf-8"))
        assert example["values"] == len(document["values"])
        assert example["runs"] == len(document["runs"])
        paths = [f"values/{run['file']}" for run in document["runs"]]
        assert [file["path"] for file in example["files"] if file["kind"] == "csv"] == paths
        assert example["address"] == document["address"]


def test_the_schema_lies_where_the_documents_say(exported: Path, index: Document) -> None:
    assert json.loads((exported / index["$schema"]).read_text("utf-8")) == INDEX
    document = json.loads((exported / "values/chain.json").read_text("utf-8"))
    schema = json.loads((exported / "values" / document["$schema"]).read_text("utf-8"))
    Draft7Validator(schema).validate(document)


def test_the_index_fits_its_schema(index: Document) -> None:
    assert faults(INDEX, index) == []


SPOILT: dict[str, Callable[[Document], object]] = {
    "another schema": lambda it: it.update(schema=2),
    "no examples": lambda it: it.update(examples=[]),
    "a member more": lambda it: it.update(more=1),
    "an example without a name": lambda it: it["examples"][0].pop("name"),
    "an example without files": lambda it: it["examples"][0].update(files=[]),
    "an example without values": lambda it: it["examples"][0].update(values=0),
    "a path upwards": lambda it: it["shared"][0].update(path="../values.json"),
    "half a checksum": lambda it: it["shared"][0].update(sha256="0" * 32),
    "a checksum in capitals": lambda it: it["shared"][0].update(sha256="A" * 64),
    "an empty file": lambda it: it["shared"][0].update(bytes=0),
    "another kind": lambda it: it["shared"][0].update(kind="pdf"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_an_index_that_does_not_fit_is_refused(name: str, index: Document) -> None:
    SPOILT[name](index)
    assert faults(INDEX, index)


def test_twice_gives_the_same_bytes(exported: Path, few: Path) -> None:
    export.export(few / "b", PRINTED)
    assert contents(few / "b") == contents(exported)


def test_the_command_makes_the_folder_and_leaves_nothing_beside_it(few: Path, exported: Path) -> None:
    assert main(["export", "out/data"]) == 0
    assert [path.name for path in few.iterdir()] == ["out"]
    assert set(contents(Path("out/data"))) == set(contents(exported))
    document = json.loads(Path("out/data/values/chain.json").read_text("utf-8"))
    assert all(value["pages"] == [] for value in document["values"])


def test_the_command_tells_what_pages_print(few: Path) -> None:
    page = few / "docs/chain/page.md"
    page.parent.mkdir(parents=True)
    page.write_text("[?](../values/chain.md#@9:E_total)\n", "utf-8")
    assert main(["export", "docs", "--pages", "docs"]) == 0
    document = json.loads((few / "docs/values/chain.json").read_text("utf-8"))
    (found,) = [value for value in document["values"] if value["key"] == "chain@9:E_total"]
    assert found["pages"] == ["chain/page/"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("file", "file: found no way to write there, expected a folder of your own"),
        ("file/in/it", "file/in/it: found no way to write there, expected a folder of your own"),
        ("out --pages none", "found no folder none; run this where the project's mkdocs.yml stands"),
    ],
)
@pytest.mark.usefixtures("few")
def test_a_folder_that_does_not_serve_is_one_clear_line(
    words: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("file").write_text("mine", "utf-8")
    assert main(["export", *words.split()]) == 1
    assert capsys.readouterr() == ("", f"{message}\n")
    assert contents(Path()) == {"file": b"mine"}


@pytest.mark.parametrize("call", ["access", "exists"])
@pytest.mark.usefixtures("few")
def test_without_the_right_to_write_nothing_is_computed(
    call: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def denied(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    if call == "access":
        monkeypatch.setattr(os, "access", lambda *_: False)
    else:
        monkeypatch.setattr(Path, "exists", denied)
    monkeypatch.setattr(export, "example_files", denied)
    assert main(["export", "out"]) == 1
    assert capsys.readouterr().err == "out: found no way to write there, expected a folder of your own\n"


@pytest.mark.usefixtures("few")
def test_nothing_is_written_before_all_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(example: Example, *_: object) -> dict[str, str]:
        if example.name == FEW[-1]:
            raise BackpropError("no")
        return {"values/parabola.json": "{}"}

    monkeypatch.setattr(export, "example_files", fails)
    with pytest.raises(BackpropError, match=r"^no$"):
        export.export(Path("out"), {})
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize(
    ("without", "suffixes"), [(["workbooks"], {".xlsx"}), (["workbooks", "notebooks"], {".xlsx", ".ipynb"})]
)
def test_what_is_to_be_left_out_is_in_no_index(
    without: list[str], suffixes: set[str], few: Path, exported: Path
) -> None:
    words = [word for kind in without for word in ("--without", kind)]
    assert main(["export", str(few / "out"), *words]) == 0
    paths = set(contents(few / "out"))
    assert paths == {path for path in contents(exported) if Path(path).suffix not in suffixes}
    found: Document = json.loads((few / "out/values.json").read_text("utf-8"))
    assert {file["path"] for file in listed(found)} == paths - UNLISTED


@pytest.mark.usefixtures("few")
def test_what_is_recorded_is_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object) -> None:
        raise AssertionError

    Path("mkdocs.yml").touch()
    monkeypatch.setattr(notebook, "compare", lambda *_: None)
    with records.in_use():
        made = export.example_files(EXAMPLES["chain"], {}, lambda *_: None)
        for module, name in ((data, "value"), (graphs, "expressions"), (book, "Workbook")):
            monkeypatch.setattr(module, name, denied)
        assert export.example_files(EXAMPLES["chain"], {}, denied) == made
        other = export.example_files(EXAMPLES["chain"], PRINTED, denied)
    assert [path for path in made if other[path] != made[path]] == ["values/chain.json"]
