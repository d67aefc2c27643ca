"""What a hidden layer of two neurons does to the samples: the plane of the inputs, then of its outputs."""

from collections.abc import Iterator
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from backprop.core.keys import Key
from backprop.core.registry import at
from backprop.errors import BackpropError
from backprop.figures.charts import legend
from backprop.figures.marks import along, mark
from backprop.figures.picture import Description, Figure, Show
from backprop.figures.planes import (
    HIGH,
    INPUTS,
    LOW,
    draw_samples,
    frame,
    headings_of,
    input_places,
    sampled_network,
    squares,
    title_of,
)
from backprop.figures.style import LIGHT
from backprop.figures.values import float_of, quantities_of

HIDDEN = ("out_{h1}", "out_{h2}")
MARGIN = 0.08  # around the outputs, which lie between 0 and 1


@dataclass(frozen=True)
class HiddenFigure(Figure):
    """Passes of one or several runs, a panel for each, beside the plane of the inputs."""

    runs: tuple[Key, ...]

    def __post_init__(self) -> None:
        for run in self.runs:
            network = sampled_network(run)
            if [len(units) for units in network.units] != [2, 2, 1]:
                raise BackpropError(f"found {run.example}, expected one hidden layer of two neurons")

    def describe(self, show: Show) -> Description:
        """Return title, text alternative and caption."""
        inputs = ", ".join(f"{show(x)} {show(y)}" for x, y in input_places(self.runs[0]))
        rows = (
            f"{heading} at {', '.join(f'{show(x)} {show(y)}' for x, y in hidden_places(run))}"
            for heading, run in zip(headings_of(self.runs), self.runs, strict=True)
        )
        return Description(
            f"{title_of(self.runs, show)}: what the hidden layer does to the samples",
            f"The samples in the plane of the inputs, at {inputs}, and in the plane of the hidden outputs: "
            f"{'; '.join(rows)}. A line marks where the network answers one half.",
            "The hidden layer moves the samples: left their inputs, then the outputs of the two hidden "
            "neurons. On the line the network answers one half.",
        )

    def draw(self) -> Drawing:
        """Return the panels."""
        drawing, (inputs, *panels) = squares(["inputs", *headings_of(self.runs)], lines=1)
        places = input_places(self.runs[0])
        draw_samples(inputs, self.runs[0], places)
        frame(inputs, LOW, HIGH, INPUTS)
        for axes, run in zip(panels, self.runs, strict=True):
            _draw_line(axes, run)
            draw_samples(axes, run, hidden_places(run))
            frame(axes, -MARGIN, 1 + MARGIN, HIDDEN)
        legend(drawing, inputs, ncols=2)
        return drawing


def hidden_places(run: Key) -> list[tuple[Key, Key]]:
    """Return the keys of the two hidden outputs of each sample."""
    keys = [key for key, quantity in quantities_of(run, "output").items() if quantity.layer == 1]
    return list(zip(keys[::2], keys[1::2], strict=True))


def _draw_line(axes: Axes, run: Key) -> None:
    """Draw where the net input of the output is 0, over the axis along which the line is the flatter."""
    network = sampled_network(run)
    weights = [at(run, name) for name in network.weights[1][0]]
    names = [key.quantity for key in network_biases(run)]
    across, up = (0, 1) if abs(float_of(weights[0])) < abs(float_of(weights[1])) else (1, 0)
    slope, divisor = float_of(weights[across]), float_of(weights[up])
    height = sum(float_of(at(run, name)) for name in names)
    ends = (-MARGIN, 1 + MARGIN)
    others = [-(slope * end + height) / divisor for end in ends]
    line = axes.plot(*((ends, others) if across == 0 else (others, ends)), color=LIGHT.error, linewidth=2)
    divided = weights[up].quantity
    other = f"{weights[across]} * -{{0}} / {divided}" + "".join(f" - {name} / {divided}" for name in names)
    mark(line, along(0, 1), **{"xy"[across]: "{0}", "xy"[up]: other})


def network_biases(run: Key) -> Iterator[Key]:
    """Yield the key of the bias of the output."""
    yield from (key for key, quantity in quantities_of(run, "bias").items() if quantity.layer == 2)
