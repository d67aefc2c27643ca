"""One run step by step: the loss, and the outputs on their way to the targets."""

from dataclasses import dataclass
from functools import partial
from itertools import cycle
from typing import Any

import numpy as np
from matplotlib.figure import Figure as Drawing

from backprop.core.keys import Key
from backprop.core.registry import at, digits, graph_of
from backprop.figures.charts import (
    LOGARITHMIC,
    End,
    above_zero,
    draw_course,
    end_labels,
    log_axis,
    name_axes,
    sheet,
    steps_axis,
)
from backprop.figures.marks import mark
from backprop.figures.names import count_of, listed
from backprop.figures.picture import Figure, Show, figure_of_run
from backprop.figures.style import DASHES, LIGHT
from backprop.figures.svg import chart
from backprop.figures.values import course_of, label, parameters_of, printed


@dataclass(frozen=True)
class Course:
    """What is followed: the loss, and outputs with their targets or, of a plain function, its parameters."""

    run: Key
    steps: int
    followed: tuple[str, ...]
    targets: tuple[str, ...]
    what: str

    @classmethod
    def of(cls, run: Key, steps: int) -> "Course":
        """Return the course of a run."""
        forward = graph_of(run).forward.values()
        targets = {q.unit: q.name for q in forward if q.role == "target" and q.sample is None}
        outputs = [q.name for q in forward if q.role == "output" and q.unit in targets]
        if not targets:
            return cls(run, steps, tuple(parameters_of(run)), (), "parameters")
        return cls(run, steps, tuple(outputs), tuple(targets.values()), "outputs")

    @property
    def ends(self) -> list[Key]:
        """The keys of the loss and of what is followed after the last step."""
        return [self.run.of(name, self.run.step + self.steps) for name in (self.run.quantity, *self.followed)]

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys of all numbers printed."""
        return (self.run, *self.ends, *(at(self.run, name) for name in self.targets))

    @property
    def heights(self) -> list[Key]:
        """The keys of targets, one for each value: outputs may share theirs."""
        keys = [at(self.run, name) for name in self.targets]
        return list({digits(key).text: key for key in keys}.values())

    def values(self) -> dict[str, np.ndarray]:
        """Return loss and followed quantities in float64, a value per step."""
        return course_of(self.run, [self.run.quantity, *self.followed], self.steps)

    def draw(self) -> Drawing:
        """Return the drawing."""
        drawing, (loss, outputs) = sheet((130, 150), right=86)
        values = self.values()
        for axes in (loss, outputs):
            steps_axis(axes, self.steps)
        name = self.run.quantity
        draw_course(loss, self.run, name, values[name], color=LIGHT.error, linewidth=2)
        log_axis(loss, *above_zero(values[self.run.quantity]))
        name_axes(loss, up=label(self.run) + LOGARITHMIC)
        name_axes(outputs, "step", f"{self.what} and targets" if self.targets else self.what)
        color = LIGHT.output if self.targets else LIGHT.weight
        ends = []
        for name, style, key in zip(self.followed, cycle(DASHES), self.ends[1:], strict=False):
            look: dict[str, Any] = {"color": color, "linestyle": style, "linewidth": 2}
            draw_course(outputs, self.run, name, values[name], **look)
            ends.append(End(float(values[name][-1]), f"{label(key)} {printed(key)}", color, key))
        for target in self.heights:
            height = float(printed(target))
            line = outputs.axhline(height, color=LIGHT.ink, linewidth=1, linestyle=":")
            mark(line, [0, self.steps], x="{0}", y=str(target))
            ends.append(End(height, f"target {printed(target)}", LIGHT.ink, target))
        end_labels(outputs, ends)
        last, key = float(values[self.run.quantity][-1]), self.ends[0]
        end_labels(loss, [End(last, printed(key), LIGHT.error, key)])
        return drawing


def make(run: Key, steps: int) -> Figure:
    """Return the course of loss and outputs over so many steps of a run."""
    course = Course.of(run, steps)
    return figure_of_run(
        run,
        f"{count_of(steps, 'step')} of training",
        partial(_alt, course),
        lambda _: _caption(course),
        course.keys,
        chart(course.draw),
    )


def _alt(course: Course, show: Show) -> str:
    loss, *followed = course.ends
    values = [f"{key.quantity} is {show(key)}" for key in followed]
    if course.targets:
        targets = (show(at(course.run, name)) for name in course.targets)
        values = [
            f"{value} against the target {target}" for value, target in zip(values, targets, strict=True)
        ]
    return (
        f"Two panels against the step. In {count_of(course.steps, 'step')} {loss.quantity} goes from "
        f"{show(course.run)} to {show(loss)}; at the end {listed(values)}."
    )


def _caption(course: Course) -> str:
    dotted = ", their targets dotted" if course.targets else ""
    return f"{label(course.run)} and the {course.what} over {count_of(course.steps, 'step')}{dotted}."
