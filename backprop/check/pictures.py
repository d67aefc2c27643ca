"""Pictures of a page: the words about a figure, and its drawing where the page holds it."""

from collections.abc import Iterator

from backprop.check import figures
from backprop.check.context import PageContext
from backprop.check.outcome import Outcome, accounted
from backprop.reading.document import Picture, Problem


def check_picture(_page: PageContext, picture: Picture) -> Iterator[Outcome]:
    """Check what a page says of a figure, and the drawing in it; a file of its own is checked by itself."""
    name = figures.stem(picture.file)
    words = figures.claims(name, picture.alt, picture.caption)
    drawn = figures.drawn(name, picture.drawing).flaws if picture.drawing else ()
    starts = {"alt": picture.alt_start, "caption": picture.caption_start, "svg": picture.start}
    problems = [
        Problem(starts[flaw.part] + flaw.start, starts[flaw.part] + flaw.end, "figure", flaw.message)
        for flaw in (*words.flaws, *drawn)
    ]
    yield accounted("in captions", words.numbers) + Outcome(problems=tuple(problems))
