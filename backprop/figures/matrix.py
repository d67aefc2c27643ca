"""A layer as a matrix: a row for each neuron that weights enter, a column for each unit that they leave."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from backprop.core.keys import Key
from backprop.errors import BackpropError
from backprop.figures.drawing import Box, drawing, line, rectangle, text
from backprop.figures.picture import Description, RunFigure, Show, count_of, listed
from backprop.figures.style import SMALL, WIDTH
from backprop.figures.values import first_sample, number, quantities_of, symbol
from backprop.figures.words import Symbol, width_of
from backprop.networks.examples import network_of
from backprop.networks.layers import indexed

ROW, HEADING, MARGIN = 42.0, 28.0, 6.0  # heights
PADDING, SIGN = 12.0, 18.0  # what a cell is wider than its words; the width of a sign between two matrices
TIMES = "·"
BRACKET = 5.0  # how far the ends of a bracket reach in

Cells = Sequence[Sequence[Key]]


@dataclass(frozen=True)
class MatrixFigure(RunFigure):
    """The weights that enter a layer of a network, counted from 1, and what they make of one pass."""

    layer: int

    def __post_init__(self) -> None:
        layers = len(network_of(self.key.example).layers)
        if self.layer > layers:
            raise BackpropError(f"found layer {self.layer}, expected one from 1 to {layers}")

    @property
    def units(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The units that the weights leave, and those that they enter."""
        units = network_of(self.key.example).units
        return units[self.layer - 1], units[self.layer]

    @cached_property
    def weights(self) -> list[list[Key]]:
        """The keys of the weights, row by row."""
        weights = quantities_of(self.key, "weight").items()
        return [[key for key, weight in weights if weight.unit == unit] for unit in self.units[1]]

    @cached_property
    def columns(self) -> list[tuple[str, str, Cells]]:
        """What follows the matrix: a sign, the colour, and the keys of a column."""
        sources, units = self.units
        biases = quantities_of(self.key, "bias").items()
        by_unit = [
            next((key for key, each in biases if each.layer == self.layer and each.unit in ("", unit)), None)
            for unit in units
        ]
        shift = [("+", "weight", [[key] for key in by_unit if key])] if all(by_unit) else []
        role = "input" if self.layer == 1 else "output"
        return [
            (TIMES, role, self._column(sources, "input", "output")),
            *shift,
            ("=", "ink", self._column(units, "net")),
        ]

    def _column(self, units: Sequence[str], *roles: str) -> Cells:
        """Return the keys of units below each other."""
        values = {each.unit: key for key, each in first_sample(self.key, *roles).items()}
        return [[values[unit]] for unit in units]

    @property
    def fits(self) -> bool:
        """Tell whether all stands beside the matrix on one line."""
        return self._left + self._width([cells for *_, cells in self.columns]) <= WIDTH - MARGIN

    @property
    def drawn_keys(self) -> Iterator[Key]:
        """The keys of what stands beside the matrix."""
        for *_, cells in self.columns if self.fits else []:
            yield from (key for row in cells for key in row)

    def describe(self, show: Show) -> Description:
        """Return title, text alternative and caption."""
        sources, units = self.units
        size = f"{count_of(len(units), 'row')} and {count_of(len(sources), 'column')}"
        rows = []
        for unit, row in zip(units, self.weights, strict=True):
            pairs = zip(row, sources, strict=True)
            entries = [f"{key.quantity} {show(key)} from {source}" for key, source in pairs]
            rows.append(f"into {unit} {listed(entries)}")
        bias = ", plus the bias," * (len(self.columns) > 2)
        sums = f"; the framed row times the column of inputs{bias} is net_{units[0]}" if self.fits else ""
        return Description(
            self.titled(f"the weights into layer {self.layer} as a matrix", show),
            f"Matrix of {size}: {'; '.join(rows)}.",
            f"A row holds the weights that enter one neuron, a column those that leave one unit{sums}.",
        )

    def draw(self) -> str:
        """Return the matrix and, where there is room, what it is multiplied with and what comes of it."""
        sources, units = self.units
        width = max(WIDTH, self._left + self._width([]) + MARGIN)
        columns = self.columns if self.fits else []
        left = self._left + (width - MARGIN - self._left - self._width([cells for *_, cells in columns])) / 2
        wide = _cell_width(self.weights)
        places = {left + wide * (place + 0.5): unit for place, unit in enumerate(sources)}
        elements = [text((x, HEADING / 2), [Symbol(indexed(unit))], "muted") for x, unit in places.items()]
        aside = left - BRACKET - 4
        elements.append(text((aside, HEADING / 2), "from", "muted", SMALL, align="end"))
        for place, unit in enumerate(units):
            words, at = ("into ", Symbol(indexed(unit))), (aside, self._y(place, len(units)))
            elements.append(text(at, words, "muted", SMALL, align="end"))
        elements += self._draw_cells(self.weights, left, "weight", framed=self.fits)
        left += wide * len(sources)
        for sign, role, cells in columns:
            elements.append(text((left + (SIGN + BRACKET) / 2, self._middle), sign))
            left += SIGN + BRACKET
            elements += self._draw_cells(cells, left, role, framed=sign != TIMES)
            left += _cell_width(cells)
        return drawing(width, HEADING + ROW * self._most + MARGIN, elements)

    @property
    def _most(self) -> int:
        return max(map(len, self.units)) if self.fits else len(self.units[1])

    @property
    def _middle(self) -> float:
        return HEADING + ROW * self._most / 2

    @property
    def _left(self) -> float:
        """How wide the names of the rows are."""
        names = [width_of(["into ", Symbol(indexed(unit))], SMALL) for unit in self.units[1]]
        return MARGIN + max(names) + BRACKET + 4

    def _width(self, columns: Sequence[Cells]) -> float:
        """Return how wide the matrix is with columns beside it."""
        beside = sum(SIGN + BRACKET + _cell_width(cells) for cells in columns)
        return _cell_width(self.weights) * len(self.weights[0]) + beside

    def _y(self, row: int, rows: int) -> float:
        """Return the middle of one of so many rows."""
        return self._middle + ROW * (row + 0.5 - rows / 2)

    def _draw_cells(self, cells: Cells, left: float, role: str, *, framed: bool) -> Iterator[str]:
        """Yield symbols and numbers in brackets, the first row framed."""
        wide, first = _cell_width(cells), self._y(0, len(cells))
        right = left + wide * len(cells[0])
        if framed:
            frame = Box((left + right) / 2, first, right - left - 4, ROW - 4)
            yield rectangle(frame, "output", width=1.2)
        yield from _brackets(left, right, first - ROW / 2, ROW * len(cells))
        for place, row in enumerate(cells):
            for column, key in enumerate(row):
                x, y = left + wide * (column + 0.5), self._y(place, len(cells))
                yield text((x, y - 8), [symbol(key)])
                yield text((x, y + 9), [number(key)], role, SMALL)


def _brackets(left: float, right: float, top: float, height: float) -> Iterator[str]:
    for edge, inwards in ((left, BRACKET), (right, -BRACKET)):
        yield line((edge, top), (edge, top + height), "ink")
        yield from (line((edge, y), (edge + inwards, y), "ink") for y in (top, top + height))


def _cell_width(cells: Cells) -> float:
    """Return how wide a cell of a matrix is."""
    keys = [key for row in cells for key in row]
    return PADDING + max(max(width_of([symbol(key)]), width_of([number(key)], SMALL)) for key in keys)
