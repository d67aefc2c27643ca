"""Places within an expression, each rewritten alone, and what a quantity of a graph is made of."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter

from backprop.core.expression import Apply, Expr, Num, refs
from backprop.core.graph import Graph
from backprop.core.quantity import Quantity

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


def parts(name: str) -> tuple[str, str]:
    """Return the two names in that of a derivative; empty ones for any other."""
    upper, slash, lower = name[1:].partition("/d")
    return (upper, lower) if slash and name.startswith("d") else ("", "")


def kind(graph: Graph, name: str) -> tuple[str, ...]:
    """Return what makes two quantities of one kind, such as weights, or slopes of outputs by nets."""
    if name in graph.forward:
        return ("loss",) if name == graph.loss else (graph.forward[name].role,)
    upper, lower = parts(name)
    if lower in graph.forward and upper in graph.forward:
        return (*kind(graph, upper), *kind(graph, lower))
    return (graph[name].role, *kind(graph, name.removesuffix("+"))) if name.endswith("+") else (name,)


def everything(graph: Graph) -> list[str]:
    """Return all names of a pass and its update, operands first."""
    return graph.ordered([*graph.forward, *graph.updates.values()])


def lineage(graph: Graph, names: list[str]) -> dict[str, frozenset[str]]:
    """Return for each name all those that it is made of; `names` stand operands first."""
    found: dict[str, frozenset[str]] = {}
    for name in names:
        operands = set(refs(graph[name].expr))
        found[name] = frozenset(operands.union(*(found[operand] for operand in operands)))
    return found


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
