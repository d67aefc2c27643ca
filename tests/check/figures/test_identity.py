"""Two drawings compared: places may differ a little, nothing else."""

import pytest

from backprop.check.figures.drawing import read
from backprop.check.figures.identity import deviations, first_difference

RIGHT = '<svg><path d="M 1 2 L 3 4"/><text x="10" data-key="k">w 0.5</text></svg>'


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("M 1 2", "M 1.4 2", ""),
        ("M 1 2", "M 1.6 2", "found d 'M 1.6 2 L 3 4', expected 'M 1 2 L 3 4'"),
        ("L 3", "M 3", "found d 'M 1 2 M 3 4', expected 'M 1 2 L 3 4'"),
        (' L 3 4"', '"', "found d 'M 1 2', expected 'M 1 2 L 3 4'"),
        ('"10"', '"10.5"', ""),
        ('"10"', '"11"', "found x '11' w 0.5, expected '10'"),
        ('"k"', '"l"', "found data-key 'l' w 0.5, expected 'k'"),
        ("w 0.5", "w 0.6", "found 'w 0.6', expected 'w 0.5'"),
        ("<path", "<path clip-path='url(#p)'", "found clip-path 'url(#p)', expected ''"),
        ("<text", "<text y='1'", "found y '1' w 0.5, expected ''"),
        ("</text>", "</text><g/>", "found <g>, expected the end of the drawing"),
        ("<path", "<g/><path", "found <g>, expected <path>"),
        (
            '<text x="10" data-key="k">w 0.5</text>',
            "",
            "found the end of the drawing, expected <text> w 0.5 behind this",
        ),
    ],
)
def test_a_difference_is_named(old: str, new: str, message: str) -> None:
    assert old in RIGHT
    found = [text for _, text in deviations(read(RIGHT.replace(old, new)), read(RIGHT))]
    assert found == [message] * bool(message)


@pytest.mark.parametrize(
    ("text", "start", "found", "wanted"),
    [
        ("it is 0.5, so", 6, "0.6,", "0.5,"),
        ("it is 0.5, so", 11, "", "so"),
        ("it is 0.5, so", 11, "so.", "so"),
        ("it is 0.5, so", 0, "as", "it"),
    ],
)
def test_the_first_other_word(text: str, start: int, found: str, wanted: str) -> None:
    other = text[:start] + found + text[start + len(wanted) :]
    expected = (start, start + len(found), f"found {found!r}, expected {wanted!r}")
    assert first_difference(other, text) == expected
