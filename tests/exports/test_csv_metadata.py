"""What is said of the CSV files: each with its release, licence, run and columns."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from backprop.core import registry
from backprop.core.digits import scientific
from backprop.core.keys import parse
from backprop.core.project import project
from backprop.exports.csv_metadata import FILE, metadata_file


@pytest.fixture(scope="module")
def tables(exported: Path) -> dict[str, Any]:
    document = json.loads((exported / FILE).read_text("utf-8"))
    return {table["url"]: table for table in document["tables"]}


def test_every_csv_file_is_described(tables: dict[str, Any], exported: Path) -> None:
    assert sorted(tables) == sorted(path.name for path in (exported / "values").glob("*.csv"))
    for table in tables.values():
        assert table["dc:license"] == {"@id": "https://creativecommons.org/licenses/by/4.0/"}
        assert (table["dc:creator"], table["schema:version"]) == (project().author, project().version)


def test_a_run_and_a_column_make_a_key(tables: dict[str, Any], exported: Path) -> None:
    for name, table in tables.items():
        with (exported / "values" / name).open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        assert [column["titles"] for column in table["tableSchema"]["columns"]] == head
        key = parse(f"{table['dc:identifier']}@{rows[-1][0]}:{head[-1]}")
        assert registry.digits(key, scientific(17)).text == rows[-1][-1]


def test_the_columns_are_numbers(tables: dict[str, Any]) -> None:
    kinds = {
        (column["titles"] == "step", column["datatype"])
        for table in tables.values()
        for column in table["tableSchema"]["columns"]
    }
    assert kinds == {(True, "integer"), (False, "number")}


def test_a_table_that_is_no_run_has_no_key() -> None:
    (text,) = metadata_file({"values/trials.csv": "seed,w1\n1,-1.941\n"}, []).values()
    (table,) = json.loads(text)["tables"]
    assert "dc:identifier" not in table
    assert [column["titles"] for column in table["tableSchema"]["columns"]] == ["seed", "w1"]
