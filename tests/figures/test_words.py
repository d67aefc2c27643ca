"""Lines of words: how wide they are, and the faces in which they are set."""

import pytest

from backprop.figures.style import INDEX, ITALIC, UPRIGHT
from backprop.figures.words import Number, Symbol, Words, letters_of, spans, width_of

WEIGHT = Symbol("w_5")
HALF = Number("-0.5", {"data-key": "mazur:w5"})
SLANTED, STRAIGHT = f"font-family: {ITALIC}; font-style: italic", f"font-family: {UPRIGHT}"
LOW = f"{STRAIGHT}; font-size: {INDEX:g}px"


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ((), ["a"]),
        (["il"], ["aa"]),
        (["aa"], ["mm"]),
        (["a"], [WEIGHT]),
        ([WEIGHT], ["w55"]),
        ([WEIGHT], [WEIGHT, " ", HALF]),
    ],
)
def test_words_are_as_wide_as_their_letters(narrow: Words, wide: Words) -> None:
    assert width_of(narrow) < width_of(wide)
    assert width_of(wide) < width_of(wide, 20)
    assert width_of(wide) < width_of(wide, bold=True)


@pytest.mark.parametrize(
    ("words", "letters"), [("step h", "step h"), (["at ", WEIGHT, " ", HALF], "at w5 −0.5"), ((), "")]
)
def test_letters(words: Words, letters: str) -> None:
    assert letters_of(words) == letters


@pytest.mark.parametrize(
    ("words", "content"),
    [
        ("a < b", "a &lt; b"),
        (["a < b"], "a &lt; b"),
        ([HALF], f'<tspan style="{STRAIGHT}" data-key="mazur:w5">−0.5</tspan>'),
        (
            [WEIGHT],
            f'<tspan style="{SLANTED}">w</tspan><tspan dy="3.08" style="{LOW}">5</tspan>',
        ),
        (
            [Symbol("net_{12}"), " ≈ ", HALF],
            (
                f'<tspan style="{STRAIGHT}">net</tspan><tspan dy="3.08" style="{LOW}">12</tspan>'
                f'<tspan dy="-3.08" style="{STRAIGHT}"> ≈ </tspan>'
                f'<tspan style="{STRAIGHT}" data-key="mazur:w5">−0.5</tspan>'
            ),
        ),
        (
            [Symbol("10^{-5}"), " and"],
            (
                f'<tspan style="{STRAIGHT}">10</tspan><tspan dy="-5.04" style="{LOW}">−5</tspan>'
                '<tspan dy="5.04"> and</tspan>'
            ),
        ),
    ],
)
def test_symbols_and_numbers_are_set_as_in_formulas(words: Words, content: str) -> None:
    assert "".join(spans(words, 14)) == content


@pytest.mark.parametrize(("size", "index"), [(12, "11px"), (14, "11px"), (20, "15.6px")])
def test_an_index_can_be_read(size: float, index: str) -> None:
    assert f"font-size: {index}" in "".join(spans([WEIGHT], size))
