"""Diagrams by identity: drawn again from what they show, and compared piece by piece."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import zip_longest

from backprop.check.figures.flaw import Flaw
from backprop.check.figures.labels import Picture
from backprop.check.figures.subject import Subject
from backprop.figures import LIGHT, figure, svg

_PIECE = re.compile(r"<[^>]*>|[^<]+")


def _derivative(subject: Subject) -> str:
    upper, lower = subject.names
    return f"{subject.run.run}:d{upper}/d{lower}"


# The words of the directive that asks for each kind.
_WORDS: Mapping[str, Callable[[Subject], list[str]]] = {
    "network": lambda subject: [str(subject.run.run)],
    "passes": lambda subject: [subject.run.example],
    "path": lambda subject: [_derivative(subject)],
    "nudge": lambda subject: [_derivative(subject), subject.nudge],
}


def redrawn(subject: Subject, picture: Picture) -> Iterator[Flaw]:
    """Yield where a diagram first differs from the one that belongs there, behind its description."""
    expected = _pieces(svg(figure([subject.kind, *_WORDS[subject.kind](subject)]), LIGHT))
    end = len(picture.text)
    for (words, start), (wanted, _) in zip_longest(_pieces(picture.text), expected, fillvalue=("", end)):
        if words != wanted:
            yield Flaw("svg", start, start + len(words), f"found {words!r}, expected {wanted!r}")
            return


def _pieces(text: str) -> list[tuple[str, int]]:
    """Return the tags and words behind the description, each with its offset."""
    behind = max(text.find("</desc>"), 0)
    return [(match[0], match.start()) for match in _PIECE.finditer(text, behind)]
