"""Numbers for every name of an example: the proved ones of a pass, or any others, to try an identity with.

The derivatives of an assignment are not the graph's: the forward pass is run over power series in balls, and
the coefficient of the first power is the derivative, by whatever quantity, zero ones included.
"""

from collections.abc import Callable, Mapping
from functools import cache
from operator import add, mul, neg, sub, truediv
from random import Random

from flint import arb, arb_series, ctx, fmpq

from backprop.check.formulas.functions import FUNCTIONS, Number, power, step
from backprop.core import registry
from backprop.core.expression import Apply, Expr, Num, Ref
from backprop.core.graph import Graph, parse_derivative
from backprop.core.keys import Key
from backprop.errors import BackpropError

PRECISION = 128


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
        for name, quantity in self.graph.forward.items():
            if name == lower:
                moved[name] = arb_series([arb(self.value(name)), 1])
            elif quantity.is_given or not self.graph.depends(name, lower):
                moved[name] = self.value(name)
            else:
                moved[name] = self._calculated(quantity.expr, moved.__getitem__)
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
    """Tell whether a quantity has a key: a derivative by what it does not depend on is 0 and has none."""
    graph, parts = registry.graph_of(run), parse_derivative(name)
    return parts is None or not graph.forward.keys() >= {*parts} or graph.depends(*parts)


@cache
def proved_value(run: Key, name: str) -> fmpq | arb:
    """Return the proved value of quantity `name` in the pass of `run`."""
    if has_key(run, name):
        return registry.enclosure(key_of(run, name))
    upper, lower = parse_derivative(name) or ("", name)
    return fmpq(int(upper == lower))
