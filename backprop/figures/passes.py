"""The two passes as a scheme: forward down through the layers, backward up through them again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure as Drawing

from backprop.core.keys import parse
from backprop.figures.board import Board, Box
from backprop.figures.names import counted, label, noun
from backprop.figures.picture import Figure
from backprop.figures.style import DASHED, SMALL, WIDTH, Theme
from backprop.figures.values import network_of
from backprop.networks.network import Network

BOX, PITCH, TOP, MARGIN = 42.0, 82.0, 28.0, 4.0
WIDE = 180.0
FORWARD, BACKWARD = WIDTH / 2 - 45, WIDTH / 2 + 45  # where the arrows run
ASIDE = 9.0  # from an arrow to its label


@dataclass(frozen=True)
class Stage:
    """One box: what each pass makes there, and what it meets on its way from the box above."""

    heading: str
    role: str
    makes: tuple[str, str]
    meets: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Scheme:
    """The boxes from the inputs to the error."""

    stages: tuple[Stage, ...]

    def draw(self, theme: Theme) -> Drawing:
        """Return the drawing."""
        board = Board(theme, WIDTH, TOP + PITCH * (len(self.stages) - 1) + BOX + MARGIN)
        board.text((FORWARD, TOP / 2 - 2), "forward", theme.output, bold=True)
        board.text((BACKWARD, TOP / 2 - 2), "backward", theme.gradient, bold=True)
        for place, stage in enumerate(self.stages):
            box = Box(WIDTH / 2, TOP + PITCH * place + BOX / 2, WIDE, BOX)
            _box(board, stage, box)
            if place:
                _arrows(board, stage, box.top[1] - PITCH + BOX, box.top[1])
        return board.drawing


def _box(board: Board, stage: Stage, box: Box) -> None:
    theme = board.theme
    board.box(box, getattr(theme, stage.role), round_by=8)
    lower = any(stage.makes)
    board.text((box.x, box.y - 9 * lower), stage.heading, bold=True)
    for x, made, color in zip((FORWARD, BACKWARD), stage.makes, (theme.output, theme.gradient), strict=True):
        board.text((x, box.y + 9), made, color, SMALL)


def _arrows(board: Board, stage: Stage, upper: float, lower: float) -> None:
    """Draw the two arrows above a box, each with its label on the outer side."""
    theme, middle = board.theme, (upper + lower) / 2
    forward, backward = stage.meets
    board.arrow((FORWARD, upper + 3), (FORWARD, lower - 3), theme.output, 2)
    board.text((FORWARD - ASIDE, middle), forward, theme.output, SMALL, align="right")
    board.arrow((BACKWARD, lower - 3), (BACKWARD, upper + 3), theme.gradient, 2, DASHED)
    board.text((BACKWARD + ASIDE, middle), backward, theme.gradient, SMALL, align="left")


def make(name: str, example: str) -> Figure:
    """Return the scheme of the two passes through a network."""
    network = network_of(parse(f"{example}:E_total"))
    hidden = counted(len(network.layers) - 1, "hidden layer") if network.layers[1:] else "no hidden layer"
    return Figure(
        name,
        f"{network.title}: the two passes",
        lambda _: (
            f"Scheme of a network with {hidden}. Forward, each layer makes net and out, down to the error; "
            "backward, dashed, the error makes δ layer by layer, and each δ the slopes of the "
            "weights before it."
        ),
        lambda _: "The forward pass makes net, out and the error; the backward pass makes δ and the slopes.",
        (),
        Scheme(tuple(_stages(network))).draw,
    )


def _stages(network: Network) -> Iterator[Stage]:
    inputs, *layers = network.units
    yield Stage(f"{noun(inputs, 'input')} {_span(inputs)}", "input", ("", ""))
    for units, rows in zip(layers, network.weights, strict=True):
        kind = noun(units, "output") if units == layers[-1] else "hidden"
        weights = _span([weight for row in rows for weight in row])
        yield Stage(f"{kind} {_span(units)}", "output", ("net → out", "δ"), (weights, f"slopes of {weights}"))
    yield Stage("E total", "error", ("", ""), (noun(network.targets, "target"), "∂E/∂out"))


def _span(names: Sequence[str]) -> str:
    """Return the first and the last name, with all that lies between left out."""
    if len(names) == 1:
        return label(names[0])
    return f"{label(names[0])}{', ' if len(names) == 2 else ' … '}{label(names[-1])}"
