"""Slips of the update: with which weights, from which pass, how often, and whether of a bias."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from backprop.core.expression import Apply, Expr, Num, Ref, lift, refs, replaced, total
from backprop.core.graph import Graph, Quantity, derivative_name
from backprop.slips.habits import habit, having
from backprop.slips.lineage import lineage
from backprop.slips.slip import Draft

START = "@0"


def count(_graph: Graph, _names: list[str]) -> Iterator[Draft]:
    """Count the updates one off."""
    yield Draft("counts one update too few", shift=-1)
    yield Draft("counts one update too many", shift=1)


def _gradients(graph: Graph, names: list[str]) -> list[Quantity]:
    return [graph[name] for name in names if graph[name].role == "gradient"]


def _moving(graph: Graph, names: list[str]) -> list[Quantity]:
    """Return the gradients that change from pass to pass."""
    operands = lineage(graph, names)
    return [slope for slope in _gradients(graph, names) if operands[slope.name] & graph.updates.keys()]


def _used(graph: Graph, names: list[str]) -> list[Quantity]:
    """Return those of them that an update uses."""
    used = {derivative_name(graph.objective, parameter) for parameter in graph.updates}
    return [slope for slope in _moving(graph, names) if slope.name in used]


def _updated_weights(graph: Graph, names: list[str]) -> list[Quantity]:
    return [weight for weight in having("weight", trained=True)(graph, names) if f"{weight.name}+" in names]


def _early(graph: Graph, gradient: Quantity) -> Iterator[Quantity]:
    """Yield a gradient that uses parameters whose update comes first: near the loss, then in order."""
    distances = graph.distances()
    order = sorted((name for name in graph.updates if name in distances), key=distances.__getitem__)
    operands = lineage(graph, graph.ordered([gradient.name, *graph.updates.values()]))
    turn = next((n for n, p in enumerate(order) if gradient.name in operands[graph.updates[p]]), 0)
    done = {name: Ref(graph.updates[name]) for name in order[:turn]}
    if done.keys() & set(refs(gradient.expr)):
        yield replace(gradient, expr=replaced(gradient.expr, done))


def _late(_graph: Graph, gradient: Quantity) -> Iterator[Quantity]:
    names = {name: Ref(name[:-1]) for name in refs(gradient.expr) if name.endswith("+")}
    if names:
        yield replace(gradient, expr=replaced(gradient.expr, names))


def _kept(graph: Graph, parameter: Quantity) -> Iterator[Quantity]:
    yield replace(graph[graph.updates[parameter.name]], expr=Ref(parameter.name))


def _frozen(graph: Graph, gradient: Quantity) -> Iterator[Quantity]:
    """Yield a gradient as of a pass of its own, in which no parameter is ever updated."""
    order = graph.ordered([gradient.name])
    operands = lineage(graph, order)
    moving = [name for name in order if name in graph.updates or operands[name] & graph.updates.keys()]
    names = {name: Ref(name + START) for name in moving}
    yield replace(gradient, expr=names[gradient.name])
    for name in moving:
        yield replace(graph[name], name=name + START, expr=replaced(graph[name].expr, names), slopes={})


def _biased(graph: Graph, names: list[str]) -> list[Quantity]:
    biases = {bias.name for bias in having("bias")(graph, names)}
    return [graph[n] for n in names if n in graph.forward and biases & set(refs(graph[n].expr))]


def _forgotten(graph: Graph, user: Quantity) -> Iterator[Quantity]:
    yield replace(user, expr=_without(graph, user.expr))


def _without(graph: Graph, expr: Expr) -> Expr:
    terms = [x for x in _terms(expr) if not (isinstance(x, Ref) and graph[x.name].role == "bias")]
    return total(terms) if terms else Num(Fraction(0))


def _terms(expr: Expr) -> list[Expr]:
    match expr:
        case Apply("add", (left, right)):
            return [*_terms(left), *_terms(right)]
    return [expr]


def _sharing(graph: Graph, bias: Quantity) -> list[Quantity]:
    """Return the neurons that share a bias; none where it has one user alone."""
    users = [quantity for quantity in graph.forward.values() if bias.name in refs(quantity.expr)]
    return users if len(users) > 1 and {user.role for user in users} == {"net"} else []


def _shared(graph: Graph, names: list[str]) -> list[Quantity]:
    """Return all biases where neurons share one."""
    biases = having("bias")(graph, names)
    return list(biases) if any(_sharing(graph, bias) for bias in biases) else []


def _own(graph: Graph, bias: Quantity) -> Iterator[Quantity]:
    """Yield a trained bias for each neuron that shares one, and the net input with it."""
    users = _sharing(graph, bias)
    for user in users:
        name, index = f"b_{user.unit}", user.tex.partition("_")[2]
        own = Quantity(name, f"b_{index}", f"bias of {user.unit}", "bias", bias.expr)
        yield own
        yield replace(user, expr=Apply("add", (_without(graph, user.expr), Ref(name))))
        yield from _update(graph, own, user)
    if not users and bias.name not in graph.updates:
        yield from _trained(graph, bias)


def _trained(graph: Graph, bias: Quantity) -> Iterator[Quantity]:
    return _update(graph, bias, bias)


def _update(graph: Graph, parameter: Quantity, place: Quantity) -> Iterator[Quantity]:
    """Yield what trains a parameter by the slope at a place, with momentum where the graph has it."""
    name, words = f"{parameter.name}+", f"{parameter.words}, updated"
    tex, old = f"{parameter.tex}^{{+}}", Ref(parameter.name)
    downhill = Ref("eta") * Ref(derivative_name(graph.objective, place.name))
    if "alpha" not in graph.forward:
        yield Quantity(name, tex, words, "update", old - downhill)
        return
    change, named = f"change_{parameter.name}", f"last change of the {parameter.words}"
    moved = Ref("alpha") * Ref(change) - downhill
    yield Quantity(change, rf"\Delta {parameter.tex}", named, "change", lift(0))
    yield Quantity(f"{change}+", rf"\Delta {parameter.tex}^{{+}}", f"{named}, updated", "update", moved)
    yield Quantity(name, tex, words, "update", old + Ref(f"{change}+"))


ORDER = (
    habit("goes back through parameters that are already updated", _gradients, _early, "update=sequential"),
    habit("takes the old parameters, not the updated ones, in {}", _gradients, _late, "update=together"),
)
BIAS = (
    habit("trains the bias {}", having("bias", trained=False), _trained, "bias=shared"),
    habit("trains a bias of its own for each neuron", _shared, _own, "bias=each"),
    habit("does not train the bias {}", having("bias", trained=True), _kept, "bias=fixed"),
    habit("forgets the bias in {}", _biased, _forgotten),
)
STILL = (habit("keeps the old value of {}", _updated_weights, _kept),)
FROZEN = (
    habit("keeps {} at the first value", _used, _frozen, alone=0),
    habit("keeps {} at the first value", _moving, _frozen),
)
