import struct
from pathlib import Path

import pytest

from backprop.pages.mark import icons
from tests.pages.conftest import size_of_png

SVG = (Path(__file__).parents[2] / "docs/assets/theme/partials/mark.svg").read_text("utf-8")


def test_the_mark_is_given_in_every_form_that_browsers_ask_for() -> None:
    drawn = icons(SVG)
    assert list(drawn) == ["favicon.svg", "favicon.ico", "apple-touch-icon.png"]
    assert size_of_png(drawn["apple-touch-icon.png"]) == (180, 180)


def test_the_icon_is_a_container_with_one_png() -> None:
    icon = icons(SVG)["favicon.ico"]
    kind, count, width, height, length, start = struct.unpack("<2xHHBB6xII", icon[:22])
    assert (kind, count, width, height, start + length) == (1, 1, 32, 32, len(icon))
    assert size_of_png(icon[start:]) == (32, 32)


def test_the_drawing_has_colours_for_both_themes() -> None:
    drawing = icons(SVG)["favicon.svg"].decode()
    assert drawing.replace(drawing[drawing.index("<style>") : drawing.index("</style>") + 9], "") == SVG
    assert "prefers-color-scheme:dark" in drawing


def test_the_same_mark_gives_the_same_bytes() -> None:
    assert icons(SVG) == icons(SVG)


@pytest.mark.parametrize("path", ["M1 2 A3 4", "M1 2 L3"])
def test_a_path_of_other_commands_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="expected M, L and C with their points"):
        icons(f'<svg>\n<path d="{path}" stroke-width="1"/></svg>')
