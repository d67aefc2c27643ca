"""Columns of nodes: as wide as their text, and wider than the sheet only where they must be."""

import pytest

from backprop.figures.arrangement import MARGIN, Node, arranged
from backprop.figures.drawing import Words
from backprop.figures.style import WIDTH

PAIR = (Node("h1", ["h1"], ["0.5"]), Node("h2", ["h2"], ["0.25"], above=["b 1"]))


@pytest.mark.parametrize(("columns", "fits"), [(2, True), (3, True), (5, True), (12, False)])
def test_width(columns: int, fits: bool) -> None:
    made = arranged([PAIR] * columns, [[["w 1"]] * 4] * (columns - 1))
    assert (abs(made.width - WIDTH) < 1e-9) is fits


def test_columns_end_at_the_margins() -> None:
    made = arranged([(Node("i1", ["i1"], ["1"]),), (Node("o1", ["o1"], ["-0.000123"]),)], [[["w 1"]]])
    assert made.boxes["i1"].left[0] == pytest.approx(MARGIN)
    assert made.boxes["o1"].right[0] == pytest.approx(WIDTH - MARGIN)


@pytest.mark.parametrize(
    ("edges", "labelled"), [([["w 1"]] * 12, True), ([["w 1"]] * 13, False), ([["w 1" * 60]], False)]
)
def test_a_layer_is_labelled_while_it_has_room(edges: list[Words], labelled: bool) -> None:
    assert arranged([PAIR, PAIR], [edges]).labelled == (labelled,)


def test_nodes_of_a_column_stand_clear_of_each_other() -> None:
    boxes = arranged([(Node("i1", ["i1"], ["1"]),), PAIR], [[["w 1"]] * 2]).boxes
    assert boxes["h2"].top[1] - boxes["h1"].bottom[1] > 24
