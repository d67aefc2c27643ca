"""From a figure to SVG text: the same bytes on every run, titled, described, with no outside address."""

import io
import re
from html import escape, unescape

import matplotlib as mpl

from backprop.figures.marks import carry_scales
from backprop.figures.picture import Figure, Show
from backprop.figures.style import LAYOUT_FONT, RC, READER_FONTS, painted
from backprop.figures.values import printed

# Each of these would add a date, a version or an address to the file.
_NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}


def svg(figure: Figure, show: Show = printed) -> str:
    """Return the SVG of `figure`: its name and role, and the title and description that name it."""
    name, (_, rest) = figure.name, _drawn(figure).split("<svg ", 1)
    attributes, inside = rest.split(">", 1)
    description = figure.describe(show)
    return (
        f'<svg data-figure="{name}" role="img" aria-labelledby="{name}-title {name}-desc" {attributes}>\n'
        f' <title id="{name}-title">{escape(description.title)}</title>\n'
        f' <desc id="{name}-desc">{escape(description.alt)}</desc>{inside}'
    )


def _drawn(figure: Figure) -> str:
    """Return the drawing alone; its ids have the name in them, so that several may stand in a page."""
    buffer = io.StringIO()
    with mpl.rc_context(RC | {"svg.hashsalt": figure.name}):
        drawing = figure.draw()
        if isinstance(drawing, str):
            return drawing.replace(' id="', f' id="{figure.name}-')
        drawing.draw_without_rendering()  # decides where everything lies
        carry_scales(drawing)
        drawing.savefig(buffer, format="svg", metadata=_NO_METADATA)
    return _bare(buffer.getvalue())


def _bare(text: str) -> str:
    """Drop the document type, which names another host, and ids without use; name colours and typeface."""
    text = text[text.index("<svg") :].replace(f"'{LAYOUT_FONT}'", READER_FONTS)
    text = re.sub(r' <defs>\s*<style type="text/css">.*?</style>\s*</defs>\s*', "", text, flags=re.DOTALL)
    text = text.replace("<svg ", '<svg style="stroke-linejoin: round; stroke-linecap: butt" ', 1)
    text = re.sub(r'<g id="\w+\.?\w*">', "<g>", text)
    text = re.sub(r"<g id='(data-[^']*)'>", lambda match: f"<g {unescape(match[1])}>", text)
    text = re.sub(r"(?<=: )#[0-9a-f]{6}\b", lambda match: painted(match[0]), text)
    return re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)
