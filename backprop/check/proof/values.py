"""Values of formulas: at the example, or among other numbers than its own; how they differ and are told."""

from collections.abc import Callable
from functools import cache
from random import Random
from typing import Any

from flint import arb, fmpq

from backprop.check.formulas.syntax import Binary, Call, Derivative, Node, Symbol, TexError
from backprop.check.printed import is_exact, rounded
from backprop.check.proof import assignment
from backprop.check.proof.evaluation import Value, evaluate, shape, shape_text
from backprop.check.proof.names import ANY, Scope, quantity
from backprop.core import registry

SEEDS = (1, 2, 3)
# Sides are enclosed with 128 bits; what differs by less than this cannot be told apart from equal.
TOLERANCE = fmpq(1, 2**80)
NAMES = (Symbol, Derivative, Call)
# How a number is told in messages.
PLACES, FEW = 9, 3
LARGE, SMALL = fmpq(10**12), fmpq(1, 1000)


def at_example(scope: Scope) -> Callable[[Node], Any]:
    """Return what gives the proved value of a name in the pass of `scope`."""
    return lambda node: _known(node, scope) if may_name(node) else None


def may_name(node: Node) -> bool:
    """Tell whether a tree can be a name: a symbol, a derivative, a function of letters, an index set high."""
    return isinstance(node, NAMES) or (isinstance(node, Binary) and node.operator == "^")


def _known(node: Node, scope: Scope) -> Any:
    name = quantity(node, scope)
    if name is None or name == ANY or scope.run is None:
        return _function(node, scope, at_example(scope))
    return assignment.proved_value(scope.run, name)


def _function(node: Node, scope: Scope, names: Callable[[Node], Any]) -> Any:
    """Return the value of the function of a descent somewhere, as `J(1, 2)`; None for any other tree."""
    if not (isinstance(node, Call) and scope.run and node.function == registry.graph_of(scope.run).loss):
        return None
    graph = registry.graph_of(scope.run)
    arguments = [valued(argument, names) for argument in node.arguments]
    if len(arguments) != len(graph.updates):
        raise TexError(node.start, f"found {len(arguments)} arguments, expected {len(graph.updates)}")
    return assignment.Assignment(graph, dict(zip(graph.updates, arguments, strict=True))).value(graph.loss)


@cache
def _random_value(node: Node, scope: Scope, seed: int) -> Any:
    name = quantity(node, scope)
    if name is None:
        return _function(node, scope, at_random(scope, seed))
    if name == ANY or scope.run is None:
        return fmpq(Random(f"{seed}{node!r}").randint(-2999, 2999), 1000)  # noqa: S311  no secret
    return assignment.random_assignment(scope.run.of("", 0), seed).value(name)


def at_random(scope: Scope, seed: int) -> Callable[[Node], Any]:
    """Return what gives the value of a name among other numbers than the example's."""
    return lambda node: _random_value(node, scope, seed) if may_name(node) else None


def alike(left: Value, right: Value) -> tuple[Value, Value]:
    """Return both values, a matrix of one entry as a number where the other is one: a row times a column."""
    if shape(left) == (1, 1) and not shape(right):
        return left[0, 0], right
    if shape(right) == (1, 1) and not shape(left):
        return left, right[0, 0]
    return left, right


def valued(node: Node, names: Callable[[Node], Any]) -> Value:
    """Return the value of a tree; one that is infinite or no number at all raises `TexError`."""
    value = evaluate(node, names)
    if not all(isinstance(entry, fmpq) or entry.is_finite() for entry in entries(value)):
        raise TexError(node.start, "found no finite value, expected a number")
    return value


def entries(value: Value) -> list[Any]:
    """Return the numbers of a value, one or all of a matrix."""
    return list(value.flat) if shape(value) else [value]


def is_zero(x: Any) -> bool:
    """Tell whether a difference is 0, or its enclosure holds 0 and hardly anything else."""
    return bool(abs(x) < TOLERANCE)


def few_digits(x: Any) -> str:
    """Return a few digits of a number, for messages; all of them where they are few."""
    if abs(x) > LARGE:
        return str(arb(x).str(FEW, radius=False))
    text = rounded(x, PLACES)
    if is_exact(text, x):
        return text.rstrip("0").rstrip(".")
    return text if abs(x) >= SMALL else str(arb(x).str(2 * FEW, radius=False))


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
