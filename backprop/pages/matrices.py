"""The matrix form of a pass: each equation in symbols, with numbers, and its result."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from backprop import registry
from backprop.errors import BackpropError
from backprop.examples import EXAMPLES
from backprop.keys import Key, parse_run
from backprop.network import Network
from backprop.pages.block import Context, Rendered, arguments
from backprop.pages.step import relation_of

FUNCTIONS = {
    "sigmoid": r"\sigma {}",
    "tanh": r"\tanh {}",
    "relu": r"\max\left(0, {}\right)",
    "linear": "{}",
    "softmax": r"\operatorname{{softmax}} {}",
}


@dataclass(frozen=True)
class Grid:
    """A matrix of quantities, row by row; a column where each row holds one."""

    rows: tuple[tuple[Key, ...], ...]

    @property
    def keys(self) -> list[Key]:
        """All its quantities."""
        return [key for row in self.rows for key in row]

    def write(self, cell: Callable[[Key], str]) -> str:
        """Return the TeX of the matrix, each cell as `cell` writes it; a single number stands bare."""
        if len(self.keys) == 1:
            return cell(self.keys[0])
        lines = r" \\[3pt] ".join(" & ".join(cell(key) for key in row) for row in self.rows)
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
    """The names of one pass as grids."""

    network: Network
    key: Key

    def column(self, names: Sequence[str]) -> Grid:
        """Return the quantities below each other."""
        return Grid(tuple((self._at(name),) for name in names))

    def row(self, names: Sequence[str]) -> Grid:
        """Return the quantities beside each other."""
        return Grid((tuple(self._at(name) for name in names),))

    def grid(self, rows: Sequence[Sequence[str]]) -> Grid:
        """Return the quantities in rows."""
        return Grid(tuple(tuple(self._at(name) for name in row) for row in rows))

    def updated(self, rows: Sequence[Sequence[str]]) -> Grid:
        """Return the same parameters after one more update."""
        return Grid(tuple(tuple(self.key.of(name, self.key.step + 1) for name in row) for row in rows))

    def sources(self, layer: int) -> list[str]:
        """Return the names of what a layer takes in."""
        return [f"out_{unit}" if layer else unit for unit in self.network.units[layer]]

    def _at(self, name: str) -> Key:
        return registry.operand(self.key, name, self.key.step)


def matrix(words: tuple[str, ...], context: Context) -> Rendered:
    """Return the equations of one part of a pass: `matrix RUN forward|backward|update`."""
    usage = f"matrix RUN {'|'.join(PARTS)}"
    (run, part), _ = arguments(words, usage, 2)
    key = parse_run(run)
    network = EXAMPLES[key.example]
    if part not in PARTS or not isinstance(network, Network):
        raise BackpropError(f"found matrix {' '.join(words)}, expected {usage}, RUN being a network's")
    equations = list(PARTS[part](Pass(network, key)))
    keys = frozenset(key for equation in equations for grid in equation.grids for key in grid.keys)
    return Rendered("\n\n".join(_written(equation, context) for equation in equations), keys)


def _written(equation: Equation, context: Context) -> str:
    def symbol(key: Key) -> str:
        return registry.entry(key).quantity.tex

    def number(key: Key) -> str:
        return context.mark(key, registry.digits(key).text)

    def right(cell: Callable[[Key], str]) -> str:
        return equation.pattern.format(*[grid.write(cell) for grid in equation.right])

    used = [key for grid in equation.right for key in grid.keys]
    lines = [
        f"{equation.left.write(symbol)} &= {right(symbol)}",
        f"&{relation_of(used)} {right(number)}",
        f"&{relation_of(equation.left.keys)} {equation.left.write(number)}",
    ]
    body = " \\\\[4pt]\n".join(lines)
    return f"```math\n\\begin{{aligned}}\n{body}\n\\end{{aligned}}\n```"


def _forward(made: Pass) -> Iterator[Equation]:
    network = made.network
    mode = dict(made.key.options).get("bias", "fixed")
    for layer, units in enumerate(network.units[1:]):
        right = [made.grid(network.weights[layer]), made.column(made.sources(layer))]
        pattern = "{} {}"
        if biases := network.biases(mode)[layer]:
            right.append(made.column(biases))
            pattern += " + {}"
        net, out = (made.column([f"{kind}_{unit}" for unit in units]) for kind in ("net", "out"))
        yield Equation(net, pattern, tuple(right))
        pattern = FUNCTIONS[network.layers[layer].activation]
        yield Equation(out, pattern if len(units) > 1 else pattern.replace(" {}", "({})"), (net,))


def _backward(made: Pass) -> Iterator[Equation]:
    network = made.network
    for layer in reversed(range(len(network.layers))):
        units = network.units[layer + 1]
        delta = made.column([f"delta_{unit}" for unit in units])
        slope = made.column([f"dE_total/dout_{unit}" for unit in units])
        if layer + 1 < len(network.layers):
            after = network.units[layer + 2]
            back = made.grid(list(zip(*network.weights[layer + 1], strict=True)))
            yield Equation(slope, "{} {}", (back, made.column([f"delta_{unit}" for unit in after])))
        yield Equation(delta, *_through(made, layer, slope))
        gradient = made.grid([[f"dE_total/d{name}" for name in row] for row in network.weights[layer]])
        yield Equation(gradient, "{} {}", (delta, made.row(made.sources(layer))))


def _through(made: Pass, layer: int, slope: Grid) -> tuple[str, tuple[Grid, ...]]:
    """Return how an error signal passes an activation: element by element, or by softmax's full Jacobian."""
    units = made.network.units[layer + 1]
    if made.network.layers[layer].activation != "softmax":
        return r"{} \odot {}", (slope, made.column([f"dout_{unit}/dnet_{unit}" for unit in units]))
    return "{} {}", (made.grid([[f"dout_{other}/dnet_{unit}" for other in units] for unit in units]), slope)


def _update(made: Pass) -> Iterator[Equation]:
    network = made.network
    for names in network.weights:
        gradient = made.grid([[f"dE_total/d{name}" for name in row] for row in names])
        rate = made.key.of("eta", 0)
        yield Equation(made.updated(names), "{} - {} {}", (made.grid(names), Grid(((rate,),)), gradient))


PARTS: dict[str, Callable[[Pass], Iterator[Equation]]] = {
    "forward": _forward,
    "backward": _backward,
    "update": _update,
}
