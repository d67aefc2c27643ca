"""A picture for each section of the navigation, shown where an address of the site is shared."""

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from backprop.pages import mark

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH, HEIGHT = 1200, 630  # pixels, as social networks ask for
PROMISE = "Every number computed and proved"
_FACE = "STIXGeneral"  # matplotlib brings it along, so that a card is the same on every machine


def cards(settings: str, svg: str) -> dict[str, bytes]:
    """Return the cards of a site by the names of their files: its own, and one for each section."""
    from mkdocs.utils.yaml import yaml_load

    site = yaml_load(settings)
    name = site["site_name"]
    named = {slug(title): card(title, parent, name, svg) for title, parent in sections(site.get("nav", []))}
    return {f"{file}.png": data for file, data in ({"site": card(name, "", name, svg)} | named).items()}


def slug(title: str) -> str:
    """Return the name of the file of a section; the template of a page spells it likewise."""
    return title.lower().replace(",", "").replace(" ", "-")


def sections(navigation: list[Any], parent: str = "") -> Iterator[tuple[str, str]]:
    """Yield the title of each section of a navigation, and of the section that it stands in."""
    for entry in navigation:
        for title, below in entry.items() if isinstance(entry, dict) else ():
            if isinstance(below, list):
                yield title, parent
                yield from sections(below, title)


def card(title: str, parent: str, name: str, svg: str) -> bytes:
    """Return the card of a section as a PNG, with the name of the site and its mark."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH / 100, HEIGHT / 100))
    mark.add_mark(figure, svg, (0.6, 0.16, 0.357, 0.68))
    _write(figure, 0.87, parent, 26, mark.QUIET)
    _write(figure, 0.56, "\n".join(textwrap.wrap(title, 17)), 58, mark.INK, weight="bold")
    _write(figure, 0.13, PROMISE if title == name else f"{name}\n{PROMISE}", 24, mark.QUIET)
    return mark.png(figure, mark.GROUND)


def _write(
    figure: "Figure", height: float, text: str, size: int, colour: str, weight: str = "normal"
) -> None:
    style = {"family": _FACE, "size": size, "weight": weight, "color": colour, "linespacing": 1.1}
    figure.text(0.07, height, text, va="center", fontdict=style)
