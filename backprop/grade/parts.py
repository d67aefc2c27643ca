"""The XML parts of an office file: their elements one by one, and which part leads to which."""

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from posixpath import normpath
from typing import Any
from xml.etree.ElementTree import Element, XMLPullParser
from xml.parsers import expat

from backprop.errors import BackpropError

ELEMENTS, CHUNK = 2_500_000, 250_000


@dataclass(frozen=True)
class Link:
    """A part that another one leads to, and what it is there: `worksheet`, `sharedStrings`."""

    kind: str
    part: str


def elements(packed: zipfile.ZipFile, part: str) -> Iterator[tuple[str, Element]]:
    """Yield each element with its plain name as it ends, those within it first; none is kept."""
    _refuse_entities(packed, part)
    for count, element in enumerate(_ended(packed, part)):
        if count > ELEMENTS:
            raise BackpropError(
                f"{packed.filename}: found more than {ELEMENTS:,} elements in {part}, expected a table; keep"
                " only the sheet that is to be judged"
            )
        yield element.tag.rpartition("}")[2], element
        element.clear()


def _ended(packed: zipfile.ZipFile, part: str) -> Iterator[Any]:
    """Yield the elements as they end; raise where one tag goes on for ever, which takes as long to read."""
    parser: Any = XMLPullParser(("end",))
    with packed.open(part) as file:
        while chunk := file.read(CHUNK):
            parser.feed(chunk)
            events = list(parser.read_events())
            if not events and len(chunk) == CHUNK:
                raise ValueError(f"{part} has a tag of more than {CHUNK} bytes")
            yield from (element for _, element in events)
    parser.close()


def _refuse_entities(packed: zipfile.ZipFile, part: str) -> None:
    """Refuse a document type, whose entities may stand for texts of any length; office files have none."""

    def refuse(*_: object) -> None:
        raise ValueError(f"{part} has a document type")

    begun: list[object] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda *start: begun.append(start)
    with packed.open(part) as file:
        while not begun and (chunk := file.read(4096)):
            parser.Parse(chunk)


def links(packed: zipfile.ZipFile, part: str) -> Mapping[str, Link]:
    """Return by its name each link of a part; those of the file itself where `part` is empty."""
    place = PurePosixPath(part)
    return {
        element.get("Id", ""): Link(
            element.get("Type", "").rpartition("/")[2],
            normpath(f"/{place.parent / element.get('Target', '')}").lstrip("/"),
        )
        for name, element in elements(packed, str(place.parent / "_rels" / f"{place.name}.rels"))
        if name == "Relationship"
    }
