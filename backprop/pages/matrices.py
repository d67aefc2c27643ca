"""The matrix form of a pass: each equation in symbols, with numbers, and its result."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from backprop.core import registry
from backprop.core.keys import Key, parse_run, settings
from backprop.errors import BackpropError
from backprop.networks.examples import networks
from backprop.networks.network import Network
from backprop.pages.block import Context, Rendered, arguments
from backprop.pages.step import relation_of

FUNCTIONS = {
    "sigmoid": r"\sigma {}",
    "tanh": r"\tanh {}",
    "relu": r"\max\left(0, {}\right)",
    "linear": "{}",
    "softmax": r"\operatorname{{softmax}} {}",
}

# Writes a quantity; the flag tells whether a sign stands before it, which must not touch its own.
Cell = Callable[[Key, bool], str]


@dataclass(frozen=True)
class Grid:
    """A matrix of quantities, row by row; a column where each row holds one."""

    rows: tuple[tuple[Key, ...], ...]

    @property
    def keys(self) -> list[Key]:
        """All its quantities."""
        return [key for row in self.rows for key in row]

    @property
    def is_single(self) -> bool:
        """Tell whether it is one number, which stands bare."""
        return len(self.keys) == 1

    def turned(self) -> "Grid":
        """Return the matrix with rows for columns."""
        return Grid(tuple(zip(*self.rows, strict=True)))

    def write(self, cell: Cell, *, inner: bool = False) -> str:
        """Return the TeX of the matrix, each cell as `cell` writes it; `inner`: behind a sign."""
        if self.is_single:
            return cell(self.keys[0], inner)
        lines = r" \\[6pt] ".join(" & ".join(cell(key, False) for key in row) for row in self.rows)
        return rf"\begin{{bmatrix}} {lines} \end{{bmatrix}}"


@dataclass(frozen=True)
class Equation:
    """`left` equals the `right` pattern over grids."""

    left: Grid
    pattern: str
    right: tuple[Grid, ...]

    @property
    def grids(self) -> tuple[Grid, ...]:
        """Both sides' grids."""
        return self.left, *self.right


@dataclass(frozen=True)
class Pass:
    """The names of one pass as grids, with a column for each sample."""

    network: Network
    key: Key

    def of_units(self, role: str, layer: int, pattern: str = "{}") -> Grid:
        """Return what each unit of a layer has in each sample, under names that hold their usual ones."""
        return self.grid([[pattern.format(name) for name in names] for names in self._names(role, layer)])

    def biases(self, names: Sequence[str]) -> Grid:
        """Return the biases of a layer, the same in each sample."""
        return self.grid([[name] * len(self.network.samples) for name in names])

    def local_slopes(self, layer: int) -> Grid:
        """Return the slope of each neuron's activation in each sample."""
        pairs = zip(self._names("output", layer), self._names("net", layer), strict=True)
        return self.grid([[f"d{out}/d{net}" for out, net in zip(*row, strict=True)] for row in pairs])

    def grid(self, rows: Sequence[Sequence[str]]) -> Grid:
        """Return the quantities in rows."""
        return Grid(tuple(tuple(self._at(name) for name in row) for row in rows))

    def updated(self, rows: Sequence[Sequence[str]]) -> Grid:
        """Return the same parameters after one more update."""
        return Grid(tuple(tuple(self.key.of(name, self.key.step + 1) for name in row) for row in rows))

    @property
    def mode(self) -> str:
        """How biases are trained in this run."""
        return self.network.bias_mode(settings(self.network, self.key.options))

    def sources(self, layer: int) -> Grid:
        """Return what a layer takes in."""
        return self.of_units("output" if layer else "input", layer)

    def _names(self, role: str, layer: int) -> list[list[str]]:
        network = self.network
        return [
            [network.label(role, unit, sample).name for sample in network.samples]
            for unit in network.units[layer]
        ]

    def _at(self, name: str) -> Key:
        return registry.at(self.key, name)


def matrix(words: tuple[str, ...], context: Context) -> Rendered:
    """Return the equations of one part of a pass: `matrix RUN forward|backward|update`."""
    usage = f"matrix RUN {'|'.join(PARTS)}"
    (run, part), _ = arguments(words, usage, 2)
    key = parse_run(run)
    network = networks().get(key.example)
    if part not in PARTS or network is None:
        raise BackpropError(f"found matrix {' '.join(words)}, expected {usage}, RUN being a network's")
    _refuse_slips(key, part)
    equations = list(PARTS[part](Pass(network, key)))
    keys = frozenset(key for equation in equations for grid in equation.grids for key in grid.keys)
    return Rendered("\n\n".join(_display(equation, context) for equation in equations), keys)


