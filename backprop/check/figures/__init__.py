"""Figures: their text alternatives and captions, and every text, curve and marker in their files.

Words are compared with the templates of the figure, filled with the digits of the check. A file is compared
with the same figure drawn anew, and its numbers, points and ticks with the values whose keys they carry.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from backprop.check.figures.drawing import Element, read
from backprop.check.figures.flaw import Flaw, Outcome
from backprop.check.figures.identity import deviations, first_difference
from backprop.check.figures.marks import misplaced
from backprop.check.figures.numbers import NUMBER, misprints, show
from backprop.core.keys import Key
from backprop.errors import BackpropError
from backprop.figures import figure_of, svg

__all__ = ["Flaw", "Outcome", "claims", "drawn", "keys", "stem"]

_WORDS = ("title", "desc", "text", "tspan")


@lru_cache(maxsize=1024)
def claims(name: str, alt: str, caption: str) -> Outcome:
    """Return what is wrong with what a page says of a figure; `name` is that of its file without suffix."""
    flaws = (*_worded("alt", name, alt), *_worded("caption", name, caption))
    return Outcome(_count((alt, caption)), flaws)


def _worded(part: str, name: str, text: str) -> Iterator[Flaw]:
    """Yield where the words of a part are others than those of the figure."""
    try:
        expected = getattr(figure_of(name).describe(show), part)
    except BackpropError as error:
        yield Flaw(part, 0, len(text), str(error))
    else:
        if text != expected:
            yield Flaw(part, *first_difference(text, expected))


@lru_cache(maxsize=512)
def drawn(name: str, text: str) -> Outcome:
    """Return what is wrong with a figure's file."""
    try:
        elements, expected = read(text), _expected(name)
        flaws = dict(deviations(elements, expected))
        if [each.carried for each in elements] == [each.carried for each in expected]:
            flaws |= {each: message for each in elements for message in misprints(each)}
        if not flaws:
            flaws = dict(misplaced(elements))
    except BackpropError as error:
        return Outcome(0, (Flaw("svg", 0, len(text), str(error)),))
    numbers = _count(each.words for each in elements if each.tag in _WORDS)
    return Outcome(numbers, tuple(Flaw("svg", at.start, at.end, message) for at, message in flaws.items()))


@lru_cache(maxsize=512)
def _expected(name: str) -> Sequence[Element]:
    return read(svg(figure_of(name), show))


def _count(texts: Iterable[str]) -> int:
    return sum(len(NUMBER.findall(text)) for text in texts)


def keys(name: str) -> frozenset[Key]:
    """Return what the figure of that name prints; nothing where there is no such figure."""
    try:
        return frozenset(figure_of(name).keys)
    except BackpropError:
        return frozenset()


def stem(file: str) -> str:
    """Return the name of a figure from that of its file."""
    return file.removesuffix(".svg")
