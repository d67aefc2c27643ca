"""Diagrams as SVG text."""

from collections.abc import Callable

import pytest

from backprop.figures.drawing import (
    Box,
    arrow,
    drawing,
    group,
    line,
    rectangle,
    text,
)
from backprop.figures.markup import element
from backprop.figures.style import paint
from backprop.figures.words import width_of
from tests.figures.reading import SVG, root


def test_the_sides_of_a_box() -> None:
    box = Box(10, 20, 4, 6)
    assert (box.left, box.right, box.top, box.bottom) == ((8, 20), (12, 20), (10, 17), (10, 23))


def test_a_halo_lies_behind_all_of_its_words() -> None:
    behind, written = root(drawing(9, 9, [text((50, 50), ["words"], halo=True)]))
    left, width = float(behind.attrib["x"]), float(behind.attrib["width"])
    assert left + width / 2 == 50
    assert width > width_of(["words"])
    assert paint("background") in behind.attrib["style"]
    assert written.text == "words"


def test_an_arrow_ends_with_its_head() -> None:
    shaft, head = root(drawing(9, 9, [arrow((0, 0), (0, 100), "error", known={"id": "a"})]))[0]
    assert float(shaft.attrib["y2"]) < 100
    assert head.attrib["d"].startswith("M0 100L")


@pytest.mark.parametrize(
    ("drawn", "attributes"),
    [
        (line((0, 1), (2, 3), "weight"), {"x1": "0", "y1": "1", "x2": "2", "y2": "3"}),
        (line((0, 1), (2, 3), "weight", known={"data-key": "mazur:w5"}), {"data-key": "mazur:w5"}),
        (rectangle(Box(10, 20, 4, 6), "input", round_by=2), {"x": "8", "y": "17", "width": "4", "rx": "2"}),
        (group({"id": "a-b"}, element("rect", {})), {"id": "a-b"}),
    ],
)
def test_elements_have_their_attributes(drawn: str, attributes: dict[str, str]) -> None:
    (child,) = root(drawing(9, 9, [drawn]))
    assert attributes.items() <= child.attrib.items()


@pytest.mark.parametrize("draw", [line, arrow])
def test_dashes_tell_two_kinds_of_lines_apart(draw: Callable[..., str]) -> None:
    assert "dasharray" in draw((0, 0), (1, 1), "weight", dashed=True)
    assert "dasharray" not in draw((0, 0), (1, 1), "weight")


def test_a_drawing_has_its_size() -> None:
    picture = root(drawing(374, 120.5, []))
    assert picture.tag == f"{SVG}svg"
    assert {"width": "374", "height": "120.5", "viewBox": "0 0 374 120.5"}.items() <= picture.attrib.items()
