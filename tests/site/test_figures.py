"""The figures of the built site: large enough to be read on a telephone, and of a size the page knows."""

import re
from pathlib import Path

import pytest

COLUMN, LEAST = (
    358,
    11,
)  # pixels: how wide a page's column is on a telephone, and how large a letter has to be
_OPENING = re.compile(r"<svg\b[^>]*>")
_WIDTH = re.compile(r'viewBox="0 0 ([\d.]+) ')
_SIZE = re.compile(r"font-size: ([\d.]+)px")


def smallest(drawing: str) -> float:
    """Return how large the smallest letters of a drawing are in the column of a telephone, in pixels."""
    width = _WIDTH.search(drawing)
    assert width is not None
    return min(map(float, _SIZE.findall(drawing))) * COLUMN / float(width[1])


def test_every_letter_can_be_read_on_a_telephone(site: Path) -> None:
    drawings = {path.stem: path.read_text("utf-8") for path in site.glob("figures/*.svg")}
    assert len(drawings) > 90
    assert {name: smallest(drawing) for name, drawing in drawings.items() if smallest(drawing) < LEAST} == {}


@pytest.mark.parametrize(("width", "is_small"), [(358, False), (374, True)])
def test_small_letters_are_found(width: int, is_small: bool) -> None:
    drawing = (
        f'<svg viewBox="0 0 {width} 9"><text style="font-size: 12px"/><tspan style="font-size: 11px"/></svg>'
    )
    assert (smallest(drawing) < LEAST) is is_small


def test_every_drawing_in_a_page_says_its_size(site: Path, pages: list[str]) -> None:
    for address in pages:
        for opening in _OPENING.findall((site / address / "index.html").read_text("utf-8")):
            if "data-figure" in opening:
                assert re.search(r' width="[\d.]+"', opening), address
                assert re.search(r' height="[\d.]+"', opening), address
