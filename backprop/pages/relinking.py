"""The links of Markdown when a page moves: those that lead to it, and all of its own.

Whatever bears an address of a file is changed: links, pictures, named addresses, attributes of HTML. Code and
formulas are not.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from backprop.pages.patch import Patch
from backprop.reading.document import Code, Listing, Mathematics, inlines
from backprop.reading.front import blank_front
from backprop.reading.markdown import read_body

_ADDRESS = re.compile(
    r"""(?:\]\(\s*<?|^[ \t>]*\[(?!\^)[^\]\n]+\]:[ \t]*<?|\b(?:href|src)=["'])(?P<path>[^\s<>()"'?\#]+)""",
    re.MULTILINE,
)
_ELSEWHERE = re.compile(r"/|[A-Za-z][\w+.-]*:")


@dataclass(frozen=True)
class Move:
    """A page's path before and after, both from the folder of the project, such as `docs/learn/paths.md`."""

    old: str
    new: str

    def of(self, path: str) -> str:
        """Return where a file is after the move."""
        return self.new if path == self.old else path


def link_patches(path: str, text: str, move: Move) -> list[Patch]:
    """Return what the move changes in the links of a file of Markdown, whose path is as before."""
    patches = list(_patches(path, text, move))
    literal = list(_literal(path, text)) if patches else []
    return [patch for patch in patches if not any(start <= patch.start < end for start, end in literal)]


def _patches(path: str, text: str, move: Move) -> Iterator[Patch]:
    before, after = posixpath.dirname(path), posixpath.dirname(move.of(path))
    for match in _ADDRESS.finditer(text):
        target = posixpath.normpath(posixpath.join(before, unquote(match["path"])))
        if not _ELSEWHERE.match(match["path"]) and (target == move.old or before != after):
            relative = posixpath.relpath(move.of(target), after or ".")
            slash = "/" * match["path"].endswith("/")
            yield Patch(*match.span("path"), f"{relative}{slash}", frozenset())


def _literal(path: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where code and formulas stand."""
    blocks, _ = read_body(path, blank_front(text))
    for block in blocks:
        if isinstance(block, Listing):
            yield block.start, block.end
        for piece in inlines(block):
            if isinstance(piece, Code | Mathematics):
                yield piece.start, piece.end
