"""The layers and samples of a network as a frozen literal, and the names of all that it holds.

A literal gives the decimals as text, so that `0.1` means one tenth. Inputs are i1, i2, …; the neurons of the
hidden layer h1, h2, … (of several hidden layers h1_1, h1_2, h2_1, …); the outputs o1, o2, …; weights are
numbered through, neuron by neuron: w1, w2, … enter the first neuron of the first hidden layer. Where there
are several samples, a name of one of them ends in its number: out_o1_s2. One linear neuron with one input
has shorter names: w, b, and x_2, t_2, out_2, E_2 of its second sample.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from backprop.core.example import Example, Options
from backprop.errors import BackpropError
from backprop.networks.words import ROUTE_NAME, ROUTE_WORDS

Row = tuple[str, ...]
Names = tuple[Row, ...]


@dataclass(frozen=True)
class Layer:
    """One row of weights per neuron; a bias for the whole layer, one per neuron, or none."""

    weights: tuple[Row, ...]
    activation: Literal["sigmoid", "tanh", "relu", "linear", "softmax"] = "sigmoid"
    bias: str | Row | None = None

    @property
    def biases(self) -> Row:
        """The bias of each neuron, 0 where there is none."""
        return self.bias if isinstance(self.bias, tuple) else (self.bias or "0",) * len(self.weights)


@dataclass(frozen=True)
class Label:
    """What a quantity of a unit is called: its name, its symbol in TeX, and words."""

    name: str
    tex: str
    words: str


@dataclass(frozen=True)
class Layers(Example):
    """Inputs and targets of one sample, or a row of them for each of several; the layers and the rate.

    `rates` are those its pages compare; `bias` says how biases are trained unless a key says otherwise;
    `seeds` are those that its pages draw other starts from; `notation` are the symbols of the text that it
    comes from.
    """

    name: str
    title: str
    inputs: Row | tuple[Row, ...]
    targets: Row | tuple[Row, ...]
    layers: tuple[Layer, ...]
    rate: str
    rates: tuple[str, ...] = ()
    loss: Literal["half squared", "cross-entropy"] = "half squared"
    bias: Literal["fixed", "each", "shared"] = "fixed"
    seeds: Row = ()
    notation: tuple[tuple[str, str], ...] = ()

    route_name, route_words = ROUTE_NAME, ROUTE_WORDS

    def __post_init__(self) -> None:
        """Refuse a literal whose shapes do not fit."""
        for misfit in _misfits(self):
            raise BackpropError(f"network {self.name}{misfit}")

    @cached_property
    def input_rows(self) -> tuple[Row, ...]:
        """The inputs, a row per sample."""
        return _rows(self.inputs)

    @cached_property
    def target_rows(self) -> tuple[Row, ...]:
        """The targets, a row per sample."""
        return _rows(self.targets)

    @cached_property
    def samples(self) -> range:
        """The numbers of the samples, from 1."""
        return range(1, 1 + len(self.input_rows))

    @cached_property
    def has_samples(self) -> bool:
        """Tell whether there are several samples, each with quantities of its own."""
        return len(self.samples) > 1

    @cached_property
    def is_line(self) -> bool:
        """Tell whether it is one linear neuron with one input on several samples, which draws a line."""
        shape = [len(units) for units in self.units], [layer.activation for layer in self.layers]
        return self.has_samples and shape == ([1, 1], ["linear"])

    @cached_property
    def units(self) -> Names:
        """The names of inputs and neurons, layer by layer."""
        hidden = len(self.layers) - 1
        prefixes = ["h" if hidden == 1 else f"h{number}_" for number in range(1, hidden + 1)] + ["o"]
        widths = [len(layer.weights) for layer in self.layers]
        named = [tuple(f"{p}{n}" for n in range(1, w + 1)) for p, w in zip(prefixes, widths, strict=True)]
        return (tuple(f"i{n}" for n in range(1, 1 + len(self.input_rows[0]))), *named)

    @cached_property
    def weights(self) -> tuple[Names, ...]:
        """The names of the weights in the shape of the layers' rows."""
        if self.is_line:
            return ((("w",),),)
        number = iter(range(1, 1 + sum(len(row) for layer in self.layers for row in layer.weights)))
        return tuple(
            tuple(tuple(f"w{next(number)}" for _ in row) for row in layer.weights) for layer in self.layers
        )

    def bias_mode(self, options: Options) -> str:
        """Return how biases are trained; where that is no option, the literal says it."""
        return options.get("bias", self.bias)

    def biases(self, mode: str) -> Names:
        """Return the name of each neuron's bias, layer by layer; none for a layer without."""
        if self.is_line:
            return (() if self.layers[0].bias is None else ("b",),)
        return tuple(
            _bias_names(number, layer, units, mode)
            for number, (layer, units) in enumerate(zip(self.layers, self.units[1:], strict=True), 1)
        )

    def label(self, role: str, unit: str, sample: int) -> Label:
        """Return what a quantity of that role is called, of one unit in one sample."""
        letters, words = LABELS[role]
        if self.is_line:
            head, place = ONE_NEURON[role]
            return Label(f"{head}_{sample}", subscripted(head, str(sample)), place.format(sample))
        name, tex = f"{letters}_{unit}", subscripted(letters, subscript(unit), braces=True)
        if role == "input":
            name, tex = unit, subscripted(unit[0], unit[1:])
        if not self.has_samples:
            return Label(name, tex, words.format(unit))
        return Label(f"{name}_s{sample}", f"{tex}^{{({sample})}}", f"{words.format(unit)} in sample {sample}")


