"""Tables of measurements: read as they stand, or refused with what was expected."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from backprop.core import measurements
from backprop.core.measurements import Table, read_table
from backprop.errors import BackpropError

TABLE = {"title": "Seconds", "head": ["Way", "s"], "rows": [["a", "1,234.5"], ["b", "–"]], "chart": "s"}
Write = Callable[[Any], None]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Return a function that writes the tables of the file `trial`."""
    monkeypatch.setattr(measurements, "FOLDER", tmp_path)

    def write(tables: Any) -> None:
        text = tables if isinstance(tables, str) else json.dumps({"tables": tables})
        (tmp_path / "trial.json").write_text(text, "utf-8")

    return write


def test_a_table_is_read_as_it_stands(write: Write) -> None:
    write({"ways": TABLE})
    table = read_table("trial", "ways")
    assert table == Table("Seconds", ("Way", "s"), (("a", "1,234.5"), ("b", "–")), "s")
    assert table.charted == {"a": "1,234.5"}


@pytest.mark.parametrize("chart", ["", "m"])
def test_a_table_may_have_nothing_to_draw(chart: str, write: Write) -> None:
    write({"ways": {**TABLE, "chart": chart}})
    assert read_table("trial", "ways").charted == {}


@pytest.mark.parametrize(
    ("tables", "name", "message"),
    [
        ({"ways": TABLE}, "other", "found measurements 'other', expected the name of a file"),
        ({"ways": TABLE}, "../trial", "found measurements '../trial', expected the name of a file"),
        ({"means": TABLE}, "trial", "found no table 'ways', expected one of means"),
        (
            {"ways": {**TABLE, "rows": [["a"]]}},
            "trial",
            "found a row that is longer or shorter than the head",
        ),
        ({"ways": {**TABLE, "rows": [["a", 1]]}}, "trial", "found a cell that is no text on one line"),
        ({"ways": {**TABLE, "rows": [["a", "x|y"]]}}, "trial", "found a cell that is no text on one line"),
        ({"ways": {"title": "T"}}, "trial", "found 'head', expected tables, as the bench writes them"),
        ([TABLE], "trial", "expected tables, as the bench writes them"),
        ("[]", "trial", "expected tables, as the bench writes them"),
        ("{", "trial", "expected tables, as the bench writes them"),
    ],
)
def test_what_is_no_table_is_refused(tables: Any, name: str, message: str, write: Write) -> None:
    write(tables)
    with pytest.raises(BackpropError) as raised:
        read_table(name, "ways")
    assert message in str(raised.value)
