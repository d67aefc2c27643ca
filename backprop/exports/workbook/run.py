"""A run as a sheet holds it: a column for each quantity, a row for each step."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from xlsxwriter.utility import xl_col_to_name

from backprop.core.example import Example
from backprop.core.expression import Expr, refs, replaced
from backprop.core.graph import Graph, Quantity, derivative_name
from backprop.core.keys import Key, default, settings
from backprop.core.program import history
from backprop.core.tex import sheet_formula
from backprop.exports.runs import rates, run_key
from backprop.exports.workbook.naming import cell_name

STEPS = 100
RATE = "eta"
MAIN = "Training"


@dataclass(frozen=True)
class Column:
    """A quantity, its letter, and its formulas: `{0}` stands for its row, `{1}` for the row above."""

    quantity: Quantity
    letter: str
    first: str
    later: str


@dataclass(frozen=True)
class Run:
    """An example trained with one rate."""

    example: Example
    rate: str

    @cached_property
    def key(self) -> Key:
        """The address of the run, at its start."""
        return run_key(self.example, self.rate)

    @property
    def is_main(self) -> bool:
        """Tell whether the rate is the example's own, which the first sheet gives."""
        return self.rate == default(self.example, "rate")

    @property
    def sheet(self) -> str:
        """The name of the sheet."""
        return MAIN if self.is_main else f"Rate {self.rate}"

    @cached_property
    def graph(self) -> Graph:
        """The graph of the run."""
        return self.example.graph(settings(self.example, self.key.options))

    @cached_property
    def columns(self) -> dict[str, Column]:
        """All quantities of the forward pass and the slope of each parameter, from column B on."""
        slopes = [derivative_name(self.graph.objective, name) for name in self.graph.updates]
        names = [name for name in self.graph.forward if name != RATE] + slopes
        letters = {name: xl_col_to_name(place) for place, name in enumerate(names, 1)}
        return {name: self._column(name, letters) for name in names}

    @cached_property
    def values(self) -> dict[str, np.ndarray]:
        """Each quantity after 0 to 100 steps."""
        return history(self.graph, self.columns, STEPS)

    def _column(self, name: str, letters: dict[str, str]) -> Column:
        quantity = self.graph[name]
        here, above = ({known: f"{letter}{{{row}}}" for known, letter in letters.items()} for row in (0, 1))
        if not quantity.is_given:
            formula = _formula(self._within(quantity.expr, letters), here)
            return Column(quantity, letters[name], formula, formula)
        first = f"={cell_name(name)}"
        if name not in self.graph.updates:
            return Column(quantity, letters[name], first, first)
        later = self._within(self.graph[self.graph.updates[name]].expr, letters)
        return Column(quantity, letters[name], first, _formula(later, above))

    def _within(self, expr: Expr, known: dict[str, str]) -> Expr:
        """Return an expression over columns: what has none is written out."""
        missing = {name for name in refs(expr) if name not in known and name != RATE}
        return replaced(expr, {name: self._within(self.graph[name].expr, known) for name in missing})


def runs(example: Example) -> list[Run]:
    """Return a run for each rate that the example's pages compare, its own rate first."""
    return [Run(example, rate) for rate in sorted(rates(example), key=lambda rate: rate != example.rate)]


def _formula(expr: Expr, cells: dict[str, str]) -> str:
    return f"={sheet_formula(expr, lambda name: cells.get(name, name))}"


def spans_powers(values: np.ndarray) -> bool:
    """Tell whether a loss changes so much that only a logarithmic scale shows it; 0 has no place on one."""
    return bool(np.min(values) > 0 and np.max(values) > 1000 * np.min(values))
