"""What the search is to pass over, taken out of a page and put back: formulas, drawings, folded facts.

The search reads every tag of a page, and these have nine of ten.
"""

import re
import zlib
from collections.abc import Sequence

from markdown.util import ETX, STX

# What such parts stand between; facts may hold formulas, which go first.
_AROUND = {
    '<bdi data-search-exclude="true">': "</bdi>",
    '<span class="drawing" data-search-exclude="true">': "</span>",
    '<ul class="facts" data-search-exclude="true">': "</ul>",
    '<details class="numbers" data-search-exclude="true">': "</details>",
}
# Python-Markdown takes these characters out of every page, and a mark has one of them at its end.
_BETWEEN = ETX * 2
_MARK = re.compile(f"{STX}hidden:([0-9]+){ETX}")


def hide(html: str) -> tuple[str, list[str]]:
    """Return a page with a mark for each of these parts, and the parts, each once, in the marks' order."""
    numbers: dict[str, int] = {}
    for opening, closing in _AROUND.items():
        first, *rest = html.split(opening)
        parts = (each.partition(closing) for each in rest)
        marks = (
            (f"{STX}hidden:{numbers.setdefault(part, len(numbers))}{ETX}", end, text)
            for part, end, text in parts
        )
        html = opening.join([first, *map("".join, marks)])
    return html, list(numbers)


def show(html: str, parts: Sequence[str]) -> str:
    """Return a page with its parts in the places of their marks."""
    return _MARK.sub(lambda mark: show(parts[int(mark[1])], parts), html)


def packed(parts: Sequence[str]) -> bytes:
    """Return parts in a tenth of their bytes; all of a site would fill the memory."""
    return zlib.compress(_BETWEEN.join(parts).encode(), 1)


def unpacked(body: bytes) -> list[str]:
    """Return the parts that are packed so."""
    return zlib.decompress(body).decode().split(_BETWEEN)
