"""Tables in the built page: each scrolls by itself, and its numbers have their points in line.

How many places a number lacks behind its point is known here; how wide a place is, the style sheet knows.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import STX

from backprop.pages.mathematics import MARK

_NUMBER = re.compile(r"[-+−]?\d[\d,]*(?:\.(?P<decimals>\d+))?")
_HEADINGS = re.compile("h[1-6]")
# A digit in a name would be one more number of the page; a mark stands for what is filled in later.
_NOT_IN_A_NAME = re.compile(rf"[\d{STX}]")
# About as many places as the symbol of a quantity takes, and as stand free between two columns.
_SYMBOL, _GAP = 5, 2


class TableLayout(Treeprocessor):
    """Frames the tables, and lines up their columns of numbers."""

    def run(self, root: Element) -> None:
        """Frame each table under the name of the heading above it."""
        heading = ""
        for parent in list(root.iter()):
            for place, child in enumerate(parent):
                if _HEADINGS.fullmatch(child.tag):
                    heading = _words_of(child)
                elif child.tag == "table" and not child.get("class"):
                    _lay_out(child)
                    parent[place] = _framed(child, heading)


def _words_of(heading: Element) -> str:
    """Return the words of a heading, without the link to itself."""
    links = (link for link in heading.iter("a") if link.get("class") == "headerlink")
    return "".join(heading.itertext()).removesuffix("".join("".join(link.itertext()) for link in links))


def _framed(table: Element, heading: str) -> Element:
    """Return a table in a frame that the keyboard can scroll."""
    name = f"Table: {heading}" if heading and not _NOT_IN_A_NAME.search(heading) else "Table"
    frame = Element("div", {"class": "table", "role": "group", "aria-label": name, "tabindex": "0"})
    frame.append(table)
    frame.tail, table.tail = table.tail, ""
    return frame


def _lay_out(table: Element) -> None:
    """Line up the numbers of a table, and say how many characters it is wide."""
    columns = list(_columns(table))
    for head, *cells in columns:
        _line_up(head, [cell for cell in cells if _text(cell)])
    width = sum(max(map(_length, column)) + _GAP for column in columns)
    table.attrib |= {"class": "data", "style": f"--characters: {width}"}
    for head in table.iter("th"):
        _name(head)


def _name(head: Element) -> None:
    """Give a head that is a formula its words; one without any is no head."""
    if not _text(head):
        head.tag = "td"
    elif MARK.fullmatch(formula := (head.text or "").strip()) and not len(head):
        head.text = ""
        SubElement(head, "span", {"role": "math", "aria-label": formula}).text = formula


def _columns(table: Element) -> Iterator[Sequence[Element]]:
    """Yield the cells of each column from above, its head first."""
    return (
        [cell for cell in column if cell is not None]
        for column in zip_longest(*(list(row) for row in table.iter("tr")))
    )


def _line_up(head: Element, cells: Sequence[Element]) -> None:
    """Give the numbers of a column the places that they lack; where all are numbers, their head too."""
    numbers = {cell: number for cell in cells if (number := _NUMBER.fullmatch(_text(cell)))}
    most = max((len(number["decimals"] or "") for number in numbers.values()), default=0)
    for cell, number in numbers.items():
        cell.attrib = {"class": "number"}
        if missing := most - len(number["decimals"] or ""):
            cell.set("style", f"--missing: {missing if number['decimals'] else missing + 0.5}")
    if numbers and len(numbers) == len(cells):
        head.attrib = {"class": "number"}


def _text(cell: Element) -> str:
    return "".join(cell.itertext()).strip()


def _length(cell: Element) -> int:
    """Return how many characters of a cell stay on one line: a number's, a formula's, the longest word's."""
    text = _text(cell)
    if STX in text:
        return _SYMBOL
    return max(map(len, text.split()), default=0)


def register(md: Markdown) -> None:
    """Lay tables out once headings have their own links, at 5."""
    md.treeprocessors.register(TableLayout(md), "backprop_table_layout", 3)
