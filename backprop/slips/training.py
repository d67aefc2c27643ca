"""Slips of the update: what is trained, with which weights, from which pass, and how often."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from backprop.expression import Apply, Expr, Num, Ref, refs, total
from backprop.graph import Graph, Quantity, derivative_name
from backprop.slips.slip import Draft
from backprop.slips.spots import kind, lineage, named

FIRST = "@0"


def sequential(graph: Graph, names: list[str]) -> Iterator[Draft]:
    """Take updated parameters where the old ones belong, or the reverse."""
    made = lineage(graph, graph.ordered([*names, *graph.updates.values()]))
    users = [graph[name] for name in names if graph[name].role == "gradient"]
    edits = list(_early(graph, users, made))
    if edits:
        words = "lets the error go back through the already updated parameters of the layer behind"
        yield Draft(_told(graph, edits) or words, tuple(edits), option="update=sequential")
    late = [q for user in users if (q := _late(user)) is not None]
    if late:
        words = "takes the old parameters where this run goes back through the updated ones"
        yield Draft(words, tuple(late), option="update=together")
    for user in users:
        for name in dict.fromkeys(refs(user.expr)):
            if name in graph.updates and user.name not in made[graph.updates[name]]:
                edit = replace(user, expr=named(user.expr, {name: Ref(f"{name}+")}))
                words = f"uses the already updated {name} where the old one belongs, in {user.name}"
                yield Draft(words, (edit,), 1)
    yield from (Draft(f"uses the old parameter in {edit.name}", (edit,), 1) for edit in late)


def _told(graph: Graph, edits: list[Quantity]) -> str:
    roles = {graph[name].role for edit in edits for name in refs(edit.expr) if name.endswith("+")}
    is_network = any(kind(graph, name) == ("net",) for name in graph.forward)
    if is_network and roles == {"update"}:
        return "the gradients of a hidden layer use the already updated weights of the layer behind it"
    return "each derivative uses the parameters before it as already updated"


def _early(graph: Graph, users: list[Quantity], made: dict[str, frozenset[str]]) -> Iterator[Quantity]:
    """Yield the gradients that use parameters whose update comes first: near the loss, then in order."""
    distances = graph.distances()
    order = sorted((name for name in graph.updates if name in distances), key=distances.__getitem__)
    for user in users:
        turn = next((n for n, p in enumerate(order) if user.name in made[graph.updates[p]]), 0)
        done = {name: Ref(graph.updates[name]) for name in order[:turn]}
        if done.keys() & set(refs(user.expr)):
            yield replace(user, expr=named(user.expr, done))


def _late(user: Quantity) -> Quantity | None:
    names = {name: Ref(name[:-1]) for name in refs(user.expr) if name.endswith("+")}
    return replace(user, expr=named(user.expr, names)) if names else None


def bias(graph: Graph, names: list[str]) -> Iterator[Draft]:
    """Train a bias that is fixed, fix one that is trained, or forget it."""
    biases = [q.name for q in graph.forward.values() if q.role == "bias"]
    fixed = [name for name in biases if name not in graph.updates]
    trained = [name for name in biases if name in graph.updates]
    users = {name: [q for q in graph.forward.values() if name in refs(q.expr)] for name in biases}
    if fixed:
        yield Draft("trains the biases", tuple(_trained(graph, name) for name in fixed), option="bias=shared")
    split = [edit for name in biases if len(users[name]) > 1 for edit in _split(graph, name, users[name])]
    lone = [_trained(graph, name) for name in fixed if len(users[name]) == 1]
    if split:
        yield Draft("trains a bias of its own for each neuron", (*split, *lone), option="bias=each")
    still = [_still(graph, name) for name in trained]
    if still:
        yield Draft("does not train the biases", tuple(still), option="bias=fixed")
    bare = [replace(q, expr=_without(q.expr, biases)) for name in biases for q in users[name]]
    bare = [quantity for quantity in bare if quantity.name in names]
    if bare:
        yield Draft("forgets the biases", tuple(bare))
    yield from (Draft(f"trains the bias {name}", (_trained(graph, name),), 1) for name in fixed)
    yield from (Draft(f"does not train {edit.name[:-1]}", (edit,), 1) for edit in still)
    yield from (Draft(f"forgets the bias in {quantity.name}", (quantity,), 1) for quantity in bare)


def _trained(graph: Graph, name: str) -> Quantity:
    return _updated(graph, name, Ref(derivative_name(graph.objective, name)))


def _updated(graph: Graph, name: str, slope: Expr) -> Quantity:
    old = graph.forward.get(name)
    tex, words = (old.tex, old.words) if old else (f"b_{{{name.partition('_')[2]}}}", f"bias {name}")
    return Quantity(f"{name}+", f"{tex}^{{+}}", f"{words}, updated", "update", Ref(name) - Ref("eta") * slope)


def _split(graph: Graph, name: str, users: list[Quantity]) -> Iterator[Quantity]:
    """Yield a bias for each neuron that shares one, its update, and the net input with it."""
    for user in users:
        own = user.name.replace("net_", "b_") if user.name.startswith("net_") else f"{name}_{user.name}"
        tex = f"b_{{{user.tex.partition('_')[2].strip('{}')}}}"
        yield Quantity(own, tex, f"bias of {user.name}", "bias", graph[name].expr)
        yield replace(user, expr=named(user.expr, {name: Ref(own)}))
        yield _updated(graph, own, Ref(derivative_name(graph.objective, user.name)))


def _still(graph: Graph, name: str) -> Quantity:
    return replace(graph[graph.updates[name]], expr=Ref(name))


def _without(expr: Expr, biases: list[str]) -> Expr:
    terms = [term for term in _terms(expr) if not (isinstance(term, Ref) and term.name in biases)]
    return total(terms) if terms else Num(Fraction(0))


def _terms(expr: Expr) -> list[Expr]:
    match expr:
        case Apply("add", (left, right)):
            return [*_terms(left), *_terms(right)]
    return [expr]


def still(graph: Graph, names: list[str]) -> Iterator[Draft]:
    """Leave out the update of some parameters."""
    updated = [p for p, new in graph.updates.items() if new in names and graph[p].role == "weight"]
    distances = graph.distances()
    layers: dict[int, list[Quantity]] = {}
    for name in updated:
        layers.setdefault(distances[name], []).append(_still(graph, name))
    for layer in layers.values():
        if len(layer) > 1:
            told = ", ".join(edit.name[:-1] for edit in layer)
            yield Draft(f"keeps the old values of {told}", tuple(layer))
    for layer in layers.values():
        yield from (Draft(f"keeps the old value of {edit.name[:-1]}", (edit,), 1) for edit in layer)


def frozen(graph: Graph, names: list[str]) -> Iterator[Draft]:
    """Keep gradients at their first value, as an absolute reference in a spreadsheet does."""
    moved = lineage(graph, names)
    gradients = [
        graph[name]
        for name in names
        if graph[name].role == "gradient" and moved[name] & graph.updates.keys() and not name.endswith("+")
    ]
    whole = [q for q in gradients if q.name in {_slope_of(graph, p) for p in graph.updates}]
    if len(whole) > 1:
        yield Draft("keeps all gradients at their first values", _frozen(graph, whole))
    for quantity in gradients:
        words = f"keeps {quantity.name} at its first value"
        yield Draft(words, _frozen(graph, [quantity]), 0 if quantity in whole else 1)


def _slope_of(graph: Graph, parameter: str) -> str:
    return derivative_name(graph.objective, parameter)


def _frozen(graph: Graph, quantities: list[Quantity]) -> tuple[Quantity, ...]:
    """Return the quantities as of a pass of their own, in which no parameter is ever updated."""
    order = graph.ordered([quantity.name for quantity in quantities])
    made = lineage(graph, order)
    moved = [name for name in order if name in graph.updates or made[name] & graph.updates.keys()]
    names = {name: Ref(name + FIRST) for name in moved}
    copies = [
        replace(graph[name], name=name + FIRST, expr=named(graph[name].expr, names), slopes={})
        for name in moved
    ]
    return (*(replace(q, expr=Ref(q.name + FIRST)) for q in quantities), *copies)


def step(_graph: Graph, _names: list[str]) -> Iterator[Draft]:
    """Count the updates one off."""
    yield Draft("counts one update too few", shift=-1)
    yield Draft("counts one update too many", shift=1)
