"""Numbers for every name of an example: the proved ones of a pass, or any others, to try an identity with.

An equation is an identity where its sides are equal at several choices of other numbers than the example's.
The derivatives of an assignment are not the graph's: the forward pass is run over power series in balls, and
the coefficient of the first power is the derivative, by whatever quantity, zero ones included.
"""

from collections.abc import Callable, Mapping
from functools import cache
from operator import add, mul, neg, sub, truediv
from random import Random
from typing import Any

from flint import arb, arb_series, ctx, fmpq

from backprop.check.formulas.functions import FUNCTIONS, Number, power, step
from backprop.check.formulas.syntax import Binary, Call, Derivative, Node, Symbol, TexError
from backprop.check.printed import apart
from backprop.check.proof.evaluation import (
    Names,
    alike,
    entries,
    is_zero,
    shape,
    shape_text,
    valued,
)
from backprop.check.proof.names import ANY, Scope, quantity
from backprop.core import registry
from backprop.core.expression import Apply, Expr, Num, Ref
from backprop.core.graph import Graph, parse_derivative
from backprop.core.keys import Key
from backprop.errors import BackpropError

PRECISION = 128
SEEDS = (1, 2, 3)
NAMES = (Symbol, Derivative, Call)

# The operations of a graph by their names there, beside the functions that formulas name so too.
OPERATIONS: dict[str, Callable[..., Number]] = {
    **{name: FUNCTIONS[name].value for name in ("exp", "log", "sigmoid", "tanh", "relu")},
    "add": add,
    "sub": sub,
    "neg": neg,
    "mul": mul,
    "div": truediv,
    "power": power,
    "positive": step,
}


class Assignment:
    """A graph with numbers in the place of what it is given; values are made once and kept."""

    def __init__(self, graph: Graph, given: Mapping[str, Number]) -> None:
        self.graph = graph
        self._values: dict[str, Number] = dict(given)
        self._slopes: dict[str, dict[str, Number]] = {}

    def value(self, name: str) -> Number:
        """Return the value of quantity `name`; an unknown name raises `BackpropError`."""
        if name not in self._values:
            with ctx.workprec(PRECISION):
                self._values[name] = self._computed(name)
        return self._values[name]

    def _computed(self, name: str) -> Number:
        if (parts := parse_derivative(name)) and not self.graph.edits:
            return self._slope(*parts)
        return self._calculated(self.graph[name].expr, self.value)

    def _calculated(self, expr: Expr, value: Callable[[str], Number]) -> Number:
        match expr:
            case Num(number):
                return fmpq(number.numerator, number.denominator)
            case Ref(name):
                return value(name)
            case Apply(op, args):
                return OPERATIONS[op](*[self._calculated(arg, value) for arg in args])
        raise TypeError(f"not an expression: {expr!r}")

    def _slope(self, upper: str, lower: str) -> Number:
        """Return d upper / d lower, 0 where the one does not depend on the other."""
        for name in (upper, lower):
            if name not in self.graph.forward:
                raise BackpropError(f"{name} is no quantity of the forward pass; found its derivative")
        if lower not in self._slopes:
            self._slopes[lower] = self._moved(lower)
        series = self._slopes[lower].get(upper)
        return series[1] if isinstance(series, arb_series) else fmpq(0)

    def _moved(self, lower: str) -> dict[str, Number]:
        """Return all quantities of the forward pass as series in the change of `lower`."""
        ctx.cap = 2
        moved: dict[str, Number] = {}
        for name, moving in self.graph.forward.items():
            if name == lower:
                moved[name] = arb_series([arb(self.value(name)), 1])
            elif moving.is_given or not self.graph.depends(name, lower):
                moved[name] = self.value(name)
            else:
                moved[name] = self._calculated(moving.expr, moved.__getitem__)
        return moved


