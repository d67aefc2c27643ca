"""Colours by role, sizes and typeface: what all figures share.

A role has one colour in all figures and formulas, after Okabe and Ito, dark or light enough to be read as
text on its background, and apart from the others for eyes that lack one kind of cone; shape, line style and a
label beside it always say the same as the colour.

A drawing names each colour as a property of the page, with the colour on white beside it: the page's theme
colours the figures in it, and the file alone is readable.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from matplotlib import colormaps
from matplotlib.colors import Colormap, LinearSegmentedColormap, to_hex
from matplotlib.typing import LineStyleType, RcKeyType

WIDTH = 358.0  # that of a page's column on a telephone, so that no letter gets smaller than it is here
TEXT, SMALL, INDEX = 13.5, 12.5, 11.0

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

# The faces of the page: its text, and those of formulas, for upright letters and for italic ones.
PAGE_FACES = "'Source Serif 4 Variable', KaTeX_Main, Georgia, serif"
UPRIGHT, ITALIC = "KaTeX_Main, serif", "KaTeX_Math, serif"
# Charts are laid out with a typeface of like widths that matplotlib brings along, so that a drawing is the
# same on every machine.
LAYOUT_FONT = "DejaVu Serif"

RC: dict[RcKeyType, Any] = {
    "font.family": LAYOUT_FONT,
    "font.size": TEXT,
    "svg.fonttype": "none",
    "path.simplify": True,
    "axes.unicode_minus": True,
}


LINES, HEIGHTS = 6, 10  # colours in order: for several curves, and from the foot of a surface to its top


@dataclass(frozen=True)
class Theme:
    """Colours for one background of the page; the background itself is transparent in a figure."""

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
    runs: tuple[str, ...] = field(init=False)
    heights: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        mixed = LinearSegmentedColormap.from_list("mixed", [self.background, self.error])
        object.__setattr__(self, "runs", _colors(colormaps["viridis"], self.shades, LINES))
        object.__setattr__(self, "heights", _colors(mixed, self.tints, HEIGHTS))

    @property
    def properties(self) -> Mapping[str, str]:
        """The colours by the names that drawings call them."""
        roles = {name: color for name, color in vars(self).items() if isinstance(color, str)}
        runs = {f"run-{place}": color for place, color in enumerate(self.runs, 1)}
        return roles | runs | {f"height-{place}": color for place, color in enumerate(self.heights, 1)}


def _colors(colors: Colormap, between: tuple[float, float], count: int) -> tuple[str, ...]:
    first, last = between
    return tuple(to_hex(colors(first + (last - first) * place / (count - 1))) for place in range(count))


def spread(colors: Sequence[str], count: int) -> list[str]:
    """Return `count` of the colours in order, as far apart as they are."""
    return [colors[round(place * (len(colors) - 1) / max(count - 1, 1))] for place in range(count)]


LIGHT = Theme(
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
THEMES = {"light": LIGHT, "dark": DARK}
_NAMES = {color: name for name, color in LIGHT.properties.items()}


def paint(name: str) -> str:
    """Return a colour as a drawing names it: `var(--figure-weight, #7a5e00)`."""
    return f"var(--figure-{name}, {LIGHT.properties[name]})"


def painted(color: str) -> str:
    """Return the same for a colour of the light theme."""
    return paint(_NAMES[color])
