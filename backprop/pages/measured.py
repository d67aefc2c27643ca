"""A table of what was measured, as the file of measurements holds it."""

from backprop.core.measurements import read_table
from backprop.pages.block import Context, Rendered, arguments, table_of


def measured(words: tuple[str, ...], context: Context) -> Rendered:  # noqa: ARG001 - every block is given one
    """Return the table: `measured FILE TABLE`."""
    (file, name), _ = arguments(words, "measured FILE TABLE", 2)
    table = read_table(file, name)
    columns = zip(table.head, *table.rows, strict=True)
    ruler = ["--:" if any(cell[:1].isdecimal() for cell in column) else ":--" for column in columns]
    return Rendered(table_of(table.head, ruler, table.rows), frozenset())
