"""One run step by step: the loss, and the outputs on their way to the targets."""

from dataclasses import dataclass
from functools import cached_property
from itertools import cycle

from matplotlib.figure import Figure as Drawing

from backprop.core.keys import Key
from backprop.core.registry import digits
from backprop.figures import charts
from backprop.figures.marks import mark
from backprop.figures.picture import Description, RunFigure, Show, captioned, count_of, listed
from backprop.figures.style import DASHES, LIGHT, spread
from backprop.figures.values import (
    course_of,
    label,
    named_number,
    number,
    parameters_of,
    printed,
    quantities_of,
    symbol,
)


@dataclass(frozen=True)
class TrainingFigure(RunFigure):
    """So many steps of a run: the loss, and outputs with their targets or, without targets, parameters."""

    steps: int

    @cached_property
    def targets(self) -> list[Key]:
        """The keys of the targets of a single sample."""
        return [key for key, target in quantities_of(self.key, "target").items() if target.sample is None]

    @property
    def heights(self) -> list[Key]:
        """The keys of targets, one for each value: outputs may share theirs."""
        return list({digits(key).text: key for key in self.targets}.values())

    @property
    def what(self) -> str:
        """What is followed beside the loss."""
        return "outputs" if self.targets else "parameters"

    @cached_property
    def followed(self) -> list[str]:
        """The outputs that have targets, else the parameters."""
        targets = quantities_of(self.key, "target")
        units = {targets[key].unit for key in self.targets}
        outputs = quantities_of(self.key, "output").values()
        return [output.name for output in outputs if output.unit in units] or parameters_of(self.key)

    @property
    def ends(self) -> list[Key]:
        """The keys of the loss and of what is followed after the last step."""
        return [self.key.of(name, self.key.step + self.steps) for name in (self.key.quantity, *self.followed)]

    def describe(self, show: Show) -> Description:
        """Return title, text alternative and caption."""
        steps, (loss, *followed) = count_of(self.steps, "step"), self.ends
        values = [f"{key.quantity} is {show(key)}" for key in followed]
        if self.targets:
            pairs = zip(values, self.targets, strict=True)
            values = [f"{value} against the target {show(target)}" for value, target in pairs]
        dotted = "; dotted lines are their targets" if self.targets else ""
        return Description(
            self.titled(f"{steps} of training", show),
            f"Two panels against the step. In {steps} {loss.quantity} goes from {show(self.key)} to "
            f"{show(loss)}; at the end {listed(values)}.",
            captioned(
                self.key, f"Above, {label(self.key)} over {steps}; below, the {self.what}{dotted}.", show
            ),
        )

    def draw(self) -> Drawing:
        """Return the chart."""
        drawing, (upper, lower) = charts.sheet((130, 150), right=86)
        loss, *followed = course_of(self.key, [self.key.quantity, *self.followed], self.steps).values()
        for axes in (upper, lower):
            charts.steps_axis(axes, self.steps)
        charts.draw_course(upper, self.key, loss, LIGHT.error)
        charts.log_axis(upper, *charts.above_zero(loss))
        charts.name_axes(upper, up=[symbol(self.key), charts.LOGARITHMIC])
        charts.name_axes(lower, "step", f"{self.what} and targets" if self.targets else self.what)
        colors = [LIGHT.output] * len(followed) if self.targets else spread(LIGHT.runs, len(followed))
        ends = []
        for values, style, key, color in zip(followed, cycle(DASHES), self.ends[1:], colors, strict=False):
            charts.draw_course(lower, self.key.of(key.quantity), values, color, style)
            ends.append(charts.End(values[-1], named_number(key), color))
        for target in self.heights:
            height = float(printed(target))
            line = lower.axhline(height, color=LIGHT.ink, linewidth=1, linestyle=":")
            mark([line], [0, self.steps], x="{0}", y=str(target))
            ends.append(charts.End(height, ["target ", number(target)], LIGHT.ink))
        charts.end_labels(lower, ends)
        charts.end_labels(upper, [charts.End(loss[-1], [number(self.ends[0])], LIGHT.error)])
        return drawing
