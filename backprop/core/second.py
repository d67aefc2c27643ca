"""The second way to a value for an example that brings none: the same expressions in integer intervals."""

from dataclasses import dataclass

from flint import arb

from backprop.core.expression import Apply, Expr, Num, Ref
from backprop.core.graph import Graph
from backprop.core.interval import Interval, applied, enclosed
from backprop.core.route import Route


@dataclass(frozen=True)
class Pass:
    """The values of one pass that are known so far; those of what is trained, from the start."""

    graph: Graph
    scale: int
    known: dict[str, Interval]

    def value(self, name: str) -> Interval:
        """Return the value of a quantity, and keep all that it is made of."""
        for needed in self.graph.ordered([name], frozenset(self.known)):
            if needed not in self.known:
                self.known[needed] = self._evaluated(self.graph[needed].expr)
        return self.known[name]

    def _evaluated(self, expr: Expr) -> Interval:
        match expr:
            case Num(value):
                return enclosed(value, self.scale)
            case Ref(name):
                return self.known[name]
            case Apply(op, args):
                return applied(op, tuple(map(self._evaluated, args)), self.scale)
        raise TypeError(f"not an expression: {expr!r}")


def route(graph: Graph, precision: int) -> Route:
    """Return a graph evaluated in intervals, of twice as many binary places as `precision`."""
    scale = 2 * precision
    return Route(
        lambda: Pass(graph, scale, {}),
        lambda last: Pass(graph, scale, {name: last.value(new) for name, new in graph.updates.items()}),
        lambda current, name: _ball(current.value(name), scale),
        precision,
    )


def _ball(interval: Interval, scale: int) -> arb:
    """Return a ball around an interval; its middle is exact, its radius rounded up."""
    low, high = interval
    return arb((low + high, -scale - 1), (high - low, -scale - 1))
