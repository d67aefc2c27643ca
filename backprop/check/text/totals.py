"""The table of what the check itself has found: a row per page, as the site shows it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from backprop.check.text.line import line_of
from backprop.check.verdict import Verdict, accounted, total, wrong
from backprop.reading.document import Block, Directive, Inline, Table

HEAD = ("Page", "Numbers", "Equations", "Waived")
SUM = "all pages"


@dataclass(frozen=True)
class Sum:
    """What is accounted for on one page, or on all of them."""

    numbers: int
    equations: int
    waived: int

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(self.numbers + other.numbers, self.equations + other.equations, self.waived + other.waived)

    @property
    def cells(self) -> tuple[str, ...]:
        """The row of the table, without the page."""
        return tuple(f"{count:,}" for count in (self.numbers, self.equations, self.waived))


Sums = Callable[[], Mapping[str, Sum]]


def rows(sums: Mapping[str, Sum]) -> dict[str, tuple[str, ...]]:
    """Return the cells of each row by the page's name, the sum of all last."""
    whole = sum(sums.values(), Sum(0, 0, 0))
    return {name: found.cells for name, found in {**sums, SUM: whole}.items()}


def is_totals(table: Table) -> bool:
    """Tell whether a table is the one of totals."""
    return tuple(map(_text, table.rows[0])) == HEAD


def is_shown(block: Block) -> bool:
    """Tell whether a block is the table of totals, or the place that it belongs in."""
    if isinstance(block, Directive):
        return block.words[:1] == ("checked",)
    return isinstance(block, Table) and is_totals(block)


def verdict(table: Table, sums: Sums) -> Verdict:
    """Judge the table: each page of the folder once, with what it really holds."""
    return total(_judged(table, rows(sums())))


def _judged(table: Table, expected: Mapping[str, tuple[str, ...]]) -> Iterator[Verdict]:
    place, shown = (table.start, table.end), [_text(row[0]) for row in table.rows[1:]]
    if shown != list(expected):
        other = next(
            (name for name in [*expected, *shown] if shown.count(name) != 1 or name not in expected), ""
        )
        yield wrong(
            place, "totals", f"found other pages or another order, such as {other}; run backprop inject"
        )
        return
    for row in table.rows[1:]:
        for cell, wanted in zip(row[1:], expected[_text(row[0])], strict=True):
            found = _text(cell)
            ends = (cell[0].start, cell[-1].end) if cell else place
            message = f"found {found}, expected {wanted}; run backprop inject"
            yield accounted("totals") if found == wanted else wrong(ends, "totals", message)


def _text(cell: tuple[Inline, ...]) -> str:
    return " ".join(line_of(cell).text.split())
