"""Samples as drawn: a marker at each target, the line of the outputs, and the difference between them."""

from collections.abc import Iterator

from backprop.check.figures.axes import Scale, untied
from backprop.check.figures.flaw import Flaw
from backprop.check.figures.labels import Mark, Picture, Stroke
from backprop.check.figures.marked import scales
from backprop.check.figures.panels import Panel, around, handle, only, panels
from backprop.check.figures.subject import Subject
from backprop.check.figures.telling import in_order
from backprop.check.figures.wording import Value

By = tuple[Scale, Scale]


def samples(subject: Subject, picture: Picture) -> Iterator[Flaw]:
    """Yield the flaws of samples with their line."""
    (panel,), legend = panels(picture, 1)
    yield from around(panel, "target and output", "input")
    yield from only(panel)
    weight, bias = (Value(subject.key(name), related=True) for name in ("w", "b"))
    wordings = [("output, w ", weight, ", b ", bias), ("difference",), ("target",)]
    yield from in_order(legend, wordings)
    by = yield from scales(panel)
    if len(legend) != len(wordings):
        return
    line, difference, target = (handle(picture, one) for one in legend)
    yield from _targets(subject, panel, picture, by, target.shape if isinstance(target, Mark) else "")
    yield from _outputs(subject, panel, by, _of(panel, picture, line))
    yield from _differences(subject, panel, by, _of(panel, picture, difference))


def _of(panel: Panel, picture: Picture, sign: Stroke | Mark | None) -> list[Stroke]:
    """Return the lines in the panel that look like one of the legend."""
    return panel.strokes(picture, sign.color) if isinstance(sign, Stroke) else []


def _counted(found: int, expected: int, noun: str) -> Iterator[Flaw]:
    if found != expected:
        yield Flaw("svg", 0, 0, f"found {found} {noun}, expected {expected}")


def _targets(subject: Subject, panel: Panel, picture: Picture, by: By, shape: str) -> Iterator[Flaw]:
    """Yield markers that do not stand at a sample's input and target."""
    marks = sorted((one for one in panel.marks(picture) if one.shape == shape), key=lambda one: one.x)
    points = sorted((subject.near(f"x_{k}"), subject.near(f"t_{k}")) for k in subject.samples)
    yield from _counted(len(marks), len(points), "markers of targets")
    for mark, (x, target) in zip(marks, points, strict=False):
        yield from untied(panel.level, by[0], mark.x, x, "a target")
        yield from untied(panel.upright, by[1], mark.y, target, "a target")


def _outputs(subject: Subject, panel: Panel, by: By, strokes: list[Stroke]) -> Iterator[Flaw]:
    """Yield an end of the line that does not lie at what the neuron answers there, or not at the edge."""
    yield from _counted(len(strokes), 1, "lines of outputs")
    for stroke in strokes:
        ends = sorted((stroke.first, stroke.last))
        for (x, y), edge in zip(ends, (panel.frame.left, panel.frame.right), strict=True):
            out = subject.near("w") * by[0].value(x) + subject.near("b")
            yield from untied(panel.upright, by[1], y, out, "the line")
            yield from untied(panel.level, by[0], x, by[0].value(edge), "an end of the line")


def _differences(subject: Subject, panel: Panel, by: By, strokes: list[Stroke]) -> Iterator[Flaw]:
    """Yield lines that do not join a sample's target and output."""
    rows = sorted((subject.near(f"x_{k}"), k) for k in subject.samples)
    yield from _counted(len(strokes), len(rows), "lines of differences")
    for stroke, (x, k) in zip(sorted(strokes, key=lambda one: one.first), rows, strict=False):
        for (across, up), name in zip((stroke.first, stroke.last), (f"t_{k}", f"out_{k}"), strict=True):
            yield from untied(panel.level, by[0], across, x, "a difference")
            yield from untied(panel.upright, by[1], up, subject.near(name), "a difference")
