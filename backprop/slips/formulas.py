"""Slips at one place of one formula of a graph: each rule, tried in each formula of a pass."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from backprop.core.expression import Apply, Ref
from backprop.core.graph import Graph, Quantity
from backprop.core.tex import plain
from backprop.slips import rules
from backprop.slips.rules import A, Rule, Scope, bindings, scope_of
from backprop.slips.slip import Draft, Family
from backprop.slips.spots import kind, lineage, spots

_plain = partial(plain, written=str)


def in_each_formula(
    rule: Rule, rare: int = 1, admits: Callable[[Graph, Quantity], bool] = lambda _graph, _quantity: True
) -> Family:
    """Return the family of a rule that is tried in each formula that `admits` lets through."""

    def drafts(graph: Graph, names: list[str]) -> Iterator[Draft]:
        scope = scope_of(graph, _plain)
        for quantity in _formulas(graph, names):
            if admits(graph, quantity):
                yield from _drafts(scope, quantity, rule, rare)

    return drafts


dropped = in_each_formula(rules.dropped)
doubled = in_each_formula(rules.doubled, rare=2)
term = in_each_formula(rules.term, admits=lambda _graph, quantity: quantity.role != "update")
# Slopes of activations have a family of their own.
net = in_each_formula(
    rules.net, admits=lambda graph, quantity: kind(graph, quantity.name) != ("output", "net")
)


def sign(graph: Graph, names: list[str]) -> Iterator[Draft]:
    """Take plus for minus or the reverse, in one place or before all of a gradient."""
    scope = scope_of(graph, _plain)
    for quantity in _formulas(graph, names):
        yield from _drafts(scope, quantity, rules.sign, 1)
        if quantity.role == "gradient" and bindings(-A, quantity.expr) is None:
            edit = replace(quantity, expr=Apply("neg", (quantity.expr,)))
            yield Draft(f"has the wrong sign of {quantity.name}", (edit,), 1)


def index(graph: Graph, names: list[str]) -> Iterator[Draft]:
    """Take a quantity of another neuron, of the same kind."""
    every = scope_of(graph, _plain, names)
    operands = lineage(graph, list(every.kinds))
    for quantity in _formulas(graph, names):

        def allowed(other: str, name: str = quantity.name) -> bool:
            return other != name and name not in operands[other]

        scope = replace(every, allowed=allowed)
        yield from _drafts(scope, quantity, rules.index, 1)
        for other in scope.siblings(quantity.name):
            edit = replace(quantity, expr=Ref(other))
            yield Draft(f"has {other} in the place of {quantity.name}", (edit,), 1)


def _formulas(graph: Graph, names: list[str]) -> Iterator[Quantity]:
    """Yield those quantities that are made by a formula."""
    return (graph[name] for name in names if not graph[name].is_given)


def _drafts(scope: Scope, quantity: Quantity, rule: Rule, rare: int) -> Iterator[Draft]:
    for expr, words in spots(quantity.expr, partial(rule, scope)):
        yield Draft(f"{words}, in {quantity.name}", (replace(quantity, expr=expr),), rare)
