"""The mark of the site, drawn from its SVG: as icons for browsers, and in the cards of sections."""

import re
import struct
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.patches import Patch
    from matplotlib.path import Path

VIEW = 32  # the mark fills a square of so many units
INK, BACK, QUIET, GROUND = "#1d2030", "#4338b0", "#5a5f73", "#ffffff"
DARK = "#e3e5ee", "#a9b4f5"
ICON, TOUCH = 32, 180  # pixels
_POINT = r"\s*[\d.]+\s+[\d.]+\s*"
_PATH = re.compile(rf"(?:[ML]{_POINT}|C(?:{_POINT}){{3}})+")
_COMMAND = re.compile(r"([MLC])([^MLC]*)")


def icons(svg: str) -> dict[str, bytes]:
    """Return the mark in the forms that browsers ask for, by the names of their files."""
    icon = png_of(svg, ICON, ground=None)
    return {
        "favicon.svg": coloured(svg).encode(),
        "favicon.ico": ico_of(icon, ICON),
        "apple-touch-icon.png": png_of(svg, TOUCH, ground=GROUND),
    }


def coloured(svg: str) -> str:
    """Return the mark with its colours, which follow the theme of the browser."""
    style = (
        f"<style>.mark-forward{{color:{INK}}}.mark-back{{color:{BACK}}}"
        f"@media(prefers-color-scheme:dark){{.mark-forward{{color:{DARK[0]}}}.mark-back{{color:{DARK[1]}}}}}</style>"
    )
    head, end, body = svg.partition(">\n")
    return head + end + style + "\n" + body


def png_of(svg: str, size: int, ground: str | None) -> bytes:
    """Return the mark as a PNG of so many pixels a side, on a colour or on nothing."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(size / 100, size / 100))
    margin = 0.12 if ground else 0
    add_mark(figure, svg, (margin, margin, 1 - 2 * margin, 1 - 2 * margin))
    return png(figure, ground)


def png(figure: "Figure", ground: str | None) -> bytes:
    """Return a drawing as a PNG that is the same on every day."""
    stream = BytesIO()
    figure.savefig(stream, format="png", dpi=100, metadata={"Software": None}, facecolor=ground or "none")
    return stream.getvalue()


def ico_of(icon: bytes, size: int) -> bytes:
    """Return a PNG in the container that browsers ask for as `favicon.ico`."""
    head = struct.pack("<HHH", 0, 1, 1)
    entry = struct.pack("<BBBBHHII", size, size, 0, 0, 1, 32, len(icon), 6 + 16)
    return head + entry + icon


def add_mark(figure: "Figure", svg: str, place: tuple[float, float, float, float]) -> "Axes":
    """Draw the mark into a part of a figure."""
    axes = figure.add_axes(place)
    axes.set_axis_off()
    axes.set(xlim=(0, VIEW), ylim=(VIEW, 0), aspect="equal")
    unit = figure.get_figwidth() * place[2] * 72 / VIEW  # points
    for element in ElementTree.fromstring(svg):  # noqa: S314  a file of the project
        axes.add_patch(_patch(element, unit))
    return axes


def _patch(element: ElementTree.Element, unit: float) -> "Patch":
    from matplotlib.patches import Circle, PathPatch

    colour = BACK if element.get("class") == "mark-back" else INK
    given = element.attrib
    if "r" in given:
        return Circle((float(given["cx"]), float(given["cy"])), float(given["r"]), color=colour, linewidth=0)
    return PathPatch(
        _path(given["d"]),
        fill=False,
        edgecolor=colour,
        linewidth=float(given["stroke-width"]) * unit,
        capstyle=given.get("stroke-linecap", "butt"),
        joinstyle=given.get("stroke-linejoin", "miter"),
    )


def _path(commands: str) -> "Path":
    """Return a path of absolute `M`, `L` and `C` commands."""
    from matplotlib.path import Path

    if not _PATH.fullmatch(commands):
        raise ValueError(f"found the path {commands}, expected M, L and C with their points")
    codes = {"M": Path.MOVETO, "L": Path.LINETO, "C": Path.CURVE4}
    points: list[tuple[float, float]] = []
    kinds: list[Any] = []
    for command, numbers in _COMMAND.findall(commands):
        given = [float(number) for number in numbers.split()]
        points += zip(given[::2], given[1::2], strict=True)
        kinds += [codes[command]] * (len(given) // 2)
    return Path(points, kinds)
