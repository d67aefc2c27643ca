"""A figure's file read: its elements in order, where each stands, and what it carries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from backprop.errors import BackpropError

CARRIED = "data-"


@dataclass(eq=False)
class Element:
    """An element, and what it and all around it carry; `start` and `end` are those of its first own words."""

    tag: str
    attributes: Mapping[str, str]
    carried: Mapping[str, str]
    start: int
    end: int
    words: str = ""
    inner: "list[Element]" = field(default_factory=list)

    def all(self) -> "list[Element]":
        """Return all elements within."""
        return [inner for element in self.inner for inner in (element, *element.all())]


def read(svg: str) -> list[Element]:
    """Return the elements of a file in order; raise where it is no SVG that can be read."""
    return _Reader(svg).elements


class _Reader:
    """Builds the elements while the parser goes through the file."""

    def __init__(self, svg: str) -> None:
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self._bytes, self._passed, self._place = svg.encode(), 0, 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._words
        self._parser.StartDoctypeDeclHandler = self._refuse
        try:
            self._parser.Parse(self._bytes, True)
        except expat.ExpatError as error:
            raise BackpropError(f"found no SVG, {error}") from error

    def _offset(self) -> int:
        """Return where the parser is, counted in letters; it only goes forward."""
        index = self._parser.CurrentByteIndex
        self._place += len(self._bytes[self._passed : index].decode(errors="ignore"))
        self._passed = index
        return self._place

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        outer = self._open[-1].carried if self._open else {}
        own = {name: text for name, text in attributes.items() if name.startswith(CARRIED)}
        place = self._offset()
        element = Element(tag, attributes, {**outer, **own}, place, place + len(tag) + 1)
        if self._open:
            self._open[-1].inner.append(element)
        self._open.append(element)
        self.elements.append(element)

    def _words(self, words: str) -> None:
        element = self._open[-1]
        if words.strip():
            place = self._offset()
            if not element.words.strip():
                element.start = place + len(words) - len(words.lstrip())
            element.end = place + len(words.rstrip())
        element.words += words

    def _end(self, _: str) -> None:
        self._open.pop()

    def _refuse(self, *_: object) -> None:
        raise BackpropError("found a document type, expected an SVG without one")
