"""What the labels of a picture must tell, one by one or in order."""

from collections.abc import Iterable, Iterator, Sequence

from backprop.check.figures.flaw import Flaw
from backprop.check.figures.labels import Label
from backprop.check.figures.wording import Made, Value, Wording, deviations

MINUS = "−"


def told(label: Label, *wording: str | Value | Made) -> Iterator[Flaw]:
    """Yield where a label tells something else."""
    for start, end, message in deviations(label.words, wording, MINUS):
        yield Flaw("svg", label.start + start, label.start + end, message)


def in_order(labels: Sequence[Label], wordings: Sequence[Wording], start: int = 0) -> Iterator[Flaw]:
    """Yield where labels tell something else than the wordings in the same order, none left out or added."""
    for label, wording in zip(labels, wordings, strict=False):
        yield from told(label, *wording)
    yield from unknown(labels[len(wordings) :])
    for missing in wordings[len(labels) :]:
        words = "".join(piece if isinstance(piece, str) else piece.name for piece in missing)
        at, end = (labels[-1].start, labels[-1].end) if labels else (start, start)
        yield Flaw("svg", at, end, f"found no further label, expected {words!r}")


def unknown(labels: Iterable[Label]) -> Iterator[Flaw]:
    """Yield a flaw for each label that has no place in the picture."""
    for label in labels:
        yield Flaw("svg", label.start, label.end, f"found {label.words!r}, expected no label there")
