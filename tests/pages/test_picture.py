from dataclasses import replace

import pytest

from backprop.figures import figure, printed
from backprop.pages.picture import picture
from tests.pages.conftest import PAGE, block


@pytest.mark.parametrize("up", ["", "../", "../../"])
@pytest.mark.parametrize("words", ["network chain", "network mazur@1", "path mazur:dE_total/dw5"])
def test_a_figure_is_a_picture_with_its_alternative_and_caption(words: str, up: str) -> None:
    drawn = figure(words.split())
    described = drawn.describe(printed)
    rendered = picture(tuple(words.split()), replace(PAGE, up=up))
    image = f"![{described.alt}]({up}figures/{drawn.name}.svg)"
    assert rendered.text == f"{image}\n\n*{described.caption}*"
    assert rendered.keys == set(drawn.keys)
    assert described.alt
    assert described.caption


@pytest.mark.parametrize(
    "words", ["network chain", "network mazur", "path mazur:dE_total/dw1", "error mazur"]
)
def test_the_alternative_and_the_caption_are_one_line_each_and_end_where_they_should(words: str) -> None:
    image, empty, caption = block(f"figure {words}").split("\n")
    assert not empty
    assert image.count("](") == 1
    assert image.startswith("![")
    assert "]" not in image.partition("](")[0]
    assert caption.count("*") == 2
