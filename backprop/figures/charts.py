"""What charts share: panels placed in points, axes in the theme's colours, labels at the ends of curves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from math import log10
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure as Drawing
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullFormatter
from matplotlib.typing import LineStyleType

from backprop.core.keys import Key
from backprop.errors import BackpropError
from backprop.figures.marks import mark, some, stepwise, write
from backprop.figures.style import LIGHT, SMALL, SOLID, TEXT, WIDTH
from backprop.figures.words import Words, width_of

LEFT, HEADING, FOOT = 50.0, 26.0, 46.0
LEGEND_LINE = 19.0
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
PLAIN = 0.99e-4, 1e6
WIDE = 10.0  # times the least value: a greatest one beyond asks for a logarithmic scale
GAP, ASIDE = 5.0, 4.0  # points from a panel to the labels at its side, and from there to the edge
BANDS = "Where the loss swings up and down at every step, its curve fills a band"
LOGARITHMIC = ", on a logarithmic scale"
MOST_TURNS = 20  # of a curve that are seen one by one
LEAST_SWING = 0.01  # as a share of the height of its curve
LEAST_APART = 13.0  # points between the labels of two curves


def sheet(
    heights: Sequence[float], right: float = 14.0, lines: int = 0, *, apart: bool = False
) -> tuple[Drawing, list[Axes]]:
    """Return a drawing with panels of these heights, one above the other, on one horizontal axis or `apart`.

    `right` are the points kept free for labels, `lines` those of a legend.
    """
    between = FOOT if apart else 0.0
    total = sum(heights) + HEADING * len(heights) + between * (len(heights) - 1) + FOOT + LEGEND_LINE * lines
    drawing = Drawing(figsize=(WIDTH / 72, total / 72), dpi=72, facecolor="none")
    panels: list[Axes] = []
    top = total
    for height in heights:
        top -= HEADING + height
        place = (LEFT / WIDTH, top / total, (WIDTH - LEFT - right) / WIDTH, height / total)
        panels.append(panel(drawing, place))
        top -= between
    for axes in panels[:-1]:
        axes.tick_params(labelbottom=apart)
    return drawing, panels


def panel(drawing: Drawing, place: tuple[float, float, float, float]) -> Axes:
    """Return a panel of a drawing at a place, in shares of its size."""
    axes = drawing.add_axes(place, facecolor="none")
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(LIGHT.muted)
    axes.tick_params(colors=LIGHT.muted, labelcolor=LIGHT.ink, labelsize=SMALL, which="both")
    axes.grid(color=LIGHT.faint, linewidth=0.6)
    axes.set_axisbelow(True)
    return axes


def name_axes(axes: Axes, across: Words = "", up: Words = "") -> None:
    """Write under a panel what its horizontal axis shows, and above it what its vertical one does."""
    write(axes.set_xlabel("", color=LIGHT.ink, fontsize=TEXT), across)
    # At a height of its own: else all labels of the panel are measured to see whether they meet the title.
    write(axes.set_title("", loc="left", y=1.0, pad=7, color=LIGHT.ink, fontsize=TEXT), up)


def log_axis(axes: Axes, lowest: float, highest: float) -> None:
    """Let the vertical axis be logarithmic, its ticks in plain digits."""
    if lowest <= 0:
        raise BackpropError("found no loss above 0, expected one that a logarithmic scale can show")
    axes.set_yscale("log", nonpositive="mask")
    axes.set_ylim(0.8 * lowest, 1.25 * highest)
    log_ticks(axes.yaxis, lowest, highest)


def log_ticks(axis: Axis, lowest: float, highest: float) -> None:
    """Let the ticks of a logarithmic axis be in plain digits, and as many as its length asks for."""
    within = (1.0, 2.0, 5.0) if highest < 50 * lowest else (1.0,)
    axis.set_major_locator(LogLocator(subs=within, numticks=7))
    axis.set_major_formatter(FuncFormatter(lambda value, _: plain(value)))
    axis.set_minor_formatter(NullFormatter())


def above_zero(values: np.ndarray) -> tuple[float, float]:
    """Return the least value that is not 0, which a logarithmic scale cannot show, and the greatest."""
    return float(values[values > 0].min(initial=values.max())), float(values.max())


def loss_axes(axes: Axes, across: str, up: Words, steps: int, losses: np.ndarray) -> None:
    """Let losses stand against steps, on a logarithmic scale where an even one hides the smaller ones."""
    steps_axis(axes, steps)
    name_axes(axes, across, [*up, scale_words(losses)])
    if scale_words(losses):
        log_axis(axes, *above_zero(losses))


def swings(course: np.ndarray) -> bool:
    """Tell whether a curve goes up and down so often that it looks like a band."""
    steps = np.diff(course)
    steps = np.sign(steps[np.abs(steps) > LEAST_SWING * np.ptp(course)])
    return int(np.count_nonzero(np.diff(steps))) > MOST_TURNS


def scale_words(losses: np.ndarray) -> str:
    """Return how a heading or a caption ends where losses need a logarithmic scale."""
    lowest, highest = above_zero(losses)
    return LOGARITHMIC if highest >= WIDE * lowest > 0 else ""


def plain(value: float) -> str:
    """Return a tick's digits, or a power of ten in TeX where they would be long."""
    return f"{value:g}" if PLAIN[0] <= value < PLAIN[1] else power_tick(value)


