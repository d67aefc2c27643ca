"""Places within an expression, each rewritten alone, and what a quantity of a graph is made of."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter

from backprop.core.expression import Apply, Expr, Num, refs
from backprop.core.graph import Graph, Quantity

Replaced = tuple[Expr, str]
Rewritten = Iterator[Replaced]
Rule = Callable[[Expr], Rewritten]


def spots(expr: Expr, rule: Rule) -> Rewritten:
    """Yield `expr` with one place rewritten by the rule, for each place, and the words of the rule."""
    yield from rule(expr)
    match expr:
        case Apply(op, args):
            for place, arg in enumerate(args):
                for new, words in spots(arg, rule):
                    yield Apply(op, (*args[:place], new, *args[place + 1 :])), words


def scaled(quantity: Quantity, factor: Fraction) -> Quantity:
    """Return a quantity times a number."""
    return replace(quantity, expr=Num(factor) * quantity.expr)


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


def lineage(graph: Graph, names: list[str]) -> dict[str, frozenset[str]]:
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
