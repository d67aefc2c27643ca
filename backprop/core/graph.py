"""A worked example as a graph of named quantities, each with the expression that makes it.

`graph["dE_total/dw5"]` adds the derivative, named and with its own expression, when first asked for.
This module does not know what a network is; it knows sums, chains and names.
"""

import difflib
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce
from operator import or_

from backprop.core.expression import (
    Apply,
    Expr,
    Num,
    Ref,
    differentiate,
    lift,
    refs,
    terms_of,
    total,
    with_terms,
)
from backprop.errors import BackpropError

# Roles of what updates carry along: the last changes that momentum keeps, and which samples are in the batch.
CARRIED = frozenset({"change", "batch"})
_DERIVATIVE = re.compile(r"d(?P<upper>[^/]+)/d(?P<lower>[^/]+)")


@dataclass(frozen=True)
class Quantity:
    """A named quantity: its symbol in TeX, what it is in words, its role, and how it is made.

    `slopes` names its local derivatives, where they are better written than made by rule. Where it
    belongs to a `unit`, the unit is in a `layer`, 0 being the inputs; a weight leads from `source` to
    `unit`; `sample` counts from 1. A derivative is that of `upper` with respect to `lower`; an update and the
    last change that momentum keeps, belong to a `parameter`.
    """

    name: str
    tex: str
    words: str
    role: str
    expr: Expr
    slopes: Mapping[str, Expr] = field(default_factory=dict)
    unit: str = ""
    layer: int | None = None
    source: str = ""
    sample: int | None = None
    upper: str = ""
    lower: str = ""
    parameter: str = ""

    @cached_property
    def operands(self) -> tuple[str, ...]:
        """The names in its expression, each once, from left to right."""
        return tuple(dict.fromkeys(refs(self.expr)))

    @cached_property
    def local_slopes(self) -> Mapping[str, Expr]:
        """Its local derivatives under their names: as they are better written, else by rule."""
        return {**differentiate(self.expr, Ref(self.name)), **self.slopes}

    @property
    def is_given(self) -> bool:
        """Tell whether the quantity is a plain number that the example starts from."""
        return isinstance(self.expr, Num)

    @property
    def is_derivative(self) -> bool:
        """Tell whether the quantity is the derivative of one quantity with respect to another."""
        return bool(self.upper)


def derivative_name(upper: str, lower: str) -> str:
    """Return the name of d upper / d lower."""
    return f"d{upper}/d{lower}"


def parse_derivative(name: str) -> tuple[str, str] | None:
    """Return what is differentiated and with respect to what; None for a name that is not of a derivative."""
    match = _DERIVATIVE.fullmatch(name)
    return (match["upper"], match["lower"]) if match else None


