"""From a figure to SVG text: the same bytes on every run, titled, described, with no outside address."""

import io
import re
from collections.abc import Callable
from html import escape, unescape

import matplotlib as mpl
from matplotlib.figure import Figure as Drawing

from backprop.figures.axes import carry_axes
from backprop.figures.picture import Draw, Figure, Show
from backprop.figures.style import LAYOUT_FONT, RC, READER_FONTS, painted
from backprop.figures.values import printed

# Each of these would add a date, a version or an address to the file.
_NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}


def svg(figure: Figure, show: Show = printed) -> str:
    """Return the SVG of `figure`: its name and role, and the title and description that name it."""
    name, (_, rest) = figure.name, figure.draw(figure.name).split("<svg ", 1)
    attributes, inside = rest.split(">", 1)
    return (
        f'<svg data-figure="{name}" role="img" aria-labelledby="{name}-title {name}-desc" {attributes}>\n'
        f' <title id="{name}-title">{escape(figure.title)}</title>\n'
        f' <desc id="{name}-desc">{escape(figure.alt(show))}</desc>{inside}'
    )


def diagram(draw: Callable[[], str]) -> Draw:
    """Return what draws a diagram under a name, which it puts before each id."""
    return lambda name: draw().replace(' id="', f' id="{name}-')


def chart(draw: Callable[[], Drawing]) -> Draw:
    """Return what draws a chart as SVG, its ids salted with a name, so that several may stand in a page."""

    def drawn(name: str) -> str:
        buffer = io.StringIO()
        with mpl.rc_context(RC | {"svg.hashsalt": name}):
            drawing = draw()
            drawing.draw_without_rendering()  # decides where everything lies
            carry_axes(drawing)
            drawing.savefig(buffer, format="svg", metadata=_NO_METADATA)
        return _bare(buffer.getvalue())

    return drawn


def _bare(text: str) -> str:
    """Drop the document type, which names another host, and ids without use; name colours and typeface."""
    text = text[text.index("<svg") :].replace(f"'{LAYOUT_FONT}'", READER_FONTS)
    text = re.sub(r' <defs>\s*<style type="text/css">.*?</style>\s*</defs>\s*', "", text, flags=re.DOTALL)
    text = text.replace("<svg ", '<svg style="stroke-linejoin: round; stroke-linecap: butt" ', 1)
    text = re.sub(r'<g id="\w+\.?\w*">', "<g>", text)
    text = re.sub(r"<g id='(data-[^']*)'>", lambda match: f"<g {unescape(match[1])}>", text)
    text = re.sub(r"(?<=: )#[0-9a-f]{6}\b", lambda match: painted(match[0]), text)
    return re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)
