"""Forms of formulas: what a part of a formula may be, what may replace it, and the words for it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from backprop.core.expression import Apply, Expr, Num, Ref, refs, replaced
from backprop.core.graph import Graph
from backprop.core.tex import plain
from backprop.slips.lineage import everything, kind, lineage

Rewritten = Iterator[tuple[Expr, str]]
Named = Callable[[str], str]


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


@dataclass(frozen=True)
class Scope:
    """What a rule may look at: the graph, the words for quantities, and the quantity that a formula makes."""

    graph: Graph
    named: Named
    kinds: Mapping[str, tuple[str, ...]]
    operands: Mapping[str, frozenset[str]]
    nets: Mapping[str, str]
    name: str = ""

    def siblings(self, name: str) -> list[str]:
        """Return the quantities that one is easily mistaken for: those of its kind that may be operands."""
        own = self.kinds.get(name)
        return [
            other
            for other, held in self.kinds.items()
            if held == own and other not in {name, self.name} and self.name not in self.operands[other]
        ]

    def net(self, name: str) -> list[str]:
        """Return the net input of an output; nothing for any other quantity."""
        return [self.nets[name]] if name in self.nets else []

    def output(self, name: str) -> list[str]:
        """Return the outputs that are made from a net input."""
        return [output for output, net in self.nets.items() if net == name]

    def speak(self, expr: Expr | str) -> str:
        """Return a part of a formula, or a quantity, as people write it."""
        text = plain(Ref(expr) if isinstance(expr, str) else expr, self.named)
        return text.replace(" * ", "·").replace("-(", "−(").replace("- ", "− ")


@lru_cache(maxsize=16)
def scope_of(graph: Graph, named: Named, first: tuple[str, ...] = ()) -> Scope:
    """Return the scope of a graph's formulas, with the quantities `first` before all others."""
    nets = {
        name: operand
        for name, quantity in graph.forward.items()
        for operand in refs(quantity.expr)
        if quantity.role == "output" and graph[operand].role == "net"
    }
    kinds = {name: kind(graph, name) for name in (*first, *everything(graph))}
    return Scope(graph, named, kinds, lineage(graph, kinds), nets)


Rule = Callable[[Scope, Expr], Rewritten]
# What may be taken for a quantity.
Others = Callable[[Scope, str], list[str]]


def rewriting(*rows: tuple[Expr, Expr, str]) -> Rule:
    """Return the rule that takes one form for another: what is right, what stands instead, and the words."""

    def rule(scope: Scope, part: Expr) -> Rewritten:
        for right, instead, words in rows:
            bound = bindings(right, part)
            if bound is not None:
                yield replaced(instead, bound), words.format(**{n: scope.speak(x) for n, x in bound.items()})

    return rule


def exchanging(others: Others, words: str = "takes {0} where {1} belongs", form: Expr = X) -> Rule:
    """Return the rule that takes other quantities for the one in a form."""

    def rule(scope: Scope, part: Expr) -> Rewritten:
        bound = bindings(form, part)
        for name in refs(bound["X"]) if bound else ():
            for other in others(scope, name):
                yield replaced(form, {"X": Ref(other)}), words.format(scope.speak(other), scope.speak(name))

    return rule


def exchanging_all(others: Others, words: str) -> Rule:
    """Return the rule that takes another quantity for each one of a formula, all at once."""

    def rule(scope: Scope, expr: Expr) -> Rewritten:
        pairs: dict[str, Expr] = {name: Ref(other) for name in refs(expr) for other in others(scope, name)}
        if pairs:
            yield replaced(expr, pairs), words

    return rule


def anywhere(rule: Rule) -> Rule:
    """Return a rule for each part of a formula, and for each quantity in all its places at once."""

    def tried(scope: Scope, expr: Expr) -> Rewritten:
        yield from _in_parts(rule, scope, expr)
        for name in dict.fromkeys(refs(expr)):
            yield from ((replaced(expr, {name: new}), words) for new, words in rule(scope, Ref(name)))

    return tried


def _in_parts(rule: Rule, scope: Scope, expr: Expr) -> Rewritten:
    """Yield `expr` with one part rewritten by the rule, for each part, and the words of the rule."""
    yield from rule(scope, expr)
    match expr:
        case Apply(op, args):
            for place, arg in enumerate(args):
                for new, words in _in_parts(rule, scope, arg):
                    yield Apply(op, (*args[:place], new, *args[place + 1 :])), words


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
