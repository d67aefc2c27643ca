"""The slips in writing one formula, as a table for the formulas of a graph and that of a learner's column.

In a column, a name may bear a mark: `w5@first` is the first row's w5, `w5@above` that of the row above,
`w5@below` that of the row below.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import permutations

from backprop.core.expression import Apply, Expr, Num, Ref, function, lift, refs, replaced
from backprop.core.graph import Graph, Quantity
from backprop.slips.forms import (
    A,
    B,
    F,
    N,
    Named,
    Others,
    Rewritten,
    Rule,
    Scope,
    X,
    anywhere,
    bindings,
    exchanging,
    exchanging_all,
    rewriting,
    scope_of,
)
from backprop.slips.lineage import kind
from backprop.slips.slip import Draft, Slip

FIRST, ABOVE, BELOW = "@first", "@above", "@below"
ALWAYS = "always reads {1} of the first row, as an absolute reference does"
HALF = Num(Fraction(1, 2))
LOGISTIC, HYPERBOLIC, STEP = X * (1 - X), 1 - X**2, Apply("positive", (A,))
ACTIVATIONS = {name: function(name) for name in ("relu", "sigmoid", "tanh")}
AGAIN = ACTIVATIONS["sigmoid"](X)
# What a quantity of one role is taken for, though its role is another.
ROLES = {"input": "output", "output": "input", "error": "output", "weight": "bias", "bias": "weight"}


@dataclass(frozen=True)
class Row:
    """A slip of one formula: its family, and the rule for each part of it, or for the formula as a whole.

    `rare` says how rare it is in a graph, None where it is not made there; `admits` in which formulas it is.
    """

    family: str
    rule: Rule
    rare: int | None = None
    at_root: bool = False
    in_column: bool = True
    admits: Callable[[Graph, Quantity], bool] = lambda _graph, _quantity: True

    def drafts(self, scope: Scope, quantity: Quantity) -> Iterator[Draft]:
        """Yield the slips of the row in the formula of a quantity."""
        rule = self.rule if self.at_root else anywhere(self.rule)
        for expr, words in rule(replace(scope, name=quantity.name), quantity.expr):
            yield Draft(words, (replace(quantity, expr=expr),), self.rare or 0)


def drafts_in_graph(family: str, graph: Graph, names: list[str]) -> Iterator[Draft]:
    """Yield the slips of a family in each formula of a pass."""
    scope = scope_of(graph, str, tuple(names))
    for quantity in (graph[name] for name in names if not graph[name].is_given):
        for row in ROWS:
            if row.family == family and row.rare is not None and row.admits(graph, quantity):
                for draft in row.drafts(scope, quantity):
                    yield replace(draft, words=f"{draft.words}, in {quantity.name}")


def slips_in_column(graph: Graph, named: Named, quantity: Quantity) -> Iterator[Slip]:
    """Yield each slip in the formula of a column; `named` gives the learner's word for a quantity."""
    scope = scope_of(graph, named)
    for rank, row in enumerate(ROWS):
        for draft in row.drafts(scope, quantity) if row.in_column else ():
            yield Slip(row.family, draft.words, graph, draft.edits, rank)


def _marked(mark: str) -> Others:
    return lambda _scope, name: [name + mark]


def _first_weight(scope: Scope, name: str) -> list[str]:
    return [name + FIRST] if name in scope.graph.updates else []


def _updated(scope: Scope, name: str) -> list[str]:
    """Return what a parameter becomes, where that is not made of the formula itself."""
    new = scope.graph.updates.get(name, "")
    return [new] if new and scope.name not in scope.operands[new] else []


def _of_other_role(scope: Scope, name: str) -> list[str]:
    forward = scope.graph.forward
    role = ROLES.get(forward[name].role) if name in forward else None
    return [other for other, quantity in forward.items() if quantity.role == role]


def _sibling_in_place(scope: Scope, _: Expr) -> Rewritten:
    for other in scope.siblings(scope.name):
        yield Ref(other), f"has {scope.speak(other)} in its place"


def _neuron(scope: Scope, expr: Expr) -> Rewritten:
    """Take all weights that leave one neuron for those that leave another."""
    held = [quantity for quantity in scope.graph.forward.values() if quantity.role == "weight"]
    weights = {(quantity.source, quantity.unit): quantity.name for quantity in held}
    inside = set(refs(expr))
    for source, other in permutations(dict.fromkeys(source for source, _ in weights), 2):
        pairs: dict[str, Expr] = {
            name: Ref(weights[other, unit])
            for (start, unit), name in weights.items()
            if start == source and name in inside and (other, unit) in weights
        }
        if len(pairs) > 1:
            words = f"takes the weights that leave {other} where those of {source} belong"
            yield replaced(expr, pairs), words


