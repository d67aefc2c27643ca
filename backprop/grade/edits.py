"""Single edits of an expression: the slips that a person makes while writing one formula.

A name may bear a mark: `w5@first` is the first row's w5, `w5@above` that of the row above,
`w5@below` that of the row below.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from backprop.core.expression import Apply, Expr, Num, Ref, refs, replaced
from backprop.core.graph import Graph

FIRST, ABOVE, BELOW = "@first", "@above", "@below"

# How likely a slip is, the likeliest first: what ranks between edits that give the same numbers.
FAMILIES = (
    "swapped", "slope", "index", "net for out", "sign", "dropped factor", "half", "updated", "frozen",
    "dropped term", "doubled factor", "square", "activation", "row off", "role", "copied",
)  # fmt: skip

Told = Callable[[str], str]


@dataclass(frozen=True)
class Edit:
    """An expression changed in one place, the family of the change, and what it is in words."""

    family: str
    words: str
    expr: Expr

    @property
    def rank(self) -> int:
        """Where its family stands among the likely ones."""
        return FAMILIES.index(self.family)


def edits(graph: Graph, expr: Expr, told: Told) -> Iterator[Edit]:
    """Yield `expr` with one thing changed; `told` gives the learner's word for a quantity."""
    for part, put in positions(expr):
        for edit in _of_node(graph, part, told):
            yield Edit(edit.family, edit.words, put(edit.expr))
    for name in dict.fromkeys(refs(expr)):
        for edit in _of_name(graph, name, told):
            yield Edit(edit.family, edit.words, replaced(expr, {name: edit.expr}))
    yield from _of_neuron(graph, expr, told)
    yield from _of_all(graph, expr)


def positions(expr: Expr) -> Iterator[tuple[Expr, Callable[[Expr], Expr]]]:
    """Yield each part of `expr` with what puts another in its place."""
    yield expr, lambda new: new
    if isinstance(expr, Apply):
        for place, arg in enumerate(expr.args):
            for part, put in positions(arg):
                yield part, _placed(expr, place, put)


def _placed(whole: Apply, place: int, put: Callable[[Expr], Expr]) -> Callable[[Expr], Expr]:
    return lambda new: Apply(whole.op, (*whole.args[:place], put(new), *whole.args[place + 1 :]))


def _of_node(graph: Graph, part: Expr, told: Told) -> Iterator[Edit]:
    match part:
        case Ref(name):
            yield from _of_name(graph, name, told)
        case Apply("mul", (Ref(name), Apply("sub", (Num(), Ref(again))))) if name == again:
            yield from _of_slope(graph, name, part, told)
            yield from _of_product(part, told)
        case Apply("mul"):
            yield from _of_product(part, told)
        case Apply("add" | "sub" | "neg"):
            yield from _of_sum(part, told)
        case Apply("power" | "positive" | "sigmoid" | "tanh" | "relu"):
            yield from _of_function(part, told)


def _of_function(part: Apply, told: Told) -> Iterator[Edit]:
    inner = part.args[0]
    if part.op == "power":
        yield Edit("square", "leaves out the square", inner)
    elif part.op == "positive":
        yield Edit("slope", f"leaves out the slope of relu at {spelled(inner, told)}", Num(Fraction(1)))
    else:
        yield Edit("activation", f"leaves out the activation, {part.op}", inner)
        turned = Apply(part.op, (Apply("neg", (inner,)),))
        yield Edit("sign", "has the wrong sign inside the activation", turned)
        for other in sorted({"sigmoid", "tanh", "relu"} - {part.op}):
            words = f"takes {other} where {part.op} belongs"
            yield Edit("activation", words, Apply(other, (inner,)))


def _of_name(graph: Graph, name: str, told: Told) -> Iterator[Edit]:
    """Yield what may stand where `name` belongs."""
    for other in _siblings(graph, name):
        yield Edit("index", f"takes {told(other)} where {told(name)} belongs", Ref(other))
    for other in _relatives(graph, name):
        yield Edit("role", f"takes {told(other)} where {told(name)} belongs", Ref(other))
    for here, there in (("out_", "net_"), ("net_", "out_")):
        if name.startswith(here):
            other = name.replace(here, there)
            yield Edit("net for out", f"takes {told(other)} where {told(name)} belongs", Ref(other))
    yield Edit(
        "frozen",
        f"always reads {told(name)} of the first row, as an absolute reference does",
        Ref(name + FIRST),
    )
    yield Edit("row off", f"reads {told(name)} one row too high", Ref(name + ABOVE))
    if name in graph.updates:
        yield Edit("updated", f"reads {told(name)} after its update", Ref(graph.updates[name]))
    else:
        yield Edit("row off", f"reads {told(name)} one row too low", Ref(name + BELOW))


def _siblings(graph: Graph, name: str) -> list[str]:
    """Return the quantities that `name` is easily mistaken for: those of its own role."""
    if name in graph.forward:
        role = graph[name].role
        return [other for other, held in graph.forward.items() if held.role == role and other != name]
    upper, _, lower = name.partition("/d")
    if lower in graph.updates:
        return [f"{upper}/d{other}" for other in graph.updates if other != lower]
    return []


def _relatives(graph: Graph, name: str) -> list[str]:
    """Return what may stand for `name` though its role is another: a neuron's output for an input."""
    roles = {"input": "output", "output": "input", "error": "output", "weight": "bias", "bias": "weight"}
    role = roles.get(graph[name].role) if name in graph.forward else None
    return [other for other, held in graph.forward.items() if held.role == role]


