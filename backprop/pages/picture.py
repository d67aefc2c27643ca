"""A figure in a page: the picture with its text alternative, and its caption.

What draws is imported where there is a figure: it takes longer than many a page.
"""

from backprop.pages.block import Context, Rendered

FOLDER = "figures"


def picture(words: tuple[str, ...], context: Context) -> Rendered:
    """Return a figure: `figure KIND …`, as `backprop.figures` knows them."""
    from backprop.figures import figure, printed

    drawn = figure(words)
    description = drawn.describe(printed)
    image = f"![{description.alt}]({context.up}{FOLDER}/{drawn.name}.svg)"
    return Rendered(f"{image}\n\n*{description.caption}*", frozenset(drawn.keys))
