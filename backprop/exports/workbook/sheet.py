"""What all sheets have: how their cells look, a title, steps, numbers that can be read, pages to print."""

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

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
A4 = 9

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


class PlainSheet(Worksheet):  # type: ignore[misc]
    """A sheet whose formulas are written as they are given.

    None has a function that is younger than the file format; to look for each of thirty such in each formula
    takes longer than all else.
    """

    def _prepare_formula(self, formula: str, *_: object) -> str:
        return formula.removeprefix("=")


def titled_sheet(book: Workbook, looks: Looks, name: str, title: str, hint: str = "") -> Worksheet:
    """Add a sheet with its title and what to do with it."""
    sheet = book.add_worksheet(name, PlainSheet)
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, title, looks("title"))
    if hint:
        sheet.write_string(1, 0, hint, looks("hint"))
    return sheet


def write_steps(sheet: Worksheet, looks: Looks, header: int, count: int) -> None:
    """Write the numbers of the steps, from 0 to `count`, below the head of the first column."""
    sheet.set_column(0, 0, 8)
    sheet.write_string(header, 0, "step", looks("name", "right", "under"))
    for step in range(count + 1):
        sheet.write_number(header + 1 + step, 0, step, looks("plain", "muted", "line"))


def show_powers(sheet: Worksheet, looks: Looks, *area: int) -> None:
    """Show in powers of ten what is too small for nine decimals, or too large for its column."""
    for rule in (
        {"criteria": "==", "value": 0, "stop_if_true": True},
        {"criteria": "between", "minimum": -1e-4, "maximum": 1e-4},
        {"criteria": "not between", "minimum": -1e3, "maximum": 1e3},
    ):
        look = {} if "value" in rule else {"format": looks("powers", bare=True)}
        sheet.conditional_format(*area, {"type": "cell", **rule, **look})


def set_up_pages(sheet: Worksheet, header: int, pages: int) -> None:
    """Let a sheet be printed so many pages wide, each with the heads of rows and columns."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(pages, 0)
    sheet.repeat_rows(header)
    if pages > 1:
        sheet.repeat_columns(0)
    sheet.set_footer("&L&F, &A&R&P / &N")
