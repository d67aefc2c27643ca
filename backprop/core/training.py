"""Runs: an example trained step by step, proved or fast, for one rate or for many at once."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from flint import arb, ctx, fmpq

from backprop.core.graph import Graph
from backprop.core.ops import Proved
from backprop.core.program import Program, compiled
from backprop.errors import BackpropError

# Rationals of a run that never meets a transcendental operation triple their length with every step.
LONGEST_EXACT = 4096


class Run:
    """One graph trained at one working precision in bits; states are kept, so that a step is made once."""

    def __init__(self, graph: Graph, precision: int) -> None:
        self.graph = graph
        self.precision = precision
        updated = graph.updates.values()
        self._step = compiled(graph, updated, "proved").straight(updated)
        self._states: list[Mapping[str, Proved]] = []
        self._programs: dict[str, Program] = {}

    def next(self, last: Mapping[str, Proved] | None) -> Mapping[str, Proved]:
        """Return the parameters after one more update than `last`; those at the start where there is none."""
        if last is None:
            return self._start()
        with ctx.workprec(self.precision):
            return dict(zip(self.graph.updates, map(_bounded, self._step(last)), strict=True))

    def state(self, step: int) -> Mapping[str, Proved]:
        """Return the parameters after `step` updates."""
        while len(self._states) <= step:
            self._states.append(self.next(self._states[-1] if self._states else None))
        return self._states[step]

    def value(self, step: int, name: str) -> Proved:
        """Return quantity `name` of the pass after `step` updates: a rational, or an enclosure."""
        state = self.state(step)
        if name not in self._programs:
            self._programs[name] = compiled(self.graph, [name], "proved")
        with ctx.workprec(self.precision):
            result: Proved = self._programs[name](state)[name]
        return result

    def _start(self) -> dict[str, Proved]:
        names = list(self.graph.updates)
        values = compiled(self.graph, names, "proved")({})
        return {name: values[name] for name in names}


def _bounded(value: Proved) -> Proved:
    if isinstance(value, fmpq) and max(value.p.bit_length(), value.q.bit_length()) > LONGEST_EXACT:
        return arb(value)
    return value


def history(
    graph: Graph, names: Iterable[str], steps: int, values: Mapping[str, Any] | None = None
) -> dict[str, np.ndarray]:
    """Return each quantity after 0…`steps` updates in float64, stacked along the first axis.

    `values` replaces given quantities, by arrays too: `{"eta": rates}` trains with all rates in one pass.
    A run that leaves the range of float64 raises.
    """
    wanted = list(names)
    asked = [*wanted, *graph.updates.values()]
    step = compiled(graph, asked, "fast").straight(asked)
    current = dict(values or {})
    rows: list[tuple[Any, ...]] = []
    try:
        with np.errstate(over="raise", invalid="raise"):
            for _ in range(steps + 1):
                made = step(current)
                rows.append(made[: len(wanted)])
                current |= zip(graph.updates, made[len(wanted) :], strict=True)
    except (OverflowError, FloatingPointError):
        raise BackpropError(f"found {steps} steps, which lead out of float64; expected fewer") from None
    return {
        name: np.array(np.broadcast_arrays(*column))
        for name, column in zip(wanted, zip(*rows, strict=True), strict=True)
    }
