"""The block of measurements: the table of its file, cell by cell."""

import json
from pathlib import Path

import pytest

from backprop.core import measurements
from backprop.errors import BackpropError
from backprop.pages.blocks import render_block
from tests.pages.conftest import PAGE

TABLE = {"title": "T", "head": ["Way", "s", "×"], "rows": [["a", "1.5", "1"], ["b", "3", "2"]], "chart": ""}


@pytest.fixture(autouse=True)
def _file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measurements, "FOLDER", tmp_path)
    (tmp_path / "trial.json").write_text(json.dumps({"tables": {"ways": TABLE}}), "utf-8")


def test_a_block_is_the_table_of_its_file() -> None:
    rendered = render_block(("measured", "trial", "ways"), PAGE)
    assert rendered.text == "| Way | s | × |\n| :-- | --: | --: |\n| a | 1.5 | 1 |\n| b | 3 | 2 |"
    assert rendered.keys == frozenset()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("trial",), "found trial, expected measured FILE TABLE"),
        (("trial", "means"), "found no table 'means', expected one of ways"),
    ],
)
def test_what_is_not_there_is_refused(words: tuple[str, ...], message: str) -> None:
    with pytest.raises(BackpropError, match=message):
        render_block(("measured", *words), PAGE)
