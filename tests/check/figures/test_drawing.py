"""The reader of drawings: every element with what it carries and where its words stand."""

import pytest

from backprop.check.figures.drawing import read
from backprop.errors import BackpropError

SVG = '<svg a="ß"><g data-key="k"> <text>δ 0.5</text><text data-key="l">a<tspan>b</tspan>c</text></g></svg>'


def test_elements_stand_in_order_with_what_they_and_all_around_carry() -> None:
    elements = [(each.tag, each.carried.get("data-key"), each.words.strip()) for each in read(SVG)]
    assert elements == [
        ("svg", None, ""),
        ("g", "k", ""),
        ("text", "k", "δ 0.5"),
        ("text", "l", "ac"),
        ("tspan", "l", "b"),
    ]
    assert [each.tag for each in read(SVG)[1].all()] == ["text", "text", "tspan"]


@pytest.mark.parametrize(("place", "words"), [(0, "<svg"), (2, "δ 0.5"), (4, "b")])
def test_offsets_are_those_of_the_words_or_of_the_tag(place: int, words: str) -> None:
    element = read(SVG)[place]
    assert SVG[element.start : element.end] == words


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "found no SVG, no element found"),
        ("<svg><g></svg>", "found no SVG, mismatched tag"),
        ("<!DOCTYPE svg><svg/>", "found a document type, expected an SVG without one"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><svg>&b;</svg>', "found a document type"),
    ],
)
def test_what_cannot_be_read_is_refused(text: str, message: str) -> None:
    with pytest.raises(BackpropError, match=message):
        read(text)
