"""What a thousand starts come to: how many end with which loss, by how many samples are right."""

from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure as Drawing
from matplotlib.ticker import MaxNLocator

from backprop.core.examples import EXAMPLES
from backprop.core.keys import Key, known_example, parse
from backprop.errors import BackpropError
from backprop.figures.charts import legend, name_axes, sheet
from backprop.figures.picture import Description, Figure, Show, listed
from backprop.figures.style import LIGHT, spread
from backprop.figures.values import number
from backprop.networks.trials import Trials, rows

WIDTH_OF_BAR = 0.02


@dataclass(frozen=True)
class TrialsFigure(Figure):
    """The starts of one example."""

    example: str

    def __post_init__(self) -> None:
        if not isinstance(EXAMPLES[known_example(self.example).name], Trials):
            raise BackpropError(f"found {self.example}, expected an example of many starts, such as trials")

    @property
    def trials(self) -> Trials:
        """The example."""
        trials = EXAMPLES[self.example]
        assert isinstance(trials, Trials)
        return trials

    def count(self, right: int) -> Key:
        """Return the key of how many starts get so many samples right."""
        return parse(f"{self.example}:right_{right}")

    @property
    def losses(self) -> dict[int, list[float]]:
        """The losses at the end, by how many samples are right, the most first."""
        losses: dict[int, list[float]] = {right: [] for right in reversed(self.trials.places)}
        for row in rows(self.trials):
            losses[row.right].append(float(row.loss))
        return {right: held for right, held in losses.items() if held}

    def describe(self, show: Show) -> Description:
        """Return title, text alternative and caption."""
        starts, updates = (parse(f"{self.example}:{name}") for name in ("starts", "updates"))
        heaps = [f"{show(self.count(right))} with {right} samples right" for right in self.losses]
        return Description(
            f"{self.trials.title}: the losses at the end",
            f"A histogram of the losses of {show(starts)} starts after {show(updates)} updates: "
            f"{listed(heaps)}.",
            f"How many of the {show(starts)} starts end with which loss, after {show(updates)} updates each.",
        )

    def draw(self) -> Drawing:
        """Return the histogram, its bars stacked by how many samples are right."""
        drawing, (axes,) = sheet((190,), lines=len(self.losses))
        held = self.losses
        top = max(max(losses) for losses in held.values())
        bins = np.arange(0, top + WIDTH_OF_BAR, WIDTH_OF_BAR)
        colors = spread(LIGHT.runs, len(held))
        floor = np.zeros(len(bins) - 1)
        for color, (right, losses) in zip(colors, held.items(), strict=True):
            counts, _ = np.histogram(losses, bins)
            axes.bar(
                bins[:-1], counts, WIDTH_OF_BAR * 0.9, floor, align="edge", color=color, label=str(right)
            )
            floor = floor + counts
        axes.set(xlim=(0, bins[-1]), ylim=(0, 1.06 * floor.max()))
        axes.yaxis.set_major_locator(MaxNLocator(4, integer=True, prune="lower"))
        name_axes(axes, "loss at the end", "starts")
        lines = [(f"{right} right: ", number(self.count(right)), " starts") for right in held]
        legend(drawing, axes, lines, ncols=1)
        return drawing
