"""The two passes as a scheme: forward down through the layers, backward up through them again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from backprop.core.registry import at
from backprop.figures.drawing import Box, arrow, drawing, rectangle, text
from backprop.figures.picture import Description, RunFigure, Show, count_of, noun
from backprop.figures.style import SMALL, WIDTH
from backprop.figures.values import symbol
from backprop.figures.words import Symbol, Words
from backprop.networks.examples import network_of
from backprop.networks.layers import indexed

BOX, PITCH, TOP, MARGIN = 42.0, 82.0, 28.0, 4.0
WIDE = 164.0
FORWARD, BACKWARD = (
    (WIDTH / 2 - 42, "output"),
    (WIDTH / 2 + 42, "gradient"),
)  # where arrows run
ASIDE = 9.0  # from an arrow to its label


@dataclass(frozen=True)
class Stage:
    """One box: what each pass makes there, and what it meets on its way from the box above."""

    heading: Words
    role: str
    makes: tuple[Words, Words] = ((), ())
    meets: tuple[Words, Words] = ((), ())


@dataclass(frozen=True)
class PassesFigure(RunFigure):
    """The boxes from the inputs to the loss."""

    def __post_init__(self) -> None:
        network_of(self.key.example)

    def describe(self, show: Show) -> Description:
        """Return title, text alternative and caption."""
        hidden = len(network_of(self.key.example).layers) - 1
        return Description(
            self.titled("the two passes", show),
            f"Scheme of a network with {count_of(hidden, 'hidden layer') if hidden else 'no hidden layer'}. "
            "Forward, each layer computes net and out, down to the loss; backward, dashed, each layer "
            "computes its δ from that of the next layer, "
            "and each δ gives the slopes along the weights before it.",
            "The forward pass computes net and out, layer by layer, down to the loss; the backward pass "
            "computes δ, layer by layer, and from it the slopes along the weights.",
        )

    @property
    def stages(self) -> Iterator[Stage]:
        """The boxes from above."""
        network = network_of(self.key.example)
        inputs, *layers = network.units
        given = _span([Symbol(indexed(unit)) for unit in inputs])
        yield Stage((f"{noun(inputs, 'input')} ", *given), "input")
        for units, rows in zip(layers, network.weights, strict=True):
            kind = noun(units, "output") if units == layers[-1] else "hidden"
            weights = _span([symbol(at(self.key, name)) for row in rows for name in row])
            neurons = _span([Symbol(indexed(unit)) for unit in units])
            meets = (weights, ("slopes of ", *weights))
            yield Stage((f"{kind} ", *neurons), "output", (("net → out",), ("δ",)), meets)
        meets = ((noun(layers[-1], "target"),), ("∂", Symbol("E"), "/∂out"))
        yield Stage([symbol(self.key)], "error", meets=meets)

    def draw(self) -> str:
        """Return the diagram."""
        elements = [
            text((x, TOP / 2 - 2), [word], role, bold=True)
            for word, x, role in (("forward", *FORWARD), ("backward", *BACKWARD))
        ]
        stages = list(self.stages)
        for place, stage in enumerate(stages):
            elements += _draw_stage(place, stage)
        return drawing(WIDTH, TOP + PITCH * (len(stages) - 1) + BOX + MARGIN, elements)


def _span(names: Sequence[Symbol]) -> Words:
    """Return the first and the last name, with all that lies between left out."""
    if len(names) == 1:
        return tuple(names)
    return names[0], ", " if len(names) == 2 else " … ", names[-1]


def _draw_stage(place: int, stage: Stage) -> Iterator[str]:
    """Yield a box and, but for the first, the arrows above it."""
    box = Box(WIDTH / 2, TOP + PITCH * place + BOX / 2, WIDE, BOX)
    yield rectangle(box, stage.role, round_by=8)
    yield text((box.x, box.y - 9 * any(stage.makes)), stage.heading, bold=True)
    for (x, role), makes in zip((FORWARD, BACKWARD), stage.makes, strict=True):
        if makes:
            yield text((x, box.y + 9), makes, role, SMALL)
    if place:
        yield from _draw_arrows(stage, box.top[1] - PITCH + BOX + 3, box.top[1] - 3)


def _draw_arrows(stage: Stage, upper: float, lower: float) -> Iterator[str]:
    """Yield the two arrows above a box, each with its label on the outer side."""
    (right, forward), (left, backward) = FORWARD, BACKWARD
    middle = (upper + lower) / 2
    yield arrow((right, upper), (right, lower), forward, 2)
    yield text((right - ASIDE, middle), stage.meets[0], forward, SMALL, align="end")
    yield arrow((left, lower), (left, upper), backward, 2, dashed=True)
    yield text((left + ASIDE, middle), stage.meets[1], backward, SMALL, align="start")
