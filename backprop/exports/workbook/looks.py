"""How cells look: the colours of roles as on the pages, and the formats of numbers."""

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

# As in the light theme of the pages.
ROLES = {
    "input": "#0069a8",
    "weight": "#7a5e00",
    "output": "#00755a",
    "error": "#c92a16",
    "gradient": "#a0337c",
}
_SHOWN = {"bias": "weight", "update": "weight"}
INK, MUTED, FAINT, WHITE = "#1f2328", "#656d76", "#d0d7de", "#ffffff"
YELLOW = "#fff3bf"

NUMBER, POWERS = "0.000000000", "0.000000E+00"

_BASE: dict[str, Any] = {"font_color": INK, "valign": "vcenter"}
_PARTS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16},
    "hint": {"font_color": MUTED, "italic": True},
    "wrapped": {"text_wrap": True, "valign": "top"},
    "topic": {"bold": True, "valign": "top"},
    "head": {"bold": True, "font_color": WHITE, "bg_color": INK},
    "right": {"align": "right"},
    "name": {"bold": True},
    "indented": {"indent": 1},
    "muted": {"font_color": MUTED},
    "under": {"bottom": 1, "bottom_color": INK},
    "line": {"bottom": 1, "bottom_color": FAINT},
    "number": {"num_format": NUMBER},
    "powers": {"num_format": POWERS},
    "plain": {"num_format": "General", "align": "right"},
    "given": {"bg_color": YELLOW, "border": 1, "border_color": "#e0c341"},
    "link": {"font_color": ROLES["input"], "underline": 1},
}


def colour(role: str) -> str:
    """Return the colour of a role; a net input, a target and a rate stay in ink, as on the pages."""
    return ROLES.get(_SHOWN.get(role, role), INK)


class Looks:
    """The formats of one workbook, each put together of named parts and made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._formats: dict[tuple[str, ...], Format] = {}

    def __call__(self, *parts: str, ink: str = "", fill: str = "", bare: bool = False) -> Format:
        """Return the format that has all `parts`, with letters and ground of other colours where given.

        A `bare` one says nothing else, to be laid over another.
        """
        name = (*parts, ink, fill, str(bare))
        if name not in self._formats:
            look = {} if bare else dict(_BASE)
            for part in parts:
                look |= _PARTS[part]
            look |= ({"font_color": ink} if ink else {}) | ({"bg_color": fill} if fill else {})
            self._formats[name] = self._book.add_format(look)
        return self._formats[name]
