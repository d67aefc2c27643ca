"""Slips with biases: trained or not, shared or not, forgotten."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import chain

from backprop.core.expression import Apply, Expr, Num, Ref, lift, refs, total
from backprop.core.graph import Graph, Quantity, derivative_name
from backprop.slips.slip import Draft
from backprop.slips.training import kept


def bias(graph: Graph, names: list[str]) -> Iterator[Draft]:
    """Train a bias that is fixed, fix one that is trained, or forget it."""
    biases = [q.name for q in graph.forward.values() if q.role == "bias"]
    fixed = [name for name in biases if name not in graph.updates]
    yield from _training(graph, fixed)
    yield from _sharing(graph, biases, fixed)
    yield from _fixing(graph, [name for name in biases if name in graph.updates])
    yield from _forgetting(graph, biases, names)


def _training(graph: Graph, fixed: list[str]) -> Iterator[Draft]:
    each = {name: tuple(_trained(graph, name)) for name in fixed}
    if each:
        yield Draft("trains the biases", tuple(chain(*each.values())), option="bias=shared")
    yield from (Draft(f"trains the bias {name}", edits, 1) for name, edits in each.items())


def _sharing(graph: Graph, biases: list[str], fixed: list[str]) -> Iterator[Draft]:
    users = {name: [q for q in graph.forward.values() if name in refs(q.expr)] for name in biases}
    shared = [name for name in biases if len(users[name]) > 1 and {q.role for q in users[name]} == {"net"}]
    edits = [edit for name in shared for edit in _split(graph, name, users[name])]
    if edits:
        edits += [edit for name in fixed if name not in shared for edit in _trained(graph, name)]
        yield Draft("trains a bias of its own for each neuron", tuple(edits), option="bias=each")


def _fixing(graph: Graph, trained: list[str]) -> Iterator[Draft]:
    still = [kept(graph, name) for name in trained]
    if still:
        yield Draft("does not train the biases", tuple(still), option="bias=fixed")
    yield from (Draft(f"does not train {edit.parameter}", (edit,), 1) for edit in still)


def _forgetting(graph: Graph, biases: list[str], names: list[str]) -> Iterator[Draft]:
    users = [
        graph[name] for name in names if name in graph.forward and set(refs(graph[name].expr)) & {*biases}
    ]
    bare = [replace(user, expr=_without(user.expr, biases)) for user in users]
    if bare:
        yield Draft("forgets the biases", tuple(bare))
    yield from (Draft(f"forgets the bias in {quantity.name}", (quantity,), 1) for quantity in bare)


def _trained(graph: Graph, name: str) -> Iterator[Quantity]:
    return _updates(graph, graph.forward[name], Ref(derivative_name(graph.objective, name)))


def _split(graph: Graph, name: str, users: list[Quantity]) -> Iterator[Quantity]:
    """Yield a bias for each neuron that shares one, the net input with it, and its update."""
    for user in users:
        own, index = f"b_{user.unit}", user.tex.partition("_")[2]
        bias = Quantity(own, f"b_{index}", f"bias of {user.unit}", "bias", graph[name].expr)
        yield bias
        yield replace(user, expr=Apply("add", (_without(user.expr, [name]), Ref(own))))
        yield from _updates(graph, bias, Ref(derivative_name(graph.objective, user.name)))


def _updates(graph: Graph, quantity: Quantity, slope: Expr) -> Iterator[Quantity]:
    """Yield what trains a parameter, with momentum where the graph has it."""
    name, words = f"{quantity.name}+", f"{quantity.words}, updated"
    tex, old, downhill = f"{quantity.tex}^{{+}}", Ref(quantity.name), Ref("eta") * slope
    if "alpha" not in graph.forward:
        yield Quantity(name, tex, words, "update", old - downhill)
        return
    change, named = f"change_{quantity.name}", f"last change of the {quantity.words}"
    moved = Ref("alpha") * Ref(change) - downhill
    yield Quantity(change, rf"\Delta {quantity.tex}", named, "change", lift(0))
    yield Quantity(f"{change}+", rf"\Delta {quantity.tex}^{{+}}", f"{named}, updated", "update", moved)
    yield Quantity(name, tex, words, "update", old + Ref(f"{change}+"))


def _without(expr: Expr, biases: list[str]) -> Expr:
    terms = [term for term in _terms(expr) if not (isinstance(term, Ref) and term.name in biases)]
    return total(terms) if terms else Num(Fraction(0))


def _terms(expr: Expr) -> list[Expr]:
    match expr:
        case Apply("add", (left, right)):
            return [*_terms(left), *_terms(right)]
    return [expr]
