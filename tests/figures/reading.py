"""What a test reads from a figure: its texts with their places, and the numbers in its words."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from backprop.core.keys import Key, parse
from backprop.core.registry import graph_of
from backprop.figures import Figure, figure, printed, svg
from backprop.figures.drawing import Box
from backprop.figures.picture import Description
from backprop.figures.words import width_of

SVG = "{http://www.w3.org/2000/svg}"

# A number that is no part of a name such as w5, h1_2 or mazur@1.
_NUMBER = re.compile(r"(?<![\w.,/@])-?\d[\d,]*(?:\.\d+)?(?!\w)")


@dataclass(frozen=True)
class Text:
    """One text of a drawing, with its size and the room it takes."""

    words: str
    size: float
    box: Box


def specs(tried: Mapping[str, str]) -> tuple[str, ...]:
    """Return directives: a table has for each kind what follows it in several."""
    return tuple(f"{kind} {rest}" for kind, words in tried.items() for rest in words.split(" | "))


@cache
def figure_from(spec: str) -> Figure:
    """Return the figure of a directive's words."""
    return figure(spec.split())


@cache
def described(spec: str) -> Description:
    """Return its words, with the digits of the generator."""
    return figure_from(spec).describe(printed)


@cache
def drawn(spec: str) -> str:
    """Return its SVG."""
    return svg(figure_from(spec))


def loss_of(run: str) -> Key:
    """Return the key of the loss of a run such as `mazur@1`."""
    key = parse(f"{run}:loss")
    return key.of(graph_of(key).loss)


def numbers(words: str) -> list[str]:
    """Return the numbers in a text, with plain minus signs and without separators of thousands."""
    return [number.rstrip(",").replace(",", "") for number in _NUMBER.findall(words.replace("−", "-"))]


def root(drawn: str) -> ET.Element:
    """Return the parsed SVG."""
    return ET.fromstring(drawn)  # noqa: S314  made here


def texts(drawn: str) -> list[Text]:
    """Return all texts of the drawing."""
    return [_text(element) for element in root(drawn).iter(f"{SVG}text")]


def known(drawn: str) -> tuple[set[str], set[tuple[str, str]]]:
    """Return all ids, and the key of each number with its digits."""
    ids = {element.attrib["id"] for element in root(drawn).iter() if "id" in element.attrib}
    return ids, {(str(each.get("data-key")), each.text or "") for each in keyed(drawn)}


def keyed(drawn: str) -> list[ET.Element]:
    """Return the texts, or the parts of them, that carry a key."""
    tags = {f"{SVG}text", f"{SVG}tspan"}
    return [element for element in root(drawn).iter() if element.tag in tags and "data-key" in element.attrib]


def _text(element: ET.Element) -> Text:
    style = dict(part.strip().split(": ", 1) for part in element.attrib["style"].split(";") if ": " in part)
    words, size = "".join(element.itertext()), _size(element, 0.0)
    width = width_of([element.text or ""], size, bold="font-weight" in style)
    for part in element:
        width += width_of([part.text or ""], _size(part, size), bold="font-weight" in style)
    x, y = float(element.get("x", "nan")), float(element.get("y", "nan"))
    left = {"start": 0.0, "middle": width / 2, "end": width}[style.get("text-anchor", "start")]
    # Letters stand on y: about three quarters of their size above it, a fifth below.
    return Text(words, size, Box(x - left + width / 2, y - 0.28 * size, width, 0.9 * size))


def _size(element: ET.Element, otherwise: float) -> float:
    match = re.search(r"font-size: ([\d.]+)px", element.get("style", ""))
    return float(match[1]) if match else otherwise


def overlaps(drawn: list[Text]) -> list[tuple[str, str]]:
    """Return the pairs of texts that lie on each other."""
    return [(a.words, b.words) for a, b in combinations(drawn, 2) if a.box.meets(b.box)]
