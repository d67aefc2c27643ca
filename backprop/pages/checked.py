"""The table of what the check has found on each page: numbers accounted for, equations proved."""

from backprop.check.survey import sums
from backprop.check.text.totals import HEAD, SUM, rows
from backprop.errors import BackpropError
from backprop.pages.block import Context, Rendered


def checked(words: tuple[str, ...], context: Context) -> Rendered:
    """Return the table: `checked`."""
    if words:
        raise BackpropError(f"found checked {' '.join(words)}, expected checked")
    lines = [HEAD, (":--", *["--:"] * (len(HEAD) - 1))]
    for name, cells in rows(sums(context.docs)).items():
        lines.append((name if name == SUM else f"[{name}]({context.up}{file_of(context, name)})", *cells))
    return Rendered("\n".join(f"| {' | '.join(line)} |" for line in lines), frozenset())


def file_of(context: Context, name: str) -> str:
    """Return the file of a page from its name in the table."""
    return f"{name}.md" if (context.docs / f"{name}.md").is_file() else f"{name}/index.md"
