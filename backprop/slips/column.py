"""Slips in the formula of a learner's column, over what stands in the other columns of its table.

A name may bear a mark: `w5@first` is the first row's w5, `w5@above` that of the row above, `w5@below` that
of the row below.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from backprop.core.expression import Apply, Expr, Num, Ref, function, lift, refs, replaced
from backprop.core.graph import Graph
from backprop.core.tex import plain
from backprop.slips import rules
from backprop.slips.rules import A, B, N, Rule, Scope, X, rewriting, scope_of
from backprop.slips.spots import Rewritten, spots

FIRST, ABOVE, BELOW = "@first", "@above", "@below"
HALF = Num(Fraction(1, 2))
# What a quantity of one role is taken for, though its role is another.
ROLES = {"input": "output", "output": "input", "error": "output", "weight": "bias", "bias": "weight"}

Named = Callable[[str], str]


@dataclass(frozen=True)
class Edit:
    """A formula with a slip: the family of the slip, its words, and how likely it is, 0 the likeliest."""

    family: str
    words: str
    expr: Expr
    rank: int = 0


def edits(graph: Graph, expr: Expr, named: Named) -> Iterator[Edit]:
    """Yield a formula with each slip that it may have; `named` gives the learner's word for a quantity."""
    scope = scope_of(graph, partial(_spelled, named))
    for rank, (family, rule) in enumerate(SLIPS):
        for new, words in rule(scope, expr):
            yield Edit(family, words, new, rank)


def operands(expr: Expr) -> frozenset[str]:
    """Return the quantities that a formula reads, without the marks of their rows."""
    return frozenset(name.partition("@")[0] for name in refs(expr))


def _spelled(named: Named, expr: Expr) -> str:
    return plain(expr, named).replace(" * ", "·").replace("-(", "−(").replace("- ", "− ")


def _anywhere(rule: Rule) -> Rule:
    """Return a rule for each part of a formula, and for each quantity in all its places at once."""

    def tried(scope: Scope, expr: Expr) -> Rewritten:
        yield from spots(expr, partial(rule, scope))
        for name in dict.fromkeys(refs(expr)):
            yield from ((replaced(expr, {name: new}), words) for new, words in rule(scope, Ref(name)))

    return tried


def _logistic_slope(part: Expr) -> str:
    """Return the output whose slope out·(1 − out) a part is; empty for any other part."""
    match part:
        case Apply("mul", (Ref(name), Apply("sub", (Num(), Ref(again))))) if name == again:
            return name
    return ""


def _other_slope(scope: Scope, part: Expr) -> Rewritten:
    name = _logistic_slope(part)
    for other in scope.siblings(name) if name else ():
        words = "takes the slope of {}, x·(1 − x), where that of {} belongs"
        yield (
            replaced(part, {name: Ref(other)}),
            words.format(scope.speak(Ref(other)), scope.speak(Ref(name))),
        )


def _slope_at_net(scope: Scope, part: Expr) -> Rewritten:
    name = _logistic_slope(part)
    if name in scope.nets:
        net = Ref(scope.nets[name])
        words = f"takes x·(1 − x) of {scope.speak(net)} where {scope.speak(Ref(name))} belongs"
        yield replaced(part, {name: net}), words


def _out(scope: Scope, part: Expr) -> Rewritten:
    match part:
        case Ref(name):
            yield from (scope.instead(out, name) for out, net in scope.nets.items() if net == name)


def _role(scope: Scope, part: Expr) -> Rewritten:
    forward = scope.graph.forward
    match part:
        case Ref(name) if name in forward:
            role = ROLES.get(forward[name].role)
            yield from (scope.instead(other, name) for other, held in forward.items() if held.role == role)


def _frozen(scope: Scope, part: Expr) -> Rewritten:
    match part:
        case Ref(name):
            words = f"always reads {scope.speak(part)} of the first row, as an absolute reference does"
            yield Ref(name + FIRST), words


def _row_off(scope: Scope, part: Expr) -> Rewritten:
    match part:
        case Ref(name):
            yield Ref(name + ABOVE), f"reads {scope.speak(part)} one row too high"
            if name not in scope.graph.updates:
                yield Ref(name + BELOW), f"reads {scope.speak(part)} one row too low"


def _updated(scope: Scope, part: Expr) -> Rewritten:
    match part:
        case Ref(name) if name in scope.graph.updates:
            yield Ref(scope.graph.updates[name]), f"reads {scope.speak(part)} after its update"


def _every(mark: str, words: str) -> Rule:
    """Return the rule that marks all quantities of a formula."""
    return lambda _scope, expr: iter(
        [(replaced(expr, {name: Ref(name + mark) for name in refs(expr)}), words)]
    )


