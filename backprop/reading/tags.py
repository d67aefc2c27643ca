"""Elements of HTML in a page, in Markdown or built: what a browser shows of them, and what it does not."""

import html
import re
from collections.abc import Iterator, Mapping

from backprop.reading.document import Anchor, Picture, Text

TAG = r"""</?[A-Za-z][\w:.-]*(?:\s+[\w:@.-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*/?>"""
_ATTRIBUTE = r"""(?:[.#][A-Za-z_][\w-]*|[A-Za-z][\w-]*=(?:"[^"\n]*"|'[^'\n]*'|[^\s{}"']+))"""
# What Python-Markdown takes as attributes of the element before it.
ATTRIBUTES = rf"\{{:?[ ]*{_ATTRIBUTE}(?:[ ]+{_ATTRIBUTE})*[ ]*\}}"
_VALUE = re.compile(
    r"""(?<=[\s{"'])(?P<name>[A-Za-z][\w:.-]*)\s*=\s*
    (?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>}]+))""",
    re.VERBOSE,
)
_NONE = Text(0, 0, "")
_WORDS = frozenset(["data-toc-label", "title", "alt", "aria-label", "placeholder", "value", "label"])


def file_name(address: str) -> str:
    """Return the name of the file that an address leads to, without folders."""
    return re.split(r"[?#]", address)[0].rpartition("/")[2]


def attributes(page: str, start: int, end: int) -> dict[str, Text]:
    """Return the values of the attributes between two offsets by their names."""
    values: dict[str, Text] = {}
    for match in _VALUE.finditer(page, start, end):
        kind = str(match.lastgroup)
        values.setdefault(match["name"].lower(), Text(*match.span(kind), html.unescape(match[kind])))
    return values


def words_of_attributes(values: Mapping[str, Text]) -> Iterator[Text]:
    """Yield the attributes that a reader meets."""
    return (text for name, text in values.items() if name in _WORDS and text.text)


def tagged(name: str, values: Mapping[str, Text], start: int, end: int) -> Iterator[Text | Anchor | Picture]:
    """Yield what the tag of an element shows: an anchor, a picture, words in its attributes."""
    identity = values.get("id", values.get("name")) if name == "a" else None
    if identity:
        yield Anchor(identity.start, identity.end, identity.text)
    if name == "img" and "src" in values:
        alt = values.get("alt", Text(end, end, ""))
        yield Picture(start, end, file_name(values["src"].text), alt.text, alt.start, "", end)
        values = {name: text for name, text in values.items() if name != "alt"}
    if values.get("role", _NONE).text == "math":  # its label is the plain line of the formula in it
        values = {name: text for name, text in values.items() if name != "aria-label"}
    yield from words_of_attributes(values)
