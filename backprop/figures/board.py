"""A sheet for diagrams, measured in points from its top left corner: text, boxes, lines and arrows."""

from dataclasses import dataclass

from matplotlib.figure import Figure as Drawing
from matplotlib.font_manager import FontProperties
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch
from matplotlib.textpath import text_to_path
from matplotlib.typing import LineStyleType

from backprop.figures.names import shown
from backprop.figures.style import LAYOUT_FONT, SOLID, TEXT, Theme

Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """A rectangle by its middle and size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def left(self) -> Point:
        """The middle of the left side."""
        return self.x - self.width / 2, self.y

    @property
    def right(self) -> Point:
        """The middle of the right side."""
        return self.x + self.width / 2, self.y

    @property
    def top(self) -> Point:
        """The middle of the upper side."""
        return self.x, self.y - self.height / 2

    @property
    def bottom(self) -> Point:
        """The middle of the lower side."""
        return self.x, self.y + self.height / 2


def width_of(words: str, size: float = TEXT, *, bold: bool = False) -> float:
    """Return how wide `words` are drawn."""
    font = FontProperties(family=LAYOUT_FONT, size=size, weight="bold" if bold else "normal")
    width, _, _ = text_to_path.get_text_width_height_descent(words, font, ismath=False)
    return float(width)


class Board:
    """A drawing whose unit is the point."""

    def __init__(self, theme: Theme, width: float, height: float) -> None:
        self.theme = theme
        self.drawing = Drawing(figsize=(width / 72, height / 72), facecolor="none")
        self.axes = self.drawing.add_axes((0, 0, 1, 1))
        self.axes.set(xlim=(0, width), ylim=(height, 0))
        self.axes.axis("off")

    def text(
        self,
        at: Point,
        words: str,
        color: str | None = None,
        size: float = TEXT,
        *,
        bold: bool = False,
        halo: bool = False,
        align: str = "center",
    ) -> None:
        """Write one line, by default around its middle; a halo covers what lies behind it."""
        ground = {"facecolor": self.theme.background, "edgecolor": "none", "pad": 1.2} if halo else None
        self.axes.text(
            *at,
            shown(words),
            color=color or self.theme.ink,
            fontsize=size,
            fontweight="bold" if bold else "normal",
            ha=align,
            va="center_baseline",
            bbox=ground,
            zorder=4,
        )

    def box(
        self, box: Box, color: str, *, round_by: float, width: float = 1.6, style: LineStyleType = SOLID
    ) -> None:
        """Draw a box with round corners on the background's colour."""
        corner = (box.x - box.width / 2, box.y - box.height / 2)
        shape = f"round,pad=0,rounding_size={round_by}"
        patch = FancyBboxPatch(
            corner, box.width, box.height, shape, linewidth=width, linestyle=style, zorder=3
        )
        patch.set(facecolor=self.theme.background, edgecolor=color)
        self.axes.add_patch(patch)

    def line(
        self, start: Point, end: Point, color: str, width: float = 1.2, style: LineStyleType = SOLID
    ) -> None:
        """Draw a line under boxes and text."""
        xs, ys = zip(start, end, strict=True)
        self.axes.plot(xs, ys, color=color, linewidth=width, linestyle=style, zorder=1)

    def arrow(
        self, start: Point, end: Point, color: str, width: float = 1.2, style: LineStyleType = SOLID
    ) -> None:
        """Draw an arrow under boxes and text."""
        head = "-|>,head_length=0.35,head_width=0.2"
        patch = FancyArrowPatch(
            start, end, arrowstyle=head, mutation_scale=10 + 3 * width, shrinkA=0, shrinkB=0
        )
        patch.set(color=color, linewidth=width, linestyle=style, zorder=2)
        self.axes.add_patch(patch)
