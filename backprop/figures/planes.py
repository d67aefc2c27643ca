"""What figures of several square panels share: where the panels stand, and the samples as dots in them."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from backprop.core.examples import EXAMPLES
from backprop.core.keys import Key
from backprop.errors import BackpropError
from backprop.figures.charts import FOOT, HEADING, LEGEND_LINE, panel
from backprop.figures.marks import mark, write
from backprop.figures.picture import Show, settings_of
from backprop.figures.style import LIGHT, TEXT, WIDTH
from backprop.figures.values import float_of, quantities_of
from backprop.figures.words import Symbol, Words
from backprop.networks.examples import network_of
from backprop.networks.network import Network

INPUTS = ("i_1", "i_2")
LOOK: dict[str, Any] = {
    "markersize": 9,
    "markeredgecolor": LIGHT.ink,
    "markeredgewidth": 1.8,
    "zorder": 4,
    "clip_on": False,
}
MOST_ACROSS, BETWEEN, SIDE = 3, 22.0, 28.0
LOW, HIGH = -0.4, 1.4  # of the inputs that are shown


def sampled_network(run: Key) -> Network:
    """Return the network of a run, whose samples have two inputs and one output; raise for any other."""
    network = network_of(run.example)
    if not network.has_samples or (len(network.units[0]), len(network.units[-1])) != (2, 1):
        raise BackpropError(f"found {run.example}, expected samples of two inputs, such as xor")
    return network


def squares(headings: Sequence[Words], lines: int) -> tuple[Drawing, list[Axes]]:
    """Return a drawing with square panels beside and below each other, and room for lines of a legend."""
    across = min(len(headings), MOST_ACROSS)
    rows = -(-len(headings) // across)
    side = (WIDTH - SIDE - BETWEEN * (across - 1) - 8) / across
    height = rows * (HEADING + side + FOOT) + lines * LEGEND_LINE
    drawing = Drawing(figsize=(WIDTH / 72, height / 72), dpi=72, facecolor="none")
    panels = []
    for place, heading in enumerate(headings):
        row, column = divmod(place, across)
        left, top = SIDE + column * (side + BETWEEN), row * (HEADING + side + FOOT) + HEADING
        axes = panel(drawing, (left / WIDTH, 1 - (top + side) / height, side / WIDTH, side / height))
        write(axes.set_title("", loc="left", y=1.0, pad=7, color=LIGHT.ink, fontsize=TEXT), heading)
        panels.append(axes)
    return drawing, panels


def frame(axes: Axes, low: float, high: float, names: Sequence[str]) -> None:
    """Let both axes of a panel run from `low` to `high`, with these names in TeX."""
    axes.set(xlim=(low, high), ylim=(low, high), xticks=(0, 1), yticks=(0, 1))
    across, up = ([Symbol(name)] for name in names)
    write(axes.set_xlabel("", color=LIGHT.ink, fontsize=TEXT, labelpad=-8), across)
    write(axes.set_ylabel("", color=LIGHT.ink, fontsize=TEXT, labelpad=-9), up)


def draw_samples(axes: Axes, run: Key, places: Sequence[tuple[Key, Key]]) -> None:
    """Draw each sample at the values of two keys: full where its target is 1, empty where it is 0."""
    targets = [float_of(key) > 0.5 for key in quantities_of(run, "target")]
    for is_upper, words, face in ((True, "target 1", LIGHT.ink), (False, "target 0", LIGHT.background)):
        pairs = [pair for pair, upper in zip(places, targets, strict=True) if upper is is_upper]
        xs, ys = np.array([[float_of(key) for key in pair] for pair in pairs]).T
        dots = axes.plot(xs, ys, "o", markerfacecolor=face, label=words, **LOOK)
        mark(dots, [f"{x},{y}" for x, y in pairs], x="{0}", y="{1}")


def input_places(run: Key) -> list[tuple[Key, Key]]:
    """Return the keys of the two inputs of each sample."""
    keys = list(quantities_of(run, "input"))
    return list(zip(keys[::2], keys[1::2], strict=True))


def title_of(runs: Sequence[Key], show: Show) -> str:
    """Return what a title begins with: the example, and the options that all runs share."""
    options = {run.options for run in runs}
    settings = settings_of(runs[0].of("", 0), show) if len(options) == 1 else ""
    return f"{EXAMPLES[runs[0].example].title}{settings}"


def headings_of(runs: Sequence[Key]) -> Iterator[str]:
    """Yield when each pass is, and from which seed the run starts where the runs differ."""
    is_one_run = len({run.options for run in runs}) == 1
    for run in runs:
        after = f"after {run.step:,}" if run.step else ""
        seed = "" if is_one_run else dict(run.options).get("start", "")
        yield f"{after or 'start'}, seed {seed}" if seed else after or "at the start"
