"""Slips of the update: with which weights, from which pass, how often, or not at all."""

from collections.abc import Iterator
from dataclasses import replace

from backprop.core.expression import Ref, refs, replaced
from backprop.core.graph import Graph, Quantity, derivative_name
from backprop.slips.slip import Draft
from backprop.slips.spots import lineage

FIRST = "@0"


def sequential(graph: Graph, names: list[str]) -> Iterator[Draft]:
    """Take updated parameters where the old ones belong, or the reverse."""
    made = lineage(graph, graph.ordered([*names, *graph.updates.values()]))
    users = [graph[name] for name in names if graph[name].role == "gradient"]
    edits = list(_early(graph, users, made))
    if edits:
        yield Draft(_words_of(graph, edits), tuple(edits), option="update=sequential")
    late = [q for user in users if (q := _late(user)) is not None]
    if late:
        words = "takes the old parameters where this run goes back through the updated ones"
        yield Draft(words, tuple(late), option="update=together")
    for user in users:
        for name in dict.fromkeys(refs(user.expr)):
            if name in graph.updates and user.name not in made[graph.updates[name]]:
                edit = replace(user, expr=replaced(user.expr, {name: Ref(f"{name}+")}))
                words = f"uses the already updated {name} where the old one belongs, in {user.name}"
                yield Draft(words, (edit,), 1)
    yield from (Draft(f"uses the old parameter in {edit.name}", (edit,), 1) for edit in late)


def _words_of(graph: Graph, edits: list[Quantity]) -> str:
    roles = {graph[name].role for edit in edits for name in refs(edit.expr) if name.endswith("+")}
    is_network = any(quantity.role == "net" for quantity in graph.forward.values())
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
            yield replace(user, expr=replaced(user.expr, done))


def _late(user: Quantity) -> Quantity | None:
    names = {name: Ref(name[:-1]) for name in refs(user.expr) if name.endswith("+")}
    return replace(user, expr=replaced(user.expr, names)) if names else None


def kept(graph: Graph, name: str) -> Quantity:
    """Return the update of a parameter that leaves it as it is."""
    return replace(graph[graph.updates[name]], expr=Ref(name))


def still(graph: Graph, names: list[str]) -> Iterator[Draft]:
    """Leave out the update of some parameters."""
    updated = [p for p, new in graph.updates.items() if new in names and graph[p].role == "weight"]
    distances = graph.distances()
    layers: dict[int, list[Quantity]] = {}
    for name in updated:
        layers.setdefault(distances[name], []).append(kept(graph, name))
    for layer in layers.values():
        if len(layer) > 1:
            names_of = ", ".join(edit.parameter for edit in layer)
            yield Draft(f"keeps the old values of {names_of}", tuple(layer))
    for layer in layers.values():
        yield from (Draft(f"keeps the old value of {edit.parameter}", (edit,), 1) for edit in layer)


def frozen(graph: Graph, names: list[str]) -> Iterator[Draft]:
    """Keep gradients at their first value, as an absolute reference in a spreadsheet does."""
    moved = lineage(graph, names)
    gradients = [
        graph[name] for name in names if graph[name].role == "gradient" and moved[name] & graph.updates.keys()
    ]
    used = {derivative_name(graph.objective, parameter) for parameter in graph.updates}
    final = [quantity for quantity in gradients if quantity.name in used]
    if len(final) > 1:
        yield Draft("keeps all gradients at their first values", _frozen(graph, final))
    for quantity in gradients:
        words = f"keeps {quantity.name} at its first value"
        yield Draft(words, _frozen(graph, [quantity]), int(quantity not in final))


def _frozen(graph: Graph, quantities: list[Quantity]) -> tuple[Quantity, ...]:
    """Return the quantities as of a pass of their own, in which no parameter is ever updated."""
    order = graph.ordered([quantity.name for quantity in quantities])
    made = lineage(graph, order)
    moved = [name for name in order if name in graph.updates or made[name] & graph.updates.keys()]
    names = {name: Ref(name + FIRST) for name in moved}
    copies = [
        replace(graph[name], name=name + FIRST, expr=replaced(graph[name].expr, names), slopes={})
        for name in moved
    ]
    return (*(replace(q, expr=Ref(q.name + FIRST)) for q in quantities), *copies)


def step(_graph: Graph, _names: list[str]) -> Iterator[Draft]:
    """Count the updates one off."""
    yield Draft("counts one update too few", shift=-1)
    yield Draft("counts one update too many", shift=1)
