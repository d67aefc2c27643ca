"""The figure of measurements: its words from the table, each point at its number."""

import json
from pathlib import Path

import pytest

from backprop.check.figures import misdrawn
from backprop.core import measurements
from backprop.errors import BackpropError
from backprop.figures import Figure, figure, printed, svg

ROWS = [["floor", "0.5", "1"], ["**ours**, cold", "1,250", "x"], ["gone: no such tool", "–", "–"]]
TABLE = {"title": "Two tools", "head": ["Tool", "CPU, s", "ratio"], "rows": ROWS}


@pytest.fixture(autouse=True)
def _file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = {"tools": {**TABLE, "chart": "CPU, s"}, "none": {**TABLE, "chart": ""}}
    monkeypatch.setattr(measurements, "FOLDER", tmp_path)
    (tmp_path / "trial.json").write_text(json.dumps({"tables": tables}), "utf-8")


def trial(table: str) -> Figure:
    return figure(("measured", "trial", table))


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("title", "Two tools"),
        (
            "alt",
            "Points, one below the other, CPU, s, on a logarithmic scale: floor 0.5 and ours, cold 1,250.",
        ),
        ("caption", "Two tools. The points show CPU, s, on a logarithmic scale."),
    ],
)
def test_its_words_are_those_of_the_table(part: str, text: str) -> None:
    assert getattr(trial("tools").describe(printed), part) == text


def test_a_point_stands_at_its_number() -> None:
    drawing = svg(trial("tools"))
    assert misdrawn("measured-trial-tools", drawing) == ()
    moved = drawing.replace('data-at="1250"', 'data-at="1150"')
    assert "found data-at '1150', expected '1250'" in misdrawn("measured-trial-tools", moved)[0].message


def test_a_table_with_nothing_to_draw_is_refused() -> None:
    with pytest.raises(BackpropError, match="found no numbers to draw in trial none"):
        trial("none")
