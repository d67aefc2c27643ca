"""Figures: their text alternatives and captions, and every text in their files, against the registry."""

from collections.abc import Iterator
from functools import lru_cache

from backprop.check.figures.drawing import drawing
from backprop.check.figures.flaw import Flaw, Verdict, caught
from backprop.check.figures.keys import keys
from backprop.check.figures.labels import Picture
from backprop.check.figures.sentences import ALT, CAPTION, sentence
from backprop.check.figures.subject import subject_of
from backprop.check.figures.wording import NUMBER
from backprop.errors import BackpropError

__all__ = ["Flaw", "Verdict", "claims", "drawn", "keys", "parameters", "stem"]


@lru_cache(maxsize=1024)
def claims(name: str, alt: str, caption: str) -> Verdict:
    """Return what is wrong with what a page says of a figure; `name` is that of its file without suffix."""

    def of_alt() -> Iterator[Flaw]:
        yield from sentence(subject_of(name), "alt", ALT, alt)

    def of_caption() -> Iterator[Flaw]:
        yield from sentence(subject_of(name), "caption", CAPTION, caption, alt)

    flaws = [*caught("alt", len(alt), of_alt), *caught("caption", len(caption), of_caption)]
    return Verdict(sum(len(NUMBER.findall(text)) for text in (alt, caption)), tuple(flaws))


@lru_cache(maxsize=512)
def drawn(name: str, svg: str) -> Verdict:
    """Return what is wrong with the words in a figure's file."""
    picture = Picture(svg)
    words = [words for words, _ in picture.titles.values()] + [label.words for label in picture.labels]
    flaws = caught("svg", len(svg), lambda: drawing(subject_of(name), picture))
    return Verdict(sum(len(NUMBER.findall(text)) for text in words), tuple(flaws))


def parameters(name: str) -> tuple[str, ...]:
    """Return the parameters that a figure is drawn over; none for a figure of another kind, or of no kind."""
    try:
        subject = subject_of(name)
    except BackpropError:
        return ()
    return subject.names if subject.kind in {"slice", "contour", "surface"} else ()


def stem(file: str) -> str:
    """Return the name of a figure from that of its light or dark file."""
    return file.removesuffix(".svg").removesuffix(".dark")
