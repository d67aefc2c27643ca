"""What each cell should be, computed from the learner's own cells and not from ours.

A cell that agrees with the right expression of the cells it is made from is not at fault, whatever they hold.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from backprop.core.graph import Graph
from backprop.core.program import Program, compiled
from backprop.grade.rounding import noise
from backprop.grade.series import Series


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
        return self._computed_series(name, self.columns)

    def plainest(self, name: str) -> Series:
        """Return what `name` should be by the learner's parameters and given numbers alone."""
        return self._computed_series(name, [known for known in self.columns if self.is_start(known)])

    def is_start(self, name: str) -> bool:
        """Tell whether a row starts from `name`: a given number or a parameter."""
        return name in self.graph.forward and self.graph[name].is_given

    def _computed_series(self, name: str, kept: Iterable[str]) -> Series:
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
        held = {leaf: self.columns[leaf] for leaf in program.leaves if leaf in free}
        held |= {leaf: self.right[leaf] for leaf in program.leaves if leaf not in held and leaf in self.right}
        values = self._run(program, name, {leaf: known.values for leaf, known in held.items()})
        spread = noise(values)
        for leaf, known in held.items():
            moved = {other: series.values for other, series in held.items()}
            moved[leaf] = known.values + known.halves
            spread = spread + np.nan_to_num(np.abs(self._run(program, name, moved) - values))
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
