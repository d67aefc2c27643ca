"""The file of a figure: title, description, and what is drawn, by kind."""

from collections.abc import Callable, Iterator, Mapping

from backprop.check.figures.charts import loss, training
from backprop.check.figures.contour import contour
from backprop.check.figures.differences import differences
from backprop.check.figures.flaw import Flaw
from backprop.check.figures.labels import Picture
from backprop.check.figures.marked import activation, cut, error
from backprop.check.figures.redrawn import redrawn
from backprop.check.figures.samples import samples
from backprop.check.figures.search import search
from backprop.check.figures.sentences import ALT, TITLE, sentence
from backprop.check.figures.several import several
from backprop.check.figures.subject import Subject
from backprop.check.figures.surface import surface
from backprop.check.figures.walk import walk

KINDS: Mapping[str, Callable[[Subject, Picture], Iterator[Flaw]]] = {
    "network": redrawn,
    "path": redrawn,
    "passes": redrawn,
    "loss": loss,
    "training": training,
    "slice": cut,
    "error": error,
    "activation": activation,
    "contour": contour,
    "surface": surface,
    "differences": differences,
    "nudge": redrawn,
    "runs": several,
    "search": search,
    "walk": walk,
    "samples": samples,
}


def drawing(subject: Subject, picture: Picture) -> Iterator[Flaw]:
    """Yield the flaws of a file."""
    for tag, kind in (("title", TITLE), ("desc", ALT)):
        if tag not in picture.titles:
            yield Flaw("svg", 0, 0, f"found no <{tag}>, expected one")
            continue
        words, start = picture.titles[tag]
        alt = picture.titles.get("desc", ("", 0))[0]
        yield from sentence(subject, "svg", kind, words, alt, start)
    check = KINDS[subject.kind]
    for start, end in picture.stray() if check is not redrawn else ():
        yield Flaw("svg", start, end, f"found {picture.text[start:end]!r} outside of any text")
    yield from check(subject, picture)
