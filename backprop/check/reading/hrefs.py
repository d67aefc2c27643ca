"""Addresses in a built page that lead to a value."""

import html
import posixpath
import re
from dataclasses import dataclass

from backprop.check.reading.inline import full_key

ADDRESS = re.compile(
    r"""<a(?:\s(?:[^>"']|"[^"]*"|'[^']*')*?)?\shref\s*=\s*
    (?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>]+))""",
    re.IGNORECASE | re.VERBOSE,
)
_VALUES = re.compile(r"(?:\A|/)values/(?!index\b)(?P<example>[\w-]+?)(?:/index\.html|\.html)?\Z")
_ELSEWHERE = re.compile(r"\Z|//|[A-Za-z][\w+.-]*:")


@dataclass(frozen=True)
class Value:
    """The key that an address leads to, and where its fragment stands."""

    key: str
    span: tuple[int, int]


def value_of(folder: str, address: re.Match[str]) -> Value | None:
    """Return the value that a page in `folder` links to; None where it links to anything else."""
    name = address.lastgroup or 0
    path, _, fragment = address[name].partition("#")
    if not fragment or _ELSEWHERE.match(path):
        return None
    values = _VALUES.search(posixpath.normpath(posixpath.join(folder, html.unescape(path))))
    end = address.end(name)
    return values and Value(full_key(values["example"], html.unescape(fragment)), (end - len(fragment), end))
