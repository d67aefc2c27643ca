"""A slip: a graph with an edit, and the numbers that come of it, fast or proved."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

from backprop.core.graph import Graph, Quantity
from backprop.core.ops import Proved
from backprop.core.program import Run, compiled
from backprop.slips.passes import edited_pass

# From so many updates on, source of its own pays for an edited graph.
MANY = 20


@dataclass(frozen=True)
class Draft:
    """What a family proposes: its words, quantities that are made otherwise, and how rare it is there.

    `shift` counts updates too many; `option` is the option of a key that does the same.
    """

    words: str
    edits: tuple[Quantity, ...] = ()
    rare: int = 0
    shift: int = 0
    option: str = ""


# What proposes drafts for a graph and the names of a pass.
Drafts = Callable[[Graph, list[str]], Iterator[Draft]]


@dataclass(frozen=True, eq=False)
class Slip:
    """A known mistake as an edit of the usual graph; the lower the rank, the likelier it is."""

    family: str
    words: str
    usual: Graph
    edits: tuple[Quantity, ...]
    rank: int
    shift: int = 0
    option: str = ""

    @cached_property
    def graph(self) -> Graph:
        """The graph with the edit."""
        return self.usual.edited(self.edits)

    @property
    def quantities(self) -> dict[str, Quantity]:
        """What is edited, by name."""
        return {edit.name: edit for edit in self.edits}


def value(slip: Slip, step: int, name: str) -> float:
    """Return quantity `name` of the pass after `step` updates under a slip, in float64; nan where none is."""
    return values(slip, step, [name])[name]


def values(slip: Slip, step: int, names: Sequence[str]) -> Mapping[str, float]:
    """Return several quantities of one pass under a slip, in float64."""
    steps = step + slip.shift
    try:
        with np.errstate(all="ignore"):
            if steps > MANY:
                return _trained(slip.graph, steps, names)
            values = edited_pass(slip.usual, slip.graph, slip.quantities, tuple(names), steps)
            return {name: float(values[name]) for name in names}
    except ArithmeticError:
        return dict.fromkeys(names, float("nan"))


def _trained(graph: Graph, steps: int, names: Sequence[str]) -> Mapping[str, float]:
    asked = [*names, *graph.updates.values()]
    run = compiled(graph, asked, "fast").straight(asked)
    state: dict[str, float] = {}
    for _ in range(steps):
        state = dict(zip(graph.updates, run(state)[len(names) :], strict=True))
    return dict(zip(names, map(float, run(state)), strict=False))


def proved(slip: Slip, step: int, name: str, precision: int) -> Proved:
    """Return the same as a rational or an enclosure, at a precision in bits."""
    return _run(slip.graph, precision).value(step + slip.shift, name)


@cache
def _run(graph: Graph, precision: int) -> Run:
    return Run(graph, precision)
