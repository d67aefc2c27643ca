"""What each cell should be, computed from the learner's own cells and not from ours.

A cell that agrees with the right expression of the cells it is made from is not at fault, whatever they hold.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from backprop.core.graph import Graph
from backprop.core.program import Program, compiled, history
from backprop.grade.series import Series, exact, noise
from backprop.grade.table import Column, Table


@dataclass(frozen=True)
class Work:
    """A graph, the learner's columns by quantity, and the right run where columns are missing."""

    graph: Graph
    columns: Mapping[str, Series]
    right: Mapping[str, Series]
    rows: int
    programs: dict[tuple[str, frozenset[str]], Program] = field(default_factory=dict)

    def nearest(self, name: str) -> Series:
        """Return what `name` should be by the cells that stand nearest to it."""
        return self._in_row(name, self.columns)

    def plainest(self, name: str) -> Series:
        """Return what `name` should be by the learner's parameters and given numbers alone."""
        return self._in_row(name, [known for known in self.columns if self.is_start(known)])

    def is_start(self, name: str) -> bool:
        """Tell whether a row starts from `name`: a given number or a parameter."""
        return name in self.graph.forward and self.graph[name].is_given

    def _in_row(self, name: str, kept: Iterable[str]) -> Series:
        """Return what `name` should be, row by row, with `kept` as they stand."""
        if name in self.graph.updates:
            return self.computed(self.graph.updates[name], kept).moved(1)
        return self.computed(name, kept)

    def computed(self, name: str, kept: Iterable[str]) -> Series:
        """Return `name` by its own expression, and how far the tolerance of its operands moves it."""
        free = frozenset(kept) - {name}
        if (name, free) not in self.programs:
            self.programs[name, free] = compiled(self.graph, [name], "fast", free)
        program = self.programs[name, free]
        shown = {**self.right, **{known: self.columns[known] for known in free if known in self.columns}}
        held = {leaf: shown[leaf] for leaf in program.leaves if leaf in shown}
        exactly = {leaf: series.values for leaf, series in held.items()}
        values = self._run(program, name, exactly)
        spread = noise(values)
        for leaf, series in held.items():
            moved = self._run(program, name, {**exactly, leaf: series.values + series.halves})
            spread = spread + np.nan_to_num(np.abs(moved - values))
        return Series(values, spread)

    def _run(self, program: Program, name: str, values: Mapping[str, Any]) -> np.ndarray:
        return np.array(np.broadcast_to(np.asarray(program(values)[name], dtype=float), self.rows))

    def agrees(self, name: str, column: Series) -> np.ndarray:
        """Tell for each row whether `column` may be `name`, by the nearest cells or by the plainest."""
        near = column.fits(self.nearest(name))
        return near if near.all() else near | column.fits(self.plainest(name))

    def fitting(self, names: Iterable[str]) -> int:
        """Return how many cells of these columns agree with the cells that stand nearest to them."""
        return sum(int(np.sum(self.columns[name].fits(self.nearest(name)))) for name in names)


def work_of(table: Table, graph: Graph, columns: Mapping[str, Column]) -> Work:
    """Return the columns as numbers with the graph; a parameter without a column is taken from our run."""
    missing = [name for name in graph.updates if name not in columns]
    run = history(graph, missing, table.rows - 1) if missing else {}
    right = {name: exact(values) for name, values in run.items()}
    return Work(graph, {name: _held(graph, name, columns[name]) for name in columns}, right, table.rows)


def _held(graph: Graph, name: str, column: Column) -> Series:
    """Return a column as numbers; those that are given are meant exactly as they stand."""
    held = column.series
    if name in graph.forward and graph[name].is_given:
        held.halves[: 1 if name in graph.updates else None] = 0.0
    return held
