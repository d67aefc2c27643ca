"""Slips at one place of one formula of a graph: each rule, tried in each formula of a pass."""

from collections.abc import Iterator
from dataclasses import replace

from backprop.core.expression import Apply, Expr, Ref
from backprop.core.graph import Graph
from backprop.core.quantity import Quantity
from backprop.core.tex import plain
from backprop.slips import rules
from backprop.slips.rules import Rule, Scope, scope_of
from backprop.slips.slip import Draft
from backprop.slips.spots import kind, lineage, spots


def index(graph: Graph, names: list[str]) -> Iterator[Draft]:
    """Take a quantity of another neuron, of the same kind."""
    every = scope_of(graph, _plain, names)
    operands = lineage(graph, list(every.kinds))
    for quantity in _formulas(graph, names):

        def allowed(other: str, name: str = quantity.name) -> bool:
            return other != name and name not in operands[other]

        scope = replace(every, allowed=allowed)
        yield from _drafts(scope, quantity, rules.index)
        for other in scope.siblings(quantity.name):
            edit = replace(quantity, expr=Ref(other))
            yield Draft(f"has {other} in the place of {quantity.name}", (edit,), 1)


def net(graph: Graph, names: list[str]) -> Iterator[Draft]:
    """Take the net input of a neuron for its output; slopes of activations have a family of their own."""
    scope = scope_of(graph, _plain)
    for quantity in _formulas(graph, names):
        if kind(graph, quantity.name) != ("output", "net"):
            yield from _drafts(scope, quantity, rules.net)


def sign(graph: Graph, names: list[str]) -> Iterator[Draft]:
    """Take plus for minus or the reverse."""
    scope = scope_of(graph, _plain)
    for quantity in _formulas(graph, names):
        yield from _drafts(scope, quantity, rules.sign)
        if quantity.role == "gradient" and not _is_negative(quantity.expr):
            edit = replace(quantity, expr=Apply("neg", (quantity.expr,)))
            yield Draft(f"has the wrong sign of {quantity.name}", (edit,), 1)


def _is_negative(expr: Expr) -> bool:
    return isinstance(expr, Apply) and expr.op == "neg"


def dropped(graph: Graph, names: list[str]) -> Iterator[Draft]:
    """Leave out a factor, a square or a denominator."""
    scope = scope_of(graph, _plain)
    for quantity in _formulas(graph, names):
        yield from _drafts(scope, quantity, rules.dropped)


def doubled(graph: Graph, names: list[str]) -> Iterator[Draft]:
    """Put a factor twice."""
    scope = scope_of(graph, _plain)
    for quantity in _formulas(graph, names):
        yield from _drafts(scope, quantity, rules.doubled, rare=2)


def term(graph: Graph, names: list[str]) -> Iterator[Draft]:
    """Leave out a term of a sum, such as one of the paths that an error comes back along."""
    scope = scope_of(graph, _plain)
    for quantity in _formulas(graph, names):
        if quantity.role != "update":
            yield from _drafts(scope, quantity, rules.term)


def _formulas(graph: Graph, names: list[str]) -> Iterator[Quantity]:
    """Yield those quantities that are made by a formula."""
    return (graph[name] for name in names if not graph[name].is_given)


def _drafts(scope: Scope, quantity: Quantity, rule: Rule, rare: int = 1) -> Iterator[Draft]:
    for expr, words in spots(quantity.expr, lambda part: rule(scope, part)):
        yield Draft(f"{words}, in {quantity.name}", (replace(quantity, expr=expr),), rare)


def _plain(expr: Expr) -> str:
    return plain(expr, str)
