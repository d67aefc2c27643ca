"""The shape of a network, read from the names of its columns."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from backprop.errors import BackpropError

MOST_UNITS, MOST_WEIGHTS = 20, 200  # in a layer, and in all
_UNIT = re.compile(r"(?:^|_|d)([ho])([0-9]+)(?:_([0-9]+))?")


@dataclass(frozen=True)
class Shape:
    """How many inputs there are, and how many neurons in each layer."""

    inputs: int
    layers: tuple[int, ...]

    @property
    def weights(self) -> int:
        """How many weights such a network has."""
        return sum(
            before * width for before, width in zip((self.inputs, *self.layers), self.layers, strict=False)
        )

    def __str__(self) -> str:
        return "-".join(map(str, (self.inputs, *self.layers)))


def shape(names: Iterable[str], place: str) -> Shape:
    """Return the shape that `names` show; raise where weights do not fill it."""
    known = set(names)
    _refuse_large(known, place)
    inputs = _highest(known, r"i([0-9]+)")
    outputs = _highest(known, r"(?:t_|E_|out_|net_)o([0-9]+)")
    sizes = Shape(inputs, (*_hidden(known), outputs))
    weights = {int(match[1]) for name in known if (match := re.fullmatch(r"w([0-9]+)", name))}
    for numbers, missing in (
        (weights, "no weights, expected columns w1, w2, …; name them so"),
        (inputs, "no inputs, expected columns or labelled cells i1, i2, …; add them"),
        (outputs, "no outputs or targets, expected columns t1, t2, …; add them"),
    ):
        if not numbers:
            raise BackpropError(f"{place}: found {missing}")
    if sizes.weights > MOST_WEIGHTS:
        raise BackpropError(
            f"{place}: found columns of a {sizes} network with {sizes.weights} weights, expected at most"
            f" {MOST_WEIGHTS}; take a smaller one"
        )
    apart = sorted(set(range(1, sizes.weights + 1)) ^ weights)
    if apart:
        raise BackpropError(
            f"{place}: found {len(weights)} weights, expected w1 … w{sizes.weights} for the {sizes} network"
            f" that the columns show; look at {', '.join(f'w{number}' for number in apart[:9])}"
        )
    return sizes


def _refuse_large(names: set[str], place: str) -> None:
    for name in sorted(names):
        if any(int(number) > MOST_UNITS for number in re.findall(r"(?<=[hoi_])[0-9]+", name)):
            raise BackpropError(
                f"{place}: found a column of {name}, expected at most {MOST_UNITS} neurons in a layer;"
                " correct its head"
            )


def _highest(names: set[str], pattern: str) -> int:
    return max((int(match[1]) for name in names if (match := re.fullmatch(pattern, name))), default=0)


def _hidden(names: set[str]) -> tuple[int, ...]:
    """Return the width of each hidden layer: `h2` is the second neuron of the one, `h1_2` of the first."""
    units = [match for name in names for match in _UNIT.finditer(name) if match[1] == "h"]
    layered = [(int(match[2]), int(match[3])) for match in units if match[3]]
    if not layered:
        return tuple(filter(None, [max((int(match[2]) for match in units), default=0)]))
    return tuple(
        max(neuron for at, neuron in layered if at == layer)
        for layer in range(1, max(layer for layer, _ in layered) + 1)
        if any(at == layer for at, _ in layered)
    )


def by_source(sizes: Shape) -> dict[str, str]:
    """Return our name for each weight where people number along the inputs: their w2 leads to neuron 2."""
    names, first, before = {}, 1, sizes.inputs
    for width in sizes.layers:
        for source in range(before):
            for neuron in range(width):
                names[f"w{first + source * width + neuron}"] = f"w{first + neuron * before + source}"
        first, before = first + before * width, width
    return names


def renamed(name: str, names: dict[str, str]) -> str:
    """Return `name` with every weight in it called as in `names`."""
    return re.sub(r"w[0-9]+", lambda match: names.get(match[0], match[0]), name)