@cache
def random_assignment(run: Key, seed: int) -> Assignment:
    """Return the example with other inputs, targets, weights and rates: rationals between -1 and 1.

    Targets that are shares of a whole remain so: what is told of a softmax holds for them alone.
    """
    graph, random = registry.graph_of(run), Random(seed)  # noqa: S311  nothing is secret here
    given = [name for name, quantity in graph.forward.items() if quantity.is_given]
    numbers = {name: fmpq(random.randint(-999, 999), 1000) for name in given}
    if graph.shares:
        *others, last = graph.shares
        numbers[last] = 1 - sum((numbers[name] for name in others), fmpq(0))
    return Assignment(graph, numbers)


def key_of(run: Key, name: str) -> Key:
    """Return the key of quantity `name` in the pass of `run`; `w5+` is the weight one update later."""
    return registry.operand(run, name, run.step)


def has_key(run: Key, name: str) -> bool:
    """Tell whether a quantity has a key: a derivative that is always 0 has none."""
    graph, parts = registry.graph_of(run), parse_derivative(name)
    return parts is None or not graph.forward.keys() >= {*parts} or graph.depends(*parts)


@cache
def proved_value(run: Key, name: str) -> fmpq | arb:
    """Return the proved value of quantity `name` in the pass of `run`."""
    if has_key(run, name):
        return registry.enclosure(key_of(run, name))
    upper, lower = parse_derivative(name) or ("", name)
    return fmpq(int(upper == lower))


def at_example(scope: Scope) -> Names:
    """Return what gives the proved value of a name in the pass of `scope`."""
    return lambda node: _known(node, scope) if may_name(node) else None


def may_name(node: Node) -> bool:
    """Tell whether a tree can be a name: a symbol, a derivative, a function of letters, an index set high."""
    return isinstance(node, NAMES) or (isinstance(node, Binary) and node.operator == "^")


def _known(node: Node, scope: Scope) -> Any:
    name = quantity(node, scope)
    if name is None or name == ANY or scope.run is None:
        return _function(node, scope, at_example(scope))
    return proved_value(scope.run, name)


def _function(node: Node, scope: Scope, names: Names) -> Any:
    """Return the value of the function of a descent somewhere, as `J(1, 2)`; None for any other tree."""
    if not (isinstance(node, Call) and scope.run and node.function == registry.graph_of(scope.run).loss):
        return None
    graph = registry.graph_of(scope.run)
    arguments = [valued(argument, names) for argument in node.arguments]
    if len(arguments) != len(graph.updates):
        raise TexError(
            node.start,
            f"found a list of {len(arguments)} behind {node.function}, expected {len(graph.updates)}",
        )
    return Assignment(graph, dict(zip(graph.updates, arguments, strict=True))).value(graph.loss)


@cache
def _random_value(node: Node, scope: Scope, seed: int) -> Any:
    name = quantity(node, scope)
    if name is None:
        return _function(node, scope, at_random(scope, seed))
    if name == ANY or scope.run is None:
        return fmpq(Random(f"{seed}{node!r}").randint(-2999, 2999), 1000)  # noqa: S311  no secret
    return random_assignment(scope.run.of("", 0), seed).value(name)


def at_random(scope: Scope, seed: int) -> Names:
    """Return what gives the value of a name among other numbers than the example's."""
    return lambda node: _random_value(node, scope, seed) if may_name(node) else None


def difference(left: Node, right: Node, scope: Scope) -> str | None:
    """Return in words how two sides differ at other numbers than the example's; None where they are equal."""
    for seed in SEEDS:
        values = alike(*(valued(node, at_random(scope, seed)) for node in (left, right)))
        if shape(values[0]) != shape(values[1]):
            return f"found a {shape_text(values[1])}, expected a {shape_text(values[0])} as on the left"
        for wanted, given in zip(*map(entries, values), strict=True):
            if not is_zero(wanted - given):
                expected, actual = apart(wanted, given)
                return (
                    f"found another formula: with random numbers it gives {actual}, expected {expected} "
                    "as on the left"
                )
    return None


def holds_any(node: Node, scope: Scope) -> bool:
    """Tell whether a symbol for any number is in a tree, whose sums are written out for that."""
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
