"""The panels of charts, and what each label is by where it stands: a tick, a heading, the end of a curve."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from backprop.check.figures.axes import Ticks
from backprop.check.figures.flaw import Flaw
from backprop.check.figures.labels import Frame, Label, Mark, Picture, Stroke
from backprop.check.figures.telling import in_order, unknown
from backprop.errors import BackpropError

BESIDE = 12.0  # points that a label may stand above or below what it belongs to
TICKS, FOOT = 20.0, 35.0  # how far below a panel its ticks and its foot stand
HANDLE = 3.5  # from the baseline of a legend's words up to the middle of the sign before them
LEGEND_REACH = 40.0  # how far before the words that sign stands


@dataclass(frozen=True)
class Panel:
    """A panel and the labels around it: `rows` and `columns` are those of its two axes."""

    frame: Frame
    labels: Mapping[str, Sequence[Label]]

    def of(self, role: str) -> Sequence[Label]:
        """Return the labels of a role, in the order of the file."""
        return self.labels.get(role, ())

    @property
    def upright(self) -> Ticks:
        """The ticks of the vertical axis."""
        return [(label, label.middle) for label in self.of("rows")]

    @property
    def level(self) -> Ticks:
        """The ticks of the horizontal axis."""
        return [(label, label.x) for label in self.of("columns")]

    def strokes(self, picture: Picture, color: str) -> list[Stroke]:
        """Return the lines of a colour in the panel."""
        return [
            stroke for stroke in picture.strokes if (stroke.clip, stroke.color) == (self.frame.name, color)
        ]

    def marks(self, picture: Picture) -> list[Mark]:
        """Return the markers of data in the panel."""
        return [one for one in picture.marks if not one.is_tick and self.frame.holds((one.x, one.y))]


def panels(picture: Picture, count: int) -> tuple[list[Panel], list[Label]]:
    """Return so many panels from above with their labels, and the labels of the legend at the foot."""
    frames = picture.frames
    if len(frames) != count:
        raise BackpropError(f"found {len(frames)} panels, expected {count}")
    roles: list[dict[str, list[Label]]] = [defaultdict(list) for _ in frames]
    rest = []
    for label in picture.labels:
        for frame, found in zip(frames, roles, strict=True):
            if role := _role(label, frame):
                found[role].append(label)
                break
        else:
            rest.append(label)
    return [Panel(frame, found) for frame, found in zip(frames, roles, strict=True)], rest


def _role(label: Label, frame: Frame) -> str:
    """Return what a label is to a panel; nothing where it stands elsewhere."""
    beside = frame.top - BESIDE < label.middle < frame.bottom + BESIDE
    if label.is_bold:
        return "heading" if frame.top - BESIDE < label.y < frame.top else ""
    if label.angle is not None:
        return "turned" if frame.holds((label.x, label.y)) else ""
    if label.anchor == "end":
        return "rows" if beside and label.x < frame.left else ""
    if label.anchor == "start":
        return "ends" if beside and label.x > frame.right else ""
    below = label.y - frame.bottom
    return "columns" if 0 < below < TICKS else "foot" if 0 < below < FOOT else "inside" if beside else ""


def around(panel: Panel, heading: str, foot: str) -> Iterator[Flaw]:
    """Yield the flaws of what stands above and below a panel."""
    yield from in_order(panel.of("heading"), [(heading,)] if heading else [])
    yield from in_order(panel.of("foot"), [(foot,)] if foot else [])


def only(panel: Panel, *roles: str) -> Iterator[Flaw]:
    """Yield labels of other roles than a kind of chart has."""
    for role, labels in panel.labels.items():
        if role not in {"heading", "foot", "rows", "columns", *roles}:
            yield from unknown(labels)


def handle(picture: Picture, label: Label) -> Stroke | Mark | None:
    """Return the sign before a label of the legend: a line or a marker."""
    height = label.y - HANDLE
    signs = [(mark.x, mark.y, mark) for mark in picture.marks] + [
        (stroke.last[0], stroke.last[1], stroke) for stroke in picture.strokes if not stroke.clip
    ]
    before = [sign for x, y, sign in signs if abs(y - height) < 1 and 0 < label.x - x < LEGEND_REACH]
    return before[-1] if before else None
