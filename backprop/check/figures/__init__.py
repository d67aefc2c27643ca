"""Figures: their text alternatives and captions, and every text, curve and marker in their files.

Words are compared with those of the figure, filled with the digits of the check. A file is compared with the
same figure drawn anew, and its numbers, points and ticks with the values whose keys they carry.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from backprop.check.figures.drawing import Element, read
from backprop.check.figures.identity import deviations, first_difference
from backprop.check.figures.marks import misplaced
from backprop.check.figures.numbers import NUMBER, misprints, show
from backprop.errors import BackpropError
from backprop.figures import figure_of, svg
from backprop.figures.picture import Description
from backprop.reading.document import Problem

_WORDS = ("title", "desc", "text", "tspan")


def misnamed(name: str) -> str:
    """Return what is wrong with the name of a figure; nothing where there is such a figure."""
    try:
        _described(name)
    except BackpropError as error:
        return f"{error}; a figure is put in by a block such as <!-- backprop: figure network mazur -->"
    return ""


def misworded(name: str, part: str, text: str) -> Iterator[Problem]:
    """Yield where the text alternative or the caption of the figure of that name is another than expected."""
    expected = getattr(_described(name), part)
    if text != expected:
        start, end, message = first_difference(text, expected)
        yield Problem(start, end, "figure", f"{message}; run backprop inject")


@lru_cache(maxsize=1024)
def _described(name: str) -> Description:
    return figure_of(name).describe(show)


@lru_cache(maxsize=512)
def misdrawn(name: str, text: str) -> tuple[Problem, ...]:
    """Return what is wrong with the file of the figure of that name."""
    try:
        elements, expected = read(text), _expected(name)
        flaws = dict(deviations(elements, expected))
        if [each.carried for each in elements] == [each.carried for each in expected]:
            flaws |= {each: message for each in elements for message in misprints(each)}
        if not flaws:
            flaws = dict(misplaced(elements))
    except BackpropError as error:
        return (_problem(0, len(text), str(error)),)
    return tuple(_problem(at.start, at.end, message) for at, message in flaws.items())


def _problem(start: int, end: int, message: str) -> Problem:
    return Problem(start, end, "figure", f"{message}; run backprop assets")


@lru_cache(maxsize=512)
def _expected(name: str) -> Sequence[Element]:
    return read(svg(figure_of(name), show))


def numbers_in(text: str) -> int:
    """Return how many numbers are in words."""
    return len(NUMBER.findall(text))


def numbers_drawn(svg: str) -> int:
    """Return how many numbers are in a drawing."""
    return sum(numbers_in(each.words) for each in read(svg) if each.tag in _WORDS)
