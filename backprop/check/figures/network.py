"""A network as drawn: nodes in columns with their values, weights on the lines between them."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from backprop.check.figures.facts import crowded
from backprop.check.figures.flaw import Flaw
from backprop.check.figures.labels import Label, Picture, Stroke
from backprop.check.figures.lines import distance, nearest
from backprop.check.figures.names import label
from backprop.check.figures.subject import Subject
from backprop.check.figures.telling import in_order, told, unknown
from backprop.check.figures.wording import Value, Wording
from backprop.core.keys import settings
from backprop.networks.network import bias_mode

MIDDLE = 3.3  # from the baseline of a node's name down to the middle of the node
ALIKE = 1.0  # points that what stands above each other may lie aside
ON_LINE = 2.0  # points that a label may lie off its line


def network(subject: Subject, picture: Picture) -> Iterator[Flaw]:
    """Yield the flaws of a diagram of a network."""
    names = [label for label in picture.labels if label.is_bold]
    middles = sorted({round(name.x, 2) for name in names})
    columns = [[one for one in picture.labels if abs(one.x - x) < ALIKE] for x in middles]
    expected = list(_columns(subject))
    if len(columns) != len(expected):
        yield Flaw("svg", 0, 0, f"found {len(columns)} columns of nodes, expected {len(expected)}")
        return
    for column, wordings in zip(columns, expected, strict=True):
        yield from in_order(sorted(column, key=lambda one: one.y), wordings)
    for place, (left, right) in enumerate(pairwise(middles)):
        between = [one for one in picture.labels if left + ALIKE <= one.x <= right - ALIKE]
        yield from _weights(subject, picture, place, (columns[place], columns[place + 1]), between)
    yield from unknown(one for one in picture.labels if not middles[0] - ALIKE < one.x < middles[-1] + ALIKE)


def _columns(subject: Subject) -> Iterator[list[Wording]]:
    """Yield the labels of each column, from above."""
    network, run = subject.network, subject.run
    inputs, *layers = network.units
    yield [("inputs",), *(line for unit in inputs for line in _node(subject, unit, unit))]
    biases = network.biases(bias_mode(settings(network, run.options)))
    for units, names in zip(layers, biases, strict=True):
        lines: list[Wording] = [("outputs" if units == layers[-1] else "hidden",)]
        for unit, bias in zip(units, names or ("",) * len(units), strict=True):
            lines += [(f"{label(bias)} ", Value(subject.key(bias)))] if bias else []
            lines += _node(subject, unit, f"out_{unit}")
            if units == layers[-1]:
                lines.append(("target ", Value(subject.key(f"t_{unit}"))))
        yield lines


def _node(subject: Subject, unit: str, quantity: str) -> list[Wording]:
    return [(label(unit),), (Value(subject.key(quantity)),)]


def _weights(
    subject: Subject, picture: Picture, place: int, ends: Sequence[Sequence[Label]], found: Sequence[Label]
) -> Iterator[Flaw]:
    """Yield the flaws of the lines between two columns and of the weights upon them."""
    sources, targets = (sorted((n for n in end if n.is_bold), key=lambda n: n.y) for end in ends)
    lines: dict[str, Stroke] = {}
    for target, row in zip(targets, subject.network.weights[place], strict=False):
        for source, weight in zip(sources, row, strict=False):
            line = _line(picture.strokes, source, target)
            if line is None:
                message = f"found no line to {target.words}, expected that of {weight}"
                yield Flaw("svg", source.start, source.end, message)
                return
            lines[weight] = line
            yield from _dashes(subject, weight, line)
    if found or not crowded(subject.network, place):
        yield from _labelled(subject, lines, found)


def _labelled(subject: Subject, lines: Mapping[str, Stroke], found: Sequence[Label]) -> Iterator[Flaw]:
    """Yield labels that are off every line or tell another weight than its own, and lines without one."""
    left = {weight: (line.first, line.last) for weight, line in lines.items()}
    for one in found:
        weight = nearest(one, left)
        if weight is None or distance((one.x, one.middle), left[weight]) > ON_LINE:
            yield from unknown([one])
            continue
        yield from told(one, f"{label(weight)} ", Value(subject.key(weight)))
        del left[weight]
    for missing in left:
        start = lines[missing].start
        yield Flaw("svg", start, start, f"found no label on a line, expected that of {missing}")


def _line(strokes: Sequence[Stroke], source: Label, target: Label) -> Stroke | None:
    """Return the straight line from one node to another."""
    for stroke in strokes:
        (x0, y0), (x1, y1) = stroke.first, stroke.last
        aligned = abs(y0 - source.y - MIDDLE) < ALIKE and abs(y1 - target.y - MIDDLE) < ALIKE
        if stroke.is_straight and aligned and source.x < x0 < x1 < target.x:
            return stroke
    return None


def _dashes(subject: Subject, weight: str, line: Stroke) -> Iterator[Flaw]:
    negative = subject.near(weight) < 0
    if line.is_dashed != negative:
        kinds = ("a solid", "a dashed")
        message = f"found {kinds[line.is_dashed]} line, expected {kinds[negative]} one ({weight})"
        yield Flaw("svg", line.start, line.start, message)
