"""The slips in writing one formula: each rule yields what may stand where a part belongs, and its words.

They are made in a graph, where each quantity has its formula, and in a learner's column, whose one formula
goes on to whatever its table shows.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from backprop.core.expression import Apply, Expr, Num, Ref, refs, replaced
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
        if quantity.role == "output" and graph[operand].role == "net"
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


def rewriting(*rows: tuple[Expr, Expr, str]) -> Rule:
    """Return the rule that takes one form for another: what is right, what stands instead, and the words."""

    def rule(scope: Scope, part: Expr) -> Rewritten:
        for right, instead, words in rows:
            bound = bindings(right, part)
            if bound is not None:
                yield replaced(instead, bound), words.format(**{n: scope.speak(x) for n, x in bound.items()})

    return rule


def bindings(form: Expr, expr: Expr) -> dict[str, Expr] | None:
    """Return what the letters of a form stand for in an expression; None where it has another form."""
    match form, expr:
        case Ref(letter), _:
            return {letter: expr} if LETTERS[letter](expr) else None
        case Apply(op, forms), Apply(other, args) if op == other:
            bound: dict[str, Expr] = {}
            for inner, arg in zip(forms, args, strict=True):
                within = bindings(inner, arg)
                if within is None or any(bound.get(letter, held) != held for letter, held in within.items()):
                    return None
                bound |= within
            return bound
    return {} if form == expr else None


def _is_factor(expr: Expr) -> bool:
    return not isinstance(expr, Num) and not (isinstance(expr, Apply) and expr.op == "mul")


# What each letter of a form may stand for: anything, a factor, a number, a quantity.
LETTERS: Mapping[str, Callable[[Expr], bool]] = {
    "A": lambda _: True,
    "B": lambda _: True,
    "F": _is_factor,
    "N": lambda expr: isinstance(expr, Num),
    "X": lambda expr: isinstance(expr, Ref),
}
A, B, F, N, X = map(Ref, LETTERS)

sign = rewriting(
    (A + B, A - B, "subtracts {B} instead of adding it"),
    (A - B, A + B, "adds {B} instead of subtracting it"),
    (-A, A, "leaves out the minus sign before {A}"),
)
dropped = rewriting(
    (A * B, B, "leaves out the factor {A}"),
    (A * B, A, "leaves out the factor {B}"),
    (A**B, A, "leaves out the power of {A}"),
    (A / B, A, "leaves out the division by {B}"),
)
doubled = rewriting(
    (F * B, F * F * B, "has the factor {F} twice"),
    (A * F, A * F * F, "has the factor {F} twice"),
)
term = rewriting(
    (A + B, A, "leaves out the term {B}"),
    (A - B, A, "leaves out the term {B}"),
    (A + B, B, "leaves out the term {A}"),
)
