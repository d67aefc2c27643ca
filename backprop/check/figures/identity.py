"""A figure against the same one drawn anew: the same elements and words, each in its place."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from backprop.check.figures.drawing import Element

NEAR = 0.5  # points that a thing may lie off: machines compute the last digits of a float each in their way
_PLACES = frozenset(
    ["d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "width", "height", "transform", "points"]
)
_SECOND = re.compile(r"-[2-9]\d*(?=\)?(?:\s|$))")  # behind the ids of a figure that stands on a page before
_NAMING = frozenset(["id", "aria-labelledby", "xlink:href", "href", "clip-path"])
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")


def deviations(drawn: Sequence[Element], expected: Sequence[Element]) -> Iterator[tuple[Element, str]]:
    """Yield what differs, element by element, as far as these are the same ones."""
    for element, other in zip_longest(drawn, expected):
        if element is None:
            yield (
                drawn[-1],
                f"found the end of the drawing, expected <{other.tag}>{_element_name(other)} behind this",
            )
            return
        if other is None or element.tag != other.tag:
            expectation = f"<{other.tag}>{_element_name(other)}" if other else "the end of the drawing"
            yield element, f"found <{element.tag}>{_element_name(element)}, expected {expectation}"
            return
        if message := _deviation(element, other):
            yield element, message


def first_difference(text: str, expected: str) -> tuple[int, int, str]:
    """Return the first word that is another than expected, by its offsets, and what is wrong with it."""
    pairs = enumerate(zip(text, expected, strict=False))
    alike = next((place for place, (a, b) in pairs if a != b), min(len(text), len(expected)))
    begin = text.rfind(" ", 0, alike) + 1
    word, wanted = ((words[begin:].split() or [""])[0] for words in (text, expected))
    return begin, begin + len(word), f"found {word!r}, expected {wanted!r}"


def _element_name(element: Element) -> str:
    return f" {element.words.strip()}" if element.words.strip() else ""


def _deviation(element: Element, other: Element) -> str:
    if element.words.strip() != other.words.strip():
        return f"found {element.words.strip()!r}, expected {other.words.strip()!r}"
    for name in sorted({*element.attributes, *other.attributes}):
        text, wanted = (each.attributes.get(name, "") for each in (element, other))
        if name in _NAMING:
            text, wanted = _SECOND.sub("", text), _SECOND.sub("", wanted)
        if text != wanted and not (name in _PLACES and _is_near(text, wanted)):
            return f"found {name} {_short(text)!r}{_element_name(element)}, expected {_short(wanted)!r}"
    return ""


def _is_near(text: str, other: str) -> bool:
    """Tell whether two texts are the same but for numbers that are nearly equal."""
    if _NUMBER.sub("0", text) != _NUMBER.sub("0", other):
        return False
    numbers = zip(_NUMBER.findall(text), _NUMBER.findall(other), strict=True)
    return all(abs(float(a) - float(b)) <= NEAR for a, b in numbers)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 80 else f"{flat[:77]}…"
