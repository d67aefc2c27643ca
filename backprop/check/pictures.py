"""Figures, on a page and in files of their own: the words about one, and all that is drawn in it.

What draws is imported where there is a figure: it takes longer than many a page.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from backprop.check.context import PageContext
from backprop.check.outcome import Accounted, Outcome
from backprop.reading.document import Picture, Problem

FIGURES, DRAWN = "figures", ".svg"


def check_picture(page: PageContext, picture: Picture) -> Iterator[Outcome]:
    """Check what a page says of a figure, and the drawing in it; each needs a file."""
    from backprop.check import figures

    file, name = f"{FIGURES}/{picture.file}", picture.file.removesuffix(DRAWN)
    if message := figures.misnamed(name):
        yield Problem(picture.start, picture.end, "figure", message)
        return
    if page.read(file) is None:
        message = f"found no file {file} below the pages; run backprop assets"
        yield Problem(picture.start, picture.end, "figure", message)
    for start, part, text in (
        (picture.alt_start, "alt", picture.alt),
        (picture.caption_start, "caption", picture.caption),
    ):
        yield Accounted("in captions", figures.numbers_in(text))
        yield from _moved(figures.misworded(name, part, text), start)
    if picture.drawing:
        yield from _moved(figures.misdrawn(name, picture.drawing), picture.start)


def check_figure(file: str, svg: str) -> Iterator[Outcome]:
    """Check the file of a figure."""
    from backprop.check import figures

    problems = figures.misdrawn(file.removesuffix(DRAWN), svg)
    if not problems:
        yield Accounted("in figures", figures.numbers_drawn(svg))
    yield from problems


def _moved(problems: Iterable[Problem], by: int) -> Iterator[Problem]:
    for problem in problems:
        yield replace(problem, start=problem.start + by, end=problem.end + by)
