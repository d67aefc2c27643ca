"""What the search is to pass over, taken out of a page's HTML and put back: formulas and drawings.

The search reads every tag of a page, and these have nine of ten.
"""

import re
from collections.abc import Sequence

from markdown.util import ETX, STX

_HIDDEN = re.compile(
    r'(?<=<bdi data-search-exclude="true">).*?(?=</bdi>)'
    r'|(?<=<span class="drawing" data-search-exclude="true">)<svg\b.*?</svg>(?=</span>)',
    re.DOTALL,
)
_MARK = re.compile(f"{STX}hidden:([0-9]+){ETX}")


def hide(html: str) -> tuple[str, list[str]]:
    """Return a page with a mark for each formula and drawing, and these, each once, in the marks' order."""
    numbers: dict[str, int] = {}
    page = _HIDDEN.sub(lambda part: f"{STX}hidden:{numbers.setdefault(part[0], len(numbers))}{ETX}", html)
    return page, list(numbers)


def show(html: str, parts: Sequence[str]) -> str:
    """Return a page with its parts in the places of their marks."""
    return _MARK.sub(lambda mark: parts[int(mark[1])], html)
