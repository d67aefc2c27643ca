"""Figures, on a page and in files of their own: the words about one, and all that is drawn in it."""

from collections.abc import Iterator, Mapping

from backprop.check import figures
from backprop.check.context import PageContext
from backprop.check.outcome import Accounted, Outcome
from backprop.reading.document import Picture, Problem

FIGURES, DRAWN = "figures", ".svg"


def check_picture(page: PageContext, picture: Picture) -> Iterator[Outcome]:
    """Check what a page says of a figure, and the drawing in it; each needs a file."""
    file = f"{FIGURES}/{picture.file}"
    if page.read(file) is None:
        message = f"found no file {file} below the pages; run backprop assets"
        yield Problem(picture.start, picture.end, "figure", message)
    name = picture.file.removesuffix(DRAWN)
    words = figures.claims(name, picture.alt, picture.caption)
    yield Accounted("in captions", words.numbers)
    yield from _problems(words, {"alt": picture.alt_start, "caption": picture.caption_start})
    if picture.drawing:
        yield from _problems(figures.drawn(name, picture.drawing), {"svg": picture.start})


def check_figure(file: str, svg: str) -> Iterator[Outcome]:
    """Check the file of a figure."""
    drawn = figures.drawn(file.removesuffix(DRAWN), svg)
    yield Accounted("in figures", drawn.numbers)
    yield from _problems(drawn, {"svg": 0})


def _problems(outcome: figures.Outcome, starts: Mapping[str, int]) -> Iterator[Problem]:
    for flaw in outcome.flaws:
        start = starts[flaw.part]
        yield Problem(start + flaw.start, start + flaw.end, "figure", flaw.message)
