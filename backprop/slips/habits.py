"""Slips that are made wherever they can be: in the error, in activations and in their slopes."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from backprop.core.expression import Apply, Expr, Num, Ref, function, refs, replaced
from backprop.core.graph import Graph, Quantity, derivative_name
from backprop.slips.slip import Draft
from backprop.slips.spots import scaled

Group = tuple[str, list[Quantity]]


def half(graph: Graph, _names: list[str]) -> Iterator[Draft]:
    """Leave out the half of the squared error, put one, or take it twice; keep the two of the square."""
    errors = _squares(graph)
    if not errors:
        return
    share, slopes = _weight(errors[0].expr), list(_slopes(graph, errors))
    factor = "½" if share == Fraction(1, 2) else str(share)
    for words, to, option in (
        (f"leaves out the {factor} of the squared error", Fraction(1), "loss=sum"),
        ("puts ½ before the squared error", Fraction(1, 2), "loss=half"),
        (f"takes the {factor} of the squared error twice", share**2, ""),
    ):
        if to != share:
            edits = [_reweighed(error, to) for error in errors]
            steep = [scaled(slope, to / share) for slope in slopes]
            rare = int(not option)
            yield Draft(words, tuple(edits), rare)
            yield Draft(f"{words}, in its slope too", (*edits, *steep), rare, option=option)
            yield from (Draft(f"{words}, in {edit.name}", (edit,), 1) for edit in edits)
    for words, by in (
        ("keeps the 2 of the square", Fraction(2)),
        ("takes ½ of the slope", Fraction(1, 2)),
    ):
        edits = [scaled(slope, by) for slope in slopes]
        yield Draft(f"{words} in the slopes of the errors", tuple(edits))
        yield from (Draft(f"{words}, in {edit.name}", (edit,), 1) for edit in edits)


def mean(graph: Graph, _names: list[str]) -> Iterator[Draft]:
    """Take the mean of the errors for their sum, or the reverse."""
    loss, terms = graph[graph.loss], _errors(graph)
    if len(terms) < 2:
        return
    factor = _weight(loss.expr)
    name, words, by = "mean", "takes the mean of the errors for their sum", Fraction(1, len(terms))
    if factor != 1:
        name, words, by = "sum", "takes the sum of the errors for their mean", 1 / factor
    edit = scaled(loss, by)
    slopes = [scaled(slope, by) for slope in _slopes(graph, terms)]
    option = f"total={name}" if graph.objective == graph.loss else ""
    yield Draft(words, (edit,))
    yield Draft(f"{words}, in the slopes too", (edit, *slopes), option=option)
    yield Draft(f"{words}, in the slopes alone", tuple(slopes), 1)
    squares = _squares(graph)
    if factor == 1 and squares and by not in {_weight(square.expr) for square in squares}:
        edits = [_reweighed(square, by) for square in squares]
        steep = [scaled(slope, by / _weight(squares[0].expr)) for slope in _slopes(graph, squares)]
        yield Draft("takes the mean of the squares", tuple(edits))
        yield Draft("takes the mean of the squares, in its slope too", (*edits, *steep), option="loss=mean")


def slope(graph: Graph, _names: list[str]) -> Iterator[Draft]:
    """Take the slope of an activation at the wrong point or of the wrong neuron, or another slope."""
    units = [q for q in _units(graph) if len(_nets(graph, q)) == 1]
    for where, group in _groups(graph, units):
        for words, edits in _wrong_slopes(graph, group):
            if edits:
                yield Draft(f"{words}, {where}", tuple(edits), int(len(group) == 1))
    for quantity in units:
        for other in units:
            own, strange = _local(graph, quantity), _local(graph, other)
            if own.expr != strange.expr:
                words = f"takes the slope of {other.name} for that of {quantity.name}"
                yield Draft(words, (replace(own, expr=strange.expr),), 1)


def _wrong_slopes(graph: Graph, group: list[Quantity]) -> Iterator[tuple[str, list[Quantity]]]:
    """Yield for each slip its words and the slopes of a group under it."""
    slopes = [(quantity, _net(graph, quantity), _local(graph, quantity)) for quantity in group]
    used = [(q, net, own) for q, net, own in slopes if q.name in refs(own.expr)]
    yield (
        "puts net where out belongs in the slope of the activation",
        [replace(own, expr=replaced(own.expr, {q.name: Ref(net)})) for q, net, own in used],
    )
    yield (
        "takes the slope of the activation at out, not at net",
        [replace(own, expr=replaced(own.expr, {q.name: _again(q, net)})) for q, net, own in used],
    )
    yield (
        "leaves out the slope of the activation",
        [replace(own, expr=Num(Fraction(1))) for _, _, own in slopes if own.expr != Num(Fraction(1))],
    )
    for words, formula in (("x (1 - x)", _logistic), ("1 - x^2", _hyperbolic)):
        edits = [replace(own, expr=formula(Ref(q.name))) for q, _, own in slopes]
        changed = [edit for edit, (_, _, own) in zip(edits, slopes, strict=True) if edit.expr != own.expr]
        yield f"takes {words} of out for the slope of the activation", changed


def _logistic(x: Expr) -> Expr:
    return x * (1 - x)


def _hyperbolic(x: Expr) -> Expr:
    return 1 - x**2


def _again(quantity: Quantity, net: str) -> Expr:
    """Return the activation, put to its own result."""
    return replaced(quantity.expr, {net: Ref(quantity.name)})


def activation(graph: Graph, _names: list[str]) -> Iterator[Draft]:
    """Leave out an activation, or squash where nothing is squashed."""
    units = _units(graph)
    for where, group in _groups(graph, [q for q in units if isinstance(q.expr, Apply)]):
        bare = [replace(q, expr=Ref(_net(graph, q))) for q in group]
        level = [replace(_local(graph, q), expr=Num(Fraction(1))) for q in group]
        yield from _both("leaves out the activation", where, bare, level)
    for where, group in _groups(graph, [q for q in units if isinstance(q.expr, Ref)]):
        squashed = [replace(q, expr=function("sigmoid")(q.expr)) for q in group]
        bent = [replace(_local(graph, q), expr=_logistic(Ref(q.name))) for q in group]
        yield from _both("squashes by a sigmoid", where, squashed, bent)


def _both(words: str, where: str, forward: list[Quantity], slopes: list[Quantity]) -> Iterator[Draft]:
    rare = int(len(forward) == 1)
    yield Draft(f"{words}, {where}", tuple(forward), rare)
    yield Draft(f"{words}, in its slope too, {where}", (*forward, *slopes), rare)


def _units(graph: Graph) -> list[Quantity]:
    """Return the outputs of all neurons that have a net input."""
    return [q for q in graph.forward.values() if q.role == "output" and _nets(graph, q)]


def _groups(graph: Graph, units: list[Quantity]) -> Iterator[Group]:
    """Yield all neurons, those of each layer, and each alone."""
    layers: dict[int, list[Quantity]] = {}
    distances = graph.distances()
    for quantity in units:
        layers.setdefault(distances[quantity.name], []).append(quantity)
    if len(layers) > 1:
        yield "everywhere", units
    for layer in layers.values():
        if len(layer) > 1:
            yield f"in {', '.join(quantity.name for quantity in layer)}", layer
    yield from ((f"in {quantity.name}", [quantity]) for quantity in units)


def _nets(graph: Graph, quantity: Quantity) -> list[str]:
    return [name for name in refs(quantity.expr) if graph[name].role == "net"]


def _net(graph: Graph, quantity: Quantity) -> str:
    return _nets(graph, quantity)[0]


def _local(graph: Graph, quantity: Quantity) -> Quantity:
    return graph[derivative_name(quantity.name, _net(graph, quantity))]


def _errors(graph: Graph) -> list[Quantity]:
    """Return the errors that the loss adds up."""
    errors = dict.fromkeys(refs(graph[graph.loss].expr))
    return [graph[name] for name in errors if graph[name].role == "error"]


def _squares(graph: Graph) -> list[Quantity]:
    """Return those of them that are squares, with a factor or without."""
    return [q for q in _errors(graph) if isinstance(x := _unweighed(q.expr), Apply) and x.op == "power"]


def _slopes(graph: Graph, errors: Iterable[Quantity]) -> Iterator[Quantity]:
    """Yield the slope of each error by the output it is of."""
    for error in errors:
        outputs = [name for name in dict.fromkeys(refs(error.expr)) if graph[name].role == "output"]
        yield from (graph[derivative_name(error.name, name)] for name in outputs)


def _weight(expr: Expr) -> Fraction:
    """Return the number that stands before a formula; 1 where none does."""
    match expr:
        case Apply("mul", (Num(value), _)):
            return value
    return Fraction(1)


def _unweighed(expr: Expr) -> Expr:
    match expr:
        case Apply("mul", (Num(), rest)):
            return rest
    return expr


def _reweighed(quantity: Quantity, weight: Fraction) -> Quantity:
    return replace(quantity, expr=Num(weight) * _unweighed(quantity.expr))
