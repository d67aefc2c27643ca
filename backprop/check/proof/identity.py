"""Equations of symbols: whether both sides are the same whatever the numbers, or for the example's alone."""

from typing import Any

from backprop.check.formulas.syntax import Node
from backprop.check.proof.evaluation import shape, shape_text
from backprop.check.proof.names import ANY, Scope, quantity
from backprop.check.proof.values import (
    alike,
    at_example,
    at_random,
    entries,
    few_digits,
    is_zero,
    may_name,
    valued,
)

SEEDS = (1, 2, 3)


def difference(left: Node, right: Node, scope: Scope) -> str | None:
    """Return in words how two sides differ at other numbers than the example's; None where they are equal."""
    for seed in SEEDS:
        values = alike(*(valued(node, at_random(scope, seed)) for node in (left, right)))
        if shape(values[0]) != shape(values[1]):
            return f"found a {shape_text(values[1])}, expected a {shape_text(values[0])} as on the left"
        for wanted, given in zip(*map(entries, values), strict=True):
            if not is_zero(wanted - given):
                left_digits, right_digits, apart = map(few_digits, (wanted, given, given - wanted))
                return (
                    f"found another formula: with random numbers it gives {right_digits} where the left side "
                    f"gives {left_digits}, a difference of {apart}; expected less than 2^-80"
                )
    return None


def holds_any(node: Node, scope: Scope) -> bool:
    """Tell whether a symbol for any number stands in a tree, whose sums are written out for that."""
    free: list[Node] = []

    def value(part: Node) -> Any:
        if may_name(part) and quantity(part, scope) == ANY:
            free.append(part)
        return at_random(scope, SEEDS[0])(part)

    valued(node, value)
    return bool(free)


def for_these_alone(base: Node, side: Node, scope: Scope) -> str:
    """Return in words that an equation holds for the numbers of the example alone, if it does."""
    if scope.run is None or any(holds_any(node, scope) for node in (base, side)):
        return ""
    left, right = alike(*(valued(node, at_example(scope)) for node in (base, side)))
    if shape(left) != shape(right) or not all(map(is_zero, entries(left - right))):
        return ""
    return "; it holds for the numbers of the example alone, so put them in"
