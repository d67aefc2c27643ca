"""The network that the names and numbers of a table show: its shape, and its literal."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import count, pairwise

from backprop.errors import BackpropError
from backprop.networks.layers import Layer, Row
from backprop.networks.network import Network

MOST_UNITS, MOST_WEIGHTS = 20, 200  # in a layer, and in all
MOST_SAMPLES = 20
_SAMPLE = re.compile(r"_s([0-9]+)(?=/|$)")
_UNIT = re.compile(r"(?:^|_|d)([ho])([0-9]+)(?:_([0-9]+))?")


@dataclass(frozen=True)
class Shape:
    """How many inputs there are, how many neurons in each layer, and how many samples if several."""

    inputs: int
    layers: tuple[int, ...]
    samples: int = 1

    @property
    def weights(self) -> int:
        """How many weights such a network has."""
        return sum(before * width for before, width in pairwise((self.inputs, *self.layers)))

    @property
    def units(self) -> list[list[str]]:
        """The names of the neurons of each layer."""
        hidden = range(1, len(self.layers))
        prefixes = [*(f"h{place}_" if len(hidden) > 1 else "h" for place in hidden), "o"]
        return [
            [f"{prefix}{number}" for number in range(1, width + 1)]
            for prefix, width in zip(prefixes, self.layers, strict=True)
        ]

    def __str__(self) -> str:
        return "-".join(map(str, (self.inputs, *self.layers)))


def shape(names: Iterable[str], place: str) -> Shape:
    """Return the shape that `names` show; raise where weights do not fill it."""
    given = set(names)
    samples = max((int(match[1]) for name in given if (match := _SAMPLE.search(name))), default=1)
    known = {_SAMPLE.sub("", name) for name in given}
    _refuse_large(known, samples, place)
    inputs = _highest(known, r"i([0-9]+)")
    outputs = _highest(known, r"(?:t_|E_|out_|net_)o([0-9]+)")
    sizes = Shape(inputs, (*_hidden(known), outputs), samples)
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


def _refuse_large(names: set[str], samples: int, place: str) -> None:
    if samples > MOST_SAMPLES:
        raise BackpropError(
            f"{place}: found a column of sample {samples}, expected at most {MOST_SAMPLES}; keep those"
        )
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
    widths: dict[int, int] = {}
    for match in units:
        layer, neuron = (int(match[2]), int(match[3])) if match[3] else (0, int(match[2]))
        widths[layer] = max(neuron, widths.get(layer, 0))
    if len(widths) > 1:
        widths.pop(0, None)
    return tuple(widths[layer] for layer in sorted(widths) if widths[layer])


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


# Pairs that people use, hidden layers first, the commonest first: the first that fits best is taken.
ACTIVATIONS = (
    ("sigmoid", "sigmoid"), ("relu", "linear"), ("sigmoid", "linear"), ("tanh", "tanh"), ("relu", "sigmoid"),
    ("tanh", "linear"), ("relu", "relu"), ("tanh", "sigmoid"), ("linear", "linear"), ("sigmoid", "softmax"),
    ("relu", "softmax"), ("tanh", "softmax"),
)  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """What the numbers decide: activations of hidden layers and of the last, and the error."""

    hidden: str = "sigmoid"
    last: str = "sigmoid"
    loss: str = "half"


def literal(shape: Shape, start: Mapping[str, float], rate: float, choice: Choice, trained: str) -> Network:
    """Return the network of that shape which starts from the numbers `start`, its biases so `trained`."""
    number, before, layers = count(1), shape.inputs, []
    for place, units in enumerate(shape.units, 1):
        rows = tuple(tuple(_given(start, f"w{next(number)}") for _ in range(before)) for _ in units)
        activation = choice.last if place == len(shape.layers) else choice.hidden
        layers.append(Layer(rows, activation, _bias(start, f"b{place}", units)))  # type: ignore[arg-type]
        before = len(units)
    return Network(
        name="table",
        title="The network of the table",
        inputs=_rows(shape, start, [f"i{n}" for n in range(1, shape.inputs + 1)]),
        targets=_rows(shape, start, [f"t_{unit}" for unit in shape.units[-1]]),
        layers=tuple(layers),
        rate=written(rate),
        loss="cross-entropy" if choice.loss == "cross-entropy" else "half squared",
        bias=trained,  # type: ignore[arg-type]
    )


def _rows(shape: Shape, start: Mapping[str, float], names: list[str]) -> Row | tuple[Row, ...]:
    """Return the numbers of one sample, or a row of them for each of several."""
    if shape.samples == 1:
        return tuple(_given(start, name) for name in names)
    samples = range(1, shape.samples + 1)
    return tuple(tuple(_given(start, f"{name}_s{sample}") for name in names) for sample in samples)


def written(number: float) -> str:
    """Return the shortest decimal of a float, without an exponent."""
    return format(Decimal(repr(float(number))), "f")


def _given(start: Mapping[str, float], name: str) -> str:
    if name not in start:
        raise BackpropError(
            f"found no number for {name.replace('_o', '')}, expected a column or a cell with a label; add it"
        )
    return written(start[name])


def _bias(start: Mapping[str, float], shared: str, units: list[str]) -> str | tuple[str, ...] | None:
    own = [f"b_{unit}" for unit in units]
    if any(name in start for name in own):
        return tuple(written(start.get(name, 0.0)) for name in own)
    return written(start[shared]) if shared in start else None


def bias_names(shape: Shape, names: set[str]) -> dict[str, str]:
    """Return our name for each bias where people number the neurons and not the layers."""
    every = [f"b_{unit}" for units in shape.units for unit in units]
    beyond = f"b{len(shape.layers) + 1}" in names
    return {f"b{number}": name for number, name in enumerate(every, 1)} if beyond else {}