def _is_gradient(_graph: Graph, quantity: Quantity) -> bool:
    return quantity.role == "gradient"


def _is_unsigned(_graph: Graph, quantity: Quantity) -> bool:
    return quantity.role == "gradient" and bindings(-A, quantity.expr) is None


def _is_no_update(_graph: Graph, quantity: Quantity) -> bool:
    return quantity.role != "update"


def _is_no_slope(graph: Graph, quantity: Quantity) -> bool:
    """Tell that a formula is not the slope of an activation, which has a family of its own."""
    return kind(graph, quantity.name) != ("output", "net")


sign = rewriting(
    (A + B, A - B, "subtracts {B} instead of adding it"),
    (A - B, A + B, "adds {B} instead of subtracting it"),
    (-A, A, "leaves out the minus sign before {A}"),
)
dropped = rewriting(
    (A * B, B, "leaves out the factor {A}"),
    (A * B, A, "leaves out the factor {B}"),
    (A**B, A, "leaves out the power of {A}"),
    (A / B, A, "leaves out the division by {B}"),
)
doubled = rewriting(
    (F * B, F * F * B, "has the factor {F} twice"),
    (A * F, A * F * F, "has the factor {F} twice"),
)
term = rewriting(
    (A + B, A, "leaves out the term {B}"),
    (A - B, A, "leaves out the term {B}"),
    (A + B, B, "leaves out the term {A}"),
)
siblings = exchanging(Scope.siblings)
net = exchanging(Scope.net)
other_slope = exchanging(
    Scope.siblings, "takes the slope of {0}, x·(1 − x), where that of {1} belongs", LOGISTIC
)
slope_at_net = exchanging(Scope.net, "takes x·(1 − x) of {0} where {1} belongs", LOGISTIC)
wrong_slope = rewriting(
    (LOGISTIC, AGAIN * (1 - AGAIN), "puts {X} through the sigmoid once more"),
    (LOGISTIC, HYPERBOLIC, "takes the slope of tanh, 1 − x², at {X}"),
    (LOGISTIC, lift(1), "leaves out the slope {X}·(1 − {X})"),
    (STEP, lift(1), "leaves out the slope of relu at {A}"),
)
wrong_activation = rewriting(
    *((put(A), A, f"leaves out the activation, {name}") for name, put in ACTIVATIONS.items()),
    *(
        (right(A), wrong(A), f"takes {other} where {name} belongs")
        for name, right in ACTIVATIONS.items()
        for other, wrong in ACTIVATIONS.items()
        if name != other
    ),
)
turned = rewriting(
    (A - B, B - A, "has {B} and {A} the wrong way round"),
    *((put(A), put(-A), "has the wrong sign inside the activation") for put in ACTIVATIONS.values()),
)
doubled_result = rewriting(
    (A, 2 * A, "is twice what it should be"), (A, HALF * A, "is half of what it should be")
)

# In a column, the first that gives the numbers is the one that is named.
ROWS = (
    Row("slope", other_slope, rare=1),
    Row("slope", wrong_slope),
    Row("index", siblings, rare=1),
    Row("index", _sibling_in_place, rare=1, at_root=True, in_column=False),
    Row("index", _neuron, at_root=True),
    Row("net for out", slope_at_net),
    Row("net for out", net, rare=1, admits=_is_no_slope),
    Row("net for out", exchanging(Scope.output)),
    Row("sign", sign, rare=1),
    Row("sign", turned),
    Row("sign", rewriting((A, -A, "has the wrong sign")), rare=1, at_root=True, admits=_is_unsigned),
    Row("half", rewriting((N * A, A, "leaves out the factor {N}"))),
    Row("half", doubled_result, at_root=True),
    Row("factor left out", dropped, rare=1),
    Row("update order", exchanging(_updated, "reads {1} after its update"), rare=1, admits=_is_gradient),
    Row("update order", exchanging_all(_updated, "reads the weights after their update"), at_root=True),
    Row("frozen", exchanging(_marked(FIRST), ALWAYS)),
    Row("frozen", exchanging_all(_marked(FIRST), "always reads the first row"), at_root=True),
    Row("frozen", exchanging_all(_first_weight, "always reads the weights of the first row"), at_root=True),
    Row("term left out", term, rare=1, admits=_is_no_update),
    Row("term left out", rewriting((A - B, -B, "leaves out {A}"))),
    Row("factor doubled", doubled, rare=2),
    Row("activation", wrong_activation),
    Row("row off", exchanging(_marked(ABOVE), "reads {1} one row too high")),
    Row("row off", exchanging(_marked(BELOW), "reads {1} one row too low")),
    Row("row off", exchanging_all(_marked(ABOVE), "is one row late"), at_root=True),
    Row("row off", exchanging_all(_marked(BELOW), "is one row early"), at_root=True),
    Row("role", exchanging(_of_other_role)),
)
