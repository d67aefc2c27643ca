"""Slips with the loss, with activations and with their slopes."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

from backprop.core.expression import Apply, Expr, Num, Ref, function, lift, refs, replaced
from backprop.core.graph import Graph, Quantity, derivative_name
from backprop.slips.habits import Edit, habit
from backprop.slips.slip import Draft

ONE, SIGMOID = Fraction(1), function("sigmoid")


def _errors(graph: Graph, _names: list[str]) -> list[Quantity]:
    """Return the errors that the loss adds up."""
    errors = dict.fromkeys(refs(graph[graph.loss].expr))
    return [graph[name] for name in errors if graph[name].role == "error"]


def _squares(graph: Graph, names: list[str]) -> list[Quantity]:
    """Return those of them that are squares, with a factor or without."""
    return [q for q in _errors(graph, names) if isinstance(x := _factored(q)[1], Apply) and x.op == "power"]


def _slopes(graph: Graph, error: Quantity) -> list[Quantity]:
    """Return the slopes of an error by its outputs."""
    outputs = [name for name in dict.fromkeys(refs(error.expr)) if graph[name].role == "output"]
    return [graph[derivative_name(error.name, name)] for name in outputs]


def _factored(quantity: Quantity) -> tuple[Fraction, Expr]:
    """Return the number that stands before a formula, 1 where none does, and the rest."""
    match quantity.expr:
        case Apply("mul", (Num(value), rest)):
            return value, rest
    return ONE, quantity.expr


def _times(quantity: Quantity, number: Fraction) -> Quantity:
    """Return a quantity times a number."""
    return replace(quantity, expr=Num(number) * quantity.expr)


def _weighing(weight: Callable[[Fraction], Fraction], *, slope: bool) -> Edit:
    """Return the edit that puts another number before an error, and the same in its slope."""

    def edit(graph: Graph, error: Quantity) -> Iterator[Quantity]:
        own, rest = _factored(error)
        if weight(own) != own:
            yield replace(error, expr=Num(weight(own)) * rest)
            for steep in _slopes(graph, error) if slope else ():
                yield _times(steep, weight(own) / own)

    return edit


def _steeper(number: Fraction) -> Edit:
    return lambda graph, error: (_times(slope, number) for slope in _slopes(graph, error))


def mean(graph: Graph, names: list[str]) -> Iterator[Draft]:
    """Take the mean of the losses for their sum, or the reverse."""
    loss, terms = graph[graph.loss], _errors(graph, names)
    if len(terms) < 2:
        return
    factor, _ = _factored(loss)
    name, words, by = "mean", "takes the mean of the losses for their sum", Fraction(1, len(terms))
    if factor != 1:
        name, words, by = "sum", "takes the sum of the losses for their mean", 1 / factor
    edit, slopes = _times(loss, by), [_times(slope, by) for term in terms for slope in _slopes(graph, term)]
    option = f"total={name}" if graph.objective == graph.loss else ""
    yield Draft(words, (edit,))
    yield Draft(f"{words}, in the slopes too", (edit, *slopes), option=option)
    yield Draft(f"{words}, in the slopes alone", tuple(slopes), 1)
    if factor == 1:
        for words, slope, option in SQUARES:
            yield from habit(words, _squares, _weighing(lambda _: by, slope=slope), option)(graph, names)


SQUARES = (
    ("takes the mean of the squares", False, ""),
    ("takes the mean of the squares, in the slopes too", True, "loss=mean"),
)


def _units(graph: Graph, _names: list[str]) -> list[Quantity]:
    """Return the outputs of all neurons that have one net input."""
    return [q for q in graph.forward.values() if q.role == "output" and len(_nets(graph, q)) == 1]


def _neurons(graph: Graph, _names: list[str]) -> list[Quantity]:
    """Return the outputs of all neurons that have a net input."""
    return [q for q in graph.forward.values() if q.role == "output" and _nets(graph, q)]


def _nets(graph: Graph, output: Quantity) -> list[str]:
    return [name for name in refs(output.expr) if graph[name].role == "net"]


# What another slope is made of: the output, its net input, and the slope that is right.
Slope = Callable[[Quantity, str, Expr], Expr]


def _logistic(output: Quantity, _net: str, _right: Expr) -> Expr:
    return Ref(output.name) * (1 - Ref(output.name))


def _flat(_output: Quantity, _net: str, _right: Expr) -> Expr:
    return lift(1)


# The slope at the activation's own result puts the activation, of the output, for the output.
SLOPES: dict[str, Slope] = {
    "puts net where out belongs in the slope of {}": lambda out, net, right: replaced(
        right, {out.name: Ref(net)}
    ),
    "takes the slope of the activation at out, not at net, in {}": lambda out, net, right: replaced(
        right, {out.name: replaced(out.expr, {net: Ref(out.name)})}
    ),
    "leaves out the slope of the activation in {}": _flat,
    "takes x (1 - x) of out for the slope of {}": _logistic,
    "takes 1 - x^2 of out for the slope of {}": lambda out, _net, _right: 1 - Ref(out.name) ** 2,
}


def _sloping(slope: Slope) -> Edit:
    """Return the edit that puts another slope of an activation for the one that is right."""

    def edit(graph: Graph, output: Quantity) -> Iterator[Quantity]:
        net = _nets(graph, output)[0]
        right = graph[derivative_name(output.name, net)]
        new = slope(output, net, right.expr)
        if new != right.expr:
            yield replace(right, expr=new)

    return edit


def _activating(
    kind: type[Expr], activation: Callable[[Expr], Expr] = lambda net: net, slope: Slope | None = None
) -> Edit:
    """Return the edit that leaves out an activation, or squashes where nothing is squashed, and its slope."""

    def edit(graph: Graph, output: Quantity) -> Iterator[Quantity]:
        if isinstance(output.expr, kind):
            yield replace(output, expr=activation(Ref(_nets(graph, output)[0])))
            if slope:
                yield from _sloping(slope)(graph, output)

    return edit


# What is done to the number before a squared error, which option does the same, and how rare it is.
WEIGHTS: tuple[tuple[str, Callable[[Fraction], Fraction], str, int], ...] = (
    ("leaves out the factor of the squared error", lambda _: ONE, "loss=sum", 0),
    ("puts ½ before the squared error", lambda _: Fraction(1, 2), "loss=half", 0),
    ("takes the factor of the squared error twice", lambda own: own**2, "", 1),
)
HALF = (
    *(
        habit(f"{words} in {{}}", _squares, _weighing(weight, slope=False), rare=rare)
        for words, weight, _, rare in WEIGHTS
    ),
    *(
        habit(f"{words} in {{}}, and in its slope", _squares, _weighing(weight, slope=True), option, rare)
        for words, weight, option, rare in WEIGHTS
    ),
    habit("keeps the 2 of the square in the slope of {}", _squares, _steeper(Fraction(2))),
    habit("takes ½ of the slope of {}", _squares, _steeper(Fraction(1, 2))),
)
SLOPE = tuple(habit(words, _units, _sloping(slope)) for words, slope in SLOPES.items())
ACTIVATION = (
    habit("leaves out the activation in {}", _neurons, _activating(Apply)),
    habit("leaves out the activation in {}, and in its slope", _neurons, _activating(Apply, slope=_flat)),
    habit("squashes {} by a sigmoid", _neurons, _activating(Ref, SIGMOID)),
    habit("squashes {} by a sigmoid, and its slope", _neurons, _activating(Ref, SIGMOID, _logistic)),
)
