"""From a figure to SVG text: the same bytes on every run, titled, described, with no outside address."""

import io
import re
from html import escape

import matplotlib as mpl

from backprop.figures.picture import Figure
from backprop.figures.style import LAYOUT_FONT, RC, READER_FONTS, Theme
from backprop.figures.values import printed

# Each of these would add a date, a version or an address to the file.
_NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}


def svg(figure: Figure, theme: Theme) -> str:
    """Return the SVG of `figure`; ids are salted with its name, so that several may stand in one page."""
    salt = f"{figure.name}-{theme.name}"
    buffer = io.StringIO()
    with mpl.rc_context(RC | {"svg.hashsalt": salt}):
        drawn = figure.draw(theme)
        if isinstance(drawn, str):
            return _described(drawn, figure, salt)
        drawn.savefig(buffer, format="svg", metadata=_NO_METADATA)
    return _described(_bare(buffer.getvalue()), figure, salt)


def _bare(text: str) -> str:
    """Drop the document type, which names another host, and unused ids; let in the reader's typeface."""
    text = text[text.index("<svg") :].replace(f"'{LAYOUT_FONT}'", READER_FONTS)
    text = re.sub(r'<g id="\w+\.?\w*">', "<g>", text)
    return re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)


def _described(text: str, figure: Figure, salt: str) -> str:
    """Give the root its role, and the title and description that name it."""
    head, rest = text.split(">", 1)
    return (
        f'{head} data-figure="{figure.name}" role="img" aria-labelledby="{salt}-title {salt}-desc">\n'
        f' <title id="{salt}-title">{escape(figure.title)}</title>\n'
        f' <desc id="{salt}-desc">{escape(figure.alt(printed))}</desc>{rest}'
    )