class Graph:
    """Quantities in order of computation, up to `loss`; `updates` says what replaces which parameter.

    `edits` are quantities that replace derivatives which would otherwise be made; `objective`
    is what the updates go down on where that is not the loss itself. `signals` are derivatives that have a
    name of their own, such as error signals; `shares` name given quantities whose sum is 1 by their meaning;
    `counts` say how many there are of what, and nothing is made of them.
    """

    def __init__(
        self,
        quantities: Iterable[Quantity],
        loss: str,
        updates: Mapping[str, Expr],
        edits: Iterable[Quantity] = (),
        objective: str = "",
        signals: Iterable[Quantity] = (),
        shares: Iterable[str] = (),
        counts: Iterable[Quantity] = (),
    ) -> None:
        self.forward = {quantity.name: quantity for quantity in quantities}
        self._users: dict[str, list[str]] = {}
        for quantity in self.forward.values():
            for operand in quantity.operands:
                self._users.setdefault(operand, []).append(quantity.name)
        self.loss = loss
        self.objective = objective or loss
        self.signals = {signal.name: signal for signal in signals}
        self.shares = tuple(shares)
        self.counts = {count.name: count for count in counts}
        self.updates = {name: f"{name}+" for name in updates}
        self._later = {edit.name: edit for edit in edits}
        self.edits = frozenset(self._later)
        self._unchanged = self
        self._changed: dict[str, Quantity] = {}
        for name, expr in updates.items():
            self._later[f"{name}+"] = self._updated(name, expr)
        self._terms: dict[str, list[str]] = {}

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of what is trained, not of what the updates carry along with it."""
        return tuple(name for name in self.updates if self[name].role not in CARRIED)

    def __getitem__(self, name: str) -> Quantity:
        """Return the quantity `name`; a derivative is made on demand; an unknown name raises."""
        for known in (self._changed, self.forward, self.signals, self.counts):
            if name in known:
                return known[name]
        if name not in self._later:
            self._later[name] = self._unchanged._make(name)
        return self._later[name]

    def edited(self, changes: Iterable[Quantity]) -> "Graph":
        """Return a copy with these quantities in place of those of their names, or beside all others.

        What is not changed is made as before, derivatives of what is changed too: a slip in one formula
        leaves the other formulas as they stand. A quantity named `p+` is the update of p.
        """
        copied = copy(self)
        copied._changed = self._changed | {change.name: change for change in changes}
        copied.updates = self.updates | {name[:-1]: name for name in copied._changed if name.endswith("+")}
        return copied

    def ordered(self, names: Iterable[str], free: Container[str] = frozenset()) -> list[str]:
        """Return `names` and all they need, operands first; what `free` quantities need is left out."""
        return _ordered(names, lambda name: () if name in free else self[name].operands)

    def distances(self) -> dict[str, int]:
        """Return how many expressions lie between each quantity and the loss, the loss first."""
        distances = {self.loss: 0}
        for name in (todo := [self.loss]):
            for operand in self.forward[name].operands:
                if operand not in distances:
                    distances[operand] = distances[name] + 1
                    todo.append(operand)
        return distances

    def _updated(self, name: str, expr: Expr) -> Quantity:
        old = self.forward[name]
        base, _, script = old.tex.partition("_")
        tex = f"{base}_{script}^{{+}}" if script else f"{base}^{{+}}"
        words, parameter = f"{old.words}, updated", old.parameter or name
        return replace(
            old, name=f"{name}+", tex=tex, words=words, role="update", expr=expr, parameter=parameter
        )

    def _make(self, name: str) -> Quantity:
        parts = parse_derivative(name)
        if parts is None:
            raise self._unknown(name)
        upper, lower = (self._known(part, name) for part in parts)
        if upper is lower:
            raise BackpropError(
                f"{name}: the derivative of a quantity with respect to itself is 1 and has no key"
            )
        if not self.depends(upper.name, lower.name):
            raise BackpropError(
                f"{name}: {upper.name} does not depend on {lower.name}; this derivative is 0 and has no key"
            )
        tex = rf"\frac{{\partial {upper.tex}}}{{\partial {lower.tex}}}"
        words = f"derivative of the {upper.words} with respect to the {lower.words}"
        expr = self._derivative(upper.name, lower.name)
        return Quantity(name, tex, words, "gradient", expr, upper=upper.name, lower=lower.name)

    def _known(self, name: str, asked: str) -> Quantity:
        if name not in self.forward:
            raise self._unknown(name, f"{asked}: ")
        return self.forward[name]

    def _unknown(self, name: str, prefix: str = "") -> BackpropError:
        near = difflib.get_close_matches(name, [*self.forward, *self.signals, *self.counts], n=3, cutoff=0.4)
        return BackpropError(
            f"{prefix}no quantity is named {name!r}; the nearest: {', '.join(near) or 'none'}"
        )

    def depends(self, upper: str, lower: str) -> bool:
        """Tell whether `upper` is made of `lower`, directly or by way of others."""
        return bool(self._below[upper] & self._bits.get(lower, 0))

    @cached_property
    def _bits(self) -> Mapping[str, int]:
        """A bit for each quantity, so that a set of them is one number."""
        return {name: 1 << place for place, name in enumerate(self.forward)}

    @cached_property
    def _below(self) -> Mapping[str, int]:
        """The set of all that each quantity is made of."""
        below: dict[str, int] = {}
        for name in _ordered(self.forward, lambda name: self.forward[name].operands):
            operands = self.forward[name].operands
            below[name] = reduce(or_, (self._bits[each] | below[each] for each in operands), 0)
        return below

    def _holds(self, upper: str, lower: str) -> bool:
        return upper == lower or self.depends(upper, lower)

    def _routes(self, upper: str, lower: str) -> list[str]:
        """Return the quantities that use `lower` directly on its ways to `upper`."""
        return [name for name in self._users.get(lower, ()) if self._holds(upper, name)]

    def _derivative(self, upper: str, lower: str) -> Expr:
        """Return d upper / d lower: local, along a chain, or as a sum where paths split."""
        routes = self._routes(upper, lower)
        if routes == [upper]:
            return self._slope(upper, lower)
        expr = self.forward[upper].expr
        terms = [term for term in self._terms_of(upper) if self._holds(term, lower)]
        if len(routes) == 1 and not set(routes) <= set(terms):
            return self._chain(upper, routes[0], lower)
        if terms and all(len(self._routes(term, lower)) == 1 for term in terms):
            return with_terms(expr, lambda term: self._term_slope(term, lower))
        return total([self._link(upper, route, lower) for route in routes])

    def _terms_of(self, upper: str) -> list[str]:
        if upper not in self._terms:
            self._terms[upper] = terms_of(self.forward[upper].expr, self._is_share)
        return self._terms[upper]

    def _is_share(self, factor: Expr) -> bool:
        """Tell whether a factor only says what a term counts: a number, or whether it is in the batch."""
        return isinstance(factor, Num) or (
            isinstance(factor, Ref) and self.forward[factor.name].role == "batch"
        )

    def _term_slope(self, term: str, lower: str) -> Expr:
        return Ref(derivative_name(term, lower)) if self.depends(term, lower) else lift(0)

    def _chain(self, upper: str, middle: str, lower: str) -> Expr:
        """Return d upper / d middle times d middle / d lower, one link further in the case of a leaf."""
        outer = self[derivative_name(upper, middle)]
        longer = self.forward[lower].is_given and _is_product(outer.expr)
        return (outer.expr if longer else Ref(outer.name)) * self._local(middle, lower)

    def _link(self, upper: str, middle: str, lower: str) -> Expr:
        if middle == upper:
            return self._slope(upper, lower)
        return Ref(derivative_name(upper, middle)) * self._local(middle, lower)

    def _slope(self, upper: str, lower: str) -> Expr:
        return self.forward[upper].local_slopes[lower]

    def _local(self, upper: str, lower: str) -> Expr:
        """Name the local derivative, or spell it out where its name would mean the total one."""
        if self._routes(upper, lower) == [upper]:
            return Ref(derivative_name(upper, lower))
        return self._slope(upper, lower)


def _ordered(names: Iterable[str], operands: Callable[[str], Iterable[str]]) -> list[str]:
    """Return `names` and all they need, operands first."""
    order: dict[str, None] = {}
    # Each name that waits for what it needs, with those of its operands that have not yet been seen to.
    waiting: dict[str, Iterator[str]] = {}
    for name in names:
        if name not in order:
            waiting[name] = iter(operands(name))
        while waiting:
            last, left = next(reversed(waiting.items()))
            needed = next((each for each in left if each not in order), None)
            if needed is None:
                order[last] = None
                del waiting[last]
            elif needed in waiting:
                raise BackpropError(f"{needed}: found it among what it is made of, expected other quantities")
            else:
                waiting[needed] = iter(operands(needed))
    return list(order)


def _is_product(expr: Expr) -> bool:
    match expr:
        case Apply("mul", (Ref(), Ref())):
            return True
        case _:
            return False
