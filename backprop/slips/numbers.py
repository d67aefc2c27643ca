"""Slips with numbers: rounded on the way, rounded when given, or given the wrong way round."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, count

from backprop.core.expression import Apply, Expr, Num, Ref, replaced
from backprop.core.graph import Graph, Quantity, derivative_name
from backprop.slips.slip import Draft
from backprop.slips.spots import is_sound

DECIMALS = range(6, 0, -1)
GIVEN = ("input", "weight", "bias", "target")


def rounded(graph: Graph, names: list[str]) -> Iterator[Draft]:
    """Go on with results that are rounded to few decimals."""
    formulas = [graph[name] for name in names if not graph[name].is_given]
    results = [quantity.name for quantity in formulas if quantity.role != "update"]
    kinds = {
        "all results": [*results, *graph.updates, *graph.updates.values()],
        "all results but the parameters": results,
        "the outputs of neurons": [name for name in results if graph[name].role == "output"],
        "the parameters": [*graph.updates, *graph.updates.values()],
    }
    for rare, (told, chosen) in enumerate(kinds.items()):
        for places in DECIMALS:
            short = {name: _to(Ref(name), places) for name in chosen}
            edits = [replace(q, expr=expr) for q in formulas if (expr := replaced(q.expr, short)) != q.expr]
            if edits:
                words = f"goes on with {told} rounded to {_decimals(places)}"
                yield Draft(words, tuple(edits), int(rare > 0))


def _to(expr: Expr, places: int) -> Expr:
    return Apply("round", (expr, Num(Fraction(places))))


def _decimals(places: int) -> str:
    return f"{places} decimal{'s' if places > 1 else ''}" if places else "whole numbers"


def given(graph: Graph, names: list[str]) -> Iterator[Draft]:
    """Start from given numbers that are rounded."""
    found = [graph[name] for name in names if graph[name].is_given and graph[name].role in GIVEN]
    for places in range(max(map(_places, found), default=0)):
        edits = [replace(q, expr=Num(near)) for q in found if (near := _near(q, places)) != _number(q)]
        if len(edits) > 1:
            yield Draft(f"takes the given numbers rounded to {_decimals(places)}", tuple(edits))
        weights = [edit for edit in edits if edit.role == "weight"]
        if 1 < len(weights) < len(edits):
            yield Draft(f"takes the given weights rounded to {_decimals(places)}", tuple(weights))
        for edit in edits:
            yield Draft(f"takes {edit.name} rounded to {_decimals(places)}", (edit,), 1)


def _number(quantity: Quantity) -> Fraction:
    return quantity.expr.value if isinstance(quantity.expr, Num) else Fraction(0)


def _places(quantity: Quantity) -> int:
    """Return how many decimals a given number has."""
    return next(places for places in count() if (_number(quantity) * 10**places).denominator == 1)


def _near(quantity: Quantity, places: int) -> Fraction:
    scaled = _number(quantity) * 10**places
    whole = (abs(scaled) + Fraction(1, 2)).__floor__()
    return Fraction(whole if scaled > 0 else -whole, 10**places)


def swapped(graph: Graph, names: list[str]) -> Iterator[Draft]:
    """Put targets, inputs, weights, biases or gradients in each other's place."""
    yield from _gradients(graph, names)
    for role in ("target", "input", "weight", "bias"):
        found = [q for q in graph.forward.values() if q.is_given and q.role == role]
        for left, right in combinations(found, 2):
            if left.expr != right.expr and (left.name in names or right.name in names):
                edits = (replace(left, expr=right.expr), replace(right, expr=left.expr))
                rare = 2 if role == "weight" else 0
                yield Draft(f"takes {left.name} and {right.name} for each other", edits, rare)


def _gradients(graph: Graph, names: list[str]) -> Iterator[Draft]:
    parameters = [name for name in graph.updates if graph[name].role in {"weight", "bias"}]
    found = [graph[derivative_name(graph.objective, name)] for name in parameters]
    for left, right in combinations(found, 2):
        edits = (replace(left, expr=right.expr), replace(right, expr=left.expr))
        if {left.name, right.name} <= set(names) and is_sound(graph.edited(edits), names):
            yield Draft(f"takes {left.name} and {right.name} for each other", edits, 1)
