"""Diagrams as SVG text."""

from collections.abc import Callable

import pytest

from backprop.figures.drawing import (
    Box,
    Number,
    Symbol,
    Words,
    arrow,
    drawing,
    element,
    group,
    line,
    rectangle,
    text,
    width_of,
)
from backprop.figures.style import paint
from tests.figures.reading import SVG, root

WEIGHT = Symbol("w_5")
HALF = Number("-0.5", {"data-key": "mazur:w5"})


def test_the_sides_of_a_box() -> None:
    box = Box(10, 20, 4, 6)
    assert (box.left, box.right, box.top, box.bottom) == ((8, 20), (12, 20), (10, 17), (10, 23))


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ((), ["a"]),
        (["il"], ["aa"]),
        (["aa"], ["mm"]),
        (["a"], [WEIGHT]),
        ([WEIGHT], ["w5"]),
        ([WEIGHT], [WEIGHT, " ", HALF]),
    ],
)
def test_words_are_as_wide_as_their_letters(narrow: Words, wide: Words) -> None:
    assert width_of(narrow) < width_of(wide)
    assert width_of(wide) < width_of(wide, 20)
    assert width_of(wide) < width_of(wide, bold=True)


@pytest.mark.parametrize(
    ("words", "content"),
    [
        (["a < b"], "a &lt; b"),
        ([HALF], '<tspan data-key="mazur:w5">−0.5</tspan>'),
        (
            [WEIGHT],
            '<tspan style="font-style: italic">w</tspan><tspan dy="2.2" style="font-size: 8px">5</tspan>',
        ),
        ([Symbol("net_{12}")], 'net<tspan dy="2.2" style="font-size: 8px">12</tspan>'),
        (
            [Symbol("net_{12}"), " ≈ ", HALF],
            (
                'net<tspan dy="2.2" style="font-size: 8px">12</tspan><tspan dy="-2.2"> ≈ </tspan>'
                '<tspan data-key="mazur:w5">−0.5</tspan>'
            ),
        ),
    ],
)
def test_an_index_stands_lower_and_what_follows_does_not(words: Words, content: str) -> None:
    style = f"font-size: 10px; text-anchor: middle; fill: {paint('ink')}"
    assert text((7, 10), words, size=10) == f'<text x="7" y="13.6" style="{style}">{content}</text>'


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
        (element("a", {"b": '<"&', "c": None, "d": -0.001, "e": 2.50, "f": 1 / 3}), {"b": '<"&'}),
        (element("a", {"d": -0.001, "e": 2.50, "f": 1 / 3}), {"d": "0", "e": "2.5", "f": "0.33"}),
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
