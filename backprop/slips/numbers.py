"""Slips with numbers: rounded on the way, rounded when given, or given the wrong way round."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from backprop.core.expression import Apply, Expr, Num, Ref, refs, replaced
from backprop.core.graph import Graph, Quantity, derivative_name
from backprop.slips.habits import Edit, habit, having
from backprop.slips.lineage import is_sound
from backprop.slips.slip import Draft, Drafts

DECIMALS = range(6, 0, -1)
GIVEN = ("input", "weight", "bias", "target")


def _is_parameter(graph: Graph, name: str) -> bool:
    return name in graph.updates or name in graph.updates.values()


def _is_result(graph: Graph, name: str) -> bool:
    return not graph[name].is_given and not _is_parameter(graph, name)


# What is rounded on the way, the likeliest first.
ROUNDED: dict[str, Callable[[Graph, str], bool]] = {
    "all results": lambda graph, name: _is_result(graph, name) or _is_parameter(graph, name),
    "all results but the parameters": _is_result,
    "the outputs of neurons": lambda graph, name: graph[name].role == "output",
    "the parameters": _is_parameter,
}


def _formulas(graph: Graph, names: list[str]) -> list[Quantity]:
    return [graph[name] for name in names if not graph[name].is_given]


def _rounding(is_rounded: Callable[[Graph, str], bool], places: int) -> Edit:
    def edit(graph: Graph, quantity: Quantity) -> Iterator[Quantity]:
        short: dict[str, Expr] = {
            name: Apply("round", (Ref(name), Num(Fraction(places))))
            for name in refs(quantity.expr)
            if is_rounded(graph, name)
        }
        if short:
            yield replace(quantity, expr=replaced(quantity.expr, short))

    return edit


def _decimals(places: int) -> str:
    return f"{places} decimal{'s' if places > 1 else ''}" if places else "whole numbers"


def _given(graph: Graph, names: list[str]) -> list[Quantity]:
    return [graph[name] for name in names if graph[name].is_given and graph[name].role in GIVEN]


def _shortened(places: int) -> Edit:
    """Return the edit that rounds a given number, half away from zero; it leaves a short one as it is."""

    def edit(_graph: Graph, quantity: Quantity) -> Iterator[Quantity]:
        match quantity.expr:
            case Num(value):
                near = Fraction((abs(value) * 10**places + Fraction(1, 2)).__floor__(), 10**places)
                if near != abs(value):
                    yield replace(quantity, expr=Num(near if value > 0 else -near))

    return edit


def swapped(graph: Graph, names: list[str]) -> Iterator[Draft]:
    """Put gradients, targets, inputs, weights or biases in each other's place."""
    parameters = [name for name in graph.updates if graph[name].role in {"weight", "bias"}]
    slopes = [graph[derivative_name(graph.objective, name)] for name in parameters]
    for edits in _exchanges(slopes):
        if {edit.name for edit in edits} <= set(names) and is_sound(graph.edited(edits), names):
            yield _exchange(edits, 1)
    for role in GIVEN:
        for edits in _exchanges([q for q in graph.forward.values() if q.is_given and q.role == role]):
            if {edit.name for edit in edits} & set(names):
                yield _exchange(edits, 2 if role == "weight" else 0)


def _exchanges(quantities: list[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    for left, right in combinations(quantities, 2):
        if left.expr != right.expr:
            yield replace(left, expr=right.expr), replace(right, expr=left.expr)


def _exchange(edits: tuple[Quantity, Quantity], rare: int) -> Draft:
    return Draft(f"takes {edits[0].name} and {edits[1].name} for each other", edits, rare)


ROUNDING: tuple[Drafts, ...] = tuple(
    habit(
        f"goes on with {words} rounded to {_decimals(places)}",
        _formulas,
        _rounding(is_rounded, places),
        rare=rare,
    )
    for rare, (words, is_rounded) in zip((0, 1, 1, 1), ROUNDED.items(), strict=True)
    for places in DECIMALS
)
GIVEN_ROUNDED = tuple(
    habit(f"takes {{}} rounded to {_decimals(places)}", given, _shortened(places))
    for places in range(9)
    for given in (_given, having("weight"))
)
