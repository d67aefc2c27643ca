"""Charts against the step: ticks, headings, and which curve is called what."""

from collections.abc import Callable, Generator, Iterator, Mapping
from functools import partial

import numpy as np

from backprop.check.figures.axes import LINEAR, LOGARITHMIC, NEAR, STEPS, Scale, fitted, untied
from backprop.check.figures.curves import FEW, at_steps, long, misfit
from backprop.check.figures.facts import followed
from backprop.check.figures.flaw import Flaw
from backprop.check.figures.labels import Label, Picture, Stroke
from backprop.check.figures.names import label
from backprop.check.figures.panels import Panel, around, handle, only, panels
from backprop.check.figures.rates import course, runs
from backprop.check.figures.subject import Subject
from backprop.check.figures.telling import in_order, told, unknown
from backprop.check.figures.wording import Value

Values = Mapping[str, Callable[[int], float]]
ALIKE = 6  # decimals of a point within which curves cannot be told apart


def loss(subject: Subject, picture: Picture) -> Iterator[Flaw]:
    """Yield the flaws of the curves of a loss at several rates, even above and logarithmic below."""
    (even, logarithmic), legend = panels(picture, 2)
    name, made = label(subject.run.quantity), course(subject.run.example)
    yield from around(even, name, "")
    yield from around(logarithmic, f"{name}, on a logarithmic scale", "step")
    yield from only(even)
    yield from only(logarithmic, "ends")
    columns = zip(runs(subject.run.example), made.losses.T, strict=True)
    values: Values = {rate: partial(_item, column) for rate, column in columns}
    across, wrong = fitted(logarithmic.level, LINEAR)
    yield from wrong
    colors = [one.color for one in logarithmic.of("ends")]
    called: dict[str, str] = {}
    for panel, kind in ((even, LINEAR), (logarithmic, LOGARITHMIC)):
        up, wrong = fitted(panel.upright, kind)
        yield from wrong
        if across and up:
            strokes = [stroke for color in colors for stroke in panel.strokes(picture, color)]
            called = yield from _named(panel, (across, up), strokes, values, made.steps)
            yield from long(logarithmic, strokes, across, made.steps)
    yield from _rates(called, list(logarithmic.of("ends")), list(values))
    yield from in_order(legend[:1], [("learning rate",)])
    handles = [(one, handle(picture, one)) for one in legend[1:]]
    for one, sign in handles:
        yield from told(one, called.get(sign.color if sign else "", "the rate of a curve"))
    if len(handles) != len(values):
        yield from _uncounted(legend, len(handles), len(values))


def _item(column: np.ndarray, step: int) -> float:
    return float(column[step])


def _rates(called: Mapping[str, str], ends: list[Label], rates: list[str]) -> Iterator[Flaw]:
    for one in ends:
        yield from told(one, called.get(one.color, "the rate of a curve"))
    if sorted(called.values()) != sorted(rates):
        yield from _uncounted(ends, len(set(called.values())), len(rates))


def _uncounted(labels: list[Label], found: int, expected: int) -> Iterator[Flaw]:
    start, end = (labels[0].start, labels[0].end) if labels else (0, 0)
    yield Flaw("svg", start, end, f"found {found} curves, expected {expected}")


def _named(
    panel: Panel, by: tuple[Scale, Scale], strokes: list[Stroke], values: Values, steps: int
) -> Generator[Flaw, None, dict[str, str]]:
    """Yield curves that show none of the values; return what the others show, by their colour.

    Where several values fit a curve alike, as at two rates that lead to the same losses, each has its turn.
    """
    called: dict[str, str] = {}
    for stroke in strokes:
        points = at_steps(stroke, panel.frame, by[0], steps)
        off = {name: misfit(points, by[1], value) for name, value in values.items()}
        best = min(off, key=lambda name: (round(off[name], ALIKE), name in called.values()))
        if off[best] <= NEAR:
            called[stroke.color] = best
        else:
            where, _ = panel.upright[0]
            message = f"found a curve {off[best]:.2g} points beside {best}, expected it on the scale"
            yield Flaw("svg", where.start, where.end, message)
    return called


def training(subject: Subject, picture: Picture) -> Iterator[Flaw]:
    """Yield the flaws of the course of a training: the loss above, what is followed below."""
    (above, below), legend = panels(picture, 2)
    names, loss_name = followed(subject), subject.run.quantity
    has_targets = any(names.values())
    yield from around(above, f"{label(loss_name)}, on a logarithmic scale", "")
    yield from around(below, "outputs and targets" if has_targets else "parameters", "step")
    yield from only(above, "ends")
    yield from only(below, "ends")
    yield from unknown(legend)
    across, wrong = fitted(below.level, LINEAR if subject.steps <= FEW else STEPS)
    yield from wrong
    for panel, kind, shown in ((above, LOGARITHMIC, [loss_name]), (below, LINEAR, list(names))):
        up, wrong = fitted(panel.upright, kind)
        yield from wrong
        if across and up:
            yield from _followed(subject, picture, panel, across, up, shown)
            yield from _dotted(subject, picture, panel, up, [names[one] for one in shown if names.get(one)])
    yield from in_order(above.of("ends"), [(Value(subject.key(loss_name, subject.steps)),)])
    yield from _ends(subject, below)


def _followed(
    subject: Subject, picture: Picture, panel: Panel, across: Scale, up: Scale, names: list[str]
) -> Iterator[Flaw]:
    """Yield curves that are missing, or that end too early."""
    values = {name: partial(subject.near, name) for name in names}
    colors = {one.color for one in panel.of("ends")}
    strokes = [stroke for color in colors for stroke in panel.strokes(picture, color)]
    for name, value in values.items():
        off = [misfit(at_steps(stroke, panel.frame, across, subject.steps), up, value) for stroke in strokes]
        if min(off, default=NEAR + 1) > NEAR:
            where, _ = panel.upright[0]
            yield Flaw("svg", where.start, where.end, f"found no curve of {name} on this scale, expected one")
    yield from long(panel, strokes, across, subject.steps) if panel.level else ()


def _dotted(
    subject: Subject, picture: Picture, panel: Panel, up: Scale, targets: list[str]
) -> Iterator[Flaw]:
    """Yield targets without a line across."""
    heights = [stroke.first[1] for stroke in picture.strokes if stroke.is_straight and stroke.is_dashed]
    for name in targets:
        value = subject.near(name)
        nearest = min(heights, key=lambda y: abs(y - up.place(value)), default=panel.frame.top)
        yield from untied(panel.upright, up, nearest, value, f"the line of {name}")


def _ends(subject: Subject, panel: Panel) -> Iterator[Flaw]:
    """Yield the flaws of the labels behind the curves: the higher the value, the higher they stand.

    Targets of one value have one label.
    """
    heights: list[tuple[float, tuple[str | Value, ...]]] = []
    targets: dict[float, str] = {}
    for name, target in followed(subject).items():
        end = Value(subject.key(name, subject.steps))
        heights.append((subject.near(name, subject.steps), (f"{label(name)} ", end)))
        targets |= {subject.near(target): target} if target else {}
    heights += [(height, ("target ", Value(subject.key(name)))) for height, name in targets.items()]
    ends = sorted(panel.of("ends"), key=lambda one: one.y)
    wordings = [wording for _, wording in sorted(heights, key=lambda pair: -pair[0])]
    yield from in_order(ends, wordings)