def _refuse_slips(key: Key, part: str) -> None:
    """Raise where an option makes the pass another one than the equations say."""
    option = {"backward": "update", "update": "momentum"}.get(part)
    if option in dict(key.options):
        raise BackpropError(f"found matrix {key.run} {part}, expected a run without {option}")


def _display(equation: Equation, context: Context) -> str:
    def result(key: Key, _inner: bool) -> str:
        return registry.entry(key).quantity.tex

    def symbol(key: Key, _inner: bool) -> str:
        return registry.graph_of(key)[key.quantity].tex

    def number(key: Key, inner: bool) -> str:
        text = registry.digits(key).text
        return f"({context.mark(key, text)})" if inner and text.startswith("-") else context.mark(key, text)

    def right(cell: Cell) -> str:
        grids = [grid.write(cell, inner=place > 0) for place, grid in enumerate(equation.right)]
        return equation.pattern.format(*grids)

    used = [key for grid in equation.right for key in grid.keys]
    lines = [
        f"{equation.left.write(result)} &= {right(symbol)}",
        f"&{relation_of(used)} {right(number)}",
        f"&{relation_of(equation.left.keys)} {equation.left.write(number)}",
    ]
    if equation.pattern == FUNCTIONS["linear"]:
        del lines[1]
    # A gap counts from the line, not from below the matrix, so tall matrices need more of it.
    gap = 9 * max(len(grid.rows) for grid in equation.grids)
    body = f" \\\\[{gap}pt]\n".join(lines)
    return f"```math\n\\begin{{aligned}}\n{body}\n\\end{{aligned}}\n```"


def _times(after: Grid, sign: str = " ") -> str:
    """Return the pattern of a product; a single number behind the sign needs a dot."""
    return r"{} \cdot {}" if after.is_single else f"{{}}{sign}{{}}"


def _forward(run: Pass) -> Iterator[Equation]:
    network = run.network
    for layer in range(1, len(network.units)):
        right = [run.grid(network.weights[layer - 1]), run.sources(layer - 1)]
        pattern = _times(right[1])
        if biases := network.biases(run.mode)[layer - 1]:
            right.append(run.biases(biases))
            pattern += " + {}"
        net, out = run.of_units("net", layer), run.of_units("output", layer)
        yield Equation(net, pattern, tuple(right))
        pattern = FUNCTIONS[network.layers[layer - 1].activation]
        yield Equation(out, pattern.replace(" {}", "({})") if net.is_single else pattern, (net,))


def _backward(run: Pass) -> Iterator[Equation]:
    network = run.network
    for layer in range(len(network.layers), 0, -1):
        delta, slope = run.of_units("gradient", layer), run.of_units("output", layer, "dE_total/d{}")
        if layer < len(network.layers):
            back = run.grid(list(zip(*network.weights[layer], strict=True)))
            signals = run.of_units("gradient", layer + 1)
            yield Equation(slope, _times(signals), (back, signals))
        yield Equation(delta, *_through(run, layer, slope))
        gradient = run.grid([[f"dE_total/d{name}" for name in row] for row in network.weights[layer - 1]])
        sources = run.sources(layer - 1).turned()
        yield Equation(gradient, _times(sources), (delta, sources))


def _through(run: Pass, layer: int, slope: Grid) -> tuple[str, tuple[Grid, ...]]:
    """Return how an error signal passes an activation: element by element, or by softmax's full Jacobian."""
    if run.network.layers[layer - 1].activation != "softmax":
        local = run.local_slopes(layer)
        return _times(local, r" \odot "), (slope, local)
    units = run.network.units[layer]
    jacobian = run.grid([[f"dout_{other}/dnet_{unit}" for other in units] for unit in units])
    return _times(slope), (jacobian, slope)


def _update(run: Pass) -> Iterator[Equation]:
    network = run.network
    biases = network.biases(run.mode) if run.mode != "fixed" else ()
    columns = [tuple((name,) for name in dict.fromkeys(layer)) for layer in biases if layer]
    rate = Grid(((run.key.of("eta", 0),),))
    for names in [*network.weights, *columns]:
        gradient = run.grid([[f"dE_total/d{name}" for name in row] for row in names])
        yield Equation(run.updated(names), "{} - " + _times(gradient), (run.grid(names), rate, gradient))


PARTS: dict[str, Callable[[Pass], Iterator[Equation]]] = {
    "forward": _forward,
    "backward": _backward,
    "update": _update,
}
