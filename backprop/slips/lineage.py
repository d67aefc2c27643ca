"""What a quantity is made of: its kind, its ancestors, and whether an edited graph can be computed."""

from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter

from backprop.core.expression import refs
from backprop.core.graph import Graph


def kind(graph: Graph, name: str) -> tuple[str, ...]:
    """Return what makes two quantities of one kind, such as weights, or slopes of outputs by nets."""
    if name in graph.forward:
        return ("loss",) if name == graph.loss else (graph.forward[name].role,)
    quantity = graph[name]
    if quantity.is_derivative and name not in graph.signals:
        return (*kind(graph, quantity.upper), *kind(graph, quantity.lower))
    return (quantity.role, *kind(graph, name.removesuffix("+"))) if name.endswith("+") else (name,)


def everything(graph: Graph) -> list[str]:
    """Return all names of a pass and its update, operands first."""
    return graph.ordered([*graph.forward, *graph.updates.values()])


def lineage(graph: Graph, names: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return for each name all those that it is made of; `names` stand operands first."""
    ancestors: dict[str, frozenset[str]] = {}
    for name in names:
        operands = set(refs(graph[name].expr))
        ancestors[name] = frozenset(operands.union(*(ancestors[operand] for operand in operands)))
    return ancestors


def is_sound(graph: Graph, names: Iterable[str]) -> bool:
    """Tell whether an edited graph can be computed: nothing in it needs itself."""
    needs: dict[str, set[str]] = {}
    todo = [*names, *graph.updates.values()]
    while todo:
        name = todo.pop()
        if name not in needs:
            needs[name] = set(refs(graph[name].expr))
            todo += needs[name]
    try:
        TopologicalSorter(needs).prepare()
    except CycleError:
        return False
    return True
