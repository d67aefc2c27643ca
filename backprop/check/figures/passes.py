"""The scheme of the two passes as drawn: boxes from the inputs to the error, with words between them."""

from collections.abc import Iterator, Sequence

from backprop.check.figures.flaw import Flaw
from backprop.check.figures.labels import Picture, in_rows
from backprop.check.figures.names import label, noun
from backprop.check.figures.subject import Subject
from backprop.check.figures.telling import in_order
from backprop.check.figures.wording import Wording


def passes(subject: Subject, picture: Picture) -> Iterator[Flaw]:
    """Yield the flaws of a scheme."""
    found = [one for row in in_rows(picture.labels) for one in row]
    yield from in_order(found, list(_expected(subject)))


def _expected(subject: Subject) -> Iterator[Wording]:
    """Yield the labels from above, and those of one height from the left."""
    inputs, *layers = subject.network.units
    yield from (("forward",), ("backward",), (f"{noun(len(inputs), 'input')} {_span(inputs)}",))
    for units, rows in zip(layers, subject.network.weights, strict=True):
        weights = _span([name for row in rows for name in row])
        kind = noun(len(units), "output") if units == layers[-1] else "hidden"
        yield from (
            (weights,),
            (f"slopes of {weights}",),
            (f"{kind} {_span(units)}",),
            ("net → out",),
            ("δ",),
        )
    yield from ((noun(len(layers[-1]), "target"),), ("∂E/∂out",), (label(subject.run.quantity),))


def _span(names: Sequence[str]) -> str:
    """Return the first name and the last, and how they are apart."""
    between = {1: "", 2: ", "}.get(len(names), " … ")
    return f"{label(names[0])}{between}{label(names[-1]) if between else ''}"
