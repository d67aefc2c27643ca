"""The samples of a regression as points, the line that the neuron draws, and how far each target lies off."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
from matplotlib.figure import Figure as Drawing

from backprop.core.keys import Key
from backprop.figures.charts import equation, legend, name_axes, sheet
from backprop.figures.marks import along, mark
from backprop.figures.names import count_of
from backprop.figures.picture import Figure, Show, figure_of_run
from backprop.figures.style import LIGHT
from backprop.figures.svg import chart
from backprop.figures.values import label, pass_of, samples_of, state_of

PADDING = 0.12  # outside the outermost inputs, as a share of their distance


@dataclass(frozen=True)
class Samples:
    """A run's samples as numbers, and the key of each quantity of its pass."""

    inputs: np.ndarray
    targets: np.ndarray
    weight: float
    bias: float
    known: Mapping[str, Key]

    @classmethod
    def of(cls, run: Key) -> "Samples":
        """Return the samples of a run, with its weight and bias."""
        example, state = samples_of(run), state_of(run)
        inputs, targets = (
            np.array(rows, dtype=float)[:, 0] for rows in (example.input_rows, example.target_rows)
        )
        return cls(inputs, targets, state["w"], state["b"], pass_of(run))

    def key(self, kind: str, place: int) -> Key:
        """Return the key of a quantity of one sample, counted from 0."""
        return self.known[f"{kind}_{place + 1}"]

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys of all numbers printed."""
        of_each = [self.key(kind, k) for k in range(len(self.inputs)) for kind in ("x", "t", "out")]
        return (*of_each, *(self.known[name] for name in ("w", "b", "E_total")))

    def line(self, inputs: np.ndarray) -> np.ndarray:
        """Return the outputs for some inputs."""
        return self.weight * inputs + self.bias

    def draw(self) -> Drawing:
        """Return the drawing."""
        drawing, (axes,) = sheet((200,), below=58)
        margin = PADDING * np.ptp(self.inputs)
        ends = np.array([self.inputs.min() - margin, self.inputs.max() + margin])
        words = ", ".join(equation(self.known[name]) for name in ("w", "b"))
        (line,) = axes.plot(
            ends, self.line(ends), color=LIGHT.output, linewidth=2.2, label=f"output, {words}"
        )
        mark(line, along(*ends), x="{0}", y=f"{self.known['w']} * {{0}} + b")
        rows = zip(self.inputs, self.targets, self.line(self.inputs), strict=True)
        for number, (x, target, out) in enumerate(rows):
            name = "_" if number else "difference"
            (line,) = axes.plot([x, x], [target, out], color=LIGHT.error, linewidth=1.4, label=name, zorder=1)
            mark(
                line, [self.key("t", number), self.key("out", number)], x=str(self.key("x", number)), y="{0}"
            )
        (dots,) = axes.plot(
            self.inputs, self.targets, "D", color=LIGHT.ink, markersize=7, label="target", zorder=3
        )
        points = [f"{self.key('x', number)},{self.key('t', number)}" for number in range(len(self.inputs))]
        mark(dots, points, x="{0}", y="{1}")
        axes.set_xlim(*ends)
        axes.set_xticks(self.inputs)
        name_axes(axes, "input", "target and output")
        legend(drawing, axes, [self.known["w"], self.known["b"]], ncols=1)
        return drawing


def make(run: Key) -> Figure:
    """Return the samples of a run with its line."""
    samples = Samples.of(run)
    return figure_of_run(
        run,
        "the samples and the line",
        partial(_alt, samples),
        partial(_caption, samples),
        samples.keys,
        chart(samples.draw),
    )


def _alt(samples: Samples, show: Show) -> str:
    def row(place: int) -> str:
        x, target, out = (show(samples.key(kind, place)) for kind in ("x", "t", "out"))
        return f"at {x} the target is {target} and the output {out}"

    rows = "; ".join(map(row, range(len(samples.inputs))))
    weight, bias, error = (show(samples.known[name]) for name in ("w", "b", "E_total"))
    return (
        f"{count_of(len(samples.inputs), 'point')} and a line over the input: {rows}. "
        f"The line has w {weight} and b {bias}; E_total is {error}."
    )


def _caption(samples: Samples, show: Show) -> str:
    weight, bias, error = (
        f"{label(key)} {show(key, relation=True)}"
        for key in (samples.known[name] for name in ("w", "b", "E_total"))
    )
    return f"The line with {weight} and {bias}, and how far each target lies off it; {error}."