def _of_slope(graph: Graph, name: str, part: Expr, told: Told) -> Iterator[Edit]:
    """Yield what people write where out·(1 − out) belongs."""
    for other in _siblings(graph, name):
        word = f"takes the slope of {told(other)}, x·(1 − x), where that of {told(name)} belongs"
        yield Edit("slope", word, replaced(part, {name: Ref(other)}))
    net = name.replace("out_", "net_")
    if net in graph.forward and net != name:
        word = f"takes x·(1 − x) of {told(net)} where {told(name)} belongs"
        yield Edit("net for out", word, replaced(part, {name: Ref(net)}))
    again = Apply("sigmoid", (Ref(name),))
    yield Edit("slope", f"puts {told(name)} through the sigmoid once more", replaced(part, {name: again}))
    yield Edit("slope", f"takes the slope of tanh, 1 − x², at {told(name)}",
               Apply("sub", (Num(Fraction(1)), Apply("mul", (Ref(name), Ref(name))))))  # fmt: skip
    yield Edit("slope", f"leaves out the slope {told(name)}·(1 − {told(name)})", Num(Fraction(1)))


def _of_product(part: Apply, told: Told) -> Iterator[Edit]:
    left, right = part.args
    for lost, kept in ((left, right), (right, left)):
        if isinstance(lost, Num):
            yield Edit("half", f"leaves out the factor {lost.value}", kept)
        else:
            yield Edit("dropped factor", f"leaves out the factor {spelled(lost, told)}", kept)
            yield Edit(
                "doubled factor", f"takes the factor {spelled(lost, told)} twice", Apply("mul", (part, lost))
            )


def _of_sum(part: Apply, told: Told) -> Iterator[Edit]:
    if part.op == "neg":
        yield Edit("sign", f"has the wrong sign at {spelled(part.args[0], told)}", part.args[0])
        return
    left, right = part.args
    turned = "sub" if part.op == "add" else "add"
    verb = "subtracts" if part.op == "add" else "adds"
    yield Edit("sign", f"{verb} {spelled(right, told)}, which has the other sign", Apply(turned, part.args))
    yield Edit("dropped term", f"leaves out the term {spelled(right, told)}", left)
    if part.op == "sub":
        yield Edit("sign", f"has {spelled(right, told)} and {spelled(left, told)} the wrong way round",
                   Apply("sub", (right, left)))  # fmt: skip
        yield Edit("dropped term", f"leaves out {spelled(left, told)}", Apply("neg", (right,)))
    yield Edit("dropped term", f"leaves out the term {spelled(left, told)}", right)


def _of_all(graph: Graph, expr: Expr) -> Iterator[Edit]:
    """Yield what happens to an expression as a whole."""
    yield Edit("sign", "has the wrong sign", Apply("neg", (expr,)))
    yield Edit("half", "is twice what it should be", Apply("mul", (Num(Fraction(2)), expr)))
    yield Edit("half", "is half of what it should be", Apply("mul", (Num(Fraction(1, 2)), expr)))
    names = list(dict.fromkeys(refs(expr)))
    weights = [name for name in names if name in graph.updates]
    for mark, family, word in (
        (FIRST, "frozen", "always reads the first row"),
        (ABOVE, "row off", "is one row late"),
        (BELOW, "row off", "is one row early"),
    ):
        yield Edit(family, word, replaced(expr, {name: Ref(name + mark) for name in names}))
    if weights:
        first: dict[str, Expr] = {name: Ref(name + FIRST) for name in weights}
        yield Edit("frozen", "always reads the weights of the first row", replaced(expr, first))
        after: dict[str, Expr] = {name: Ref(graph.updates[name]) for name in weights}
        yield Edit("updated", "reads the weights after their update", replaced(expr, after))


def _of_neuron(graph: Graph, expr: Expr, told: Told) -> Iterator[Edit]:
    """Yield `expr` with the weights that leave another neuron."""
    leaving = _leaving(graph)
    for source, own in leaving.items():
        for other, theirs in leaving.items():
            pairs = {own[net]: Ref(theirs[net]) for net in own if net in theirs and own[net] in refs(expr)}
            if source != other and len(pairs) > 1:
                words = f"takes the weights that leave {told(other)} where those of {told(source)} belong"
                yield Edit("index", words, replaced(expr, dict(pairs)))


def _leaving(graph: Graph) -> dict[str, dict[str, str]]:
    """Return the weight from each input or neuron to each net input."""
    found: dict[str, dict[str, str]] = {}
    for net, quantity in graph.forward.items():
        for part, _ in positions(quantity.expr) if quantity.role == "net" else ():
            match part:
                case Apply("mul", (Ref(weight), Ref(source))):
                    found.setdefault(source, {})[net] = weight
    return found


def spelled(expr: Expr, told: Told) -> str:
    """Return an expression in the learner's words."""
    match expr:
        case Ref(name):
            return told(name)
        case Num(value):
            return str(value)
        case Apply("mul", (left, right)):
            return f"{_within(left, told)}·{_within(right, told)}"
        case Apply("add" | "sub" as op, (left, right)):
            return f"{spelled(left, told)} {'+' if op == 'add' else '−'} {_within(right, told)}"
        case Apply("neg", (inner,)):
            return f"−{_within(inner, told)}"
        case Apply("power", (base, exponent)):
            return f"{_within(base, told)}^{spelled(exponent, told)}"
        case Apply(op, args):
            return f"{op}({', '.join(spelled(arg, told) for arg in args)})"
    raise TypeError(f"not an expression: {expr!r}")


def _within(expr: Expr, told: Told) -> str:
    text = spelled(expr, told)
    return f"({text})" if isinstance(expr, Apply) and expr.op in {"add", "sub", "neg"} else text
