"""The table of what the check accounts for on each page: numbers, equations proved, formulas waived.

What checks is imported where the table is: it takes longer than many a page.
"""

from collections.abc import Iterable

from backprop.check.report import Page
from backprop.pages.block import Context, Rendered, arguments, table_of

HEAD = ("Page", "Numbers", "Equations", "Waived")
SUM = "all pages"


def checked(words: tuple[str, ...], context: Context) -> Rendered:
    """Return the table: `checked`."""
    from backprop.check.survey import sums

    arguments(words, "checked", 0)
    pages = sums(context.docs)
    links = {name: f"[{name}]({context.up}{file_of(context, name)})" for name in pages}
    rows = [(links[name], *_cells([page])) for name, page in pages.items()]
    ruler = [":--", *["--:"] * (len(HEAD) - 1)]
    return Rendered(table_of(HEAD, ruler, [*rows, (SUM, *_cells(pages.values()))]), frozenset())


def _cells(pages: Iterable[Page]) -> tuple[str, ...]:
    counts = [(sum(page.numbers.values()), page.proved, len(page.waived)) for page in pages]
    return tuple(f"{sum(column):,}" for column in zip(*counts, strict=True))


def file_of(context: Context, name: str) -> str:
    """Return the file of a page from its name in the table."""
    return f"{name}.md" if (context.docs / f"{name}.md").is_file() else f"{name}/index.md"