def _weights(scope: Scope, expr: Expr, words: str, instead: Callable[[str], str]) -> Rewritten:
    weights = [name for name in refs(expr) if name in scope.graph.updates]
    if weights:
        yield replaced(expr, {name: Ref(instead(name)) for name in weights}), words


def _frozen_weights(scope: Scope, expr: Expr) -> Rewritten:
    words = "always reads the weights of the first row"
    return _weights(scope, expr, words, lambda name: name + FIRST)


def _updated_weights(scope: Scope, expr: Expr) -> Rewritten:
    words = "reads the weights after their update"
    return _weights(scope, expr, words, scope.graph.updates.__getitem__)


def _neuron(scope: Scope, expr: Expr) -> Rewritten:
    """Take all weights that leave one neuron for those that leave another."""
    leaving = _leaving(scope.graph)
    for source, own in leaving.items():
        for other, theirs in leaving.items():
            pairs: dict[str, Expr] = {
                own[net]: Ref(theirs[net]) for net in own if net in theirs and own[net] in refs(expr)
            }
            if source != other and len(pairs) > 1:
                spoken = scope.speak(Ref(other)), scope.speak(Ref(source))
                words = "takes the weights that leave {} where those of {} belong".format(*spoken)
                yield replaced(expr, pairs), words


def _leaving(graph: Graph) -> dict[str, dict[str, str]]:
    """Return for each input and output the weight from it to each neuron."""
    units = {held.unit: name for name, held in graph.forward.items() if held.role in {"input", "output"}}
    weights: dict[str, dict[str, str]] = {}
    for name, weight in graph.forward.items():
        if weight.role == "weight":
            weights.setdefault(units[weight.source], {})[weight.unit] = name
    return weights


ACTIVATIONS = {name: function(name) for name in ("relu", "sigmoid", "tanh")}
LEFT_OUT = [(put(A), A, f"leaves out the activation, {name}") for name, put in ACTIVATIONS.items()]
OTHER = [
    (right(A), wrong(A), f"takes {other} where {name} belongs")
    for name, right in ACTIVATIONS.items()
    for other, wrong in ACTIVATIONS.items()
    if name != other
]
TURNED = [(put(A), put(-A), "has the wrong sign inside the activation") for put in ACTIVATIONS.values()]
AGAIN = ACTIVATIONS["sigmoid"](X)
SLOPES = (
    (X * (1 - X), AGAIN * (1 - AGAIN), "puts {X} through the sigmoid once more"),
    (X * (1 - X), 1 - X * X, "takes the slope of tanh, 1 − x², at {X}"),
    (X * (1 - X), lift(1), "leaves out the slope {X}·(1 − {X})"),
    (Apply("positive", (A,)), lift(1), "leaves out the slope of relu at {A}"),
)

# One row a slip, the likeliest first: the one that is named where several give the same numbers.
SLIPS: tuple[tuple[str, Rule], ...] = (
    ("slope", _anywhere(_other_slope)),
    ("slope", _anywhere(rewriting(*SLOPES))),
    ("index", _anywhere(rules.index)),
    ("index", _neuron),
    ("net for out", _anywhere(_slope_at_net)),
    ("net for out", _anywhere(rules.net)),
    ("net for out", _anywhere(_out)),
    ("sign", _anywhere(rules.sign)),
    ("sign", _anywhere(rewriting((A - B, B - A, "has {B} and {A} the wrong way round")))),
    ("sign", _anywhere(rewriting(*TURNED))),
    ("sign", rewriting((A, -A, "has the wrong sign"))),
    ("half", _anywhere(rewriting((N * A, A, "leaves out the factor {N}")))),
    ("factor left out", _anywhere(rules.dropped)),
    ("half", rewriting((A, 2 * A, "is twice what it should be"))),
    ("half", rewriting((A, HALF * A, "is half of what it should be"))),
    ("update order", _anywhere(_updated)),
    ("update order", _updated_weights),
    ("frozen", _anywhere(_frozen)),
    ("frozen", _every(FIRST, "always reads the first row")),
    ("frozen", _frozen_weights),
    ("term left out", _anywhere(rules.term)),
    ("term left out", _anywhere(rewriting((A - B, -B, "leaves out {A}")))),
    ("factor doubled", _anywhere(rules.doubled)),
    ("activation", _anywhere(rewriting(*LEFT_OUT, *OTHER))),
    ("row off", _anywhere(_row_off)),
    ("row off", _every(ABOVE, "is one row late")),
    ("row off", _every(BELOW, "is one row early")),
    ("role", _anywhere(_role)),
)
