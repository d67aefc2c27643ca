"""Addresses in a built page that lead to a value, or to what a source prints."""

import html
import posixpath
import re
from dataclasses import dataclass

ADDRESS = re.compile(
    r"""<a(?:\s(?:[^>"']|"[^"]*"|'[^']*')*?)?\shref\s*=\s*
    (?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>]+))""",
    re.IGNORECASE | re.VERBOSE,
)
_VALUES = re.compile(r"(?:\A|/)values/(?!index\b)(?P<example>[\w-]+?)(?:/index\.html|\.html)?\Z")
_SOURCES = re.compile(r"(?:\A|/)sources/(?!index\b)(?P<source>[\w-]+?)(?:/index\.html|\.html)?\Z")
_ELSEWHERE = re.compile(r"//|[A-Za-z][\w+.-]*:")


@dataclass(frozen=True)
class Value:
    """The example and the fragment that an address leads to, and where the fragment stands."""

    example: str
    fragment: str
    span: tuple[int, int]


@dataclass(frozen=True)
class Place:
    """Where an address leads on the page about a source."""

    source: str
    anchor: str


def value_of(folder: str, address: re.Match[str]) -> Value | None:
    """Return the value that a page in `folder` links to; None where it links to anything else."""
    path, fragment = _split(folder, address)
    values = _VALUES.search(path)
    if not values or not fragment:
        return None
    end = address.end(address.lastgroup or 0)
    return Value(values["example"], html.unescape(fragment), (end - len(fragment), end))


def place_of(folder: str, address: re.Match[str]) -> Place | None:
    """Return the place in a source that a page in `folder` links to; None where it links to anything else."""
    path, fragment = _split(folder, address)
    found = _SOURCES.search(path)
    return Place(found["source"], html.unescape(fragment)) if found and fragment else None


def _split(folder: str, address: re.Match[str]) -> tuple[str, str]:
    """Return the path below the site, empty where it leads elsewhere, and the fragment.

    What leads to a place of its own page leads elsewhere too, but on a values page.
    """
    path, _, fragment = address[address.lastgroup or 0].partition("#")
    if _ELSEWHERE.match(path) or not (path or _VALUES.search(folder)):
        return "", fragment
    return posixpath.normpath(posixpath.join(folder, html.unescape(path))), fragment