def power_tick(value: float) -> str:
    """Return a power of ten in TeX: `10^{-5}`."""
    return f"10^{{{round(log10(value))}}}"


def power(exponent: int) -> str:
    """Return a power of ten as it is written: `10⁻⁵`."""
    return f"10{str(exponent).translate(_SUPERSCRIPTS)}"


def point(axes: Axes, at: Sequence[float], marker: str, color: str, words: str = "_") -> list[Line2D]:
    """Draw a point above all curves; `words` name it in the legend."""
    return axes.plot(*at, marker, color=color, markersize=8, label=words, zorder=3)


def steps_axis(axes: Axes, steps: int) -> None:
    """Let the steps run on a scale that shows the first ones, whatever their number."""
    if steps > 100:
        axes.set_xscale("symlog", linthresh=1, linscale=0.4)
        axes.set_xticks([0, *(10**power for power in range(len(str(steps))))])
        axes.minorticks_off()
        axes.xaxis.set_major_formatter(FuncFormatter(lambda step, _: f"{step:,.0f}"))
    else:
        axes.xaxis.set_major_locator(MaxNLocator(7, steps=(1, 2, 5, 10), integer=True))
    axes.set_xlim(0, steps)


def draw_course(
    axes: Axes,
    start: Key,
    values: np.ndarray,
    color: str,
    style: LineStyleType = SOLID,
    words: str = "_",
    width: float = 2.0,
) -> None:
    """Draw a quantity of a run as a curve, a value per step from that of `start` on."""
    drawn = axes.plot(values, color=color, linestyle=style, label=words, linewidth=width)
    mark(drawn, some(len(values) - 1, start.step), x="{1}", y=stepwise(start, start.quantity))


def legend(drawing: Drawing, axes: Axes, lines: Sequence[Words] = (), **options: Any) -> None:
    """Say at the foot of the drawing what the curves of a panel are: in these lines, or by their labels."""
    box = drawing.legend(
        *axes.get_legend_handles_labels(),
        loc="lower center",
        fontsize=SMALL,
        title_fontsize=SMALL,
        handlelength=3.2,
        frameon=False,
        **options,
    )
    for text in (box.get_title(), *box.get_texts()):
        text.set_color(LIGHT.ink)
    for text, words in zip_longest(box.get_texts(), lines):
        write(text, words or text.get_text())


def label_room(labels: Iterable[Words]) -> float:
    """Return the points that labels need right of a panel."""
    return ASIDE + GAP + max(width_of(words, SMALL) for words in labels)


@dataclass(frozen=True)
class End:
    """Where a curve ends, and what is written there in which colour."""

    height: float
    words: Words
    color: str


def end_labels(axes: Axes, ends: Iterable[End]) -> None:
    """Write the label of each curve right of the panel, beside its end."""
    box, curves = axes.get_window_extent(), list(ends)
    heights = [axes.transData.transform((axes.get_xlim()[1], end.height))[1] for end in curves]
    for y, end in zip(_apart(heights, box.y0, box.y1), curves, strict=True):
        text = axes.annotate(
            "",
            (1.0, (y - box.y0) / box.height),
            xycoords="axes fraction",
            xytext=(GAP, 0),
            textcoords="offset points",
            color=end.color,
            fontsize=SMALL,
            va="center",
        )
        write(text, end.words)


def _apart(heights: Sequence[float], lowest: float, highest: float) -> list[float]:
    """Return the heights moved as little as keeps labels apart and beside the panel."""
    order = sorted(range(len(heights)), key=lambda place: heights[place])
    placed = dict.fromkeys(order, 0.0)
    floor = lowest
    for place in order:
        placed[place] = floor = max(heights[place], floor)
        floor += LEAST_APART
    ceiling = highest
    for place in reversed(order):
        placed[place] = ceiling = min(placed[place], ceiling)
        ceiling -= LEAST_APART
    return [placed[place] for place in range(len(heights))]
