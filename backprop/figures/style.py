"""Colours by role, sizes and typeface: what all figures share.

A role has one colour in all figures and formulas, after Okabe and Ito, dark or light enough to be read as
text on its background, and apart from the others for eyes that lack one kind of cone; shape, line style and a
label beside it always say the same as the colour.
"""

from dataclasses import dataclass
from typing import Any

from matplotlib import colormaps
from matplotlib.colors import Colormap, LinearSegmentedColormap, to_hex
from matplotlib.typing import LineStyleType, RcKeyType

WIDTH = 374.0  # points; on a telephone a figure is 358 CSS pixels wide, so that a point is nearly a pixel
TEXT = 11.0
SMALL = 10.0

# A line style for each of several curves of one role, solid first.
SOLID: LineStyleType = "-"
DASHED: LineStyleType = (0, (6, 2))
DASHES: tuple[LineStyleType, ...] = (
    SOLID,
    DASHED,
    (0, (2, 1.5)),
    (0, (7, 2, 1.5, 2)),
    (0, (4, 1.5)),
    (0, (9, 2, 1.5, 2, 1.5, 2)),
)

# Letters are laid out with the typeface that matplotlib brings along, so that a drawing is the same on every
# machine; it is wider than the reader's own, which takes its place in the finished SVG.
LAYOUT_FONT = "DejaVu Sans"
READER_FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

RC: dict[RcKeyType, Any] = {
    "font.family": LAYOUT_FONT,
    "font.size": TEXT,
    "svg.fonttype": "none",
    "path.simplify": True,
    "axes.unicode_minus": True,
}


@dataclass(frozen=True)
class Theme:
    """Colours for one background of the page; the background itself is transparent in a figure."""

    name: str
    background: str
    ink: str
    muted: str
    faint: str
    input: str
    weight: str
    output: str
    error: str
    gradient: str
    shades: tuple[float, float]
    tints: tuple[float, float]

    def ramp(self, count: int) -> list[str]:
        """Return `count` colours in order, each readable as a line."""
        first, last = self.shades
        steps = [first + (last - first) * place / max(count - 1, 1) for place in range(count)]
        return [to_hex(colormaps["viridis"](step)) for step in steps]

    @property
    def heights(self) -> Colormap:
        """The colours of a loss surface: the more of the colour of errors, the higher."""
        mixed = LinearSegmentedColormap.from_list("mixed", [self.background, self.error])
        return LinearSegmentedColormap.from_list("heights", [mixed(share) for share in self.tints])


LIGHT = Theme(
    name="light",
    background="#ffffff",
    ink="#1f2328",
    muted="#656d76",
    faint="#d0d7de",
    input="#0069a8",
    weight="#7a5e00",
    output="#00755a",
    error="#c92a16",
    gradient="#a0337c",
    shades=(0.0, 0.44),
    tints=(0.04, 0.5),
)
DARK = Theme(
    name="dark",
    background="#1e2129",
    ink="#e6e9ef",
    muted="#9aa4b2",
    faint="#3d4452",
    input="#56b4e9",
    weight="#e8b93e",
    output="#35c79c",
    error="#ff8a4c",
    gradient="#ee94cb",
    shades=(1.0, 0.55),
    tints=(0.02, 0.4),
)
THEMES = {theme.name: theme for theme in (LIGHT, DARK)}


def paint(role: str) -> str:
    """Return the colour of a role: the page's own, and without a page that of the light theme."""
    return f"var(--figure-{role}, {getattr(LIGHT, role)})"
