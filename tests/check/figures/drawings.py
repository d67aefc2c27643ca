"""One figure of each kind, drawn once, and the changes that a check must notice."""

import re
from collections.abc import Iterator
from functools import cache

from backprop.figures import LIGHT, Figure, figure, svg

SPECS = (
    "network mazur",
    "network signed",
    "path mazur:dE_total/dw1",
    "path relu:dE_total/dw5",
    "loss relu",
    "loss parabola",
    "training chain 200",
    "activation relu",
    "slice signed w8",
    "contour descent;rate=0.5 theta0 theta1 6",
    "contour relu w5 w6 20",
    "surface chain w1 w2 100",
    "differences mazur:dE_total/dw5",
    "differences parabola@1:dJ/dtheta0",
    "runs 40 mazur;rate=2 signed;rate=2",
    "runs 200 descent;rate=0.01 descent;rate=0.01;momentum=0.9",
    "nudge chain:dE_total/dw1 0.01",
    "nudge parabola:dJ/dtheta0 0.1",
    "search mazur 120",
    "search relu 20",
    "walk parabola;rate=1.1 5",
    "walk hollows 12",
    "network softmax;weights=0@1",
    "path softmax:dE_total/dw1",
    "training softmax 200",
    "slice hollows;start=-0.5 theta0",
    "error mazur;loss=sum",
    "passes softmax",
    "error mazur",
    "samples line;batch=1@4",
    "passes mazur",
)
WORDS = re.compile(r"<(?:text|tspan|title|desc)\b[^>]*>([^<]*)<")
ALPHABETS = ("0123456789", "₀₁₂₃₄₅₆₇₈₉", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@cache
def made(spec: str) -> Figure:
    return figure(spec.split())


@cache
def drawing(spec: str) -> str:
    return svg(made(spec), LIGHT)


def spans(text: str) -> list[tuple[int, int]]:
    """Return where title, description and labels stand in a file."""
    return [match.span(1) for match in WORDS.finditer(text)]


def with_other_digits(words: str) -> Iterator[str]:
    """Yield the words with each digit in turn replaced by the next one, and with each sign dropped."""
    for place, letter in enumerate(words):
        for digits in ALPHABETS:
            if letter in digits:
                other = digits[(digits.index(letter) + 1) % 10]
                yield words[:place] + other + words[place + 1 :]
        if letter in "-−⁻" and words[place + 1 : place + 2].isdigit():
            yield words[:place] + words[place + 1 :]


def relabelled(text: str, old: str, new: str) -> str:
    """Return a file with the one label `old` changed."""
    places = re.findall(f">{re.escape(old)}</(?:text|tspan)>", text)
    assert len(places) == 1, f"{old} stands {len(places)} times"
    return text.replace(places[0], places[0].replace(old, new))


def swapped(text: str, one: str, other: str) -> str:
    """Return a file with two labels in each other's place."""
    return relabelled(relabelled(relabelled(text, one, "?"), other, one), "?", other)
