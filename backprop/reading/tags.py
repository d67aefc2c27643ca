"""Elements of HTML in a page of Markdown: what a browser shows of them, and what it does not."""

import html
import re
from collections.abc import Iterator

from backprop.reading.document import Anchor, Picture, Text

TAG = r"""</?[A-Za-z][\w:.-]*(?:\s+[\w:@.-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*/?>"""
HIDDEN = r"<!---?>|<!--(?s:.)*?--!?>|<(?P<unseen>(?i:script|style))\b(?s:.)*?</(?P=unseen)\s*>"
_ATTRIBUTE = r"""(?:[.#][A-Za-z_][\w-]*|[A-Za-z][\w-]*=(?:"[^"\n]*"|'[^'\n]*'|[^\s{}"']+))"""
# What Python-Markdown takes as attributes of the element before it.
ATTRIBUTES = rf"\{{:?[ ]*{_ATTRIBUTE}(?:[ ]+{_ATTRIBUTE})*[ ]*\}}"
_SHOWN = re.compile(
    r"""(?<=[\s{])(?P<name>data-toc-label|title|alt|aria-label|placeholder|value|label)\s*=\s*
    (?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>}]+))""",
    re.IGNORECASE | re.VERBOSE,
)
_IDENTITY = re.compile(r"""<a(?:\s[^>]*?)?\s(?:id|name)\s*=\s*["']?(?P<name>[^\s"'>]+)""", re.IGNORECASE)
_IMAGE = re.compile(r"""<img(?:\s[^>]*?)?\ssrc\s*=\s*["']?(?P<file>[^\s"'>]+)""", re.IGNORECASE)


def file_name(address: str) -> str:
    """Return the name of the file that an address leads to, without folders."""
    return re.split(r"[?#]", address)[0].rpartition("/")[2]


def tagged(page: str, start: int, end: int) -> Iterator[Text | Anchor | Picture]:
    """Yield what a tag shows: an anchor, a picture, words in its attributes."""
    if match := _IDENTITY.match(page, start, end):
        yield Anchor(*match.span("name"), html.unescape(match["name"]))
    image = _IMAGE.match(page, start, end)
    alt = Text(end, end, "")
    for name, words in attributes(page, start, end):
        if image and name == "alt":
            alt = words
        else:
            yield words
    if image:
        yield Picture(start, end, file_name(image["file"]), alt.text, alt.start, "", end)


def attributes(page: str, start: int, end: int) -> Iterator[tuple[str, Text]]:
    """Yield the attributes that a reader meets."""
    for match in _SHOWN.finditer(page, start, end):
        value = next((name for name in ("double", "single", "bare") if match[name]), None)
        if value:
            yield match["name"].lower(), Text(*match.span(value), html.unescape(match[value]))
