"""Which quantity each column holds: by its head, and by its numbers where the head leaves it open."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np

from backprop.core.graph import Graph, derivative_name
from backprop.errors import BackpropError
from backprop.grade.series import changes
from backprop.grade.table import Column, Table
from backprop.grade.work import Work


@dataclass(frozen=True)
class Named:
    """Columns by quantity, those still open with what they may be, and those known by their numbers alone."""

    columns: Mapping[str, Column]
    open: tuple[tuple[Column, tuple[str, ...]], ...]
    by_value: frozenset[str] = frozenset()


def by_head(table: Table, graph: Graph, called: Mapping[str, tuple[str, ...]]) -> Named:
    """Return what heads say: a name that two columns could bear goes to the one that can bear no other."""
    taken: dict[str, Column] = {}
    left = [
        (column, tuple(name for name in called.get(column.head, ()) if has(graph, name)))
        for column in table.columns
        if column.is_numeric and "step" not in column.meanings
    ]
    for limit in (1, 99):
        for column, names in left:
            free = [name for name in names if name not in taken]
            if len(names) <= limit and len(free) == 1 and column not in taken.values():
                taken[free[0]] = column
    still = tuple(
        (column, tuple(name for name in names if name not in taken))
        for column, names in left
        if column not in taken.values()
    )
    return Named(taken, still)


def has(graph: Graph, name: str) -> bool:
    """Tell whether the graph knows a quantity of that name."""
    try:
        graph[name]
    except BackpropError:
        return False
    return True


def by_value(named: Named, work: Work, *, certain: bool = True) -> Named:
    """Return the same with the open columns decided by their numbers, those of unknown heads if `certain`."""
    taken, sure = dict(named.columns), set(named.by_value)
    for column, names in named.open:
        free = [name for name in names if name not in taken]
        name = _likeliest(column, free, work) if free else certain and _certain(column, taken, work)
        if name:
            taken[name] = column
            if not free:
                sure.add(name)
    kept = tuple((column, names) for column, names in named.open if column not in taken.values())
    return Named(taken, kept, frozenset(sure))


def _likeliest(column: Column, names: list[str], work: Work) -> str:
    """Return the name that agrees with most cells; the first one where none does better."""
    return max(names, key=lambda name: int(np.sum(column.series.fits(work.nearest(name)))))


def _certain(column: Column, taken: Mapping[str, Column], work: Work) -> str:
    """Return the one quantity that agrees with every cell; empty where nothing or chance could do so."""
    held = column.series
    if not changes(held.values) and max(cell.decimals for cell in column.cells) < 4:
        return ""
    fitting = (
        name
        for name in shown_quantities(work.graph)
        if name not in taken and bool(work.agrees(name, held).all())
    )
    return next(fitting, "")


def shown_quantities(graph: Graph) -> Iterator[str]:
    """Yield the quantities that a table may show, in the order of computation."""
    computed = [name for name, quantity in graph.forward.items() if not quantity.is_given]
    yield from computed
    yield from graph.updates.values()
    for name in [*computed, *graph.updates]:
        if name != graph.loss:
            yield derivative_name(graph.loss, name)
    for name, net in product(computed, repeat=2):
        roles = graph[name].role, graph[net].role
        places = (graph[name].unit, graph[name].sample), (graph[net].unit, graph[net].sample)
        if roles == ("output", "net") and places[0] == places[1]:
            yield derivative_name(name, net)
