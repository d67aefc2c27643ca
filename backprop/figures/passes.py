"""The two passes as a scheme: forward down through the layers, backward up through them again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from backprop.core.keys import Key, parse
from backprop.core.registry import at
from backprop.figures.drawing import SMALL, Box, Symbol, Words, arrow, drawing, rectangle, text
from backprop.figures.equation import symbol
from backprop.figures.names import count_of, noun
from backprop.figures.picture import Figure
from backprop.figures.style import WIDTH
from backprop.figures.svg import diagram
from backprop.figures.values import network_of
from backprop.networks.layers import indexed
from backprop.networks.network import Network

BOX, PITCH, TOP, MARGIN = 42.0, 82.0, 28.0, 4.0
WIDE = 180.0
FORWARD, BACKWARD = (
    (WIDTH / 2 - 45, "output"),
    (WIDTH / 2 + 45, "gradient"),
)  # where the arrows run, and their role
ASIDE = 9.0  # from an arrow to its label


@dataclass(frozen=True)
class Stage:
    """One box: what each pass makes there, and what it meets on its way from the box above."""

    heading: Words
    role: str
    makes: tuple[Words, Words] = ((), ())
    meets: tuple[Words, Words] = ((), ())


@dataclass(frozen=True)
class Scheme:
    """The boxes from the inputs to the error."""

    stages: tuple[Stage, ...]

    def draw(self) -> str:
        """Return the drawing."""
        headings = (
            text((x, TOP / 2 - 2), [word], role, bold=True)
            for word, x, role in (("forward", *FORWARD), ("backward", *BACKWARD))
        )
        elements = (element for place, stage in enumerate(self.stages) for element in _stage(place, stage))
        height = TOP + PITCH * (len(self.stages) - 1) + BOX + MARGIN
        return drawing(WIDTH, height, [*headings, *elements])


def _stage(place: int, stage: Stage) -> Iterator[str]:
    """Yield a box and, but for the first, the arrows above it."""
    box = Box(WIDTH / 2, TOP + PITCH * place + BOX / 2, WIDE, BOX)
    yield rectangle(box, stage.role, round_by=8)
    yield text((box.x, box.y - 9 * any(stage.makes)), stage.heading, bold=True)
    for (x, role), makes in zip((FORWARD, BACKWARD), stage.makes, strict=True):
        if makes:
            yield text((x, box.y + 9), makes, role, SMALL)
    if place:
        yield from _arrows(stage, box.top[1] - PITCH + BOX + 3, box.top[1] - 3)


def _arrows(stage: Stage, upper: float, lower: float) -> Iterator[str]:
    """Yield the two arrows above a box, each with its label on the outer side."""
    (right, forward), (left, backward) = FORWARD, BACKWARD
    middle = (upper + lower) / 2
    yield arrow((right, upper), (right, lower), forward, 2)
    yield text((right - ASIDE, middle), stage.meets[0], forward, SMALL, align="end")
    yield arrow((left, lower), (left, upper), backward, 2, dashed=True)
    yield text((left + ASIDE, middle), stage.meets[1], backward, SMALL, align="start")


def make(example: str) -> Figure:
    """Return the scheme of the two passes through a network."""
    run = parse(f"{example}:E_total")
    network = network_of(run)
    hidden = count_of(len(network.layers) - 1, "hidden layer") if network.layers[1:] else "no hidden layer"
    return Figure(
        f"{network.title}: the two passes",
        lambda _: (
            f"Scheme of a network with {hidden}. Forward, each layer makes net and out, down to the error; "
            "backward, dashed, the error makes δ layer by layer, and each δ the slopes of the "
            "weights before it."
        ),
        lambda _: "The forward pass makes net, out and the error; the backward pass makes δ and the slopes.",
        (),
        diagram(Scheme(tuple(_stages(network, run))).draw),
    )


def _stages(network: Network, run: Key) -> Iterator[Stage]:
    inputs, *layers = network.units
    given = [symbol(at(run, name)) for name in inputs]
    yield Stage((f"{noun(inputs, 'input')} ", *_span(given)), "input")
    for units, rows in zip(layers, network.weights, strict=True):
        kind = noun(units, "output") if units == layers[-1] else "hidden"
        weights = _span([symbol(at(run, name)) for row in rows for name in row])
        yield Stage(
            (f"{kind} ", *_span([Symbol(indexed(unit)) for unit in units])),
            "output",
            (("net → out",), ("δ",)),
            (weights, ("slopes of ", *weights)),
        )
    yield Stage(
        [symbol(run)], "error", meets=((noun(network.targets, "target"),), ("∂", Symbol("E"), "/∂out"))
    )


def _span(names: Sequence[Symbol]) -> Words:
    """Return the first and the last name, with all that lies between left out."""
    if len(names) == 1:
        return tuple(names)
    return names[0], ", " if len(names) == 2 else " … ", names[-1]