def _misfits(network: Layers) -> Iterator[str]:
    """Yield what does not fit together in a literal."""
    inputs, targets, layers = network.input_rows, network.target_rows, network.layers
    if len(inputs) != len(targets):
        yield f": found {len(inputs)} rows of inputs and {len(targets)} of targets, expected as many of both"
    widths = [len(inputs[0]), *(len(layer.weights) for layer in layers)]
    for number, (width, layer) in enumerate(zip(widths, layers, strict=False), 1):
        yield from (f", layer {number}: found {misfit}" for misfit in _misfits_of(layer, width))
    for rows, width, noun in ((inputs, widths[0], "inputs"), (targets, widths[-1], "targets")):
        for number, row in enumerate(rows, 1):
            if len(row) != width:
                yield f", sample {number}: found {len(row)} {noun}, expected {width}"
    if any(layer.activation == "softmax" for layer in layers[:-1]):
        yield ": found softmax in a hidden layer, expected it in the last one"


def _misfits_of(layer: Layer, width: int) -> Iterator[str]:
    for row in layer.weights:
        if len(row) != width:
            yield f"a neuron has {len(row)} weights, expected {width}, one per input"
    if isinstance(layer.bias, tuple) and len(layer.bias) != len(layer.weights):
        yield f"{len(layer.bias)} biases, expected {len(layer.weights)}, one per neuron"


# The letters of a quantity by its role, and the words for it; then those of one linear neuron.
LABELS = {
    "input": ("i", "input {}"),
    "target": ("t", "target of {}"),
    "net": ("net", "net input of {}"),
    "output": ("out", "output of {}"),
    "error": ("E", "loss at {}"),
    "gradient": ("delta", "error signal of {}"),
}
ONE_NEURON = {
    "input": ("x", "input of sample {}"),
    "target": ("t", "target of sample {}"),
    "output": ("out", "output for sample {}"),
    "error": ("E", "loss of sample {}"),
}


def _rows(numbers: Row | tuple[Row, ...]) -> tuple[Row, ...]:
    """Return a row per sample, where the literal may give the only row by itself."""
    rows = tuple(row for row in numbers if isinstance(row, tuple))
    return rows or (tuple(number for number in numbers if isinstance(number, str)),)


def _bias_names(number: int, layer: Layer, units: Row, mode: str) -> Row:
    if layer.bias is None:
        return ()
    if isinstance(layer.bias, tuple) or mode == "each":
        return tuple(f"b_{unit}" for unit in units)
    return tuple(f"b{number}" for _ in units)


def subscript(unit: str) -> str:
    """Return a unit's name as a TeX subscript has it: `h1`, and `h1,2` for layer 1, neuron 2."""
    return unit.replace("_", ",")


def subscripted(letters: str, index: str, *, braces: bool = False) -> str:
    """Return the TeX of letters with an index: `w_5`, `w_{12}`, `b_{h1}`."""
    head = rf"\{letters}" if letters == "delta" else letters
    return f"{head}_{{{index}}}" if braces or len(index) > 1 else f"{head}_{index}"


def indexed(name: str) -> str:
    """Return the TeX of a letter with its index: `w_5`, `w_{12}`, `b_{h1}`, `w`."""
    index = subscript(name[1:].removeprefix("_"))
    return subscripted(name[0], index) if index else name


@dataclass(frozen=True)
class Place:
    """Where a quantity of one sample stands: its stage, and its row and column there.

    Stage 0 is the inputs, 2l - 1 the net inputs of layer l and 2l its outputs; behind the last outputs stand
    their errors, then that of the sample. A target stands with its output, an error signal with its net
    input: `role` tells them apart.
    """

    role: str
    stage: int
    cell: tuple[int, int]


@lru_cache(maxsize=64)
def places(network: Layers) -> Mapping[str, Place]:
    """Return the place of every quantity of one sample, by name."""
    last, outputs = 2 * len(network.layers), network.units[-1]
    stages = [("input", 0, network.units[0]), ("target", last, outputs), ("error", last + 1, outputs)]
    for layer, units in enumerate(network.units[1:], 1):
        stages += [("output", 2 * layer, units)]
        stages += [] if network.is_line else [(role, 2 * layer - 1, units) for role in ("net", "gradient")]
    of_samples = {f"E_s{number}": Place("error", last + 2, (number - 1, 0)) for number in network.samples}
    return of_samples | {
        network.label(role, unit, number).name: Place(role, stage, (number - 1, column))
        for number in network.samples
        for role, stage, units in stages
        for column, unit in enumerate(units)
    }


@lru_cache(maxsize=64)
def cells(network: Layers, mode: str) -> Mapping[str, list[tuple[int, int, int]]]:
    """Return where each weight and bias stands, by name: layer, row and column, several of a shared bias."""
    cells_of: dict[str, list[tuple[int, int, int]]] = {}
    for layer, (rows, biases) in enumerate(zip(network.weights, network.biases(mode), strict=True)):
        for number, row in enumerate(rows):
            for column, name in enumerate([*row, *biases[number : number + 1]]):
                cells_of.setdefault(name, []).append((layer, number, column))
    return cells_of
