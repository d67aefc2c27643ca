"""Slips at one place of one formula: a wrong index, a wrong sign, a factor or a term too few or too many."""

from collections.abc import Iterator
from dataclasses import replace

from backprop.core.expression import Apply, Expr, Num, Ref, refs
from backprop.core.graph import Graph, Quantity
from backprop.core.tex import plain
from backprop.slips.slip import Draft
from backprop.slips.spots import Rewritten, Rule, everything, kind, lineage, spots


def index(graph: Graph, names: list[str]) -> Iterator[Draft]:
    """Take a quantity of another neuron, of the same kind."""
    pool = list(dict.fromkeys([*names, *everything(graph)]))
    made = lineage(graph, pool)
    kinds = {name: kind(graph, name) for name in pool}
    for quantity in _formulas(graph, names):

        def rule(expr: Expr, quantity: Quantity = quantity) -> Rewritten:
            match expr:
                case Ref(old):
                    for new in pool:
                        if new != old and kinds[new] == kinds[old] and _may_use(made, quantity.name, new):
                            yield Ref(new), f"uses {new} where {old} belongs"

        yield from _drafts(quantity, rule)
        for new in pool:
            if kinds[new] == kinds.get(quantity.name) and _may_use(made, quantity.name, new):
                edit = replace(quantity, expr=Ref(new))
                yield Draft(f"has {new} in the place of {quantity.name}", (edit,), 1)


def net(graph: Graph, names: list[str]) -> Iterator[Draft]:
    """Take the net input of a neuron for its output; slopes of activations have a family of their own."""
    nets = {
        name: Ref(operand)
        for name in graph.forward
        for operand in refs(graph[name].expr)
        if graph[name].role == "output" and kind(graph, operand) == ("net",)
    }

    def rule(expr: Expr) -> Rewritten:
        match expr:
            case Ref(old) if old in nets:
                yield nets[old], f"uses {nets[old].name} where {old} belongs"

    for quantity in _formulas(graph, names):
        if kind(graph, quantity.name) != ("output", "net"):
            yield from _drafts(quantity, rule)


def _may_use(made: dict[str, frozenset[str]], name: str, operand: str) -> bool:
    return name != operand and name not in made[operand]


def sign(graph: Graph, names: list[str]) -> Iterator[Draft]:
    """Take plus for minus or the reverse."""
    for quantity in _formulas(graph, names):
        yield from _drafts(quantity, _sign)
        if quantity.role == "gradient" and not _is_negative(quantity.expr):
            edit = replace(quantity, expr=Apply("neg", (quantity.expr,)))
            yield Draft(f"has the wrong sign of {quantity.name}", (edit,), 1)


def _is_negative(expr: Expr) -> bool:
    return isinstance(expr, Apply) and expr.op == "neg"


def _sign(expr: Expr) -> Rewritten:
    match expr:
        case Apply("add", (left, right)):
            yield Apply("sub", (left, right)), f"subtracts {plain(right, str)} instead of adding it"
        case Apply("sub", (left, right)):
            yield Apply("add", (left, right)), f"adds {plain(right, str)} instead of subtracting it"
        case Apply("neg", (inner,)):
            yield inner, f"leaves out the minus sign before {plain(inner, str)}"


def dropped(graph: Graph, names: list[str]) -> Iterator[Draft]:
    """Leave out a factor, a square or a denominator."""
    for quantity in _formulas(graph, names):
        yield from _drafts(quantity, _dropped)


def _dropped(expr: Expr) -> Rewritten:
    match expr:
        case Apply("mul", (left, right)):
            yield right, f"leaves out the factor {plain(left, str)}"
            yield left, f"leaves out the factor {plain(right, str)}"
        case Apply("power", (base, _)):
            yield base, f"leaves out the power of {plain(base, str)}"
        case Apply("div", (above, below)):
            yield above, f"leaves out the division by {plain(below, str)}"


def doubled(graph: Graph, names: list[str]) -> Iterator[Draft]:
    """Put a factor twice."""
    for quantity in _formulas(graph, names):
        yield from _drafts(quantity, _doubled, rare=2)


def _doubled(expr: Expr) -> Rewritten:
    match expr:
        case Apply("mul", (left, right)):
            for twice in (left, right):
                if not isinstance(twice, Num) and not _is_product(twice):
                    new = Apply("mul", (Apply("mul", (left, twice)), right))
                    yield new, f"has the factor {plain(twice, str)} twice"


def _is_product(expr: Expr) -> bool:
    return isinstance(expr, Apply) and expr.op == "mul"


def term(graph: Graph, names: list[str]) -> Iterator[Draft]:
    """Leave out a term of a sum, such as one of the paths that an error comes back along."""
    for quantity in _formulas(graph, names):
        if quantity.role != "update":
            yield from _drafts(quantity, _term)


def _term(expr: Expr) -> Rewritten:
    match expr:
        case Apply("add" | "sub", (left, right)):
            yield left, f"leaves out the term {plain(right, str)}"
            if expr.op == "add":
                yield right, f"leaves out the term {plain(left, str)}"


def _formulas(graph: Graph, names: list[str]) -> Iterator[Quantity]:
    """Yield those quantities that are made by a formula."""
    return (graph[name] for name in names if not graph[name].is_given)


def _drafts(quantity: Quantity, rule: Rule, rare: int = 1) -> Iterator[Draft]:
    for expr, words in spots(quantity.expr, rule):
        yield Draft(f"{words}, in {quantity.name}", (replace(quantity, expr=expr),), rare)
