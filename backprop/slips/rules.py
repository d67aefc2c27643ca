"""The slips in writing one formula: each rule yields what may stand where a part belongs, and its words.

They are made in a graph, where each quantity has its formula, and in a learner's column, whose one formula
goes on to whatever its table shows.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from backprop.core.expression import Apply, Expr, Num, Ref, lift, refs
from backprop.core.graph import Graph
from backprop.slips.spots import Replaced, Rewritten, everything, kind


@dataclass(frozen=True)
class Scope:
    """What a rule may look at: the graph, its spelling, kinds, nets, and what may be an operand."""

    graph: Graph
    speak: Callable[[Expr], str]
    kinds: Mapping[str, tuple[str, ...]]
    nets: Mapping[str, str]
    allowed: Callable[[str], bool] = lambda _: True

    def siblings(self, name: str) -> list[str]:
        """Return the quantities that one is easily mistaken for: those of its own kind."""
        own = self.kinds.get(name)
        return [
            other
            for other, held in self.kinds.items()
            if held == own and other != name and self.allowed(other)
        ]

    def instead(self, other: str, name: str) -> Replaced:
        """Return one quantity in the place of another, and the words for it."""
        return Ref(other), f"takes {self.speak(Ref(other))} where {self.speak(Ref(name))} belongs"


def scope_of(graph: Graph, speak: Callable[[Expr], str], first: Iterable[str] = ()) -> Scope:
    """Return the scope of a graph's formulas, with the quantities `first` before all others."""
    nets = {
        name: operand
        for name, quantity in graph.forward.items()
        for operand in refs(quantity.expr)
        if quantity.role == "output" and kind(graph, operand) == ("net",)
    }
    return Scope(graph, speak, {name: kind(graph, name) for name in (*first, *everything(graph))}, nets)


Rule = Callable[[Scope, Expr], Rewritten]


def index(scope: Scope, part: Expr) -> Rewritten:
    """Take a quantity of another neuron, of the same kind."""
    match part:
        case Ref(name):
            for other in scope.siblings(name):
                yield scope.instead(other, name)


def net(scope: Scope, part: Expr) -> Rewritten:
    """Take the net input of a neuron for its output."""
    match part:
        case Ref(name) if name in scope.nets:
            yield scope.instead(scope.nets[name], name)


def sign(scope: Scope, part: Expr) -> Rewritten:
    """Take plus for minus or the reverse."""
    match part:
        case Apply("add", (left, right)):
            yield Apply("sub", (left, right)), f"subtracts {scope.speak(right)} instead of adding it"
        case Apply("sub", (left, right)):
            yield Apply("add", (left, right)), f"adds {scope.speak(right)} instead of subtracting it"
        case Apply("neg", (inner,)):
            yield inner, f"leaves out the minus sign before {scope.speak(inner)}"


def dropped(scope: Scope, part: Expr) -> Rewritten:
    """Leave out a factor, a power or a denominator."""
    match part:
        case Apply("mul", (left, right)):
            yield right, f"leaves out the factor {scope.speak(left)}"
            yield left, f"leaves out the factor {scope.speak(right)}"
        case Apply("power", (base, exponent)):
            word = "square" if exponent == lift(2) else "power"
            yield base, f"leaves out the {word} of {scope.speak(base)}"
        case Apply("div", (above, below)):
            yield above, f"leaves out the division by {scope.speak(below)}"


def doubled(scope: Scope, part: Expr) -> Rewritten:
    """Put a factor twice."""
    match part:
        case Apply("mul", (left, right)):
            for twice in (left, right):
                if not isinstance(twice, Num) and not _is_product(twice):
                    new = Apply("mul", (Apply("mul", (left, twice)), right))
                    yield new, f"has the factor {scope.speak(twice)} twice"


def _is_product(expr: Expr) -> bool:
    return isinstance(expr, Apply) and expr.op == "mul"


def term(scope: Scope, part: Expr) -> Rewritten:
    """Leave out a term of a sum, such as one of the paths that an error comes back along."""
    match part:
        case Apply("add" | "sub" as op, (left, right)):
            yield left, f"leaves out the term {scope.speak(right)}"
            if op == "add":
                yield right, f"leaves out the term {scope.speak(left)}"
