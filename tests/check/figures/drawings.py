"""Figures of every kind, drawn and read once, and changes that a check must notice."""

from collections.abc import Iterator
from copy import deepcopy
from functools import cache

from backprop.check.figures.drawing import Element, read
from tests.figures.reading import drawn, specs

SPECS = specs(
    {
        "network": "mazur | softmax;weights=0@1",
        "wiring": "mazur",
        "forward": "signed",
        "backward": "mazur | chain@1",
        "neuron": "mazur h1 | relu h2",
        "matrix": "signed 2",
        "update": "mazur | descent@2",
        "path": "mazur:dE_total/dw1 | relu:dE_total/dw5",
        "loss": "relu | parabola",
        "training": "chain 200 | softmax@3 200",
        "activation": "relu | tanh",
        "slope": "relu | tanh",
        "slice": "signed w8 | hollows;start=-0.5 theta0",
        "contour": "descent;rate=0.5 theta0 theta1 6 | relu@2 w5 w6 20",
        "surface": "chain w1 w2 100 | descent;rate=0.5 theta0 theta1 9",
        "differences": "mazur:dE_total/dw5 | parabola@1:dJ/dtheta0",
        "runs": "40 mazur;rate=2 signed;rate=2 | 200 descent;rate=0.01 descent;rate=0.01;momentum=0.9",
        "nudge": "chain:dE_total/dw1 0.01",
        "search": "relu 20",
        "walk": "parabola;rate=1.1@1 5 | hollows 12",
        "error": "mazur;loss=sum",
        "passes": "mazur",
        "comparison": "mazur@1:E_total mazur;update=sequential@1:E_total",
        "samples": "line;batch=1@4",
        "boundary": "xor@80",
        "hidden": "xor@90",
        "trials": "trials",
        "measured": "performance tools",
    }
)


@cache
def _elements(spec: str) -> list[Element]:
    return read(drawn(spec))


def elements(spec: str) -> list[Element]:
    """Return the elements of a figure, to be changed."""
    return deepcopy(_elements(spec))


def other_digits(words: str) -> Iterator[str]:
    """Yield the words with each digit in turn replaced by the next one, and with each sign dropped."""
    for place, letter in enumerate(words):
        for digits in ("0123456789", "₀₁₂₃₄₅₆₇₈₉", "⁰¹²³⁴⁵⁶⁷⁸⁹"):
            if letter in digits:
                other = digits[(digits.index(letter) + 1) % 10]
                yield words[:place] + other + words[place + 1 :]
        if letter in "-−⁻" and words[place + 1 : place + 2].isdigit():
            yield words[:place] + words[place + 1 :]
