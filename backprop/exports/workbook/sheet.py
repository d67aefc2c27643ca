"""What all sheets have: a title, steps, numbers that can be read, pages to print."""

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from backprop.exports.workbook.looks import Looks

A4 = 9


def titled_sheet(book: Workbook, looks: Looks, name: str, title: str, hint: str = "") -> Worksheet:
    """Add a sheet with its title and what to do with it."""
    sheet = book.add_worksheet(name)
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
